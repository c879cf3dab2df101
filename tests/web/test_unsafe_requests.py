"""Every route that changes something refuses a request without its token: the list is made from the URL map."""

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from core.web.security import SAFE_METHODS
from tests.support.web import Browser, Staff, hire
from tests.web.conftest import Open

NOBODY = "01940000-0000-7000-8000-000000000000"


def unsafe(site: Flask) -> list[tuple[str, str]]:
    """(method, address) of every route that may change something, with values that name nothing."""
    adapter = site.url_map.bind("boston.localhost")
    found = []
    for rule in site.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - SAFE_METHODS):
            found.append((method, adapter.build(rule.endpoint, arguments(rule), method=method)))
    return found


def arguments(rule: Rule) -> dict[str, object]:
    """Values for a route that name nothing there is."""
    kinds = {name: type(converter).__name__ for name, converter in rule._converters.items()}
    values = {"UUIDConverter": NOBODY, "IntegerConverter": 1}
    return {name: values.get(kind, "x") for name, kind in kinds.items()}


@pytest.fixture
def everything(site: Flask) -> Staff:
    """Somebody who may do everything that any role here allows."""
    roles = tuple(site.extensions["upheld_host"].runtime("boston").roles)
    return hire(site, "boston", roles=roles)


@pytest.mark.req("WEB-05")
@pytest.mark.parametrize("token", ["", "0" * 64, "another browser's"])
def test_no_route_acts_without_its_own_token(
    site: Flask, browser: Open, everything: Staff, token: str
) -> None:
    at, other = browser(), browser()
    at.sign_in(everything)
    other.sign_in(everything)
    other.get("/staff/account")
    given = other.token if token == "another browser's" else token
    found = unsafe(site)
    for method, address in found:
        assert is_refused(send(at, method, address, {"csrf_token": given}, at.base)), (method, address)
    assert len(found) >= 8
    print(f"{len(found)} unsafe routes refused")


@pytest.mark.req("WEB-05")
def test_no_route_acts_for_another_site(site: Flask, browser: Open, everything: Staff) -> None:
    at = browser()
    at.sign_in(everything)
    at.get("/staff/account")
    others = ("https://evil.example", "null", "http://east-lindsey.localhost", "http://boston.localhost.evil.example")
    for origin in others:
        for method, address in unsafe(site):
            assert is_refused(send(at, method, address, {"csrf_token": at.token}, origin)), (method, address, origin)


def send(at: Browser, method: str, address: str, data: dict[str, str], origin: str) -> TestResponse:
    return at.client.open(address, method=method, base_url=at.base, data=data, headers={"Origin": origin})


def is_refused(answer: TestResponse) -> bool:
    """An error, or the way to one of the two doors."""
    if answer.status_code == 302:
        return answer.headers["Location"].split("?")[0] in {"/staff/sign-in", "/follow"}
    return answer.status_code in {400, 401, 403, 404}


@pytest.mark.req("LOG-02")
def test_logs_of_signing_in_hold_no_password_address_or_token(
    browser: Open, officer: Staff, caplog: pytest.LogCaptureFixture
) -> None:
    from core.logs import JsonLines
    from tests.support.web import PASSWORD

    at = browser()
    with caplog.at_level("INFO"):
        at.get("/staff/sign-in")
        at.post("/staff/sign-in", {"email": officer.email, "password": "a wrong password marker"})
        at.post("/staff/sign-in", {"email": officer.email, "password": PASSWORD})
        at.get("/staff/sign-in/code")
        token = at.token
        code = officer.code()
        at.post("/staff/sign-in/code", {"code": code})
    lines = "\n".join(JsonLines().format(record) for record in caplog.records)
    assert "sign_in_refused" in lines
    assert "signed_in" in lines
    for secret in (PASSWORD, "marker", officer.email, officer.secret, at.cookie("staff"), token):
        assert secret not in lines
