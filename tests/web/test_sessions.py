"""Sessions of staff: one council, one person, a server's record; over when anything they stand on is over."""

import logging
from datetime import timedelta

import pytest
from flask import Flask

from core.clock import clock_at, utc_now
from core.persistence.repositories import identities
from core.persistence.transaction import in_one_transaction, reading
from core.services import invitations, sessions
from tests.support.web import PASSWORD, Staff, hire
from tests.web.conftest import Open

HOME = "/staff/account"


def is_in(browser: object) -> bool:
    return browser.get(HOME).status_code == 200  # type: ignore[attr-defined]


@pytest.mark.req("ISO-11")
def test_a_cookie_of_one_council_opens_nothing_at_another(
    browser: Open, shared: Staff, caplog: pytest.LogCaptureFixture
) -> None:
    here, there = browser("boston"), browser("east_lindsey")
    here.sign_in(shared)
    assert is_in(here)
    there.take_cookie("staff", here.cookie("staff"))
    with caplog.at_level(logging.WARNING, "upheld.security"):
        assert not is_in(there)
    assert [record.getMessage() for record in caplog.records] == ["session_refused"]


@pytest.mark.req("ISO-11")
@pytest.mark.parametrize(
    "cookie",
    [
        "upheld_staff={token}; upheld_staff={token}",
        "upheld_staff={other}; upheld_staff={token}",
        "={token}",
        "{token}",
        "session={token}",
        "remember_token={token}",
        "__Host-upheld_staff={token}",
        "upheld_staff=",
        "upheld_staff={token}x",
        "upheld_staff={hash}",
    ],
)
def test_only_the_one_cookie_of_that_name_counts(browser: Open, officer: Staff, cookie: str) -> None:
    at, bare = browser(), browser()
    at.sign_in(officer)
    token = at.cookie("staff")
    text = cookie.format(token=token, other="x" * 43, hash=sessions.hashed("boston", token))
    assert bare.get(HOME, headers={"Cookie": text}).status_code == 302


@pytest.mark.req("ISO-12")
def test_a_shared_officer_signs_in_at_each_council_and_sees_the_way_to_the_other(browser: Open, shared: Staff) -> None:
    here = browser("boston")
    here.sign_in(shared)
    here.get("/staff/account/councils")
    links = {node.text(): node.attributes["href"] for node in here.page.css("main a")}
    assert links == {"East Lindsey District Council": "http://east-lindsey.localhost:8000/staff/"}
    assert "Boston Borough Council" in here.page.css_first("title").text()
    there = browser("east_lindsey")
    assert not is_in(there)


@pytest.mark.req("ISO-12")
def test_an_officer_of_one_council_sees_no_way_to_another(browser: Open, officer: Staff) -> None:
    at = browser()
    at.sign_in(officer)
    at.get(HOME)
    assert "Change council" not in at.page.html
    assert "Lindsey" not in at.page.html


@pytest.mark.req("ISO-12")
def test_ending_a_membership_bites_at_the_next_request_and_only_there(
    browser: Open, site: Flask, shared: Staff
) -> None:
    here, there = browser("boston"), browser("east_lindsey")
    here.sign_in(shared)
    there.sign_in(shared)
    with site.app_context():
        invitations.end_place("boston", shared.memberships["boston"], "system:")
    assert not is_in(here)
    assert is_in(there)


@pytest.mark.req("ISO-12")
def test_a_change_of_roles_bites_at_the_next_request(browser: Open, site: Flask, administrator: Staff) -> None:
    at = browser()
    at.sign_in(administrator)
    assert at.get("/staff/admin/people").status_code == 200
    place = administrator.memberships["boston"]
    with site.app_context():
        in_one_transaction("boston", lambda: identities.set_roles("boston", place, ["intake"], []))
    assert at.get("/staff/admin/people").status_code == 403


@pytest.mark.req("ISO-12")
def test_a_form_of_one_council_cannot_be_sent_at_the_other(browser: Open, shared: Staff) -> None:
    here, there = browser("boston"), browser("east_lindsey")
    here.sign_in(shared)
    there.sign_in(shared)
    here.get("/staff/account/password")
    sent = {"present_password": PASSWORD, "new_password": "eleven spoons in a blue boat", "csrf_token": here.token}
    assert there.post("/staff/account/password", sent).status_code == 400
    assert is_in(there)


@pytest.mark.req("SES-01")
def test_a_token_planted_before_sign_in_is_worth_nothing_after(browser: Open, site: Flask) -> None:
    who = hire(site, "boston")
    at, thief = browser(), browser()
    planted = "p" * 43
    at.take_cookie("staff", planted)
    at.get("/staff/sign-in")
    at.post("/staff/sign-in", {"email": who.email, "password": PASSWORD})
    half_open = at.cookie("staff")
    at.get("/staff/sign-in/code")
    at.post("/staff/sign-in/code", {"code": who.code()})
    full = at.cookie("staff")
    assert len({planted, half_open, full}) == 3
    assert min(len(half_open), len(full)) >= 43
    assert is_in(at)
    for stolen in (planted, half_open):
        thief.take_cookie("staff", stolen)
        assert not is_in(thief)


@pytest.mark.req("SES-01")
def test_only_a_hash_of_the_token_is_kept(browser: Open, site: Flask, officer: Staff) -> None:
    at = browser()
    at.sign_in(officer)
    with site.app_context():
        found = sessions.find("boston", at.cookie("staff"))
        assert found is not None
        assert at.cookie("staff") not in found.token_hash
        assert sessions.find("boston", found.token_hash) is None


@pytest.mark.req("SES-02")
@pytest.mark.parametrize(("minutes", "still_in"), [(59, True), (61, False)])
def test_a_session_ends_when_unused_for_an_hour(
    browser: Open, officer: Staff, minutes: int, still_in: bool
) -> None:
    at = browser()
    at.sign_in(officer)
    with clock_at(utc_now() + timedelta(minutes=minutes)):
        assert is_in(at) is still_in


@pytest.mark.req("SES-02")
def test_a_session_ends_after_twelve_hours_though_it_is_used(browser: Open, officer: Staff) -> None:
    at = browser()
    at.sign_in(officer)
    began = utc_now()
    for half_hours in range(1, 24):
        with clock_at(began + timedelta(minutes=30 * half_hours)):
            assert is_in(at)
    with clock_at(began + timedelta(hours=12, minutes=1)):
        assert not is_in(at)


@pytest.mark.req("SES-02")
def test_the_time_between_password_and_code_is_ten_minutes(browser: Open, site: Flask) -> None:
    who = hire(site, "boston")
    at = browser()
    at.get("/staff/sign-in")
    at.post("/staff/sign-in", {"email": who.email, "password": PASSWORD})
    at.get("/staff/sign-in/code")
    later = utc_now() + timedelta(minutes=11)
    with clock_at(later):
        answer = at.post("/staff/sign-in/code", {"code": who.code(later)})
        assert answer.headers["Location"] == "/staff/sign-in"
        assert not is_in(at)


@pytest.mark.req("SES-02")
def test_what_was_typed_when_the_session_ended_comes_back_after_signing_in(
    browser: Open, site: Flask, administrator: Staff
) -> None:
    at = browser()
    at.sign_in(administrator)
    at.get("/staff/admin/people/invite")
    typed = {"name": "New <Person>", "email": "new@officers.example", "roles": ["intake", "auditor"], "password": "x"}
    later = utc_now() + timedelta(hours=2)
    with clock_at(later):
        assert at.post("/staff/admin/people/invite", typed).status_code == 401
        kept = at.page.css_first('input[name="kept"]').attributes["value"]
        at.post("/staff/sign-in", {"email": administrator.email, "password": PASSWORD, "kept": kept})
        assert at.heading == "Enter your code"
        kept = at.page.css_first('input[name="kept"]').attributes["value"]
        at.post("/staff/sign-in/code", {"code": administrator.code(later), "kept": kept})
        assert at.heading == "You are signed in again"
        form = at.page.css_first("main form")
        back = [(node.attributes["name"], node.attributes["value"]) for node in form.css("input")][1:]
        assert form.attributes["action"] == "/staff/admin/people/invite"
        assert sorted(back) == [
            ("email", "new@officers.example"), ("name", "New <Person>"), ("roles", "auditor"), ("roles", "intake"),
        ]  # fmt: skip
        assert at.post("/staff/admin/people/invite", typed).status_code == 200


@pytest.mark.req("SES-02", "WEB-05")
def test_another_sites_words_are_not_kept_for_after_signing_in(browser: Open) -> None:
    at = browser()
    crossed = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    answer = at.post("/staff/admin/people/invite", {"name": "Chosen by evil"}, headers=crossed)
    assert answer.status_code in {401, 403}
    assert "Chosen by evil" not in answer.get_data(as_text=True)


@pytest.mark.req("SES-03")
def test_signing_out_ends_the_session_on_the_server(browser: Open, officer: Staff) -> None:
    at, copy = browser(), browser()
    at.sign_in(officer)
    copy.take_cookie("staff", at.cookie("staff"))
    at.get(HOME)
    at.post("/staff/sign-out")
    assert not at.cookie("staff")
    assert not is_in(copy)


@pytest.mark.req("SES-03")
def test_others_sessions_end_when_asked(browser: Open, officer: Staff) -> None:
    mine, other = browser(), browser()
    mine.sign_in(officer)
    other.sign_in(officer)
    mine.get(HOME)
    mine.post("/staff/account/end-others")
    assert is_in(mine)
    assert not is_in(other)


@pytest.mark.req("SES-03")
def test_a_new_password_ends_every_other_session_at_every_council(browser: Open, shared: Staff) -> None:
    mine, other, there = browser(), browser(), browser("east_lindsey")
    for at in (mine, other, there):
        at.sign_in(shared)
    mine.get("/staff/account/password")
    changed = mine.post(
        "/staff/account/password", {"present_password": PASSWORD, "new_password": "eleven spoons in a blue boat"}
    )
    assert changed.status_code == 303
    assert is_in(mine)
    assert not is_in(other)
    assert not is_in(there)


@pytest.mark.req("SES-03")
def test_disabling_a_person_ends_their_sessions(browser: Open, site: Flask, shared: Staff) -> None:
    here, there = browser(), browser("east_lindsey")
    here.sign_in(shared)
    there.sign_in(shared)
    with site.app_context():
        in_one_transaction("boston", lambda: identities.disable(shared.identity_id, utc_now()))
    assert not is_in(here)
    assert not is_in(there)


@pytest.mark.req("SES-04")
def test_a_stolen_session_changes_nothing_that_needs_the_password(browser: Open, officer: Staff) -> None:
    thief = browser()
    thief.sign_in(officer)
    thief.get("/staff/account/password")
    tried = {"present_password": "a guess at it", "new_password": "eleven spoons in a blue boat"}
    assert thief.post("/staff/account/password", tried).status_code == 400
    thief.get("/staff/account/backup-codes")
    assert thief.post("/staff/account/backup-codes", {"password": "a guess at it"}).status_code == 400


@pytest.mark.req("SES-04")
def test_people_see_their_sessions(browser: Open, officer: Staff) -> None:
    mine, other = browser(), browser()
    mine.sign_in(officer)
    other.sign_in(officer)
    mine.get(HOME)
    assert len(mine.page.css("tbody tr")) == 2
    assert sum("This browser" in row.text() for row in mine.page.css("tbody tr")) == 1


def test_a_page_that_is_only_read_writes_no_session(browser: Open, site: Flask, officer: Staff) -> None:
    at = browser()
    at.sign_in(officer)

    def last_used() -> object:
        with site.app_context(), reading("boston"):
            from core.persistence.repositories.sessions import staff_session

            found = staff_session(sessions.hashed("boston", at.cookie("staff")), utc_now(), sessions.IDLE)
            assert found is not None
            return found.seen_at

    before = last_used()
    assert is_in(at)
    assert last_used() == before
    with clock_at(utc_now() + timedelta(minutes=2)):
        assert is_in(at)
        assert last_used() != before
