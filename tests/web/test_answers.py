"""What every answer carries, errors and files included, and what people see when something is not right."""

import re

import pytest
from flask import Flask

from core.persistence.db import db
from core.persistence.transaction import StreamClash
from core.web.security import TEMPLATE_SCRIPT, script_hash
from tests.conftest import AppFactory
from tests.support.pages import page_faults
from tests.support.web import Staff, install
from tests.web.conftest import Open

PHONE = "01632 960"


@pytest.mark.req("WEB-03")
@pytest.mark.parametrize(
    "path", ["/staff/sign-in", "/staff/account", "/nope", "/staff/nope", "/health/live", "/dev/ui"]
)
def test_every_answer_carries_the_headers(browser: Open, path: str) -> None:
    browser().get(path)  # the browser checks each answer


@pytest.mark.req("WEB-02", "WEB-03")
def test_over_https_cookies_are_host_bound_and_hsts_is_sent(app_factory: AppFactory, browser: Open) -> None:
    app = app_factory(UPHELD_HTTPS="1")
    install(app, "boston")
    from tests.support.web import Browser, hire

    at = Browser(app, "boston", scheme="https")
    at.get("/staff/sign-in")
    assert at.cookie("browser")
    at.sign_in(hire(app, "boston"))
    assert at.get("/staff/account").status_code == 200
    with app.app_context():
        db.engine.dispose()


@pytest.mark.req("WEB-03")
def test_the_only_inline_script_is_the_one_that_the_policy_names(browser: Open) -> None:
    html = browser().get("/staff/sign-in").get_data(as_text=True)
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert scripts == [TEMPLATE_SCRIPT]
    assert script_hash(scripts[0]) == "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='"


@pytest.mark.req("WEB-04")
@pytest.mark.parametrize("origin", ["null", "https://evil.example", "http://east-lindsey.localhost"])
def test_no_other_origin_may_read(browser: Open, origin: str) -> None:
    response = browser().get("/staff/sign-in", headers={"Origin": origin})
    assert "Access-Control-Allow-Origin" not in response.headers


def test_files_are_kept_for_a_year_under_their_version_only(browser: Open) -> None:
    at = browser()
    html = at.get("/staff/sign-in").get_data(as_text=True)
    address = re.search(r'"(/static/[0-9a-f]{12}/upheld\.css)"', html)
    assert address
    kept = at.get(address[1])
    assert "immutable" in kept.headers["Cache-Control"]
    assert at.get("/static/000000000000/upheld.css").headers["Cache-Control"] == "public, max-age=60"
    assert at.get("/static/000000000000/../files.py").status_code == 404


@pytest.mark.req("A-04")
def test_nothing_served_shows_a_crown_or_the_governments_typeface(browser: Open) -> None:
    from core.web.files import served

    texts = [path.read_text() for name, path in served().items() if name.endswith((".css", ".svg"))]
    assert len(texts) > 3
    for text in texts:
        assert not re.search(r"GDS Transport|@font-face|url\([^)]*(crest|crown|logo)", text, re.IGNORECASE)
    assert not re.search(r"crest|crown|govuk-logo", browser().get("/dev/ui").get_data(as_text=True))
    assert not [name for name in served() if re.search(r"crest|crown|font|woff", name)]


@pytest.mark.req("LOG-05")
@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [("/nope", 404, "Page not found"), ("/staff/nope", 404, "Page not found"), ("/staff/admin/people/x/end", 404, "")],
)
def test_what_is_missing_says_so_in_the_councils_name(browser: Open, path: str, status: int, heading: str) -> None:
    at = browser()
    assert at.get(path).status_code == status
    assert not heading or at.heading == heading
    assert "Boston Borough Council" in at.page.css_first("title").text()
    assert PHONE in at.page.text()


def test_a_wrong_method_says_which_are_right(browser: Open, officer: Staff) -> None:
    at = browser()
    at.sign_in(officer)
    at.get("/staff/account")
    response = at.client.delete("/staff/sign-out", base_url=at.base)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


@pytest.mark.req("COD-04")
def test_too_large_a_form_is_refused_in_words(browser: Open) -> None:
    at = browser()
    at.get("/staff/sign-in")
    assert at.post("/staff/sign-in", {"email": "x" * (13 * 1024 * 1024)}).status_code == 413
    assert at.heading == "That is too large"


@pytest.mark.req("WEB-05")
def test_a_form_refused_for_its_token_can_be_sent_again_as_it_was_written(browser: Open) -> None:
    at = browser()
    at.get("/feedback/kind")
    assert at.post("/feedback/kind", {"csrf_token": "0" * 64, "kind": "complaint"}).status_code == 400
    fields = {node.attributes["name"]: node.attributes["value"] for node in at.page.css("main form input")}
    action = str(at.page.css_first("main form").attributes["action"])
    assert at.post(action, fields).headers["Location"] == "/feedback/service"


@pytest.mark.req("LOG-05")
def test_a_fault_shows_a_reference_and_no_detail(
    site: Flask, browser: Open, officer: Staff, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("the secret detail")

    at = browser()
    at.sign_in(officer)
    monkeypatch.setitem(site.config, "PROPAGATE_EXCEPTIONS", False)
    view = site.view_functions["own_account.show"]
    fail.upheld_access = view.upheld_access  # type: ignore[attr-defined]
    monkeypatch.setitem(site.view_functions, "own_account.show", fail)
    response = at.get("/staff/account")
    assert response.status_code == 500
    html = response.get_data(as_text=True)
    reference = at.page.css_first(".up-secret").text()
    assert re.fullmatch(r"[2-9A-Z]{8}", reference)
    assert reference in caplog.text
    assert "secret detail" not in html
    assert "Boston Borough Council" in html
    assert PHONE in html


@pytest.mark.req("R-11")
def test_who_is_overtaken_again_and_again_is_asked_to_try_again(
    site: Flask, browser: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(*given: object, **named: object) -> None:
        raise StreamClash("UniqueViolation")

    monkeypatch.setattr("core.services.drafts.keep", overtaken)
    at = browser()
    at.get("/feedback/kind")
    assert at.post("/feedback/kind", {"kind": "complaint"}).status_code == 409
    assert at.heading == "That cannot be done now"


@pytest.mark.req("LOG-05")
def test_with_the_database_down_there_is_still_a_page(
    site: Flask, browser: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.engine import Engine

    def down(*args: object, **given: object) -> None:
        raise ConnectionError("the database is at 10.0.0.5")

    at = browser()
    monkeypatch.setitem(site.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(Engine, "connect", down)
    response = at.get("/staff/sign-in")
    assert response.status_code == 500
    assert at.heading == "Sorry, something is broken on our side"
    assert "10.0.0.5" not in response.get_data(as_text=True)
    assert at.get("/health/ready").status_code == 503
    assert at.get("/health/live").status_code == 200


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<title>A</title><h1>A</h1><h1>B</h1>", "2 h1"),
        ("<title>B</title><h1>A</h1>", "does not start"),
        ("<h1>A</h1><p style='x'>", "attribute style"),
        ("<h1>A</h1><script>x()</script>", "inline script"),
        ("<h1>A</h1><form><input name=a id=a></form>", "form method"),
        ("<h1>A</h1><form method=post action=/x></form>", "without token"),
        ("<h1>A</h1><form method=get action=/x><input name=a id=a></form>", "no label for a"),
        ("<h1>A</h1><p id=a><p id=a>", "id a twice"),
        ("<h1>A</h1>", "no lang"),
        ("<h1>A</h1><p aria-describedby=z>", "described by z"),
        ("<h1>A</h1><div class=govuk-error-summary><a href='#q'>x</a></div>", "error leads to"),
        ("<h1>A</h1><div class=govuk-error-summary></div>", "errors shown"),
    ],
)
def test_the_check_of_pages_sees(html: str, fault: str) -> None:
    assert any(fault in found for found in page_faults(html))
