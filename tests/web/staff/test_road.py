"""The whole road of a complaint at Boston through the pages, scripts off: two stages, more time, a remedy, the end."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor, ActorKind
from core.persistence.verify import verify_case
from core.services import progress
from tests.web.staff.conftest import Desk, Log, Officer
from tests.web.staff.pressing import go, link, press, text


def at(day: int, month: int = 11, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, 0, tzinfo=UTC)


def triage(officer: Officer, reference: str) -> None:
    """Two issues: one taken on, one refused with all four parts."""
    go(officer, f"/staff/cases/{reference}")
    go(officer, link(officer, "Decide what to take on"))
    press(officer, "Add another issue", {"new0_words": "My bins were missed three times.", "new0_decision": "take"})
    press(
        officer,
        "Save decisions",
        {
            "new1_words": "My council tax band is wrong.",
            "new1_decision": "refuse",
            "new1_ground": "other_procedure",
            "new1_reason": "The band is decided by others, and there is an appeal.",
            "new1_goes_to": "The Valuation Office, by an appeal",
            "new1_ombudsman_told": "y",
        },
    )



UPHELD = {
    "issue1_finding": "upheld",
    "issue1_wrong": "We missed three collections in November.",
    "issue1_impact": "You had to take the waste yourself.",
    "issue1_reasons": "The crew's own sheet shows that your street was left out, and our promise is weekly.",
    "issue1_remedy0_kind": "apology",
    "issue1_remedy0_words": "For three missed collections",
    "section_looked": "The crew's sheets and your calls.",
}
SORRY = {"section_sorry": "I am sorry that we missed your bins three times. You had to take the waste yourself."}
"""Asked for once something is upheld."""


def acknowledged(first: Officer, reference: str) -> None:
    """The letter states the understanding, the outcome sought, the date, and what was not taken on."""
    triage(first, reference)
    assert "1 issue taken on, 1 not taken on" in text(first)
    go(first, link(first, "Acknowledge"))
    press(first, "Preview the letter")
    assert first.heading == "Preview: Acknowledge"
    letter = text(first, ".up-letter")
    assert "My bins were missed three times." in letter
    assert "An apology, and my bins collected" in letter
    assert "by Friday 4 December 2026 (10 working days after" in letter
    assert "The band is decided by others" in letter and "Valuation Office" in letter
    assert "Local Government and Social Care Ombudsman" in letter
    assert "What we do not take on, and where instead" in text(first)
    press(first, "Send the letter")
    assert "Acknowledge: sent at 10am" in text(first)
    assert "Waiting to leave" in text(first)


def extended(first: Officer, reference: str) -> None:
    """Ten days more from the original date, with the reason and the ombudsman, shown before they are told."""
    go(first, f"/staff/cases/{reference}")
    go(first, link(first, "Take more time"))
    press(first, "Preview the letter", {"days": "10", "reason": "we wait for the crew's sheets"})
    assert "We need 10 working days more, until Friday 18 December 2026" in text(first, ".up-letter")
    assert "ombudsman" in text(first, ".up-letter").lower()
    assert "Before: Friday 4 December 2026" in text(first)
    press(first, "Extend and tell the person")
    assert "Time extended to Friday 18 December 2026" in text(first)


def answered(first: Officer, reference: str) -> None:
    """A finding with reasons, an apology and an action by a date; answered, and not to be closed yet."""
    action = {
        "issue1_remedy1_kind": "action",
        "issue1_remedy1_words": "We put your street back on the crew's list",
        "issue1_remedy1_by-day": "11",
        "issue1_remedy1_by-month": "12",
        "issue1_remedy1_by-year": "2026",
    }
    go(first, f"/staff/cases/{reference}/moves/1/answer")
    press(first, "Add another remedy")
    press(first, "Preview the letter", UPHELD | action)
    assert any("sorry" in error.lower() for error in first.errors), first.errors
    press(first, "Preview the letter", SORRY)
    letter = text(first, ".up-letter")
    assert "What we do not take on" not in text(first), "that letter has told it, so this one is not checked for it"
    assert "We were at fault" in letter and "Friday 11 December 2026" in letter and "stage 2" in letter
    press(first, "Send the letter")
    assert "The case stays open for 1 action." in text(first)
    assert "Answered, actions open" in first.heading
    go(first, f"/staff/cases/{reference}/close")
    assert "Finish the actions we promised" in text(first)


def answered_again(first: Officer, second: Officer, reference: str) -> None:
    """Stage 2 by somebody else only; the last letter names the ombudsman."""
    go(first, f"/staff/cases/{reference}")
    assert "Owner: nobody yet" in text(first)
    assert "You cannot take stage 2: you dealt with stage 1." in text(first)
    go(first, link(first, "Give it to somebody"))
    assert "It must be somebody who has no part in stage 1." in text(first)
    assert "Not offered: Fay First, who dealt with stage 1." in text(first)
    assert "Fay First" not in text(first, "#handler") and "Sam Second" in text(first, "#handler")
    press(first, "Give it to them", {"handler": first.membership})
    assert any("did not answer stage 1" in error for error in first.errors), first.errors
    go(second, "/staff/queue")
    press(second, "Take")
    go(second, f"/staff/cases/{reference}")
    assert "Owner: Sam Second" in text(second)
    go(second, link(second, "Acknowledge"))
    press(second, "Preview the letter")
    press(second, "Send the letter")
    go(first, f"/staff/cases/{reference}/moves/1/answer")
    assert "This step cannot be taken now" in text(first)
    go(second, f"/staff/cases/{reference}/moves/1/answer")
    assert "Stage 1: Upheld" in text(second)
    press(second, "Preview the letter", UPHELD)
    press(second, "Preview the letter", SORRY)
    letter = text(second, ".up-letter")
    assert "Local Government and Social Care Ombudsman" in letter and "www.lgo.org.uk" in letter
    press(second, "Send the letter")
    assert "Answer: sent at 10am" in text(second)


def closed(second: Officer, reference: str) -> None:
    """Only once what was promised is done."""
    go(second, f"/staff/cases/{reference}")
    go(second, link(second, "Record as done"))
    press(second, "Record as done", {"evidence": "The crew's new list"})
    go(second, link(second, "Close the case"))
    press(second, "Close the case")
    assert "The case is closed" in text(second)
    assert second.heading.endswith("Closed")


@pytest.mark.req("AZN-04")
def test_a_complaint_travels_the_whole_way(site: Flask, desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(at(20)):
        first = desk(name="Fay First")
        acknowledged(first, case.reference)
    with clock_at(at(27)):
        first.next_day()
        extended(first, case.reference)
    with clock_at(at(4, 12)):
        first.next_day()
        answered(first, case.reference)
    with site.app_context(), clock_at(at(7, 12)):
        progress.ask_next_stage("boston", Actor(ActorKind.PERSON, case.person_id), case.reference, "Missed again")
    with clock_at(at(8, 12)):
        first.next_day()
        second = desk(name="Sam Second")
        answered_again(first, second, case.reference)
    with clock_at(at(10, 12)):
        second.next_day()
        closed(second, case.reference)
    with site.app_context():
        assert verify_case("boston", case.case_id).whole
