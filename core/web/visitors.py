"""Residents at the door: where they come from, and whose case this browser may follow."""

from __future__ import annotations

from flask import Flask, g, request
from flask_babel import gettext

from core.services import links
from core.services.accounts import Throttled
from core.services.limits import Client
from core.web.cookies import BROWSER, FOLLOWER, cookie_value, drop_cookie, set_cookie
from core.web.doorstep import keys, origin
from core.web.language import say
from core.words.dates import moment


def configure_followers(app: Flask) -> None:
    """Know the follower of a case before a route is guarded. Must come after the council is entered."""
    app.before_request(_know_follower)


def client() -> Client:
    """Where the present request comes from, for limits that hold across processes."""
    return Client(origin(), keys())


def when(wait: Throttled) -> str:
    """When the next try is looked at: in minutes, or at a time once it is longer than anybody waits for."""
    if wait.minutes > 90:
        return gettext("after %(moment)s", moment=moment(wait.until, say()))
    return gettext("in %(minutes)s", minutes=say().count("%(n)s minute", "%(n)s minutes", wait.minutes))


def browser_token() -> str:
    """What tells this browser from others at this council; given with the first form that it was shown."""
    return cookie_value(BROWSER)


def follow(token: str) -> None:
    """Let this browser follow the case that `token` opened."""
    set_cookie(FOLLOWER, token)


def leave() -> None:
    """Stop following in this browser."""
    token = cookie_value(FOLLOWER)
    if token:
        links.stop_following(g.authority.code, token)
    drop_cookie(FOLLOWER)


def _know_follower() -> None:
    token = cookie_value(FOLLOWER)
    if token and "authority" in g and request.endpoint and request.endpoint.startswith("follow."):
        g.follower = links.follower(g.authority.code, token)
