"""Dates as people say them."""

from datetime import UTC, date, datetime

import pytest

from core.domain.errors import DomainError
from core.words import dates


def test_a_day_always_has_its_weekday() -> None:
    assert dates.day(date(2025, 1, 9)) == "Thursday 9 January 2025"
    assert dates.short_day(date(2025, 1, 9)) == "Thu 9 Jan"
    assert dates.short_day_year(date(2025, 1, 9)) == "Thu 9 Jan 2025"


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2025, 1, 6, 16, 30, tzinfo=UTC), "4:30pm"),
        (datetime(2025, 1, 6, 9, 0, tzinfo=UTC), "9am"),
        (datetime(2025, 7, 6, 11, 0, tzinfo=UTC), "midday"),
        (datetime(2025, 6, 30, 23, 0, tzinfo=UTC), "midnight"),
        (datetime(2025, 1, 6, 12, 5, tzinfo=UTC), "12:05pm"),
        (datetime(2025, 1, 6, 0, 5, tzinfo=UTC), "12:05am"),
    ],
    ids=["half past", "hour", "noon in summer", "midnight in summer", "after noon", "after midnight"],
)
def test_times_are_london_times(at: datetime, told: str) -> None:
    assert dates.time(at) == told


def test_a_moment_late_in_utc_is_the_next_london_day() -> None:
    assert dates.moment(datetime(2025, 6, 30, 23, 30, tzinfo=UTC)) == "Tuesday 1 July 2025 at 12:30am"


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(DomainError):
        dates.time(datetime(2025, 1, 6, 9, 0))  # noqa: DTZ001 - the very thing that must be refused


def test_by_a_date_says_why() -> None:
    told = dates.by(date(2025, 1, 13), "5 working days after we got it")
    assert told == "by Monday 13 January 2025 (5 working days after we got it)"
    assert dates.by(date(2025, 1, 13)) == "by Monday 13 January 2025"


def test_days_are_grouped_by_month() -> None:
    days = [date(2025, 1, 1), date(2024, 12, 26), date(2024, 12, 25)]
    assert dates.days_in_a_row(days) == ["25 and 26 December", "1 January"]


@pytest.mark.parametrize(
    ("n", "unit", "told"),
    [
        (1, "working_days", "1 working day"),
        (10, "working_days", "10 working days"),
        (84, "calendar_days", "12 weeks"),
        (30, "calendar_days", "30 days"),
        (6, "months", "6 months"),
    ],
)
def test_spans(n: int, unit: str, told: str) -> None:
    assert dates.span(n, unit) == told
