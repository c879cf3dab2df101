"""The simulator's page: asked in the address, the answer as its heading, and never more than the reader may see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask

from core.clock import clock_at
from core.persistence.db import db
from core.web.views.staff import simulator
from tests.conftest import AppFactory
from tests.support.counting import counted
from tests.support.web import install
from tests.web.staff.conftest import Desk, Log, Officer
from tests.web.staff.pressing import go, text

NOW = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)
PAGE = "/staff/rules/simulator"
RULES = "corporate/selcp-2024"
DAYS = {
    "from-day": "1", "from-month": "11", "from-year": "2026", "to-day": "30", "to-month": "11", "to-year": "2026",
}  # fmt: skip
SAID = {
    "corporate.ack_due.days": "5", "corporate.stage1_response_due.days": "10",
    "corporate.stage1_response_due.days.received": "15", "corporate.stage2_response_due.days": "20",
    "calendar.out_of_hours": "", "calendar.closed_days": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def site(app_factory: AppFactory) -> Iterator[Flask]:
    app = app_factory()
    install(app, "boston", "buckinghamshire")
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def received(complaint: Log) -> str:
    """Received on Thursday 19 November 2026 and never acknowledged: due on Thursday the 26th."""
    return complaint().reference


def asked(officer: Officer, status: int = 200, *, run: bool = True, rules: str = RULES, **changed: str) -> str:
    """The page asked with these settings changed; its words."""
    settings = {key.replace("__", "."): value for key, value in changed.items()}
    query = {"rules": rules, **SAID, **DAYS, **settings, **({"run": "1"} if run else {})}
    response = officer.get(PAGE, query_string=query)
    assert response.status_code == status
    officer.at = PAGE
    return text(officer)


def test_the_rules_lead_to_it_and_it_asks_in_the_address(site: Flask, desk: Desk) -> None:
    with clock_at(NOW):
        officer = desk()
        go(officer, "/staff/rules")
        assert officer.page.css_first(f'main a[href="{PAGE}"]') is not None
        go(officer, PAGE)
        assert officer.heading == "Try other rules on past cases"
        form = officer.page.css_first("main form:has(fieldset)")
        assert form.attributes["method"] == "get"
        assert officer.page.css_first('nav a[href="/staff/rules"]').parent.attributes["class"].count("active")
        shown = {node.attributes["name"]: node.attributes.get("value", "") for node in form.css("input[type=text]")}
        assert {key: value or "" for key, value in shown.items() if key in SAID} == SAID
        assert "Working days to answer in all" in text(officer) and "It is 15." in text(officer)


def test_the_answer_is_the_heading_and_says_who_changes(site: Flask, desk: Desk, complaint: Log) -> None:
    """Received on Thursday 5 November and not acknowledged by the 12th; closed on the 6th, it would be due the 13th."""
    reference = complaint(at=datetime(2026, 11, 5, 10, 15, tzinfo=UTC)).reference
    with clock_at(datetime(2026, 11, 13, 10, 0, tzinfo=UTC)):
        officer = desk()
        words = asked(officer, **{"calendar__closed_days": "2026-11-06", "to-day": "6"})
        assert officer.heading == "0 of 1 would have been late; 1 was"
        assert "1 case would not have been late." in words
        assert "fewer than 10 cases" in words and "it does not say what will happen" in words
        assert "forecast" not in words.lower()
        cells = {" ".join(cell.text(separator=" ").split()) for cell in officer.page.css("main table tr > *")}
        assert {"Thu 12 Nov 2026 late", "Fri 13 Nov 2026 in time", "Not yet"} <= cells
        assert officer.page.css_first(f'main table a[href="/staff/cases/{reference}"]') is not None
        assert "Changed: Days we are closed and have said so: 2026-11-06." in words


def test_the_hour_may_be_typed_as_people_do(site: Flask, desk: Desk, received: str) -> None:
    with clock_at(NOW):
        officer = desk()
        words = asked(officer, **{"calendar__out_of_hours": "9am"})
        assert "Changed: What comes in out of hours: 09:00." in words  # received at 10:15


def test_without_a_change_the_same_rules_make_no_difference(site: Flask, desk: Desk, received: str) -> None:
    with clock_at(NOW):
        words = asked(desk())
        assert "No case is known to have come out differently." in words
        assert "No date of any case is known to come out differently" in words


def test_choosing_other_rules_shows_what_can_be_changed_in_them(site: Flask, desk: Desk) -> None:
    with clock_at(NOW):
        officer = desk()
        asked(officer, run=False, rules="corporate/boston-earlier", **{"corporate__ack_due__days": "2"})
        names = {node.attributes.get("name") for node in officer.page.css("main form [name]")}
        assert "corporate.stage1_response_due.start" in names and "corporate.ack_due.days" not in names
        assert officer.page.css_first("main form input[name=rules]").attributes["value"] == "corporate/boston-earlier"


def test_choosing_other_rules_takes_the_days_along_and_no_setting(site: Flask, desk: Desk) -> None:
    with clock_at(NOW):
        officer = desk()
        asked(officer, run=False, **{"corporate__ack_due__days": "1"})
        choosing = officer.page.css_first("main form:not(:has(fieldset))")
        assert {node.attributes.get("name") for node in choosing.css("[name]")} == {"rules", *DAYS}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"corporate__ack_due__days": "9"}, "Enter a value that this setting allows, not “9”"),
        ({"calendar__closed_days": "tomorrow"}, "Enter a value that this setting allows, not “tomorrow”"),
        ({"calendar__out_of_hours": "noonish"}, "Enter a time such as 5pm or 17:00, or leave it empty"),
        ({"from-year": "2027"}, "Choose a last day that is not before the first"),
        ({"to-day": "31"}, "The last day must be a real date"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    site: Flask, desk: Desk, received: str, changed: dict[str, str], said: str
) -> None:
    with clock_at(NOW):
        officer = desk()
        asked(officer, 400, **changed)
        assert officer.errors == [said]
        assert said in officer.page.css_first(".govuk-form-group--error").text()


def test_a_made_up_address_leads_nowhere_else(site: Flask, desk: Desk, received: str) -> None:
    strange = {"endpoint": "rules.index", "_method": "POST", "_external": "1", "_scheme": "javascript", "after": "x"}
    with clock_at(NOW):
        officer = desk()
        asked(officer, **strange, **{"calendar__closed_days": "2026-11-20,2026-11-23,2026-11-24,2026-11-25"})
        found = [node.attributes["href"] or "" for node in officer.page.css('main a[href*="_scheme"]')]
        assert found and all(href.startswith(f"{PAGE}?rules=") for href in found)


def test_days_without_a_case_and_rules_that_nobody_has(site: Flask, desk: Desk) -> None:
    with clock_at(NOW):
        officer = desk()
        words = asked(officer, **{"to-day": "2"})
        assert "No case of these rules was received on those days." in words
        assert officer.heading == "There is no case to try it on"
        assert officer.get(f"{PAGE}?rules=corporate/magic").status_code == 404


def test_too_many_cases_are_refused_with_the_command_that_does_it(
    site: Flask, desk: Desk, received: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulator, "MOST", 0)
    with clock_at(NOW):
        officer = desk()
        words = asked(officer, **{"corporate__ack_due__days": "3"})
        assert "more than the 0 that are reckoned while you wait" in words
        command = officer.page.css_first("main code").text()
        assert command == (
            "upheld simulate --authority boston --procedure corporate --version selcp-2024 "
            "--set corporate.ack_due.days=3 --from 2026-11-01 --to 2026-11-30"
        )


SHUT = "2026-11-20,2026-11-23,2026-11-24,2026-11-25"


def test_who_may_not_open_cases_gets_no_figures_of_a_few(site: Flask, desk: Desk, complaint: Log) -> None:
    spring = {"from-month": "4", "to-month": "4"}
    complaint(at=datetime(2026, 4, 14, 10, 15, tzinfo=UTC))
    with clock_at(NOW):
        admin = desk(roles=("administrator",))
        words = asked(admin, calendar__closed_days=SHUT, **spring)
        assert admin.heading == "Too few cases to show"
        assert "Figures of so few would tell of single cases" in words and "Choose more days." in words
        assert admin.page.css("main table") == [] and "were late" not in words and "selcp-2024 (" not in words
        officer = desk()
        asked(officer, calendar__closed_days=SHUT, **spring)
        assert officer.heading == "1 of 1 would have been late; 1 was"


def test_who_may_not_open_cases_gets_figures_only_where_they_are_of_many(
    site: Flask, desk: Desk, complaint: Log
) -> None:
    with clock_at(NOW):
        logged = [complaint(service=one).reference for one in ["waste"] * 10 + ["housing"]]
        admin = desk(roles=("administrator",))
        words = asked(admin, calendar__closed_days=SHUT)
        assert "would have been late;" in admin.heading
        assert "Which cases these are is shown to those who may open cases." in words
        assert not any(reference in words for reference in logged)
        rows = [[cell.text(strip=True) for cell in row.css("th, td")] for row in admin.page.css("main tbody tr")]
        assert ["Housing advice and homelessness", "Fewer than 10", "Not shown", "Not shown"] in rows


@pytest.mark.parametrize("role", ["intake", "investigator", "auditor", "member_responsible"])
def test_only_who_decides_about_rules_may_try_them(site: Flask, desk: Desk, role: str) -> None:
    with clock_at(NOW):
        officer = desk(roles=(role,))
        assert officer.get(PAGE).status_code == 403
        officer.get("/staff/rules")
        assert officer.page.css_first(f'a[href="{PAGE}"]') is None


def test_cases_of_another_council_are_not_counted(site: Flask, desk: Desk, complaint: Log) -> None:
    with clock_at(NOW):
        there = desk("buckinghamshire")
        of = {"rules": "corporate/buckinghamshire-2020", "run": "1", **DAYS}
        there.get(PAGE, query_string=of)
        before = there.heading
        complaint("boston")
        there.get(PAGE, query_string=of)
        assert there.heading == before == "There is no case to try it on"


def test_statements_do_not_grow_with_the_cases(site: Flask, desk: Desk, complaint: Log) -> None:
    with clock_at(NOW):
        officer = desk()
        asked(officer)
        with site.app_context(), counted() as few:
            asked(officer)
        for _ in range(3):
            complaint()
        with site.app_context(), counted() as more:
            asked(officer)
        assert len(few) == len(more)
