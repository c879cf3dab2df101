"""Every route says who may use it, and is held to it: the core's and the plugins' alike."""

import logging

import pytest
from flask import Blueprint, Flask, abort

from core.api.web import needs as plugin_needs
from core.api.web import public as plugin_public
from core.host import HostError
from core.web.access import Access, UndeclaredAccess, Who, configure_access, declared_access, needs, public
from tests.support.web import Staff, hire
from tests.web.conftest import Open


def app_with(*views: object) -> Flask:
    app = Flask("access")
    for number, view in enumerate(views):
        app.add_url_rule(f"/{number}", f"view{number}", view)  # type: ignore[arg-type]
    app.view_functions.pop("static")
    return app


@pytest.mark.req("AZN-01")
def test_a_route_that_says_nothing_stops_the_start() -> None:
    def silent() -> str:
        return ""

    app = app_with(public(lambda: ""), silent)
    with pytest.raises(UndeclaredAccess, match="view1"):
        configure_access(app)


@pytest.mark.req("AZN-01")
def test_a_plugins_declaration_means_the_same() -> None:
    app = app_with(plugin_public(lambda: ""), plugin_needs("case.view")(lambda: ""), needs("case.view")(lambda: ""))
    found = declared_access(app)
    assert found["view0"] == Access(Who.ANYBODY)
    assert found["view1"] == found["view2"] == Access(Who.STAFF, "case.view")


@pytest.mark.req("ISO-09")
def test_every_route_of_the_application_is_declared(site: Flask) -> None:
    found = declared_access(site)
    assert set(found) == set(site.view_functions)
    assert {found["account.sign_in"].who, found["health.live"].who} == {Who.ANYBODY}
    assert found["people.invite"] == Access(Who.STAFF, "staff.manage")


@pytest.mark.req("ISO-09")
def test_every_permission_that_a_route_needs_is_one_that_roles_can_give(site: Flask) -> None:
    host = site.extensions["upheld_host"]
    known = {permission.key for _, permission in host.setup.permissions}
    needed = {access.permission for access in declared_access(site).values() if access.permission}
    assert needed <= known


@pytest.mark.req("ISO-09")
def test_without_signing_in_a_staff_page_leads_to_the_sign_in_and_back(browser: Open) -> None:
    found = browser().get("/staff/admin/people?x=1")
    assert found.status_code == 302
    assert found.headers["Location"] == "/staff/sign-in?next=/staff/admin/people?x%3D1"


@pytest.mark.req("ISO-09", "LOG-01")
def test_without_the_permission_it_is_refused_and_logged_once(
    browser: Open, officer: Staff, caplog: pytest.LogCaptureFixture
) -> None:
    at = browser()
    at.sign_in(officer)
    with caplog.at_level(logging.WARNING, "upheld.security"):
        assert at.get("/staff/admin/people").status_code == 403
    events = [record.fields for record in caplog.records]  # type: ignore[attr-defined]
    assert events == [
        {
            "event": "access_denied",
            "outcome": "refused",
            "actor": f"staff:{officer.memberships['boston']}",
            "permission": "staff.manage",
        }
    ]


@pytest.mark.req("ISO-09")
def test_with_the_permission_it_opens(browser: Open, administrator: Staff) -> None:
    at = browser()
    at.sign_in(administrator)
    assert at.get("/staff/admin/people").status_code == 200
    assert at.heading == "People and roles"


@pytest.mark.req("ISO-08")
def test_somebody_of_another_council_is_as_missing_as_nobody(
    browser: Open, site: Flask, administrator: Staff
) -> None:
    other = hire(site, "east_lindsey")
    at = browser()
    at.sign_in(administrator)
    pages = set()
    for place in (other.memberships["east_lindsey"], "01940000-0000-7000-8000-000000000000"):
        found = at.get(f"/staff/admin/people/{place}/end")
        assert found.status_code == 404
        pages.add(at.page.css_first("main").html)
    assert len(pages) == 1


@pytest.mark.req("ISO-08")
def test_a_menu_offers_only_what_opens(browser: Open, officer: Staff, administrator: Staff) -> None:
    for who, offered in ((officer, False), (administrator, True)):
        at = browser()
        at.sign_in(who)
        at.get("/staff/account")
        links = [node.attributes["href"] for node in at.page.css(".govuk-service-navigation a")]
        assert ("/staff/admin/people" in links) is offered
        for link in links:
            assert at.get(link).status_code in {200, 302}


@pytest.mark.req("PLG-01")
def test_a_plugins_pages_are_missing_where_it_is_off(
    site: Flask, monkeypatch: pytest.MonkeyPatch, browser: Open
) -> None:
    assert browser().get("/dev/ui").status_code == 200
    switched_off = Access(Who.ANYBODY, plugin="not_switched_on")
    monkeypatch.setitem(site.extensions["upheld_access"], "dev.ui", switched_off)
    assert browser().get("/dev/ui").status_code == 404


@pytest.mark.req("PLG-01")
@pytest.mark.parametrize(
    ("name", "prefix", "fine"),
    [
        ("tracker", "/tracker", True),
        ("tracker_staff", "/staff/tracker", True),
        ("account", "/tracker", False),
        ("tracker", "/staff", False),
        ("tracker", None, False),
    ],
)
def test_a_plugins_pages_live_under_its_own_name(name: str, prefix: str | None, fine: bool) -> None:
    from core.web.blueprints import _refuse_foreign_names

    blueprint = Blueprint(name, __name__, url_prefix=prefix)
    if fine:
        _refuse_foreign_names("tracker", blueprint)
    else:
        with pytest.raises(HostError, match="tracker"):
            _refuse_foreign_names("tracker", blueprint)


def test_making_the_application_reads_no_database(app_factory: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.engine import Engine

    monkeypatch.setattr(Engine, "connect", lambda *_: abort(500))
    app = app_factory()  # type: ignore[operator]
    assert "account.sign_in" in app.view_functions
