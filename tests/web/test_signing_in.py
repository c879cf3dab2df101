"""The way in for staff: two factors, the same answer for everybody who has not got both, and no way round."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from core.clock import clock_at, utc_now
from core.services import accounts, passwords
from tests.support.web import PASSWORD, Browser, Staff, hire
from tests.web.conftest import Open


def type_password(browser: Browser, email: str, password: str, **given: Any) -> int:
    browser.get("/staff/sign-in")
    return browser.post("/staff/sign-in", {"email": email, "password": password}, **given).status_code


@pytest.mark.req("AUT-03")
def test_an_officer_signs_in_with_password_and_code(browser: Open, officer: Staff) -> None:
    at = browser()
    at.get("/staff/sign-in")
    asked = at.post("/staff/sign-in", {"email": officer.email.upper(), "password": PASSWORD})
    at.follow(asked)
    assert at.heading == "Enter your code"
    arrived = at.post("/staff/sign-in/code", {"code": officer.code()})
    assert arrived.headers["Location"] == "/staff/"
    at.get("/staff/account")
    assert at.heading == "Your account"


@pytest.mark.req("AUT-03")
def test_the_password_alone_opens_nothing(browser: Open, officer: Staff) -> None:
    at = browser()
    type_password(at, officer.email, PASSWORD)
    assert at.get("/staff/account").headers["Location"].startswith("/staff/sign-in")


@pytest.mark.req("AUT-03")
def test_a_code_works_once(browser: Open, officer: Staff) -> None:
    first, second = browser(), browser()
    code = officer.code()
    for at in (first, second):
        type_password(at, officer.email, PASSWORD)
        at.get("/staff/sign-in/code")
    assert first.post("/staff/sign-in/code", {"code": code}).status_code == 303
    assert second.post("/staff/sign-in/code", {"code": code}).status_code == 400
    assert second.errors == ["Enter the code that your app shows now, or a backup code that you have not used"]


@pytest.mark.req("AUT-03")
def test_a_backup_code_works_once_and_however_it_is_typed(browser: Open, officer: Staff) -> None:
    at = browser()
    at.sign_in(officer)
    at.get("/staff/account/backup-codes")
    at.post("/staff/account/backup-codes", {"password": PASSWORD})
    codes = [node.text() for node in at.page.css(".up-codes li")]
    assert len(set(codes)) == 10
    typed = codes[0].upper().replace("-", " ")
    for expected in (303, 400):
        new = browser()
        type_password(new, officer.email, PASSWORD)
        new.get("/staff/sign-in/code")
        assert new.post("/staff/sign-in/code", {"code": typed}).status_code == expected


@pytest.mark.req("AUT-04")
@pytest.mark.parametrize("code", ["", " ", "0", "000000", "NULL", "null", "123", "１２３４５６"])
def test_an_empty_or_odd_code_never_matches(browser: Open, officer: Staff, code: str) -> None:
    at = browser()
    type_password(at, officer.email, PASSWORD)
    at.get("/staff/sign-in/code")
    assert at.post("/staff/sign-in/code", {"code": code}).status_code == 400


@pytest.mark.req("AUT-04")
@pytest.mark.parametrize("email", ["", " ", "NULL", "0", "@", "'; --", "\x00"])
@pytest.mark.parametrize("password", ["", " ", "\x00" * 12, "NULL", "0"])
def test_empty_credentials_never_match(browser: Open, email: str, password: str) -> None:
    assert type_password(browser(), email, password) == 400


@pytest.mark.req("AUT-05")
def test_known_and_unknown_accounts_get_the_same_answer(browser: Open, site: Flask, officer: Staff) -> None:
    gone = hire(site, "east_lindsey")
    pages = set()
    for email in (officer.email, "nobody@officers.example", gone.email):
        at = browser()
        type_password(at, email, "a wrong password here")
        pages.add((tuple(at.errors), at.page.css_first("main").html.replace(email, "X").replace(at.token, "T")))
    assert len(pages) == 1


@pytest.mark.req("AUT-05")
def test_known_and_unknown_accounts_cost_the_same_work(
    browser: Open, officer: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    real = passwords._hasher

    class Counting:
        def verify(self, kept: str, password: str) -> bool:
            checked.append(kept.split("$")[1])
            return real.verify(kept, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    work = []
    for email in (officer.email, "nobody@officers.example", "no address"):
        checked.clear()
        type_password(browser(), email, "a wrong password here")
        work.append(tuple(checked))
    assert work == [("argon2id",)] * 3


@pytest.mark.req("AUT-02")
def test_a_megabyte_of_password_is_not_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    real = passwords._hasher

    class Measuring:
        def verify(self, kept: str, password: str) -> bool:
            seen.append(len(password))
            return real.verify(kept, password)

    monkeypatch.setattr(passwords, "_hasher", Measuring())
    assert not passwords.matches("", "x" * 1_000_000)
    assert max(seen) <= passwords.MOST


@pytest.mark.req("AUT-02")
@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("short words", "password_too_short"),
        ("password1234", "password_easily_guessed"),
        ("aaaaaaaaaaaaaaaa", "password_easily_guessed"),
        ("qwertyuiopasdf", "password_easily_guessed"),
        ("Boston2026!!", "password_holds_known_words"),
        ("example-boston-council", "password_holds_known_words"),
        ("x" * 257, "password_too_long"),
        ("nine kettles under a hedge", ""),
        ("pâté is für ölöwen 🦁", ""),
        ("boston bakes seven odd lemon pies", ""),
        ("w8#Kq!z2Lp0v", ""),
    ],
)
def test_passwords_are_judged_by_length_and_by_what_others_would_try(password: str, problem: str) -> None:
    found = passwords.problems(password, "password", ("Boston", "council", "Example"))
    assert [one.code for one in found] == ([problem] if problem else [])


@pytest.mark.req("AUT-02")
def test_the_same_letters_in_another_unicode_form_are_the_same_password() -> None:
    assert passwords.matches(passwords.keep("caf\u00e9 au lait at nine"), "cafe\u0301 au lait at nine")


@pytest.mark.req("AUT-01")
def test_guesses_are_stopped_after_five_and_the_wait_is_told(browser: Open, site: Flask) -> None:
    victim = hire(site, "boston")
    statuses = [type_password(browser(), victim.email, f"guess number {n} here") for n in range(8)]
    assert set(statuses) == {400}
    stranger = browser()
    type_password(stranger, victim.email, PASSWORD)
    assert stranger.errors == ["Wait 15 minutes before you try again: there were too many tries"]
    with clock_at(utc_now() + timedelta(minutes=16)):
        assert type_password(browser(), victim.email, PASSWORD) == 303


@pytest.mark.req("AUT-01")
def test_a_stranger_who_guesses_does_not_lock_the_owner_out_of_their_own_browser(browser: Open, site: Flask) -> None:
    victim = hire(site, "boston")
    own = browser()
    type_password(own, victim.email, PASSWORD)
    own.get("/staff/sign-in/code")
    own.post("/staff/sign-in/code", {"code": victim.code()})
    own.get("/staff/account")
    own.post("/staff/sign-out")
    for n in range(8):
        type_password(browser(), victim.email, f"guess number {n} here")
    assert type_password(browser(), victim.email, PASSWORD) == 400
    assert type_password(own, victim.email, PASSWORD) == 303


@pytest.mark.req("AUT-01")
def test_guesses_of_codes_are_stopped_too(browser: Open, site: Flask) -> None:
    victim = hire(site, "boston")
    at = browser()
    type_password(at, victim.email, PASSWORD)
    for _ in range(6):
        at.get("/staff/sign-in/code")
        at.post("/staff/sign-in/code", {"code": "000000"})
    at.get("/staff/sign-in/code")
    assert at.post("/staff/sign-in/code", {"code": victim.code()}).status_code == 400
    assert "too many tries" in at.errors[0]


@pytest.mark.req("AUT-01")
def test_one_address_cannot_go_through_many_accounts(browser: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "BY_ADDRESS", accounts.Limit(3, timedelta(minutes=15), timedelta(minutes=15)))
    told = []
    for n in range(6):
        at = browser()
        at.client.environ_base["REMOTE_ADDR"] = "203.0.113.9"
        type_password(at, f"guess{n}@officers.example", "a wrong password")
        told.append(at.errors[0])
    assert "too many tries" in told[-1]
    assert "too many tries" not in told[0]


@pytest.mark.req("AUT-01")
def test_ones_own_browser_is_no_way_round_that_to_the_accounts_of_others(
    browser: Open, site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "BY_ADDRESS", accounts.Limit(3, timedelta(minutes=15), timedelta(minutes=15)))
    insider, victim = hire(site, "boston"), hire(site, "boston")
    at = browser()
    type_password(at, insider.email, PASSWORD)
    at.get("/staff/sign-in/code")
    assert at.post("/staff/sign-in/code", {"code": insider.code()}).status_code == 303
    at.get("/staff/account")
    at.post("/staff/sign-out")
    for n in range(4):
        type_password(at, f"somebody{n}@officers.example", "a wrong password")
    assert type_password(at, victim.email, PASSWORD) == 400
    assert "too many tries" in at.errors[0]
    assert type_password(at, insider.email, PASSWORD) == 303


@pytest.mark.req("SES-05")
def test_nobody_is_signed_in_by_another_sites_form(browser: Open, officer: Staff) -> None:
    at = browser()
    at.get("/staff/sign-in")
    given = {"email": officer.email, "password": PASSWORD}
    crossed = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert at.post("/staff/sign-in", given, headers=crossed).status_code == 403
    at.get("/staff/sign-in")
    sibling = {"Origin": "http://east-lindsey.localhost", "Sec-Fetch-Site": "same-site"}
    assert at.post("/staff/sign-in", given, headers=sibling).status_code == 403
    assert at.post("/staff/sign-in", {**given, "csrf_token": "0" * 64}).status_code == 400
    assert not at.cookie("staff")


@pytest.mark.req("WEB-05")
def test_a_token_of_another_browser_or_council_is_refused(browser: Open, officer: Staff) -> None:
    here, other, council = browser(), browser(), browser("east_lindsey")
    for at in (here, other, council):
        at.get("/staff/sign-in")
    given = {"email": officer.email, "password": PASSWORD}
    for stranger in (other, council):
        assert here.post("/staff/sign-in", {**given, "csrf_token": stranger.token}).status_code == 400


@pytest.mark.req("WEB-05")
def test_the_token_of_one_council_is_refused_at_another_though_the_cookie_is_copied(
    browser: Open, officer: Staff
) -> None:
    boston, lindsey = browser("boston"), browser("east_lindsey")
    boston.get("/staff/sign-in")
    lindsey.take_cookie("browser", boston.cookie("browser"))
    given = {"email": officer.email, "password": PASSWORD, "csrf_token": boston.token}
    assert lindsey.post("/staff/sign-in", given).status_code == 400


NEXT = [
    ("/staff/account", "/staff/account"),
    ("/staff/account?tab=1", "/staff/account?tab=1"),
    ("//evil.example", "/staff/"),
    ("https://evil.example/", "/staff/"),
    ("http:evil.example", "/staff/"),
    ("\\\\evil.example", "/staff/"),
    ("/\\evil.example", "/staff/"),
    ("/\t/evil.example", "/staff/"),
    ("/%09/evil.example", "/staff/"),
    (" //evil.example", "/staff/"),
    ("javascript:alert(1)", "/staff/"),
    ("///evil.example", "/staff/"),
    ("/staff/account\r\nSet-Cookie: x=1", "/staff/"),
    ("http://boston.localhost@evil.example", "/staff/"),
    ("@evil.example", "/staff/"),
    ("evil.example", "/staff/"),
    ("/no/such/page", "/staff/"),
    ("/staff/sign-out", "/staff/"),
    ("", "/staff/"),
    ("/staff/account#//evil.example", "/staff/account#//evil.example"),
]


@pytest.mark.req("WEB-06")
@pytest.mark.parametrize(("wanted", "reached"), NEXT)
def test_after_signing_in_only_a_page_of_ours_is_next(browser: Open, site: Flask, wanted: str, reached: str) -> None:
    who = hire(site, "boston")
    at = browser()
    at.sign_in(who)
    found = at.get("/staff/sign-in", query_string={"next": wanted})
    assert found.headers["Location"] == reached
