"""Working calendars: what counts in each nation, why a day does not, and how far a calendar reaches."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.domain.calendar import Nation
from core.domain.errors import DomainError
from tests.domain.calendars import ENGLISH, NORTHERN_IRELAND, SCOTLAND, calendar

SCOTTISH = calendar(SCOTLAND, nation=Nation.SCOTLAND)
IRISH = calendar(NORTHERN_IRELAND, nation=Nation.NORTHERN_IRELAND)
WELSH = calendar(nation=Nation.WALES)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2025-04-21", {"england": False, "wales": False, "scotland": True, "northern_ireland": False}),
        ("2025-01-02", {"england": True, "wales": True, "scotland": False, "northern_ireland": True}),
        ("2025-03-17", {"england": True, "wales": True, "scotland": True, "northern_ireland": False}),
        ("2025-08-04", {"england": True, "wales": True, "scotland": False, "northern_ireland": True}),
        ("2025-08-25", {"england": False, "wales": False, "scotland": True, "northern_ireland": False}),
    ],
    ids=["Easter Monday", "2 January", "St Patrick", "Scottish summer", "August"],
)
def test_nations_keep_their_own_days(day: str, working: dict[str, bool]) -> None:
    every = (ENGLISH, WELSH, SCOTTISH, IRISH)
    assert {each.nation.value: each.is_working(date.fromisoformat(day)) for each in every} == working


def test_a_day_says_why_it_does_not_count() -> None:
    closed = calendar(closures=(date(2025, 12, 29),))
    days = [date(2025, 12, 25), date(2025, 12, 27), date(2025, 12, 29), date(2025, 12, 30)]
    assert [closed.why_closed(day) for day in days] == ["bank holiday", "weekend", "closed by the council", ""]


def test_skipped_days_are_told_with_their_reasons() -> None:
    assert ENGLISH.skipped(date(2025, 4, 17), date(2025, 4, 22)) == (
        (date(2025, 4, 18), "bank holiday"),
        (date(2025, 4, 19), "weekend"),
        (date(2025, 4, 20), "weekend"),
        (date(2025, 4, 21), "bank holiday"),
    )


def test_counting_agrees_with_stepping_day_by_day() -> None:
    day, working = date(2025, 12, 1), []
    while len(working) < 60:
        day += timedelta(days=1)
        if ENGLISH.is_working(day):
            working.append(day)
    for n in (1, 5, 20, 60):
        assert ENGLISH.add(date(2025, 12, 1), n) == working[n - 1]
        assert list(ENGLISH.counted(date(2025, 12, 1), n)) == working[:n]
        assert ENGLISH.between(date(2025, 12, 1), working[n - 1]) == n
        assert ENGLISH.between(working[n - 1], date(2025, 12, 1)) == -n


def test_no_days_on_is_the_day_itself_even_on_a_sunday() -> None:
    assert ENGLISH.add(date(2025, 1, 12), 0) == date(2025, 1, 12)
    assert ENGLISH.next_working(date(2025, 1, 12)) == date(2025, 1, 13)


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2029, 1, 1)])
def test_a_calendar_answers_only_for_days_it_reaches(day: date) -> None:
    for ask in (ENGLISH.why_closed, ENGLISH.next_working, lambda d: ENGLISH.add(d, 5)):
        with pytest.raises(DomainError, match="calendar_does_not_reach"):
            ask(day)


def test_a_count_that_runs_off_the_end_is_refused() -> None:
    with pytest.raises(DomainError, match="calendar_does_not_reach"):
        ENGLISH.add(date(2028, 12, 20), 20)
