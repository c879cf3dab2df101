"""The worked dates are right by themselves: each day counted is one that counts, and none is left out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.golden.rows import MONTHS, Count, Row, parse
from tests.golden.worked_dates import BANK_HOLIDAYS, ROWS
from tests.support.golden_table import summary, table
from tests.support.source import ROOT

EVERY_STAGE = {
    (procedure, version, stage)
    for procedure, version, stages in (
        ("corporate", "lgsco-code-2024", "stage1 stage2"),
        ("corporate", "selcp-2024", "stage1 stage2"),
        ("corporate", "boston-earlier", "stage1 stage2"),
        ("corporate", "buckinghamshire-2020", "stage1 stage2"),
        ("corporate", "central-bedfordshire-2009", "stage1 stage2 stage3"),
        ("corporate", "current", "informal stage1 stage2 stage3"),
        ("corporate", "proposed-2008", "informal stage1 stage2 stage3"),
        ("corporate", "east-cambridgeshire-2016", "stage1 stage2"),
        ("housing", "housing-ombudsman-code-2024", "stage1 stage2"),
        ("childrens_social_care", "si-2006-1738", "stage1 stage2 stage3"),
        ("adult_social_care", "si-2009-309", "stage1"),
        ("data_protection", "section-164a", "stage1"),
        ("information_request", "buckinghamshire-2020", "request review"),
        ("subject_access", "buckinghamshire-2020", "request review"),
        ("enquiry", "buckinghamshire-2020", "enquiry"),
    )
    for stage in stages.split()
}
"""Every released text at each of its stages."""


LAWS_OWN_DAYS = ("adult_social_care", "childrens_social_care", "data_protection")
"""Procedures that know no closures of a council."""


def counts(day: date, row: Row) -> bool:
    closed = "" if row.procedure in LAWS_OWN_DAYS else row.settings.get("calendar.closed_days", "")
    waited = bool(row.waits) and row.waits[0] < day.isoformat() <= row.waits[1]
    return works(day) and day.isoformat() not in closed and not waited


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def whole_months(count: Count) -> Iterator[tuple[str, int]]:
    """The days after the start in each month before the last; a month with none is not listed."""
    year, month = count.start.year, count.start.month
    left = monthrange(year, month)[1] - count.start.day
    while (year, month) != (count.reached.year, count.reached.month):
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
        assert count.reached == count.start + timedelta(days=count.n)
        passed = range((count.due - count.reached).days)
        assert count.due == count.reached or works(count.due)
        assert not any(works(count.reached + timedelta(days=n)) for n in passed)
    elif count.unit == "mc":
        # The day before the corresponding day, or the month's last day where there is none.
        months = count.start.year * 12 + count.start.month - 1 + count.n
        year, month = divmod(months, 12)
        last = monthrange(year, month + 1)[1]
        same = date(year, month + 1, min(count.start.day, last))
        assert count.due == (same if count.start.day > last else same - timedelta(days=1))
    elif count.unit == "m":
        months = count.start.year * 12 + count.start.month + count.n
        assert count.due.year * 12 + count.due.month == months
        last = monthrange(count.due.year, count.due.month)[1]
        assert count.due.day == min(count.start.day, last)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_day_listed_counts_and_none_is_left_out(row: Row) -> None:
    assert row.clocks or row.undated
    for count in row.clocks:
        assert count.paragraph
        check(count, row)


def test_there_are_enough_rows_and_no_row_twice() -> None:
    assert len(ROWS) >= 175
    assert len({row.name for row in ROWS}) == len(ROWS)
    covered = {(row.procedure, row.version, row.stage) for row in ROWS}
    assert covered >= EVERY_STAGE


def test_the_readme_tells_how_many_rows_there_are_of_what() -> None:
    told = (ROOT / "tests/golden/README.md").read_text(encoding="utf-8").splitlines()
    assert summary() in told
    assert [line for line in told if line.startswith("|")] == list(table())


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
