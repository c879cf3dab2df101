"""The council comes from an exact host name in the registry, and from nothing else."""

from collections.abc import Iterable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.test import create_environ

from core.persistence.db import db
from core.web.doorstep import origin
from tests.conftest import AppFactory
from tests.support.web import install

CANARY = "Boston"
HOSTS = [
    pytest.param("boston.localhost", 200, id="its name"),
    pytest.param("boston.localhost:8000", 200, id="a port"),
    pytest.param("BOSTON.localhost", 200, id="capitals"),
    pytest.param("boston.localhost.", 400, id="trailing dot"),
    pytest.param("nowhere.localhost", 404, id="unknown"),
    pytest.param("localhost", 404, id="the base host"),
    pytest.param("xboston.localhost", 404, id="ends alike"),
    pytest.param("boston.localhost.evil.example", 404, id="begins alike"),
    pytest.param("127.0.0.1", 404, id="an address"),
    pytest.param("[::1]", 400, id="an IPv6 address"),
    pytest.param("", 400, id="empty"),
    pytest.param(None, 400, id="missing"),
    pytest.param("boston.localhost,evil.example", 400, id="two hosts"),
    pytest.param("boston.localhost evil.example", 400, id="two hosts and a blank"),
    pytest.param("user@boston.localhost", 400, id="a user"),
    pytest.param("boston.localhost\x00", 400, id="NUL"),
    pytest.param("boston.localhost:99999", 400, id="no such port"),
    pytest.param("boston.localhost:port", 400, id="port in words"),
    pytest.param("boston.localhost/staff", 400, id="a path"),
    pytest.param("bоston.localhost", 400, id="a Cyrillic letter"),
    pytest.param("xn--bston-kye.localhost", 404, id="a look-alike in ASCII"),
    pytest.param("boston_.localhost", 400, id="an underscore"),
    pytest.param("-boston.localhost", 400, id="a leading hyphen"),
    pytest.param("a" * 300 + ".localhost", 400, id="too long"),
]


def ask(app: Flask, host: str | None, path: str = "/staff/sign-in", **more: str) -> tuple[int, bytes, dict[str, str]]:
    """One request as a server would pass it on, with the Host header exactly so."""
    environ: dict[str, Any] = create_environ(path, "http://placeholder.invalid")
    environ.pop("HTTP_HOST")
    # A server decodes headers as Latin-1, whatever was in them.
    environ |= {} if host is None else {"HTTP_HOST": host.encode().decode("latin-1")}
    environ |= more
    got: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        got[:] = [int(status[:3]), dict(headers)]
        return lambda data: None

    parts: Iterable[bytes] = app.wsgi_app(environ, start)
    body = b"".join(parts)
    close = getattr(parts, "close", None)
    if close:
        close()
    return got[0], body, got[1]


@pytest.mark.req("ISO-01")
@pytest.mark.parametrize(("host", "status"), HOSTS)
def test_a_host_is_exactly_one_council_or_none(site: Flask, host: str | None, status: int) -> None:
    found, body, headers = ask(site, host)
    assert found == status
    if status != 200:
        assert headers["Content-Type"].startswith("text/plain")
        assert CANARY.encode() not in body
        assert "Set-Cookie" not in headers
        assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.req("ISO-01")
def test_an_unknown_host_reads_the_registry_and_nothing_else(site: Flask) -> None:
    statements: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        statements.append(statement)

    with site.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        ask(site, "nowhere.localhost", "/")
        unknown = list(statements)
        statements.clear()
        ask(site, "user@boston.localhost", "/")
        malformed = list(statements)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    read = [one for one in unknown if "SELECT" in one and "set_config" not in one]
    assert len(read) == 1
    assert "authority_host" in read[0]
    assert not any(word in one for one in unknown for word in ("INSERT", "UPDATE", "DELETE"))
    assert malformed == []


@pytest.mark.req("ISO-01")
def test_each_council_is_named_on_its_own_host_only(site: Flask) -> None:
    _, boston, _ = ask(site, "boston.localhost")
    _, bucks, _ = ask(site, "buckinghamshire.localhost")
    assert b"Boston Borough Council" in boston
    assert b"Buckinghamshire" not in boston
    assert b"Boston" not in bucks


@pytest.mark.req("ISO-01")
def test_each_council_serves_its_own_style_sheet_only(site: Flask) -> None:
    _, boston, _ = ask(site, "boston.localhost")
    name = boston.split(b'href="/brand/')[1].split(b'"')[0].decode()
    assert ask(site, "boston.localhost", f"/brand/{name}")[0] == 200
    assert ask(site, "buckinghamshire.localhost", f"/brand/{name}")[0] == 404


SPOOFED = {
    "HTTP_X_FORWARDED_HOST": "buckinghamshire.localhost",
    "HTTP_X_FORWARDED_FOR": "203.0.113.7",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_FORWARDED": "host=buckinghamshire.localhost;for=203.0.113.7",
    "HTTP_X_REAL_IP": "203.0.113.7",
    "HTTP_X_ORIGINAL_HOST": "buckinghamshire.localhost",
    "HTTP_REMOTE_USER": "somebody",
    "HTTP_X_REMOTE_USER": "somebody",
}


@pytest.mark.req("ISO-02")
def test_forwarded_headers_count_for_nothing_without_a_proxy(site: Flask) -> None:
    plain, spoofed = ask(site, "boston.localhost"), ask(site, "boston.localhost", **SPOOFED)
    assert spoofed[0] == plain[0] == 200
    assert b"Boston Borough Council" in spoofed[1]
    assert b"Buckinghamshire" not in spoofed[1]


@pytest.mark.req("ISO-02")
def test_with_one_proxy_only_the_last_forwarded_host_counts(app_factory: AppFactory) -> None:
    app = app_factory(UPHELD_PROXY_HOPS="1")
    install(app, "boston", "buckinghamshire")
    try:
        given = {"HTTP_X_FORWARDED_HOST": "evil.example, boston.localhost"}
        status, body, _ = ask(app, "inside.localhost", **given)
        assert status == 200
        assert b"Boston Borough Council" in body
        assert ask(app, "boston.localhost", HTTP_X_FORWARDED_HOST="boston.localhost, evil.example")[0] == 404
    finally:
        with app.app_context():
            db.engine.dispose()


@pytest.mark.req("VAL-05", "AUT-01")
@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::"),
        ("2001:db8:1:2::1", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("fe80::1%eth0", "fe80::"),
        ("a socket", "a socket"),
        ("", ""),
    ],
)
def test_one_ipv6_line_counts_as_one_stranger(site: Flask, address: str, counted: str) -> None:
    with site.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert origin() == counted


@pytest.mark.req("CFG-02")
def test_health_tells_nothing_but_whether(site: Flask) -> None:
    assert ask(site, "127.0.0.1", "/health/live")[:2] == (200, b"alive\n")
    assert ask(site, "127.0.0.1", "/health/ready")[:2] == (200, b"ready\n")


@pytest.mark.req("CFG-02")
def test_trace_is_refused(site: Flask) -> None:
    assert ask(site, "boston.localhost", REQUEST_METHOD="TRACE")[0] == 400
