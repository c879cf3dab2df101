"""What a change of facts does to a track's dates: the clocks that moved, and the dates that stay as they were judged.

A clock that was met, extended or ended keeps the date it was judged by, even where a newer calendar would reckon
another: only another fact or another text reopens what is settled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from core.domain.calendar import DAY, LONDON, WorkingCalendar, london_day
from core.domain.case import Due, DueState, Track
from core.domain.procedure import DayRule, Procedure
from core.domain.reckon import Facts, all_clocks, dues

Dues = Mapping[str, Due]


@dataclass(frozen=True, slots=True)
class DueChange:
    """How one clock moved; `before` is None for a clock that begins."""

    clock: str
    before: Due | None
    after: Due


def standing(procedure: Procedure, track: Track, calendar: WorkingCalendar) -> Dues:
    """Every clock of `track` under `calendar`, settled ones at the date they were judged by."""
    now = dues(procedure, track.stage, track.facts, calendar)
    return {clock: track.dues[clock] if _settled(track.dues.get(clock), due) else due for clock, due in now.items()}


def after(procedure: Procedure, track: Track, stage: str, facts: Facts, calendar: WorkingCalendar) -> tuple[Due, ...]:
    """The clocks that move when `track` stands at `stage` with `facts`: not those that only a calendar would move."""
    changed = moved(track.dues, dues(procedure, stage, facts, calendar))
    if not any(_settled(track.dues.get(due.clock), due) for due in changed):
        return changed
    before = dues(procedure, track.stage, track.facts, calendar)
    return tuple(due for due in changed if before.get(due.clock) != due)


def moved(before: Dues, now: Dues) -> tuple[Due, ...]:
    """The dues of `now` that differ from `before`, in the procedure's order."""
    return tuple(due for clock, due in now.items() if before.get(clock) != due)


def changes(before: Dues, now: tuple[Due, ...]) -> tuple[DueChange, ...]:
    """`now` beside what each clock said before."""
    return tuple(DueChange(due.clock, before.get(due.clock), due) for due in now)


def void(track: Track) -> tuple[Due, ...]:
    """The running clocks of a track that is put aside: none of them matters any more."""
    return tuple(replace(d, state=DueState.VOID) for d in track.dues.values() if d.state is DueState.RUNNING)


def in_force(procedure: Procedure, track: Track, clock: str) -> Due | None:
    """The date that counts for `clock`: the one that replaced it where it was extended, else its own."""
    for _, other in all_clocks(procedure):
        if other.extends == clock and other.key in track.dues:
            return track.dues[other.key]
    return track.dues.get(clock)


def legal_day(at: datetime, rule: DayRule, calendar: WorkingCalendar, *, incoming: bool) -> date:
    """The London day on which what happened at `at` counts.

    What comes in after the cut-off, or on a day that does not count, counts on the next working day where the procedure
    has such a rule; otherwise, and for everything we do ourselves, the day is the day whatever the hour.
    """
    day = london_day(at)
    if not incoming or not rule.cut_off:
        return day
    late = at.astimezone(LONDON).time() > time.fromisoformat(rule.cut_off)
    return calendar.next_working(day + DAY if late else day)


def legal_date(day: date, rule: DayRule, calendar: WorkingCalendar, *, incoming: bool) -> date:
    """The day on which what happened on `day`, at an hour that nobody knows, counts: it is taken to be in time."""
    return calendar.next_working(day) if incoming and rule.cut_off else day


def _settled(before: Due | None, now: Due) -> bool:
    """Whether a clock that no longer runs keeps its date; one that had no date yet has nothing to keep."""
    return (
        before is not None
        and before.on is not None
        and before.state is now.state
        and now.state is not DueState.RUNNING
    )
