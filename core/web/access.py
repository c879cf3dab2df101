"""Who may ask for what: every route says so nearest its function, and a route that says nothing stops the start.

Declaring and enforcing are apart. A decorator here only writes the declaration on the view; `guard` reads it before
each request, so a view cannot forget to check. `declared_access` gives the whole policy to the tests that walk it.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.api.web import MARK, Access, View, Who, declare, needs, public
from core.host import ask
from core.host.errors import Fault, HostError
from core.logs import security_event

__all__ = [
    "Access",
    "UndeclaredAccess",
    "Who",
    "configure_access",
    "declared_access",
    "guard",
    "may",
    "may_open",
    "needs",
    "operator",
    "person",
    "public",
    "staff",
]


class UndeclaredAccess(HostError):
    """Routes do not say who may use them; each fault names the plugin (or the core) and the route."""


def person(view: View) -> View:
    """Only somebody following their own case."""
    return declare(view, Access(Who.PERSON))


def staff(view: View) -> View:
    """Any member of staff who is signed in at this authority: their own account, and the way out."""
    return declare(view, Access(Who.STAFF))


def operator(view: View) -> View:
    """Only on the operator's own host."""
    return declare(view, Access(Who.OPERATOR))


def declared_access(app: Flask) -> dict[str, Access]:
    """Endpoint to declaration, for every endpoint of the application. Raises UndeclaredAccess."""
    plugins: Mapping[str, str] = app.extensions.get("upheld_plugin_endpoints", {})
    found: dict[str, Access] = {}
    silent: list[str] = []
    for endpoint, view in app.view_functions.items():
        access = getattr(view, MARK, None) or getattr(getattr(view, "view_class", None), MARK, None)
        if not isinstance(access, Access):
            silent.append(endpoint)
            continue
        plugin = plugins.get(endpoint.split(".")[0], "")
        found[endpoint] = Access(access.who, access.permission, plugin) if plugin else access
    if silent:
        addresses = {rule.endpoint: rule.rule for rule in app.url_map.iter_rules()}
        raise UndeclaredAccess(*(_undeclared(name, addresses.get(name, ""), plugins) for name in sorted(silent)))
    return found


def _undeclared(endpoint: str, address: str, plugins: Mapping[str, str]) -> Fault:
    words = f"the page {address} ({endpoint}) does not say who may use it: put @public or @needs(…) nearest its view"
    return Fault(plugins.get(endpoint.split(".")[0], "core"), words)


def configure_access(app: Flask) -> None:
    """Refuse to start with an undeclared route, then check each request against its declaration.

    Must come after every blueprint is registered.
    """
    app.extensions["upheld_access"] = declared_access(app)
    app.before_request(guard)
    app.jinja_env.globals["may"] = may


def may(permission: str) -> bool:
    """Whether the caller is staff with this permission here and now; templates ask it before offering a link."""
    answers: dict[str, bool] = g.setdefault("may", {})
    if permission not in answers:
        allowed = current_user.is_authenticated and ask.may(g.runtime, current_user.actor, permission)
        answers[permission] = bool(allowed)
    return answers[permission]


def may_open(endpoint: str) -> bool:
    """Whether the endpoint exists and the caller could open it; menus ask before offering a link."""
    access: Access | None = current_app.extensions["upheld_access"].get(endpoint)
    if access is None or (access.plugin and access.plugin not in g.runtime.plugins):
        return False
    if access.who is Who.STAFF:
        return bool(current_user.is_authenticated) and (not access.permission or may(access.permission))
    return access.who is not Who.OPERATOR


def guard() -> Response | None:
    """Let the request through, send it to sign in, or refuse it. Runs before every view."""
    if request.endpoint is None:  # no such page: the routing error follows
        return None
    access: Access = current_app.extensions["upheld_access"][request.endpoint]
    if access.plugin and access.plugin not in g.runtime.plugins:
        abort(404)
    if access.who is Who.STAFF:
        return _guard_staff(access)
    if access.who is Who.PERSON and g.get("follower") is None:
        return redirect(url_for("follow.start"))
    if access.who is Who.OPERATOR:
        abort(404)  # no host of a council shows the operator's pages
    return None


def _guard_staff(access: Access) -> Response | None:
    if not current_user.is_authenticated:
        from core.web.signing_in import ask_to_sign_in

        return ask_to_sign_in()
    if access.permission and not may(access.permission):
        security_event("access_denied", actor=current_user.actor.key, permission=access.permission)
        abort(403)
    return None
