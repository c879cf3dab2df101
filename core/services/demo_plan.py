"""What happens to each case of the demo, and when: a plan made of a seed, before anything is written.

Half of the cases are of the last weeks, so that the queue is alive; the others fill the year. Everything happens in
working hours of working days. What a plan would do after the day the demo is made as of has not happened yet, and so
cases stand at every step: just received, acknowledged, extended, overdue, answered, at stage 2, closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from core.domain.calendar import DAY, LONDON, WorkingCalendar
from core.services.demo_words import Dice

T = TypeVar("T")

YEAR, LATELY = 365, 35
"""How far back cases reach, in days, and what counts as lately."""


@dataclass(frozen=True, slots=True)
class Story:
    """How a complaint goes, in working days. Steps that are None never happen.

    `acknowledged` counts from receipt, the other steps from the one before them. `refused` issues are the last ones of
    the complaint; -1 is all of them. `extended` is by how many working days.
    """

    name: str
    share: int
    acknowledged: int | None = 2
    extended: int | None = None
    answered: int | None = 6
    refused: int = 0
    action_done: int | None = 5
    next_stage: int | None = None
    next_answered: int | None = None


STORIES = (
    Story("answered", 34, acknowledged=2, answered=6),
    Story("answered quickly", 10, acknowledged=0, answered=2, action_done=1),
    Story("promise still open", 8, acknowledged=3, answered=7, action_done=None),
    Story("extended", 14, acknowledged=2, extended=7, answered=12),
    Story("answered late", 6, acknowledged=3, answered=17),
    Story("never acknowledged", 3, acknowledged=None, answered=None),
    Story("never answered", 5, acknowledged=3, answered=None),
    Story("refused", 7, acknowledged=1, answered=None, refused=-1),
    Story("partly refused", 5, acknowledged=2, answered=7, refused=1),
    Story("stage 2", 8, acknowledged=2, answered=7, next_stage=6, next_answered=15),
    Story("stage 2 unanswered", 4, acknowledged=2, answered=6, next_stage=4, next_answered=None),
)

TYPES = (
    ("complaint", 60),
    ("service_request", 12),
    ("compliment", 10),
    ("enquiry", 8),
    ("comment", 5),
    ("suggestion", 5),
)
CHANNELS = ("web", "web", "web", "email", "email", "phone", "post", "in_person")


@dataclass(frozen=True, slots=True)
class Plan:
    """One case to come. `story` is for complaints; other feedback is answered after `reply` working days, or never."""

    type: str
    channel: str
    received_at: datetime
    story: Story
    reply: int | None
    dice: Dice


def plan(
    dice: Dice, types: Sequence[str], channels: Sequence[str], calendar: WorkingCalendar, as_of: date, first: date
) -> Plan:
    """One case, received between `first` and `as_of`, of a type and by a channel that the council has."""
    type_ = _weighted(dice, [(key, share) for key, share in TYPES if key in types] or [(types[0], 1)])
    lately = dice.in_hundred(50)
    back = dice.below(LATELY if lately else YEAR)
    day = max(first, as_of - timedelta(days=back))
    return Plan(
        type=type_,
        channel=dice.one_of([key for key in CHANNELS if key in channels] or list(channels)),
        received_at=in_hours(dice, _working_day(calendar, day, as_of, first)),
        story=_weighted(dice, [(story, story.share) for story in STORIES]),
        reply=dice.between(1, 6) if dice.in_hundred(85) else None,
        dice=dice,
    )


def later(dice: Dice, after: datetime, days: int, calendar: WorkingCalendar) -> datetime:
    """A moment in working hours `days` working days after `after`; on the same day, later on it."""
    day = after.astimezone(LONDON).date()
    if days == 0:
        return after + timedelta(minutes=dice.between(20, 90))
    return in_hours(dice, calendar.add(day, days))


def in_hours(dice: Dice, day: date) -> datetime:
    """A moment between nine and half past four of that London day."""
    return datetime.combine(day, time(9), LONDON) + timedelta(minutes=dice.between(0, 450), seconds=dice.below(60))


def _working_day(calendar: WorkingCalendar, day: date, as_of: date, first: date) -> date:
    """`day` if it counts, else the working day before it, else (at the very beginning) the one after it."""
    found = day
    while found > first and not calendar.is_working(found):
        found -= DAY
    return found if calendar.is_working(found) else min(calendar.next_working(found), as_of)


def _weighted(dice: Dice, shares: Sequence[tuple[T, int]]) -> T:
    thrown = dice.below(sum(share for _, share in shares))
    for thing, share in shares:
        if thrown < share:
            return thing
        thrown -= share
    return shares[-1][0]
