"""One message for the next page, such as "Answer sent": kept in a signed cookie for a minute, shown once."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, g
from itsdangerous import BadSignature, URLSafeTimedSerializer

from core.web.cookies import NOTICE, cookie_value, drop_cookie, set_cookie

_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Notice:
    """What has changed (`text`), what follows from it (`detail`), and `kind`: success, information or warning."""

    text: str
    detail: str = ""
    kind: str = "success"


def tell(text: str, detail: str = "", kind: str = "success") -> None:
    """Show this at the top of the next page; to be followed by a redirect."""
    set_cookie(NOTICE, _signer().dumps([text, detail, kind]), seconds=_SECONDS)


def take_notice() -> Notice | None:
    """The message left by the page before, which the browser is told to forget; templates call this once."""
    sent = cookie_value(NOTICE)
    if not sent:
        return None
    drop_cookie(NOTICE)
    try:
        text, detail, kind = _signer().loads(sent, max_age=_SECONDS)
    except (BadSignature, ValueError):
        return None
    return Notice(str(text), str(detail), str(kind))


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=f"notice\n{g.authority.code}")
