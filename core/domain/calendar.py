"""Working calendars: which London days count, by nation, versioned, with the reason why a day does not count.

Weekends never count. Everything else that does not count is listed: bank holidays of the nation, days proclaimed later
and closures that the authority has published. A closure that was not published is a working day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from core.domain.errors import DomainError, Problem

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)


class Nation(StrEnum):
    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A weekday that does not count, and why. `kind` is bank_holiday, proclaimed or closure."""

    on: date
    why: str
    kind: str = "bank_holiday"


@dataclass(frozen=True)
class WorkingCalendar:
    """One version of one calendar. It answers for days from `first` to `last` and refuses the rest.

    Its days are laid out once, on first use: every question is then a bisection.
    """

    key: str
    version: str
    nation: Nation
    first: date
    last: date
    closed: tuple[ClosedDay, ...]
    format: int = 1

    def why_closed(self, day: date) -> str:
        """Why `day` does not count: the holiday's name, "weekend", or an empty string when it counts."""
        self._require(day)
        why = self._days.closed.get(day)
        if why is not None:
            return why
        return "weekend" if day.weekday() >= 5 else ""

    def is_working(self, day: date) -> bool:
        return not self.why_closed(day)

    def add(self, day: date, n: int) -> date:
        """The `n`th working day after `day`; `day` itself is day 0, working or not. n is 0 or more."""
        if n == 0:
            return day
        working = self._covering(day)
        at = bisect_right(working, day) + n - 1
        if at >= len(working):
            raise _outside(self, day)
        return working[at]

    def next_working(self, day: date) -> date:
        """`day` itself when it counts, else the first one after it that does."""
        working = self._covering(day)
        at = bisect_left(working, day)
        if at >= len(working):
            raise _outside(self, day)
        return working[at]

    def between(self, begin: date, end: date) -> int:
        """How many working days lie after `begin` up to and including `end`; negative when `end` is earlier."""
        if end < begin:
            return -self.between(end, begin)
        working = self._covering(begin)
        return bisect_right(working, end) - bisect_right(working, begin)

    def counted(self, day: date, n: int) -> tuple[date, ...]:
        """The `n` working days after `day`, each of them; the last is the date reached."""
        working = self._covering(day)
        at = bisect_right(working, day)
        if at + n > len(working):
            raise _outside(self, day)
        return working[at : at + n]

    def skipped(self, begin: date, end: date) -> tuple[tuple[date, str], ...]:
        """The days after `begin` up to and including `end` that do not count, each with its reason."""
        skips, dates = self._days.skips, self._days.skip_dates
        return skips[bisect_right(dates, begin) : bisect_right(dates, end)]

    def _covering(self, day: date) -> tuple[date, ...]:
        self._require(day)
        return self._days.working

    def _require(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise _outside(self, day)

    @cached_property
    def _days(self) -> _Days:
        closed = {day.on: day.why for day in self.closed}
        every = [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]
        skips = tuple((d, closed.get(d, "weekend")) for d in every if d.weekday() >= 5 or d in closed)
        working = tuple(d for d in every if d.weekday() < 5 and d not in closed)
        return _Days(working, closed, skips, tuple(d for d, _ in skips))


@dataclass(frozen=True, slots=True)
class _Days:
    working: tuple[date, ...]
    closed: dict[date, str]
    skips: tuple[tuple[date, str], ...]
    skip_dates: tuple[date, ...]


def _outside(calendar: WorkingCalendar, day: date) -> DomainError:
    return DomainError(
        Problem(
            "calendar_does_not_reach",
            params=(("day", day.isoformat()), ("first", str(calendar.first)), ("last", str(calendar.last))),
        )
    )


def london_day(instant: datetime) -> date:
    """The London date of an aware instant. 23:30 UTC on 30 June is 1 July in London."""
    return require_aware(instant).astimezone(LONDON).date()


def require_aware(instant: datetime) -> datetime:
    """`instant` itself; refuses one without a time zone, which could be any of two dozen days."""
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise DomainError(Problem("time_has_no_zone", params=(("value", instant.isoformat()),)))
    return instant
