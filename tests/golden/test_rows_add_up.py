"""The worked dates are right by themselves: each day counted is one that counts, and none is left out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.golden.rows import MONTHS, Count, Row, parse
from tests.golden.worked_dates import BANK_HOLIDAYS, ROWS


def counts(day: date, row: Row) -> bool:
    closed = row.settings.get("calendar.closed_days", "")
    return day.weekday() < 5 and day not in BANK_HOLIDAYS and day.isoformat() not in closed


def whole_months(count: Count) -> Iterator[tuple[str, int]]:
    """The days after the start in each month before the last; a month with none is not listed."""
    year, month = count.start.year, count.start.month
    left = monthrange(year, month)[1] - count.start.day
    while (year, month) != (count.due.year, count.due.month):
        if left:
            yield MONTHS[month - 1], left
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        left = monthrange(year, month)[1]


def check(count: Count, row: Row) -> None:
    if count.unit == "wd":
        span = (count.due - count.start).days
        between = [count.start + timedelta(days=n) for n in range(1, span + 1)]
        assert [day for day in between if counts(day, row)] == list(count.days)
        assert len(count.days) == count.n
    elif count.unit == "cd":
        assert sum(days for _, days in count.parts) == count.n
        assert list(count.parts[:-1]) == list(whole_months(count))
        assert count.due == count.start + timedelta(days=count.n)
    else:
        months = count.start.year * 12 + count.start.month + count.n
        assert count.due.year * 12 + count.due.month == months
        last = monthrange(count.due.year, count.due.month)[1]
        assert count.due.day == min(count.start.day, last)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_day_listed_counts_and_none_is_left_out(row: Row) -> None:
    assert row.clocks
    for count in row.clocks:
        assert count.paragraph
        check(count, row)


def test_there_are_enough_rows_and_no_row_twice() -> None:
    assert len(ROWS) >= 60
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert {"boston", "east_lindsey", "south_holland", "buckinghamshire", ""} == {row.authority for row in ROWS}


@pytest.mark.parametrize(
    "text",
    [
        "5wd 2025-01-06: Jan 7 8 9 10 14",
        "5wd 2025-01-06: Jan 7 8 9 10",
        "5wd 2024-12-23: Dec 24 25 27 30 31",
        "84cd 2025-01-06: Jan 25 Feb 28 Mar 30",
        "12m 2024-02-29: 2025-03-01",
    ],
    ids=["a day left out", "a day short", "a bank holiday counted", "a day short of 12 weeks", "past the month's end"],
)
def test_a_slip_of_the_hand_is_caught(text: str) -> None:
    with pytest.raises(AssertionError):
        check(parse("ack_due", "paragraph", text), ROWS[0])
