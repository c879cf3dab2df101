"""On the way in: where somebody wanted to go, and what they had typed when their session ended."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Request, abort, current_app, g, redirect, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from core.web.csrf import FIELD, kept_fields, token_holds
from core.web.security import SAFE_METHODS, came_from_us

_ODD = frozenset("\\\t\r\n\0 ")


def ask_to_sign_in() -> Response:
    """Send a reader to sign in and back here. What was being sent is kept where it is surely the person's own."""
    if request.method in SAFE_METHODS:
        return redirect(url_for("account.sign_in", next=_here(request)))
    if request.endpoint == "account.sign_out":
        return redirect(url_for("account.sign_in"), 303)
    if came_from_us() and token_holds(request.form.get(FIELD)):
        from core.web.views.account import sign_in_again

        return sign_in_again(kept_fields())
    abort(401)


def safe_next(target: str, default: str) -> str:
    """`target` when it is the path of a page of ours that can be opened, else `default`."""
    if not target.startswith("/") or target.startswith("//") or _ODD & set(target) or not target.isprintable():
        return default
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return default
    try:
        current_app.url_map.bind("here.invalid").match(parts.path, method="GET")
    except HTTPException:
        return default
    return target


def _here(of: Request) -> str:
    return of.full_path if of.query_string else of.path


def seal_kept(fields: list[tuple[str, str]], action: str) -> str:
    """What was typed, signed, to travel through the pages of signing in."""
    return _signer().dumps([action, fields])


def open_kept(sealed: str) -> tuple[str, list[tuple[str, str]]] | None:
    """The page it was meant for and the fields; None when this deployment did not seal it for this council."""
    if not sealed:
        return None
    try:
        action, fields = _signer().loads(sealed, max_age=60 * 60)
    except (BadSignature, ValueError):
        return None
    return str(action), [(str(name), str(value)) for name, value in fields]


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=f"kept\n{g.authority.code}")
