"""Triage on the page: a refusal needs all four parts, nothing typed is lost, and decisions can be undone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.clock import clock_at
from tests.web.staff.conftest import Desk, Log
from tests.web.staff.pressing import go, link, press, text

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FOUR = {
    "new0_ground": "other_procedure",
    "new0_reason": "There is an appeal.",
    "new0_goes_to": "The Valuation Office",
    "new0_ombudsman_told": "y",
}


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("new0_ground", "Issue 1: choose the ground"),
        ("new0_reason", "Issue 1: say why that ground fits here"),
        ("new0_goes_to", "Issue 1: check where they can go instead. These are the ground's words"),
        ("new0_ombudsman_told", "Issue 1: say that the letter will tell them of the ombudsman"),
    ],
)
def test_refusing_an_issue_needs_ground_reason_destination_and_ombudsman(
    desk: Desk, complaint: Log, missing: str, message: str
) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        given = {name: value for name, value in FOUR.items() if name != missing}
        answer = press(officer, "Save decisions", {"new0_words": "My tax band", "new0_decision": "refuse", **given})
        assert answer.status_code == 400
        assert officer.errors == [message]
        assert officer.page.css_first("#new0_words").text().strip() == "My tax band"
        go(officer, f"/staff/cases/{case.reference}")
        assert "It has not been split into issues yet." in text(officer)


def test_a_ground_offers_its_own_words_for_where_to_go_instead(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        press(officer, "Use the ground's words", {"new0_decision": "refuse", "new0_ground": "over_12_months"})
        assert officer.page.css_first("#new0_goes_to").text().strip().startswith("The ombudsman")
        assert officer.errors == []


def test_another_valid_reason_offers_no_place_and_needs_one_of_its_own(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        other = {**FOUR, "new0_words": "My tax band", "new0_decision": "refuse", "new0_ground": "other_reason"}
        press(officer, "Use the ground's words", other)
        assert officer.errors == ["This ground names no place. Write where they can go instead"]
        assert officer.page.css_first("#new0_goes_to").text().strip() == FOUR["new0_goes_to"]
        assert press(officer, "Save decisions", {**other, "new0_goes_to": ""}).status_code == 400
        assert officer.errors == ["Issue 1: say where they can go instead"]
        nowhere = {**other, "new0_goes_to": "Wherever it can be dealt with, or the ombudsman."}
        assert press(officer, "Save decisions", nowhere).status_code == 400
        press(officer, "Save decisions", other)
        assert "Issue 1 not taken on" in text(officer)


def test_a_removed_issue_is_gone_and_the_others_stay(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        press(officer, "Add another issue", {"new0_words": "First"})
        press(officer, "Add another issue", {"new1_words": "Second"})
        press(officer, "Remove", {"new2_words": "Third"})
        kept = [node.text().strip() for node in officer.page.css("textarea[name$='_words']")]
        assert kept == ["Second", "Third"]


def test_a_decision_is_undone_with_a_reason(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        press(officer, "Save decisions", {"new0_decision": "take"})
        go(officer, f"/staff/cases/{case.reference}/triage/again/1")
        press(officer, "Undo the decision")
        assert officer.errors == ["Say why"]
        press(officer, "Undo the decision", {"reason": "It is about another council."})
        assert officer.heading == "Decide what to take on"
        assert "My bins were missed three times." in text(officer)


def test_whoever_triages_may_hand_the_stage_over(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer, other = desk(), desk(name="Otto Other")
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        press(officer, "Save decisions", {"new0_decision": "take", "handler": other.membership})
        assert "Owner: Otto Other" in text(officer)
        go(other, "/staff/work")
        assert case.reference in text(other)


def test_an_auditor_sees_the_case_and_may_not_triage(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        auditor = desk(roles=("auditor",))
        go(auditor, f"/staff/cases/{case.reference}")
        assert "Decide what to take on" not in text(auditor)
        assert auditor.get(f"/staff/cases/{case.reference}/triage/1").status_code == 403


def test_where_nothing_is_taken_on_the_next_step_tells_the_person_why(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        press(officer, "Save decisions", {"new0_words": "My tax band", "new0_decision": "refuse", **FOUR})
        go(officer, link(officer, "Do not take on"))
        assert officer.page.css_first("#need_reason").text().strip() == "There is an appeal."
        answer = press(officer, "Preview the letter")
        assert answer.status_code == 400, "that the letter tells of the ombudsman is for a person to say"
        press(officer, "Preview the letter", {"need_ombudsman_told": "y"})
        letter = text(officer, ".up-letter")
        assert "There is an appeal." in letter and "The Valuation Office" in letter
        assert "Local Government and Social Care Ombudsman" in letter
        press(officer, "Send the letter")
        assert officer.heading.endswith("Not taken on")
        go(officer, link(officer, "Close the case"))
        press(officer, "Close the case")
        assert officer.heading.endswith("Closed")


def test_a_decision_without_words_is_not_thrown_away_in_silence(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        press(officer, "Add another issue", {"new0_words": "The bins", "new0_decision": "take"})
        answer = press(officer, "Save decisions", {"new1_decision": "refuse", **_of("new1")})
        assert answer.status_code == 400
        assert officer.errors == ["Issue 2: write what it is about"]


def test_a_new_issue_is_called_by_the_number_that_it_will_get(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        press(officer, "Save decisions", {"new0_words": "The bins", "new0_decision": "take"})
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        press(officer, "Add another issue")
        press(officer, "Save decisions", {"new0_words": "The fine", "new0_decision": "refuse", **_of("new0", "ground")})
        assert officer.errors == ["Issue 2: choose the ground"]


def _of(key: str, missing: str = "") -> dict[str, str]:
    """What a refusal needs, for the point `key`."""
    parts = {name.removeprefix("new0_"): value for name, value in FOUR.items()}
    return {f"{key}_{part}": value for part, value in parts.items() if part != missing}
