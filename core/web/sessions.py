"""Who is asking: staff by a session kept on the server, followers of a case likewise. Flask's own session is not used.

A cookie holds a random token; the row holds its hash, the council and the person. A token that is presented at another
council's host finds nothing there, since rows are looked up in the scope of the host's council.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, Request, g
from flask.sessions import SessionInterface, SessionMixin
from flask_login import AnonymousUserMixin, LoginManager

from core.domain.actor import SYSTEM, Actor, ActorKind
from core.logs import security_event
from core.services import sessions
from core.services.sessions import HalfOpen, SignedIn
from core.web.cookies import STAFF, cookie_value, drop_cookie, set_cookie

IDLE = sessions.IDLE


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of staff signed in at this council, with the roles that their membership gives now."""

    signed_in: SignedIn
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    @property
    def actor(self) -> Actor:
        """How the rules and the record know them."""
        found = self.signed_in
        return Actor(ActorKind.STAFF, found.membership_id, frozenset(found.roles), frozenset(found.services))

    @property
    def name(self) -> str:
        return self.signed_in.name

    @property
    def email(self) -> str:
        return self.signed_in.email

    @property
    def elsewhere(self) -> bool:
        """Whether they work for another council too."""
        return self.signed_in.elsewhere

    def get_id(self) -> str:
        return self.signed_in.membership_id


class Nobody(AnonymousUserMixin):  # type: ignore[misc]
    """Somebody who has not signed in: may nothing that needs a permission."""

    elsewhere = False
    name = ""
    actor = SYSTEM


class _Nothing(dict[str, Any], SessionMixin):
    """Flask's session, empty and never kept; Flask-Login looks into it."""


class _NoSession(SessionInterface):
    def open_session(self, app: Flask, request: Request) -> _Nothing:
        return _Nothing()

    def save_session(self, app: Flask, session: SessionMixin, response: Any) -> None:
        return None


def configure_sessions(app: Flask) -> None:
    """Have Flask-Login find the caller by our own session and by nothing else."""
    app.session_interface = _NoSession()
    # A cookie of this name would make Flask-Login look there first; no browser keeps one under it.
    app.config["REMEMBER_COOKIE_NAME"] = "__Host-not used"
    manager = LoginManager(app)
    manager.session_protection = None
    manager.anonymous_user = Nobody
    manager.request_loader(_officer)


def _officer(request: Request) -> Officer | None:
    if g.get("token_is_refused"):
        security_event("session_refused", reason="unknown here, ended or expired")
    found = g.get("session")
    if not isinstance(found, SignedIn):
        return None
    return Officer(found)


def give_cookie(token: str, *, signed_in: bool = False) -> None:
    """Let the browser present this token from now on. `signed_in`: forms of the page being made belong to it."""
    set_cookie(STAFF, token)
    if signed_in:
        g.new_staff_token = token


def forget_cookie() -> None:
    """Have the browser forget its token."""
    drop_cookie(STAFF)


def present_token() -> str:
    """The token that the browser presented, or an empty string; for rotating and ending it."""
    return cookie_value(STAFF)


def half_open() -> HalfOpen | None:
    """The present browser's sign-in between password and code, if there is one."""
    found = g.get("session")
    return found if isinstance(found, HalfOpen) else None
