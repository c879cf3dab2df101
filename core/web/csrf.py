"""The token that every form carries: bound to the council, to the area of the site and to the browser's own session.

It is a keyed hash, so showing a form writes nothing. Staff pages bind it to the staff session, a follower's pages to
theirs, and public pages to a cookie made for nothing else.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Any

from flask import Flask, abort, current_app, g, request
from markupsafe import Markup, escape
from wtforms import ValidationError
from wtforms.csrf.core import CSRF

from core.logs import security_event
from core.web.access import Access, Who
from core.web.cookies import BROWSER, FOLLOWER, STAFF, cookie_value, set_cookie
from core.web.security import SAFE_METHODS, came_from_us, refuse_nul, refuse_other_sites

FIELD = "csrf_token"
_NEVER_KEPT = ("password", "code", FIELD)


class BoundCSRF(CSRF):
    """WTForms' door to the token."""

    def generate_csrf_token(self, csrf_token_field: Any) -> str:
        return csrf_token()

    def validate_csrf_token(self, form: Any, field: Any) -> None:
        if not token_holds(field.data):
            raise ValidationError("csrf")


def csrf_token() -> str:
    """The token for forms of the page that is being made; after signing in it belongs to the new session already."""
    new_session = g.get("new_staff_token")
    if new_session:
        return _token_for(STAFF, new_session)
    area = g.get("forms_area") or _area()
    made: dict[str, str] = g.setdefault("tokens", {})
    if area not in made:
        made[area] = _token_for(area, _seed(area, make=True))
    return made[area]


def csrf_field() -> Markup:
    """The hidden input itself, for a form that is only a button."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, csrf_token())


def token_holds(given: object) -> bool:
    """Whether `given` is the token of this browser's session in this area at this council."""
    seed = _seed(_area(), make=False)
    if not seed or not isinstance(given, str) or not given:
        return False
    return hmac.compare_digest(given.encode(), _token_for(_area(), seed).encode())


def require_token() -> None:
    """Refuse an unsafe request without its token, whatever the view does. Keeps what was typed where that is safe.

    Only a browser that says the form was on our own page gets its words back: otherwise another site could have
    chosen them.
    """
    if request.method in SAFE_METHODS or request.endpoint is None or token_holds(request.form.get(FIELD)):
        return
    security_event("csrf_refused", object=request.endpoint)
    if came_from_us():
        g.kept = kept_fields()
    abort(400)


def kept_fields() -> list[tuple[str, str]]:
    """What the person typed, to be offered again; never a password or a code."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if not any(word in name.lower() for word in _NEVER_KEPT)
    ]


def forms_are_public() -> None:
    """The page being made is public, though the address asked for is not: a sign-in page in place of another."""
    g.forms_area = BROWSER


def hidden_inputs(fields: list[tuple[str, str]]) -> Markup:
    """The same fields as hidden inputs of a form."""
    return Markup("").join(
        Markup('<input type="hidden" name="{}" value="{}">').format(escape(name), escape(value))
        for name, value in fields
    )


def _area() -> str:
    access: Access | None = current_app.extensions["upheld_access"].get(request.endpoint or "")
    if access is not None and access.who is Who.STAFF:
        return STAFF
    if access is not None and access.who is Who.PERSON:
        return FOLLOWER
    return BROWSER


def _seed(area: str, *, make: bool) -> str:
    seed = cookie_value(area)
    if seed or area != BROWSER or not make:
        return seed
    if "new_browser" not in g:
        g.new_browser = secrets.token_urlsafe(32)
        set_cookie(BROWSER, g.new_browser)
    return str(g.new_browser)


def _token_for(area: str, seed: str) -> str:
    key = str(current_app.secret_key).encode()
    message = "\n".join(("csrf", g.authority.code, area, seed))
    return hmac.new(key, message.encode(), "sha256").hexdigest()


def configure_csrf(app: Flask) -> None:
    """Check what a request is made of, where an unsafe one came from, and its token, after access was decided."""
    app.before_request(refuse_nul)
    app.before_request(refuse_other_sites)
    app.before_request(require_token)
