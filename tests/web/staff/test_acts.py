"""Small things that keep a case in order, each with its reason and its place in the history."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor, ActorKind
from core.services import progress
from tests.web.staff.conftest import Desk, Log
from tests.web.staff.pressing import go, link, press, text

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def test_a_wrong_day_is_put_right_and_the_dates_move_with_it(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}")
        assert "Due Thu 26 Nov" in text(officer, ".up-dates")
        go(officer, link(officer, "Put a wrong day right"))
        right = {"fact": "1/case.received", "on-day": "17", "on-month": "November", "on-year": "2026"}
        press(officer, "Put it right", right)
        assert officer.errors == ["Say how you know"]
        press(officer, "Put it right", {"reason": "The envelope's stamp says the 17th."})
        assert "Date corrected" in text(officer, ".up-timeline")
        assert "The envelope's stamp says the 17th." in text(officer, ".up-timeline")


def test_two_cases_are_linked_and_both_say_so(desk: Desk, complaint: Log) -> None:
    one, other = complaint().reference, complaint().reference
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{one}/link")
        press(officer, "Link the cases", {"reference": "BOS-0000-0000", "kind": "related"})
        assert officer.errors and officer.page.css_first("#reference").attributes["value"] == "BOS-0000-0000"
        press(officer, "Link the cases", {"reference": other.lower()})
        assert other in text(officer)
        go(officer, link(officer, other))
        assert officer.heading.startswith(other) and one in text(officer)


def test_what_the_person_told_us_later_is_added_and_moves_no_date(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}")
        before = text(officer, ".up-dates")
        go(officer, link(officer, "Add something they told us"))
        press(officer, "Add to the case", {"words": "It was missed again today.", "channel": "phone"})
        assert "Information added, phone" in text(officer, ".up-timeline")
        assert text(officer, ".up-dates") == before


def test_a_case_with_nothing_decided_cannot_be_closed_and_the_page_says_why(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}/close")
        assert "This cannot be done now" in text(officer)
        assert "Answer it, or record why there will be no answer" in text(officer)
        refused = officer.post(f"/staff/cases/{case.reference}/close", {"reason": ""})
        assert refused.status_code == 200 and "This cannot be done now" in text(officer)


def test_a_compliment_is_closed_and_reopened(desk: Desk, complaint: Log) -> None:
    case = complaint(type="compliment", summary="The crew was kind", wanted="")
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}")
        go(officer, link(officer, "Close the case"))
        press(officer, "Close the case")
        assert officer.heading.endswith("Closed")
        go(officer, link(officer, "Reopen the case"))
        press(officer, "Reopen the case", {"reason": "The crew's names came later."})
        assert not officer.heading.endswith("Closed")


def test_the_history_comes_fifty_at_a_time_the_newest_first(site: Flask, desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        with site.app_context():
            who = Actor(ActorKind.STAFF, officer.membership, frozenset({"complaints_officer"}))
            for number in range(60):
                progress.add_note("boston", who, case.reference, f"Note number {number}.")
        go(officer, f"/staff/cases/{case.reference}")
        assert len(officer.page.css(".up-timeline > li")) == 50
        assert "Note number 59." in text(officer, ".up-timeline > li:first-child")
        go(officer, link(officer, "Older"))
        assert len(officer.page.css(".up-timeline > li")) == 12
        assert "You told us" in text(officer, ".up-timeline") or "Received" in text(officer, ".up-timeline")
        go(officer, link(officer, "Newer"))
        assert "Note number 59." in text(officer, ".up-timeline")


def test_the_record_of_a_case_is_checked_on_its_page(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}")
        go(officer, link(officer, "Check the record of this case"))
        assert officer.heading == "The record is whole"


def test_nobody_is_said_to_have_chosen_the_rules_that_a_kind_of_feedback_follows(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}")
    told = {node.css_first("h3").text(): node.css_first(".moj-timeline__byline") for node in
            officer.page.css(".up-timeline > li")}  # fmt: skip
    assert [byline for title, byline in told.items() if title.startswith("Follows Complaints, two stages")] == [None]
    assert [byline is None for title, byline in told.items() if title.startswith("Received")] == [False]
