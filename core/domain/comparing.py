"""Two texts side by side in dates: what a change of rules would move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.domain.calendar import WorkingCalendar
from core.domain.deadlines import When, stage_dates
from core.domain.procedure import Procedure


@dataclass(frozen=True, slots=True)
class DateMoved:
    """A clock of a stage that two texts date differently; None on a side that has no date or no such clock."""

    stage: str
    clock: str
    before: date | None
    after: date | None


def dates_beside(
    before: tuple[Procedure, WorkingCalendar], after: tuple[Procedure, WorkingCalendar], received: When
) -> tuple[DateMoved, ...]:
    """Every date of a stage that begins at `received`, when nothing else has happened yet, under either text."""
    old, new = dict(_dates(*before, received)), dict(_dates(*after, received))
    named = dict.fromkeys((*new, *old))
    return tuple(DateMoved(stage, clock, old.get((stage, clock)), new.get((stage, clock))) for stage, clock in named)


def dates_moved(
    before: tuple[Procedure, WorkingCalendar], after: tuple[Procedure, WorkingCalendar], received: When
) -> tuple[DateMoved, ...]:
    """Which of those dates differ."""
    return tuple(one for one in dates_beside(before, after, received) if one.before != one.after)


def _dates(
    procedure: Procedure, calendar: WorkingCalendar, received: When
) -> Iterator[tuple[tuple[str, str], date | None]]:
    for stage in procedure.stages:
        for clock, reckoned in stage_dates(procedure, calendar, stage.key, received).items():
            yield (stage.key, clock), reckoned.on
