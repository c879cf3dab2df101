"""From the host name of a request to the council it is for, and into that council's scope.

The registry's rows decide, by exact match of the canonical name: there is no default council, and an unknown host gets
a bare answer with nobody's name on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, g, request

from core import logs
from core.config import Config
from core.services.arrival import arriving
from core.services.registry import runtime_of
from core.web.cookies import STAFF, cookie_value
from core.web.security import security_headers

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"({_LABEL}(?:\.{_LABEL})*)(?::([0-9]{{1,5}}))?")
_LONGEST = 253
ANY_HOST = ("/health/",)
_KNOWN_AT_MOST = 10_000


@dataclass(frozen=True, slots=True)
class HostName:
    """A host as the registry spells it, and the port that was asked for (empty for the usual one)."""

    name: str
    port: str = ""


def canonical_host(raw: str) -> HostName | None:
    """The canonical form of a Host header, or None when it is no host name: two of them, a user, a trailing dot …"""
    match = _HOST.fullmatch(raw.lower()) if raw.isascii() else None
    if match is None or len(match[1]) > _LONGEST:
        return None
    port = match[2] or ""
    return HostName(match[1], port) if not port or 0 < int(port) < 65536 else None


def is_trusted(name: str, trusted: tuple[str, ...]) -> bool:
    """Whether the operator lists this name; a leading dot means every name below. No list: the registry decides."""
    return not trusted or any(name == one or (one.startswith(".") and name.endswith(one)) for one in trusted)


class HostGate:
    """Stops a malformed Host header before anything else reads it, and gives the rest the canonical spelling.

    Must be inside `ProxyFix`, so that it sees the host which the trusted proxy was asked for.
    """

    def __init__(self, app: Callable[[Environ, StartResponse], Iterable[bytes]], config: Config) -> None:
        self.app = app
        self.config = config

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        host = canonical_host(environ.get("HTTP_HOST", ""))
        path = environ.get("PATH_INFO", "")
        if host is None or environ.get("REQUEST_METHOD") == "TRACE":
            return self._bare("400 Bad Request", b"Bad request\n", start_response)
        if not is_trusted(host.name, self.config.trusted_hosts) and not path.startswith(ANY_HOST):
            return self._bare("404 Not Found", b"Not found\n", start_response)
        environ["HTTP_HOST"] = f"{host.name}:{host.port}" if host.port else host.name
        environ["upheld.host"] = host.name
        return self.app(environ, start_response)

    def _bare(self, status: str, body: bytes, start_response: StartResponse) -> Iterable[bytes]:
        headers = [*security_headers(self.config.https), ("Content-Type", "text/plain; charset=utf-8")]
        start_response(status, [*headers, ("Cache-Control", "no-store"), ("Content-Length", str(len(body)))])
        return [body]


def configure_authority(app: Flask, config: Config) -> None:
    """Put the gate in front, and enter and leave the council's scope around each request."""
    app.extensions["upheld_known_hosts"] = set()
    app.before_request(enter)
    app.teardown_request(leave)
    app.wsgi_app = HostGate(app.wsgi_app, config)  # type: ignore[method-assign]


def enter() -> Response | None:
    """Find the council and enter its scope; an unknown host gets a bare 404. Runs before everything else."""
    host = request.environ["upheld.host"]
    g.log_context = logs.context.set({"origin": request.remote_addr or ""})
    if request.path.startswith(ANY_HOST) or _is_known_for_files(host):
        return None
    token = cookie_value(STAFF)
    g.scope = ExitStack()
    arrival = g.scope.enter_context(arriving(host, token))
    if arrival is None:
        return Response("Not found\n", 404, mimetype="text/plain")
    _remember(host)
    council = arrival.council
    g.session, g.token_is_refused = arrival.session, bool(token) and arrival.session is None
    g.authority = council
    g.runtime = runtime_of(council)
    g.language = council.languages[0]
    logs.context.set({"authority": council.code, "origin": request.remote_addr or ""})
    return None


def leave(error: BaseException | None = None) -> None:
    """Leave the scope, whatever happened; nothing of one request is left for the next."""
    scope: ExitStack | None = g.pop("scope", None)
    if scope is not None:
        scope.__exit__(type(error) if error else None, error, error.__traceback__ if error else None)
    token = g.pop("log_context", None)
    if token is not None:
        logs.context.reset(token)


def _is_known_for_files(host: str) -> bool:
    """Files are the same for every council, so one that was found once need not be looked up for each of them."""
    return request.endpoint == "files.file" and host in current_app.extensions["upheld_known_hosts"]


def _remember(host: str) -> None:
    known: set[str] = current_app.extensions["upheld_known_hosts"]
    if len(known) < _KNOWN_AT_MOST:
        known.add(host)


