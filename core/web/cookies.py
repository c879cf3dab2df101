"""The few cookies there are: each holds a random token or signed text, is seen by one host only and by no script.

Over https the names begin with `__Host-`, so that a sibling domain cannot set them. On loopback without TLS browsers
refuse such names, and there they are plain; the configuration does not start anything else without https.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, current_app, g, request

STAFF = "staff"
FOLLOWER = "follower"
BROWSER = "browser"
KNOWN_BROWSER = "known"
NOTICE = "notice"
_LONGEST = 4000


def cookie_name(kind: str) -> str:
    """The cookie's name in this deployment."""
    prefix = "__Host-" if current_app.extensions["upheld_config"].https else ""
    return f"{prefix}upheld_{kind}"


def cookie_value(kind: str) -> str:
    """What the browser sent, or an empty string. A name sent twice is a forgery in one of them: neither counts."""
    values = request.cookies.getlist(cookie_name(kind))
    return values[0] if len(values) == 1 and len(values[0]) <= _LONGEST else ""


def set_cookie(kind: str, value: str, *, seconds: int | None = None) -> None:
    """Send the cookie with the answer that is being made. Without `seconds` it goes when the browser closes."""
    _later(
        lambda response: response.set_cookie(
            cookie_name(kind),
            value,
            max_age=seconds,
            path="/",
            secure=current_app.extensions["upheld_config"].https,
            httponly=True,
            samesite="Lax",
        )
    )


def drop_cookie(kind: str) -> None:
    """Have the browser forget the cookie."""
    set_cookie(kind, "", seconds=0)


def _later(change: Callable[[Response], None]) -> None:
    g.setdefault("cookie_changes", []).append(change)


def configure_cookies(app: Flask) -> None:
    """Write the cookies that views asked for on the answer, error pages included."""

    def write(response: Response) -> Response:
        for change in g.pop("cookie_changes", ()):
            change(response)
        return response

    app.after_request(write)
