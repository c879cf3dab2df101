"""A case is moved to another version of its rules: looked at first, with every date before and after, and told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import SYSTEM
from core.persistence.record import Stamp, load_case
from core.persistence.register_store import read_register, store_adoption
from core.persistence.repositories import registry
from core.persistence.transaction import in_one_transaction, reading
from core.persistence.verify import verify_case
from core.services.intake import Received
from tests.support.casework import officer
from tests.support.stories import accept, acknowledge, extend
from tests.support.web import hire
from tests.web.staff.conftest import Log, Officer
from tests.web.staff.pressing import go, link, press, text

BEFORE = datetime(2024, 12, 10, 10, 15, tzinfo=UTC)
"""A Tuesday, two days before the partnership's policy."""
THEN = datetime(2024, 12, 11, 9, 0, tzinfo=UTC)
AFTER = datetime(2024, 12, 16, 9, 0, tzinfo=UTC)
LONG_BEFORE = datetime(2007, 1, 1, tzinfo=UTC)
WHY = "It was sent after the policy was announced, and they agreed."


def seat(site: Flask, *roles: str, name: str = "Mona Monitor") -> Officer:
    with clock_at(datetime(2024, 12, 1, tzinfo=UTC)):
        who = hire(site, "boston", roles=roles or ("monitoring_officer",), name=name)
    return Officer(site, "boston", who)


@pytest.fixture
def mona(site: Flask) -> Officer:
    return seat(site)


def moving(officer: Officer, case: Received) -> str:
    """Sit down on Monday and open the page; its address."""
    officer.next_day()
    go(officer, f"/staff/cases/{case.reference}")
    where = link(officer, "Move to another version of the rules")
    go(officer, where)
    return where


def test_each_date_before_and_after_is_looked_at_and_then_told(site: Flask, mona: Officer, complaint: Log) -> None:
    case = complaint(at=BEFORE)
    with clock_at(AFTER):
        moving(mona, case)
        assert "boston-earlier" in text(mona) and mona.heading == "Move to another version of the rules"
        ended = "until Thursday 12 December 2024 at midnight"
        assert f"Was in force from Tuesday 1 January 2008 at midnight {ended}" in text(mona)
        press(mona, "See what would change", {"to": "selcp-2024", "reason": WHY})
        assert mona.heading == "Move to selcp-2024: before and after"
        shown = text(mona)
        # 20 working days from Tuesday 10 December are Friday 10 January, 15 in all Friday 3 January.
        assert "Answer stage 1 ≠ Sooner Friday 10 January 2025" in shown and "Friday 3 January 2025" in shown
        assert "Dates that stay" in shown and "Acknowledge The same Tuesday 17 December 2024" in shown
        assert "Steps of this stage that are new:Note when the person first knew of it" in shown
        assert "Nobody is told by this." in shown and WHY in shown
        press(mona, "Move the case to selcp-2024")
        shown = text(mona)
    assert "The case follows selcp-2024 now" in shown
    assert "Complaints, two stages: selcp-2024" in shown
    assert "The case was moved to it on Monday 16 December 2024 at 9am." in shown
    moved = "Answer stage 1: moves from Friday 10 January 2025 to Friday 3 January 2025"
    assert f"{WHY}" in shown and moved in shown
    with site.app_context(), reading("boston"):
        found = load_case(case.case_id)
    assert found is not None
    assert found.case.tracks[0].version == "selcp-2024"
    assert found.case.tracks[0].dues["stage1_response_due"].on == date(2025, 1, 3)
    with site.app_context():
        assert verify_case("boston", case.case_id).whole


def test_a_sooner_day_that_the_person_was_told_is_said_to_count_still(
    site: Flask, mona: Officer, complaint: Log
) -> None:
    """Ten working days from 7 January, and five more, are 28 January; twenty from receipt would be 3 February."""
    case = complaint(at=datetime(2025, 1, 6, 10, 15, tzinfo=UTC))
    with site.app_context():
        ada = officer()
        accept(case.reference, ada)
        acknowledge(case.reference, ada)
        extend(case.reference, ada)
    with clock_at(datetime(2025, 1, 20, 12, 0, tzinfo=UTC)):
        moving(mona, case)
        press(mona, "See what would change", {"to": "boston-earlier", "reason": WHY})
        shown = text(mona)
    kept = "Monday 3 February 2025, but the sooner day that they were told still counts: Tuesday 28 January 2025"
    assert kept in shown
    assert "Tuesday 21 January 2025, replaced by a later one" in shown


def test_what_was_typed_comes_back_to_be_changed(mona: Officer, complaint: Log) -> None:
    case = complaint(at=BEFORE)
    with clock_at(AFTER):
        moving(mona, case)
        press(mona, "See what would change", {"to": "selcp-2024", "reason": WHY})
        press(mona, "Change it")
        assert mona.errors == []
        assert mona.page.css_first("textarea[name=reason]").text().strip() == WHY
        assert mona.page.css_first("input[value=selcp-2024]").attributes.keys() >= {"checked"}


def test_version_and_reason_are_asked_for_both_at_once(mona: Officer, complaint: Log) -> None:
    case = complaint(at=BEFORE)
    with clock_at(AFTER):
        moving(mona, case)
        press(mona, "See what would change")
        assert mona.errors == ["Choose a version", "Say why it moves"]


def test_pressing_twice_moves_it_once(site: Flask, mona: Officer, complaint: Log) -> None:
    case = complaint(at=BEFORE)
    with clock_at(AFTER):
        where = moving(mona, case)
        press(mona, "See what would change", {"to": "selcp-2024", "reason": WHY})
        form = mona.page.css_first("main form")
        sent = {node.attributes["name"]: node.attributes.get("value") for node in form.css("input[name]")}
        sent["do"] = "move"
        again = [mona.post(where, sent) for _ in range(2)]
    assert [one.status_code for one in again] == [302, 302]
    with site.app_context(), reading("boston"):
        found = load_case(case.case_id)
    assert found is not None
    assert [type(entry.event).__name__ for entry in found.entries].count("VersionMoved") == 1


def test_what_changed_meanwhile_is_looked_at_again(site: Flask, mona: Officer, complaint: Log) -> None:
    case = complaint(at=BEFORE)
    other = seat(site, "complaints_officer", name="Olive Officer")
    with clock_at(AFTER):
        where = moving(mona, case)
        press(mona, "See what would change", {"to": "selcp-2024", "reason": WHY})
        other.next_day()
        go(other, f"/staff/cases/{case.reference}/correct")
        right = {"fact": "1/case.received", "on-day": "9", "on-month": "12", "on-year": "2024"}
        press(other, "Put it right", {**right, "reason": "The stamp says so."})
        mona.at = where
        press(mona, "Move the case to selcp-2024")
        assert "Look again" in text(mona) and "Thursday 2 January 2025" in text(mona)
        press(mona, "Move the case to selcp-2024")
        assert "The case follows selcp-2024 now" in text(mona)


def test_somebody_else_who_moved_it_first_is_told_of(site: Flask, mona: Officer, complaint: Log) -> None:
    case = complaint(at=BEFORE)
    second = seat(site, name="Max Monitor")
    with clock_at(AFTER):
        where = moving(mona, case)
        press(mona, "See what would change", {"to": "selcp-2024", "reason": WHY})
        moving(second, case)
        press(second, "See what would change", {"to": "selcp-2024", "reason": "Mine."})
        press(second, "Move the case to selcp-2024")
        mona.at = where
        press(mona, "Move the case to selcp-2024")
        assert "Choose another version: this part follows that one" in mona.errors
        assert any("Somebody else changed this" in error for error in mona.errors)


def test_a_version_that_does_not_fit_says_all_that_stands_in_the_way(mona: Officer, complaint: Log) -> None:
    case = complaint(at=AFTER.replace(hour=8))
    with clock_at(AFTER):
        mona.next_day()
        go(mona, f"/staff/cases/{case.reference}/triage/1")
        press(mona, "Save decisions", {
            "new0_words": "My fine.", "new0_decision": "refuse", "new0_ground": "other_procedure",
            "new0_reason": "It has an appeal.", "new0_goes_to": "The tribunal", "new0_ombudsman_told": "y",
        })  # fmt: skip
        moving(mona, case)
        assert "This cannot be done now" in text(mona)
        assert "boston-earlierUndo the decision on issue 1 first" in text(mona)


def test_only_those_who_may_are_offered_it(site: Flask, complaint: Log) -> None:
    case = complaint(at=BEFORE)
    officer = seat(site, "complaints_officer", name="Olive Officer")
    with clock_at(AFTER):
        officer.next_day()
        go(officer, f"/staff/cases/{case.reference}")
        assert "Move to another version" not in text(officer)
        assert "boston-earlier" in text(officer)
        assert officer.get(f"/staff/cases/{case.reference}/version/1").status_code == 403


def test_a_closed_case_is_not_offered_it_and_says_so(site: Flask, mona: Officer, complaint: Log) -> None:
    case = complaint(at=BEFORE)
    with clock_at(AFTER):
        mona.next_day()
        page = f"/staff/cases/{case.reference}"
        go(mona, f"{page}/moves/1/withdraw")
        press(mona, "Preview")
        press(mona, "Send the letter")
        go(mona, f"{page}/close")
        press(mona, "Close the case")
        assert "Move to another version" not in text(mona)
        go(mona, f"{page}/version/1")
        assert "This case is closed. Reopen it first" in text(mona)


def adopt_other(site: Flask) -> None:
    """A text that has another name for where a case begins; it was in force long before any of these cases."""
    with site.app_context():

        def adopt() -> None:
            register = read_register()
            text_ = register.procedure("corporate", AFTER)
            bare = replace(text_.stages[0], moves=(), start="logged", rests=("logged",))
            made = replace(text_, version="selcp-bare", stages=(bare, *text_.stages[1:]))
            store_adoption(register, made, LONG_BEFORE, Stamp(AFTER, SYSTEM.key, "adopts-bare"), history=True)
            registry.configuration_changed("boston")

        in_one_transaction("boston", adopt)


def test_a_version_without_the_present_state_is_told_as_such(site: Flask, mona: Officer, complaint: Log) -> None:
    case = complaint(at=AFTER.replace(hour=8))
    adopt_other(site)
    with clock_at(AFTER):
        moving(mona, case)
        assert "selcp-bareChoose another version: that one does not know “received”" in text(mona)
