"""Logging a contact of any kind on one page, reading it back, and calling it something else afterwards."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.clock import clock_at
from tests.web.staff.conftest import Desk, Log, Officer
from tests.web.staff.pressing import go, link, press, text

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def log(officer: Officer, kind: str = "complaint", **values: str) -> str:
    """Log something; its reference."""
    go(officer, "/staff/log")
    press(officer, "Save and read back", {"words": "The gate is broken.", "type": kind, "service": "parks", **values})
    assert officer.heading == "Saved", officer.errors
    return officer.at.rsplit("/", 1)[1]


@pytest.mark.parametrize("kind", ["compliment", "comment", "suggestion", "enquiry", "service_request", "complaint"])
def test_every_kind_of_feedback_can_be_logged(desk: Desk, kind: str) -> None:
    with clock_at(NOON):
        officer = desk(roles=("intake",))
        reference = log(officer, kind, name="Ben Resident", phone="07700 900123")
        assert reference.replace("-", " ") in text(officer)
        go(officer, f"/staff/cases/{reference}")
        assert "Ben Resident" in text(officer)


def test_only_their_words_and_what_it_is_are_required(desk: Desk) -> None:
    with clock_at(NOON):
        officer = desk()
        go(officer, "/staff/log")
        press(officer, "Save and read back")
        assert sorted(officer.errors) == ["Choose what it is", "Write what they say"]
        press(officer, "Save and read back", {"words": "A noise all night", "type": "complaint"})
        assert officer.heading == "Saved"


def test_what_is_wrong_is_told_in_the_order_of_the_page_and_saved_leads_to_the_case(desk: Desk) -> None:
    with clock_at(NOON):
        officer = desk()
        go(officer, "/staff/log")
        wrong = {"email": "nobody at home", "type": "complaint", "happened": "earlier", "happened_time": "25:99"}
        press(officer, "Save and read back", wrong)
        assert officer.errors == [
            "Write what they say",
            "Enter an e-mail address such as name@example.com, or leave it empty",
            "Enter the day it happened",
            "Enter a time such as 4:30pm, or leave it empty",
        ]
        reference = log(officer)
        assert link(officer, "Open the case") == f"/staff/cases/{reference}"


def test_what_came_earlier_counts_from_the_day_we_got_it(desk: Desk) -> None:
    with clock_at(NOON):
        officer = desk()
        monday = {"happened": "earlier", "happened_on-day": "16", "happened_on-month": "11", "happened_on-year": "2026"}
        reference = log(officer, **monday, happened_time="4:30pm")
        go(officer, f"/staff/cases/{reference}")
        assert "Received Monday 16 November 2026 at 4:30pm" in text(officer)
        assert "Entered Friday 20 November 2026" in text(officer)
        assert "Due Mon 23 Nov" in text(officer, ".up-dates")


def test_earlier_needs_a_day_that_has_come(desk: Desk) -> None:
    with clock_at(NOON):
        officer = desk()
        go(officer, "/staff/log")
        base = {"words": "A letter", "type": "complaint", "happened": "earlier"}
        press(officer, "Save and read back", base)
        assert officer.errors == ["Enter the day it happened"]
        tomorrow = {"happened_on-day": "21", "happened_on-month": "11", "happened_on-year": "2026"}
        press(officer, "Save and read back", tomorrow)
        assert len(officer.errors) == 1 and "A letter" in officer.page.css_first("#words").text()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"happened_time": "25:99"}, "Enter a time such as 4:30pm, or leave it empty"),
        ({"email": "nobody at home"}, "Enter an e-mail address such as name@example.com, or leave it empty"),
    ],
)
def test_what_cannot_be_a_time_or_an_address_is_said_at_its_field(
    desk: Desk, typed: dict[str, str], message: str
) -> None:
    with clock_at(NOON):
        officer = desk()
        go(officer, "/staff/log")
        day = {"happened": "earlier", "happened_on-day": "16", "happened_on-month": "11", "happened_on-year": "2026"}
        answer = press(officer, "Save and read back", {"words": "A letter", "type": "complaint", **day, **typed})
        assert answer.status_code == 400
        assert officer.errors == [message]


def test_somebody_known_is_offered_and_none_is_chosen_for_the_officer(desk: Desk, complaint: Log) -> None:
    known = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, "/staff/log")
        press(officer, "See if we know them", {"words": "It is me again", "email": "alba@residents.example"})
        assert officer.errors == [] and "Alba Resident" in text(officer)
        assert officer.page.css_first('[name="person"][checked]').attributes["value"] == "new"
        assert officer.page.css_first("#words").text().strip() == "It is me again"
        press(officer, "Save and read back", {"type": "complaint", "person": known.person_id})
        assert "They may have told us before" in text(officer)
        assert known.reference in text(officer)


def test_a_case_is_called_something_else_and_back_again(desk: Desk) -> None:
    with clock_at(NOON):
        officer = desk()
        reference = log(officer, "service_request")
        go(officer, f"/staff/cases/{reference}")
        assert "No procedure" in text(officer)
        go(officer, link(officer, "Change what kind of feedback it is"))
        press(officer, "Change the kind", {"type": "complaint"})
        assert officer.errors == ["Say why"]
        press(officer, "Change the kind", {"reason": "They had told us twice before."})
        assert "Complaint, stage 1" in officer.heading
        assert "Due Fri 27 Nov" in text(officer, ".up-dates")
        go(officer, link(officer, "Change what kind of feedback it is"))
        press(officer, "Change the kind", {"type": "service_request", "reason": "It was the first time after all."})
        assert officer.heading.split()[1] == "Request"
        assert "They had told us twice before." in text(officer, ".up-timeline")


def test_a_complaint_is_raised_from_a_request_which_stays_open(desk: Desk) -> None:
    with clock_at(NOON):
        officer = desk()
        request = log(officer, "service_request", name="Ben Resident", email="ben@residents.example")
        go(officer, f"/staff/cases/{request}")
        go(officer, link(officer, "Raise a complaint about this"))
        assert "stays open" in text(officer)
        press(officer, "Raise the complaint", {"words": "Nobody came for three weeks.", "channel": "phone"})
        assert "Complaint, stage 1" in officer.heading and request in text(officer)
        go(officer, f"/staff/cases/{request}")
        assert "Closed" not in officer.heading
        assert "This one became the other" in text(officer)


def test_names_never_stand_in_an_address(desk: Desk, complaint: Log) -> None:
    found = complaint(summary="Zebra crossing paint has gone")
    with clock_at(NOON):
        officer = desk()
        go(officer, "/staff/search")
        press(officer, "Search", {"words": "alba zebra"})
        assert "alba" not in officer.at.lower() and "zebra" not in officer.at.lower()
        assert found.reference in text(officer)
        assert officer.page.css_first("main #words").attributes["value"] == "alba zebra"
        other = desk(name="Otto Other")
        assert other.get(officer.at).status_code == 404, "a stored search is its own session's"
        press(officer, "Search", {"words": found.reference.lower().replace("-", " ")})
        assert officer.heading.startswith(found.reference)
