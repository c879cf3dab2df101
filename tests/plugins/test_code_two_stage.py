"""The Code's own text and the hint about old complaints."""

from datetime import UTC, date, datetime

import pytest

from core.api import Case, Due, DueState, Sealed, Track
from core.domain.deadlines import deadlines
from core.domain.register import Register
from core.domain.walk import departures
from core.host import Host, ask
from core.host.declared import declared_register
from plugins.code_two_stage.rules import CODE_2024

HOST = Host.discover()
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def register() -> Register:
    return declared_register(HOST.runtime("boston"))


def test_the_codes_text_does_not_depart_from_the_code() -> None:
    assert departures(CODE_2024) == ()


def test_it_is_offered_by_version_and_in_force_nowhere(register: Register) -> None:
    assert register.procedure_version("corporate", "lgsco-code-2024") == CODE_2024
    assert all(adoption.version != "lgsco-code-2024" for adoption in register.adoptions)


def test_a_late_acknowledgement_moves_the_answer_under_the_code(register: Register) -> None:
    calendar = register.calendar("authority", NOW)
    received = datetime(2025, 1, 6, 10, 15, tzinfo=UTC)
    clocks = deadlines(CODE_2024, calendar, "stage1", received, acknowledged=date(2025, 1, 15))["clocks"]
    assert clocks["ack_due"]["due"] == "2025-01-13"
    assert clocks["stage1_response_due"]["due"] == "2025-01-29"


@pytest.mark.parametrize(
    ("first_known", "last_day"),
    [("2024-01-06", "2025-01-06"), ("2024-02-29", "2025-02-28"), ("2024-01-05", "2025-01-05")],
)
def test_twelve_months_to_the_day_are_in_time(register: Register, first_known: str, last_day: str) -> None:
    received = datetime(2025, 1, 6, 10, 15, tzinfo=UTC)
    known = {"first_known": date.fromisoformat(first_known)}
    found = deadlines(CODE_2024, register.calendar("authority", NOW), "stage1", received, events=known)
    assert found["clocks"]["time_limit_last_day"]["due"] == last_day


def _old(on: date) -> Case:
    due = Due("time_limit_last_day", on, True, "window", DueState.MET, date(2026, 3, 2))
    track = Track(1, "hash", "corporate", "selcp-2024", "calendar", "stage1", "received", dues={due.clock: due})
    summary = Sealed("row", "seal")
    return Case(
        "boston", "c", 1, "BOS-1", "complaint", "web", NOW, date(2026, 3, 2), NOW, summary=summary, tracks=(track,)
    )


def test_a_complaint_about_something_old_gets_a_hint_and_no_decision() -> None:
    runtime = HOST.runtime("boston")
    (hint,) = ask.exclusions(runtime, _old(date(2026, 3, 1)), date(2026, 3, 2))
    assert hint.ground == "over_12_months"
    assert ask.exclusions(runtime, _old(date(2026, 3, 2)), date(2026, 3, 2)) == ()
