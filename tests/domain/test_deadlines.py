"""The sum behind `upheld deadlines`: what it shows, what it projects, what it refuses."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from core.domain.deadlines import When, deadlines, event_names
from core.domain.errors import DomainError, UnknownName
from core.domain.procedure import Procedure
from tests.domain.calendars import ENGLISH
from tests.domain.stories import utc
from tests.domain.texts import CEILING, DATA, TWO_STAGES


def dates(
    procedure: Procedure = TWO_STAGES, stage: str = "stage1", received: str = "2025-01-06", **more: object
) -> dict[str, tuple[str | None, bool]]:
    """(due, firm) of each clock shown."""
    made = deadlines(procedure, ENGLISH, stage, utc(received), **more)  # type: ignore[arg-type]
    return {name: (clock["due"], clock["firm"]) for name, clock in made["clocks"].items()}


def test_the_clocks_of_the_stage_and_of_the_case_are_shown_projected_where_a_start_is_missing() -> None:
    assert dates() == {
        "ack_due": ("2025-01-13", True),
        "stage1_response_due": ("2025-01-27", False),
        "stage2_request_by": ("2025-02-24", False),
        "overall_backstop": ("2025-03-31", True),
    }


def test_an_acknowledgement_makes_the_answer_firm() -> None:
    assert dates(acknowledged=utc("2025-01-08"))["stage1_response_due"] == ("2025-01-22", True)


def test_stage_2_counts_from_its_request_and_case_clocks_from_the_case() -> None:
    assert dates(stage="stage2", received="2025-03-03")["overall_backstop"] == ("2025-05-26", True)
    shown = dates(stage="stage2", received="2025-03-03", events={"case.received": utc("2025-01-06")})
    assert shown == {
        "stage2_ack_due": ("2025-03-10", True),
        "stage2_response_due": ("2025-04-07", False),
        "overall_backstop": ("2025-03-31", True),
    }


def test_an_extension_is_told_on_the_original_date_and_is_only_as_firm_as_that() -> None:
    firm = dates(acknowledged=utc("2025-01-08"), extend=10)
    assert (firm["stage1_response_due"], firm["stage1_extended_due"]) == (("2025-01-22", True), ("2025-02-05", True))
    assert dates(extend=5)["stage1_extended_due"] == ("2025-02-03", False)


def test_a_clock_without_a_start_and_without_a_limit_for_it_has_no_date_and_says_so() -> None:
    made = deadlines(DATA, ENGLISH, "stage1", utc("2025-01-06"))["clocks"]["time_limit_last_day"]
    assert made == {
        "due": None,
        "firm": False,
        "reasons": [{"kind": "no_date", "fact": "case.first_known", "on": None}],
    }


@pytest.mark.parametrize("name", ["first_known", "case.first_known"])
@pytest.mark.parametrize("when", [date(2024, 1, 10), utc("2024-01-10")])
def test_an_event_is_a_day_or_an_instant_by_its_bare_or_full_name(name: str, when: When) -> None:
    assert dates(DATA, events={name: when})["time_limit_last_day"] == ("2025-01-10", True)


def test_the_reasons_of_a_projection_say_the_clock_it_stands_on() -> None:
    (reason,) = deadlines(TWO_STAGES, ENGLISH, "stage1", utc("2025-01-06"))["clocks"]["stage1_response_due"]["reasons"]
    assert (reason["kind"], reason["base"]["kind"], reason["base"]["clock"]) == ("counted", "projected", "ack_due")
    assert reason["cite"] == "test paper, paragraph 1"


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"acknowledged": utc("2025-01-05")}, "before_receipt", "acknowledged"),
        ({"events": {"answered": utc("2025-01-01")}}, "before_receipt", "answered"),
        ({"events": {"case.received": utc("2025-02-01")}}, "stage_before_case", "received"),
        ({"events": {"received": utc("2025-01-06")}}, "event_given_twice", "received"),
        ({"acknowledged": datetime(2025, 1, 8)}, "time_has_no_zone", "acknowledged"),  # noqa: DTZ001
        ({"extend": 0}, "extension_needs_days", "extend"),
        ({"extend": 9999}, "calendar_does_not_reach", ""),
        ({"stage": "stage9"}, "unknown_stage", "stage"),
        ({"events": {"panel_met": utc("2025-01-08")}}, "unknown_event", "panel_met"),
        ({"received": "2031-01-01"}, "calendar_does_not_reach", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_name(more: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(DomainError) as caught:
        dates(**more)  # type: ignore[arg-type]
    assert (caught.value.problems[0].code, caught.value.problems[0].field) == (code, field)


def test_a_stage_that_cannot_be_extended_is_refused() -> None:
    with pytest.raises(DomainError, match="stage_cannot_be_extended"):
        dates(DATA, extend=5)


def test_unknown_stages_and_events_are_unknown_names() -> None:
    with pytest.raises(UnknownName):
        dates(stage="stage3")


def test_the_events_that_a_text_knows() -> None:
    assert {"stage1.acknowledged", "stage1.answered", "stage2.received", "case.first_known", "stage1.answer_by"} <= (
        event_names(TWO_STAGES, TWO_STAGES.stages[0])
    )


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati"])
def server_zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """The machine's own clock zone, put back afterwards."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


INSTANTS = {
    "2026-03-29T00:30": ("2026-04-07", "2026-04-21"),
    "2026-03-29T01:30": ("2026-04-07", "2026-04-21"),
    "2026-10-25T00:30": ("2026-10-30", "2026-11-13"),
    "2026-10-25T01:30": ("2026-10-30", "2026-11-13"),
    "2027-03-28T00:30": ("2027-04-05", "2027-04-19"),
    "2027-10-31T00:30": ("2027-11-05", "2027-11-19"),
    "2028-03-26T01:30": ("2028-03-31", "2028-04-18"),
    "2026-06-30T23:30": ("2026-07-08", "2026-07-22"),
    "2026-07-31T23:30": ("2026-08-07", "2026-08-21"),
    "2028-02-29T12:00": ("2028-03-07", "2028-03-21"),
    "2027-12-31T23:30": ("2028-01-10", "2028-01-24"),
    "2026-12-24T12:00": ("2027-01-05", "2027-01-19"),
    "2027-12-24T12:00": ("2028-01-05", "2028-01-19"),
    "2025-12-31T23:59": ("2026-01-08", "2026-01-22"),
}


@pytest.mark.req("R-09")
@pytest.mark.parametrize("instant", INSTANTS)
def test_dates_do_not_depend_on_the_servers_zone(instant: str, server_zone: str) -> None:
    shown = dates(CEILING, received=instant)
    assert (shown["ack_due"][0], shown["stage1_response_due"][0]) == INSTANTS[instant], server_zone
