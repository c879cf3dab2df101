"""Clocks by their canonical names: what residents and staff call them, and the badge that shows where one stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.domain.calendar import WorkingCalendar
from core.domain.case import Due, DueState
from core.domain.procedure import ClockKind
from core.words.dates import day, short_day
from core.words.say import ENGLISH, Say, mark


@dataclass(frozen=True, slots=True)
class ClockWords:
    """`promise` stands before the date for the resident; `expected` does so while the date is only projected."""

    promise: str
    expected: str
    staff: str


_ANSWER = (mark("We will answer by"), mark("We expect to answer by"))
_CLOCKS = {
    "ack_due": ClockWords(
        mark("We will write to confirm by"), mark("We expect to write to confirm by"), mark("Acknowledge")
    ),
    "stage1_target": ClockWords(mark("We hope to answer by"), mark("We hope to answer by"), mark("Answer, our aim")),
    "stage1_response_due": ClockWords(*_ANSWER, mark("Answer stage 1")),
    "stage1_extended_due": ClockWords(*_ANSWER, mark("Answer stage 1, extended")),
    "stage2_request_by": ClockWords(
        mark("Please ask for stage 2 by"), mark("Please ask for stage 2 by"), mark("Person may ask for stage 2")
    ),
    "stage2_ack_due": ClockWords(
        mark("We will write to confirm stage 2 by"),
        mark("We expect to write to confirm stage 2 by"),
        mark("Acknowledge stage 2"),
    ),
    "stage2_decision_due": ClockWords(
        mark("We will say whether we will review it by"),
        mark("We expect to say whether we will review it by"),
        mark("Decide on the review"),
    ),
    "stage2_response_due": ClockWords(*_ANSWER, mark("Answer stage 2")),
    "stage2_extended_due": ClockWords(*_ANSWER, mark("Answer stage 2, extended")),
    "stage2_maximum_due": ClockWords(
        mark("We will answer at the latest by"),
        mark("We expect to answer at the latest by"),
        mark("Answer stage 2 at the latest"),
    ),
    "stage3_request_by": ClockWords(
        mark("Please ask for stage 3 by"), mark("Please ask for stage 3 by"), mark("Person may ask for stage 3")
    ),
    "stage3_ack_due": ClockWords(
        mark("We will write to confirm stage 3 by"),
        mark("We expect to write to confirm stage 3 by"),
        mark("Acknowledge stage 3"),
    ),
    "stage3_internal_review_due": ClockWords(
        mark("We will finish our own review by"), mark("We expect to finish our own review by"), mark("Internal review")
    ),
    "stage3_response_due": ClockWords(*_ANSWER, mark("Answer stage 3")),
    "panel_meeting_due": ClockWords(
        mark("The panel will meet by"), mark("We expect the panel to meet by"), mark("Panel meets")
    ),
    "panel_decision_letter_due": ClockWords(
        mark("We will write with the panel's decision by"),
        mark("We expect to write with the panel's decision by"),
        mark("Panel's decision letter"),
    ),
    "panel_report_due": ClockWords(
        mark("The panel will report by"), mark("We expect the panel to report by"), mark("Panel's report")
    ),
    "authority_response_due": ClockWords(
        mark("We will say what we will do by"),
        mark("We expect to say what we will do by"),
        mark("Authority's response"),
    ),
    "relevant_period_end": ClockWords(
        mark("The time allowed for our answer ends on"),
        mark("The time allowed for our answer ends on"),
        mark("Relevant period ends"),
    ),
    "overall_backstop": ClockWords(
        mark("All of this should be over by"), mark("All of this should be over by"), mark("All stages together")
    ),
    "evidence_deadline": ClockWords(
        mark("Please send it by"), mark("Please send it by"), mark("Evidence from the person")
    ),
    "dp_ack_due": ClockWords(
        mark("We will write to confirm by"),
        mark("We expect to write to confirm by"),
        mark("Acknowledge, data protection"),
    ),
    "time_limit_last_day": ClockWords(
        mark("We usually look at what is sent by"),
        mark("We usually look at what is sent by"),
        mark("Last day of the time limit"),
    ),
}
_ENDING = re.compile("_(due|by|end)$")
_OTHER = ClockWords(mark("The next step is due by"), mark("We expect the next step by"), "")
PERSONS_OWN = frozenset({"stage2_request_by", "stage3_request_by", "evidence_deadline", "time_limit_last_day"})
"""Clocks that run for the person rather than for us: no promise, never "late"."""


def known_clocks() -> frozenset[str]:
    """The clock names that have words."""
    return frozenset(_CLOCKS)


def resident_label(clock: str, firm: bool = True, say: Say = ENGLISH) -> str:
    """What stands before the date for a resident: "We will answer by"."""
    words = _CLOCKS.get(clock, _OTHER)
    return say(words.promise if firm else words.expected)


def staff_label(clock: str, say: Say = ENGLISH) -> str:
    """What staff call the clock. A clock of a plugin's own is told by its name, without what the date says itself."""
    words = _CLOCKS.get(clock)
    return say(words.staff) if words else _ENDING.sub("", clock).replace("_", " ").capitalize()


def resident_sentence(due: Due, say: Say = ENGLISH) -> str:
    """One sentence, or two while the date is only expected. Empty when there is no date to tell."""
    if due.on is None:
        return ""
    label = resident_label(due.clock, due.firm, say)
    if due.firm or due.clock in PERSONS_OWN:
        return say("%(label)s %(day)s.", label=label, day=day(due.on, say))
    return say("%(label)s %(day)s. We will confirm this when we write.", label=label, day=day(due.on, say))


def no_limit(say: Say = ENGLISH) -> str:
    """What we owe without a limit and without a date that was agreed."""
    return say("No time limit is stated for our answer at this stage. We can agree a date with you.")


class BadgeState(StrEnum):
    """The seven badges, each with a shape of its own; `none` draws no badge."""

    EXPECTED = "expected"
    DUE = "due"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"
    MET = "met"
    MET_LATE = "met_late"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Badge:
    """`words` is the badge itself, `detail` what stands under it; `days` working days left (negative: late)."""

    state: BadgeState
    words: str
    detail: str = ""
    days: int = 0


def badge(due: Due, today: date, calendar: WorkingCalendar, say: Say = ENGLISH) -> Badge:
    """Where a clock stands on the London day `today`, in words. A replaced or void clock has no badge."""
    if due.on is None or due.state in (DueState.REPLACED, DueState.VOID):
        return Badge(BadgeState.NONE, say("No date yet") if due.on is None else "")
    if due.state is DueState.MET:
        return _met(due, due.on, calendar, say)
    left = calendar.between(today, due.on)
    if due.kind == ClockKind.WINDOW:
        return _window(due.on, today, left, say)
    if today > due.on:
        return _late(due.on, today, calendar, say)
    if today == due.on:
        return Badge(BadgeState.TODAY, say("Due today"), "", 0)
    detail = say.count("%(n)s working day left", "%(n)s working days left", left)
    if not due.firm:
        return Badge(BadgeState.EXPECTED, say("Expected %(day)s", day=short_day(due.on, say)), detail, left)
    state = BadgeState.SOON if left <= 2 else BadgeState.DUE
    return Badge(state, say("Due %(day)s", day=short_day(due.on, say)), detail, left)


def _window(on: date, today: date, left: int, say: Say) -> Badge:
    """What may be done in that time and need not: its end is nothing to be late for."""
    if today > on:
        return Badge(BadgeState.NONE, say("Ended %(day)s", day=short_day(on, say)))
    if today == on:
        return Badge(BadgeState.TODAY, say("Ends today"))
    detail = say.count("%(n)s working day left", "%(n)s working days left", left)
    return Badge(BadgeState.EXPECTED, say("Until %(day)s", day=short_day(on, say)), detail, left)


def _late(on: date, today: date, calendar: WorkingCalendar, say: Say) -> Badge:
    late = calendar.between(on, today)
    words = say.count("%(n)s working day late", "%(n)s working days late", late) if late else say("Late")
    return Badge(BadgeState.LATE, words, say("was due %(day)s", day=short_day(on, say)), -late)


def _met(due: Due, on: date, calendar: WorkingCalendar, say: Say) -> Badge:
    met = due.met or on
    if not due.met_late:
        return Badge(
            BadgeState.MET, say("Met %(day)s", day=short_day(met, say)), say("due %(day)s", day=short_day(on, say))
        )
    late = calendar.between(on, met)
    detail = say.count(
        "%(n)s working day after %(due)s", "%(n)s working days after %(due)s", late, due=short_day(on, say)
    )
    return Badge(BadgeState.MET_LATE, say("Met late, %(day)s", day=short_day(met, say)), detail, -late)
