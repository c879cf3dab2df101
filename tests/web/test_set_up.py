"""Invitations: for one address at one council, once, for seven days; and who may come and go."""

from datetime import timedelta

import pytest
from flask import Flask

from core.clock import clock_at, utc_now
from core.domain.errors import DomainError
from core.persistence.models import Invite
from core.services import invitations, second_factor
from core.web.doorstep import browser_name
from tests.support.web import PASSWORD, Browser, Staff
from tests.web.conftest import Open

GOOD = "eleven spoons in a blue boat"
ROLES = ("administrator", "intake", "complaints_officer")


def invite(site: Flask, email: str, council: str = "boston", roles: tuple[str, ...] = ("intake",)) -> str:
    with site.app_context():
        return invitations.invite(
            council, email=email, name="New Example", roles=roles, invited_by="operator:", known_roles=ROLES
        )


def shown_code(browser: Browser) -> str:
    """What an app would show that was set up by the key on the page."""
    secret = browser.page.css_first(".govuk-details .up-secret").text().replace(" ", "").strip()
    return second_factor.present_code(secret, utc_now())


def set_up(browser: Browser, token: str) -> int:
    browser.get(f"/staff/set-up/{token}")
    return browser.post(f"/staff/set-up/{token}", {"password": GOOD, "code": shown_code(browser)}).status_code


@pytest.mark.req("AUT-03", "AUT-06")
def test_a_new_officer_sets_up_an_account_with_both_factors(site: Flask, browser: Open) -> None:
    token = invite(site, "one@officers.example")
    at = browser()
    assert set_up(at, token) == 200
    assert at.heading == "Keep these codes"
    assert len(at.page.css(".up-codes li")) == 10
    at.get("/staff/account")
    assert at.heading == "Your account"
    assert "Intake" in at.page.text()


@pytest.mark.req("AUT-06")
def test_an_invitation_works_once(site: Flask, browser: Open) -> None:
    token = invite(site, "two@officers.example")
    set_up(browser(), token)
    again = browser()
    assert again.get(f"/staff/set-up/{token}").status_code == 404
    assert again.heading == "This link no longer works"


@pytest.mark.req("AUT-06")
def test_looking_uses_nothing_up(site: Flask, browser: Open) -> None:
    token = invite(site, "three@officers.example")
    for _ in range(5):
        browser().get(f"/staff/set-up/{token}")
        browser().client.head(f"/staff/set-up/{token}", base_url="http://boston.localhost")
    assert set_up(browser(), token) == 200


@pytest.mark.req("AUT-06")
@pytest.mark.parametrize(("days", "status"), [(6, 200), (8, 404)])
def test_an_invitation_lasts_seven_days(site: Flask, browser: Open, days: int, status: int) -> None:
    token = invite(site, f"days{days}@officers.example")
    with clock_at(utc_now() + timedelta(days=days)):
        assert browser().get(f"/staff/set-up/{token}").status_code == status


@pytest.mark.req("AUT-06")
def test_a_newer_invitation_replaces_the_older(site: Flask, browser: Open) -> None:
    old, new = (invite(site, "four@officers.example") for _ in range(2))
    assert browser().get(f"/staff/set-up/{old}").status_code == 404
    assert browser().get(f"/staff/set-up/{new}").status_code == 200


@pytest.mark.req("AUT-06", "ISO-10")
def test_an_invitation_of_one_council_opens_nothing_at_another(site: Flask, browser: Open) -> None:
    token = invite(site, "five@officers.example")
    assert browser("east_lindsey").get(f"/staff/set-up/{token}").status_code == 404
    assert browser("east_lindsey").get(f"/staff/set-up/{token}/picture.svg").status_code == 404


@pytest.mark.req("AUT-06", "ISO-10")
@pytest.mark.parametrize("change", ["", " ", "x", "upper", "short", "space", "NULL"])
def test_only_the_very_token_opens(site: Flask, browser: Open, change: str) -> None:
    token = invite(site, "six@officers.example")
    wrong = {"upper": token.swapcase(), "short": token[:-1], "space": token + "%20"}.get(change, change)
    assert browser().get(f"/staff/set-up/{wrong}").status_code == 404


@pytest.mark.req("AUT-06")
def test_only_a_hash_of_the_token_is_kept(site: Flask) -> None:
    token = invite(site, "seven@officers.example")
    with site.app_context():
        from sqlalchemy import select

        from core.persistence.db import current_session, read_only

        with read_only():
            kept = current_session().scalars(select(Invite.token_hash)).all()
    assert len(token) >= 43
    assert token not in kept


@pytest.mark.req("AUT-06")
def test_an_address_that_merely_looks_alike_is_refused(site: Flask) -> None:
    for address in ("оne@officers.example", "one@оfficers.example", "ONE@officers.example\u0307", "one", ""):
        with pytest.raises(DomainError, match="email"):
            invite(site, address)


@pytest.mark.req("AUT-02")
@pytest.mark.parametrize(
    ("password", "error"),
    [
        ("short", "Use at least 12 characters for the password"),
        ("new-example-boston", "Leave out your name and your council's: others would try them first"),
        ("aaaaaaaaaaaaaa", "Choose a password that is harder to guess: three or four unrelated words do well"),
    ],
)
def test_a_weak_password_is_refused_and_the_invitation_stays(
    site: Flask, browser: Open, password: str, error: str
) -> None:
    token = invite(site, "eight@officers.example")
    at = browser()
    at.get(f"/staff/set-up/{token}")
    sent = {"password": password, "code": shown_code(at)}
    assert at.post(f"/staff/set-up/{token}", sent).status_code == 400
    assert at.errors == [error]
    assert not at.cookie("staff")
    assert browser().get(f"/staff/set-up/{token}").status_code == 200


def test_a_short_password_and_a_missing_code_are_said_together(site: Flask, browser: Open) -> None:
    token = invite(site, "both@officers.example")
    at = browser()
    at.get(f"/staff/set-up/{token}")
    assert at.post(f"/staff/set-up/{token}", {"password": "short", "code": ""}).status_code == 400
    assert at.errors == ["Use at least 12 characters for the password", "Enter the code that your app shows"]


@pytest.mark.req("AUT-03")
def test_a_wrong_code_sets_nothing_up(site: Flask, browser: Open) -> None:
    token = invite(site, "nine@officers.example")
    at = browser()
    at.get(f"/staff/set-up/{token}")
    assert at.post(f"/staff/set-up/{token}", {"password": GOOD, "code": "000000"}).status_code == 400
    assert not at.cookie("staff")


@pytest.mark.req("AUT-03", "AUT-06")
def test_somebody_of_another_council_joins_with_both_of_their_own_factors(
    site: Flask, browser: Open, officer: Staff
) -> None:
    token = invite(site, officer.email, "east_lindsey")
    at = browser("east_lindsey")
    address = f"/staff/set-up/{token}"
    at.get(address)
    assert at.heading == "Join with your account"
    assert at.post(address, {"password": "not the password", "code": officer.code()}).status_code == 400
    assert at.post(address, {"password": PASSWORD, "code": "000000"}).status_code == 400
    assert at.post(address, {"password": PASSWORD, "code": officer.code()}).status_code == 303
    assert at.get("/staff/account").status_code == 200
    boston = browser()
    assert boston.get("/staff/account").status_code == 302


def test_the_picture_has_no_inline_style_and_is_not_kept(site: Flask, browser: Open) -> None:
    token = invite(site, "ten@officers.example")
    drawn = browser().get(f"/staff/set-up/{token}/picture.svg")
    assert drawn.mimetype == "image/svg+xml"
    assert b"style" not in drawn.data
    assert drawn.headers["Cache-Control"] == "no-store"


def test_an_administrator_invites_and_takes_back(site: Flask, browser: Open, administrator: Staff) -> None:
    at = browser()
    at.sign_in(administrator)
    at.get("/staff/admin/people/invite")
    sent = {"name": "Eleven Example", "email": "eleven@officers.example", "roles": ["intake"]}
    assert at.post("/staff/admin/people/invite", sent).status_code == 200
    link = at.page.css_first(".up-secret").text()
    assert link.startswith("http://boston.localhost:8000/staff/set-up/")
    path = link.removeprefix("http://boston.localhost:8000")
    assert browser().get(path).status_code == 200
    at.get("/staff/admin/people")
    assert "Eleven Example" in at.page.text()
    at.post("/staff/admin/people/invitations/take-back", {"email": "eleven@officers.example"})
    assert browser().get(path).status_code == 404


def test_an_empty_invitation_says_everything_that_is_missing(browser: Open, administrator: Staff) -> None:
    at = browser()
    at.sign_in(administrator)
    at.get("/staff/admin/people/invite")
    assert at.post("/staff/admin/people/invite", {"name": "  "}).status_code == 400
    assert at.errors == ["Enter their name", "Enter their e-mail address", "Choose at least one role"]


@pytest.mark.req("COD-03")
def test_a_role_that_the_council_does_not_have_is_refused(browser: Open, administrator: Staff) -> None:
    at = browser()
    at.sign_in(administrator)
    at.get("/staff/admin/people/invite")
    sent = {"name": "X", "email": "x@officers.example", "roles": ["emperor"], "authority_id": "east_lindsey"}
    assert at.post("/staff/admin/people/invite", sent).status_code == 400


def test_somebodys_place_is_ended_after_asking(
    site: Flask, browser: Open, administrator: Staff, officer: Staff
) -> None:
    at, theirs = browser(), browser()
    at.sign_in(administrator)
    theirs.sign_in(officer)
    address = f"/staff/admin/people/{officer.memberships['boston']}/end"
    at.get(address)
    assert at.heading == "End somebody's place here"
    assert theirs.get("/staff/account").status_code == 200
    at.follow(at.post(address))
    assert "no longer works here" in at.page.text()
    assert theirs.get("/staff/account").status_code == 302


@pytest.mark.req("ISO-12", "LOG-01")
def test_roles_are_changed_and_hold_from_the_next_click(
    site: Flask, browser: Open, administrator: Staff, officer: Staff, caplog: pytest.LogCaptureFixture
) -> None:
    at, theirs = browser(), browser()
    at.sign_in(administrator)
    theirs.sign_in(officer)
    assert theirs.get("/staff/admin/people").status_code == 403
    place = officer.memberships["boston"]
    at.get("/staff/admin/people")
    address = f"/staff/admin/people/{place}/roles"
    assert address in [node.attributes["href"] for node in at.page.css("main a")]
    at.get(address)
    assert [node.attributes["value"] for node in at.page.css("input[name=roles][checked]")] == ["complaints_officer"]
    assert at.post(address, {"roles": []}).status_code == 400
    assert at.errors == ["Choose at least one role"]
    assert at.post(address, {"roles": ["emperor"]}).status_code == 400
    with caplog.at_level("INFO"):
        at.follow(at.post(address, {"roles": ["administrator", "intake"], "services": ["waste"]}))
    assert "The roles of" in at.page.text()
    assert any("roles_changed" in str(record.__dict__) for record in caplog.records)
    assert theirs.get("/staff/admin/people").status_code == 200
    with site.app_context():
        (now,) = [member for member in invitations.staff_of("boston") if member.id == place]
    assert (set(now.roles), set(now.services)) == ({"administrator", "intake"}, {"waste"})


def test_the_last_administrator_stays(site: Flask) -> None:
    with site.app_context():
        places = [m for m in invitations.staff_of("buckinghamshire")]
        assert not places
    token = invite(site, "last@officers.example", "buckinghamshire", ("administrator",))
    assert set_up(Browser(site, "buckinghamshire"), token) == 200
    with site.app_context():
        (last,) = invitations.staff_of("buckinghamshire")
        with pytest.raises(DomainError, match="last_administrator"):
            invitations.end_place("buckinghamshire", last.id, "operator:")
        with pytest.raises(DomainError, match="last_administrator"):
            invitations.change_roles(
                "buckinghamshire", last.id, roles=["auditor"], services=(), by="operator:", known_roles=["auditor"]
            )


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/131.0 Safari/537.36 Edg/131.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko Firefox/128.0", "Firefox, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8", "Another browser"),
    ],
)
def test_browsers_are_named_as_people_know_them(agent: str, name: str) -> None:
    assert browser_name(agent) == name


@pytest.mark.req("AUT-03", "AUT-06")
def test_a_reset_ends_what_was_lost_and_asks_for_both_factors_anew(
    site: Flask, browser: Open, shared: Staff
) -> None:
    here, there = browser(), browser("east_lindsey")
    here.sign_in(shared)
    there.sign_in(shared)
    with site.app_context():
        token = invitations.reset("boston", shared.email, "operator:")
    assert here.get("/staff/account").status_code == there.get("/staff/account").status_code == 302
    here.get("/staff/sign-in")
    assert here.post("/staff/sign-in", {"email": shared.email, "password": PASSWORD}).status_code == 400
    with clock_at(utc_now() + timedelta(minutes=61)):
        assert browser().get(f"/staff/set-up/{token}").status_code == 404
    new = browser()
    assert set_up(new, token) == 200
    new.get("/staff/account")
    assert "Complaints officer" in new.page.text()


@pytest.mark.req("AUT-06")
def test_only_somebody_who_works_here_is_reset(site: Flask, officer: Staff) -> None:
    with site.app_context(), pytest.raises(DomainError, match="does_not_work_here"):
        invitations.reset("east_lindsey", officer.email, "operator:")
