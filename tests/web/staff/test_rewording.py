"""Correcting the words of an issue on the page: where it is offered, what it says after, when it no longer can be."""

from __future__ import annotations

from datetime import UTC, datetime

from core.clock import clock_at
from tests.web.staff.conftest import Desk, Log
from tests.web.staff.pressing import go, link, press, text

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def test_an_officer_corrects_the_words_and_the_history_says_who_and_why(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        press(officer, "Save decisions", {"new0_words": "Mised bins", "new0_decision": "take"})
        go(officer, link(officer, "Correct the words of issue 1"))
        assert officer.page.css_first("#words").text().strip() == "Mised bins"
        press(officer, "Save the words", {"words": "Mised bins", "reason": ""})
        assert officer.errors == ["Say why"]
        press(officer, "Save the words", {"words": "Mised bins", "reason": "A slip"})
        assert officer.errors == ["Change the words, or go back: these are the words it has"]
        press(officer, "Save the words", {"words": "Missed bins", "reason": "A slip of the keys"})
        assert "The words of issue 1 are corrected" in text(officer)
        assert "Missed bins" in text(officer, "#issue-1") and "Taken on" in text(officer, "#issue-1")
        told = text(officer, ".up-timeline")
        assert "Words of issue 1 corrected" in told and "Olive Officer" in told
        assert "It says now: Missed bins" in told and "Why: A slip of the keys" in told
        assert "Mised bins" in told, "what it said before stays where it was written down"


def test_an_issue_that_is_not_decided_is_corrected_from_triage(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        press(officer, "Save decisions", {"new0_words": "Mised bins"})
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        go(officer, link(officer, "Correct the words of issue 1"))
        press(officer, "Save the words", {"words": "Missed bins", "reason": "A slip"})
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        assert "Missed bins" in text(officer, "#issue1")


def test_a_closed_case_says_why_its_words_stay(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk(roles=("complaints_officer", "stage2_officer"))
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        given = {"new0_ground": "other_procedure", "new0_reason": "An appeal.", "new0_goes_to": "The tribunal",
                 "new0_ombudsman_told": "y", "new0_decision": "refuse"}  # fmt: skip
        press(officer, "Save decisions", given)
        go(officer, link(officer, "Do not take on"))
        press(officer, "Preview the letter", {"need_ombudsman_told": "y"})
        press(officer, "Send the letter")
        go(officer, link(officer, "Close the case"))
        press(officer, "Close the case")
        assert "Correct the words" not in text(officer, "#issue-1")
        go(officer, f"/staff/cases/{case.reference}/triage/words/1")
        assert "This case is closed. Reopen it first" in text(officer)
        assert officer.get(f"/staff/cases/{case.reference}/triage/words/9").status_code == 404


def test_a_second_window_shows_the_words_that_a_colleague_saved_and_keeps_mine(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        mine, theirs = desk(), desk(name="Otto Other")
        go(mine, f"/staff/cases/{case.reference}/triage/1")
        press(mine, "Save decisions", {"new0_words": "Mised bins", "new0_decision": "take"})
        address = f"/staff/cases/{case.reference}/triage/words/1"
        go(mine, address)
        go(theirs, address)
        press(theirs, "Save the words", {"words": "Missed bins, twice", "reason": "A slip"})
        press(mine, "Save the words", {"words": "Missed brown bins", "reason": "Which bins"})
        assert "Somebody else changed this while you were working" in mine.errors[0]
        assert text(mine, ".up-theirs .up-words") == "Missed bins, twice"
        assert mine.page.css_first("#words").text().strip() == "Missed brown bins"
        press(mine, "Save the words")
        assert "The words of issue 1 are corrected" in text(mine)
        assert "Missed brown bins" in text(mine, "#issue-1")
