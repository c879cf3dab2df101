"""A version of the rules is adopted on its page: looked at first, told in words, seen under Rules before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from core.clock import clock_at
from core.config import Config
from core.persistence.db import db
from core.persistence.transaction import reading
from core.persistence.verify import verify
from core.services.council import open_council
from core.web.app import create_app
from tests.conftest import environment
from tests.support.databases import DatabaseUrls
from tests.support.web import hire, install
from tests.web.staff.conftest import Log, Officer
from tests.web.staff.pressing import go, link, press, text

HIRED = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
BEGUN = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
HERE = "/staff/rules/corporate/lgsco-code-2024"
FIRST = {"on-day": "1", "on-month": "12", "on-year": "2026"}
WHY = {"authority": "Constitution, part 3, paragraph 12"}


@pytest.fixture
def site(fresh_database: DatabaseUrls, tmp_path: Path) -> Iterator[Flask]:
    app = create_app(Config.from_environment(environment(fresh_database, tmp_path)))
    install(app, "boston", "rotherham_2010")
    yield app
    with app.app_context():
        db.engine.dispose()


def seat(site: Flask, *roles: str, council: str = "boston", name: str = "Mona Monitor") -> Officer:
    with clock_at(HIRED):
        who = hire(site, council, roles=roles or ("monitoring_officer",), name=name)
    with clock_at(NOW):
        browser = Officer(site, council, who)
        browser.sign_in(who)
    return browser


@pytest.fixture
def mona(site: Flask) -> Officer:
    return seat(site)


def adopted(site: Flask) -> list[tuple[str, datetime, str, str]]:
    """What was adopted by somebody, not loaded."""
    with site.app_context(), reading("boston"):
        found = open_council("boston").register.adoptions
    return [(a.version, a.from_, a.approved_by, a.note) for a in found if not a.loaded]


def look(officer: Officer, **more: str) -> None:
    go(officer, HERE)
    go(officer, link(officer, "Adopt this version"))
    press(officer, "See what it does", {**FIRST, **WHY, **more})


def test_it_is_looked_at_then_adopted_then_told(site: Flask, mona: Officer, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOW):
        go(mona, HERE)
        go(mona, link(mona, "Adopt this version"))
        shown = text(mona)
        assert mona.heading == "Adopt lgsco-code-2024"
        assert "No faults" in shown and "In force nowselcp-2024" in shown
        assert "from=selcp-2024&to=lgsco-code-2024" in link(mona, "What would change")
        assert link(mona, "Try it on past cases").endswith("simulator?rules=corporate/lgsco-code-2024")
        assert mona.page.css_first("input[name=approved_by]").attributes["value"] == "Mona Monitor"
        assert mona.page.css_first("input[name=time]").attributes["value"] == "00:00"
        press(mona, "See what it does", {**FIRST, **WHY, "remark": "Told to Cabinet in January"})
        shown = text(mona)
        assert mona.heading == "Check before you adopt lgsco-code-2024"
        assert (
            "Complaints received from 00:00 on Tuesday 1 December 2026 follow lgsco-code-2024; "
            "cases already open keep their rules." in shown
        )
        assert "Until then selcp-2024 applies." in shown
        assert "Approved byMona Monitor" in shown and WHY["authority"] in shown and "Told to Cabinet" in shown
        assert adopted(site) == []
        press(mona, "Adopt lgsco-code-2024")
        shown = text(mona)
        assert "lgsco-code-2024 is adopted" in shown and "Adopted, still to come" in shown
        assert "Approved by Mona Monitor." in shown
        assert "Authority for the change: Constitution, part 3, paragraph 12." in shown
        assert "Note: Told to Cabinet in January" in shown
        go(mona, "/staff/rules")
        shown = text(mona)
        assert "From Tuesday 1 December 2026 at midnight" in shown
        assert "until Tuesday 1 December 2026 at midnight" in shown
        go(mona, f"/staff/cases/{case.reference}")
        assert "selcp-2024" in text(mona)
    begins = datetime(2026, 12, 1, tzinfo=UTC)
    assert adopted(site) == [("lgsco-code-2024", begins, "Mona Monitor", WHY["authority"])]
    with clock_at(BEGUN):
        mona.next_day()
        go(mona, "/staff/rules")
        heads = [" ".join(one.text().split()) for one in mona.page.css("main th[scope=row]")]
    assert heads[:2] == ["lgsco-code-2024 In force", "selcp-2024 In force earlier"]
    with site.app_context():
        assert verify("boston").whole


def test_what_was_typed_comes_back_to_be_changed(site: Flask, mona: Officer) -> None:
    with clock_at(NOW):
        look(mona, time="9.30am", approved_by="Cabinet")
        assert "from 09:30 on Tuesday 1 December 2026" in text(mona)
        press(mona, "Change it")
        assert mona.errors == []
        values = {one.attributes["name"]: one.attributes.get("value") for one in mona.page.css("main form input")}
        assert (values["on-day"], values["on-year"], values["time"]) == ("1", "2026", "9.30am")
        assert values["approved_by"] == "Cabinet" and WHY["authority"] in text(mona)


def test_pressing_twice_adopts_it_once(site: Flask, mona: Officer) -> None:
    with clock_at(NOW):
        look(mona)
        sent = {one.attributes["name"]: one.attributes.get("value") for one in mona.page.css("main form input")}
        sent["do"] = "adopt"
        again = [mona.post(f"{HERE}/adopt", sent) for _ in range(2)]
    assert [one.status_code for one in again] == [302, 302]
    assert len(adopted(site)) == 1


def test_what_changed_meanwhile_is_looked_at_again(site: Flask, mona: Officer) -> None:
    other = seat(site, name="Otto Other")
    with clock_at(NOW):
        look(mona)
        go(other, "/staff/rules/corporate/boston-earlier/adopt")
        press(other, "See what it does", {**FIRST, **WHY})
        press(other, "Adopt boston-earlier")
        press(mona, "Adopt lgsco-code-2024")
        shown = text(mona)
        assert "Something changed while you were looking. Nothing was adopted." in shown
        assert "boston-earlier, adopted from the same minute, is replaced and will not begin." in shown
        assert [one[0] for one in adopted(site)] == ["boston-earlier"]
        press(mona, "Adopt lgsco-code-2024")
        assert [one[0] for one in adopted(site)] == ["boston-earlier", "lgsco-code-2024"]


def test_one_still_to_come_is_withdrawn_by_keeping_what_applies(site: Flask, mona: Officer) -> None:
    with clock_at(NOW):
        look(mona)
        press(mona, "Adopt lgsco-code-2024")
        go(mona, link(mona, "Withdraw it before it begins"))
        assert mona.heading == "Keep selcp-2024"
        assert "lgsco-code-2024 is adopted from 00:00 on Tuesday 1 December 2026." in text(mona)
        press(mona, "See what it does", WHY)
        assert "It goes on applying without a break." in text(mona)
        press(mona, "Keep selcp-2024")
        assert "selcp-2024 is kept" in text(mona)
        go(mona, HERE)
        shown = text(mona)
        assert "Not adopted" in shown
        assert "Was to begin on Tuesday 1 December 2026 at midnight; replaced before it began" in shown
        go(mona, "/staff/rules/corporate/compare")
        assert "selcp-2024, from Thu 12 Dec 2024" in text(mona)


def test_nothing_typed_asks_for_everything_at_once(mona: Officer) -> None:
    with clock_at(NOW):
        go(mona, f"{HERE}/adopt")
        press(mona, "See what it does", {"time": "", "approved_by": ""})
    assert mona.errors == [
        "Enter the day from which it applies", "Enter a time such as 00:00", "Say who approved the change",
        "Say on what authority the change is made",
    ]  # fmt: skip


WRONG: tuple[tuple[dict[str, str], str], ...] = (
    ({"on-day": "22", "on-month": "11"}, "Choose a time that is still to come: rules cannot begin in the past"),
    (
        {"on-day": "31", "on-month": "10", "on-year": "2027", "time": "1:30"},
        "Choose another time: the clocks go back then, and that hour comes twice",
    ),
    (
        {"on-day": "28", "on-month": "3", "on-year": "2027", "time": "01:30"},
        "Choose another time: the clocks go forward over Sunday 28 March 2027 at 01:30, so it never happens",
    ),
    ({"on-year": "2062"}, "Check the year: rules are adopted for the next ten years at most"),
    ({"on-year": "9999"}, "Check the year"),
    ({"on-year": "0001"}, "Check the year"),
    ({"time": "noonish"}, "Enter a time such as 00:00 or 9:30am"),
)


def test_a_minute_that_cannot_be_is_told_at_its_field(site: Flask, mona: Officer) -> None:
    with clock_at(NOW):
        for typed, told in WRONG:
            look(mona, **typed)
            assert mona.errors == [told], typed
    assert adopted(site) == []


def test_the_one_in_force_has_nothing_to_adopt(mona: Officer) -> None:
    with clock_at(NOW):
        go(mona, "/staff/rules/corporate/selcp-2024")
        assert "Keep this version" not in text(mona) and "Adopt this version" not in text(mona)
        go(mona, "/staff/rules/corporate/selcp-2024/adopt")
        assert "no other version is adopted to follow it" in text(mona)
        assert mona.page.css_first("main form") is None
        assert mona.get("/staff/rules/corporate/no-such/adopt").status_code == 404


def test_only_the_monitoring_officer_and_the_administrator_may(site: Flask) -> None:
    with clock_at(NOW):
        admin, officer = seat(site, "administrator"), seat(site, "complaints_officer")
        go(officer, HERE)
        assert "Adopt this version" not in text(officer)
        assert officer.get(f"{HERE}/adopt").status_code == 403
        assert officer.post(f"{HERE}/adopt", {**FIRST, **WHY, "do": "adopt"}).status_code == 403
        look(admin)
        press(admin, "Adopt lgsco-code-2024")
    assert [one[0] for one in adopted(site)] == ["lgsco-code-2024"]


def test_a_form_without_its_token_adopts_nothing(site: Flask, mona: Officer) -> None:
    with clock_at(NOW):
        look(mona)
        sent = {one.attributes["name"]: one.attributes.get("value") for one in mona.page.css("main form input")}
        refused = mona.post(f"{HERE}/adopt", {**sent, "do": "adopt", "csrf_token": "another"})
    assert refused.status_code in (400, 403)
    assert adopted(site) == []


def test_a_proposal_of_the_councils_own_module_is_adopted_with_its_departures_told(site: Flask) -> None:
    rita = seat(site, council="rotherham_2010", name="Rita Monitor")
    with clock_at(NOW):
        go(rita, "/staff/rules/corporate/proposed-2008")
        go(rita, link(rita, "Adopt this version"))
        assert "It has 4 stages; the Code has two (LGSCO Code 2024, section 5)." in text(rita)
        press(rita, "See what it does", {**FIRST, "authority": "Board, 29 October, item 4"})
        press(rita, "Adopt proposed-2008")
        assert "Adopted, still to come" in text(rita)
