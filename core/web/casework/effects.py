"""Dates before and after a step, and what the rules say about taking more time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.domain.case import DueState
from core.domain.standing import DueChange
from core.web.casework.case_page import Alert
from core.web.casework.clocks import ClockLine, clock_line
from core.web.casework.moving import Target
from core.web.language import say
from core.words.clocks import Badge, badge, staff_label
from core.words.dates import day, working_days
from core.words.moves import effect


@dataclass(frozen=True, slots=True)
class DateChange:
    """One date: what it is before, and where it stands after."""

    label: str
    before: str
    badge: Badge


def date_changes(target: Target, effects: Iterable[DueChange]) -> tuple[DateChange, ...]:
    """The dates that move, for the last look."""
    speak, effects = say(), tuple(effects)
    if not effects:
        return ()
    calendar = target.view.register.calendar_by_hash(target.on.calendar)
    lines = []
    for change in effects:
        if not effect(change, speak) or change.after.state is DueState.REPLACED:
            continue
        former = change.before or target.on.dues.get(_extends(target, change.clock))
        was = former.on if former else None
        before = day(was, speak) if was else speak("no date")
        if former and was and not former.firm:
            before = speak("%(day)s, expected", day=before)
        after = badge(change.after, target.view.today, calendar, speak)
        if change.after.state is DueState.VOID:
            after = Badge(after.state, speak("No longer matters"))
        lines.append(DateChange(staff_label(change.clock, speak), before, after))
    return tuple(lines)


def coming_dates(target: Target) -> tuple[ClockLine, ...]:
    """The dates as they will be if the step is taken today; for more time, the date as it is now."""
    if target.writing:
        return ()
    view, track = target.view, target.on
    calendar = view.register.calendar_by_hash(track.calendar)
    if target.legal is None:
        due = track.dues.get(target.clock)
        extended = next((d for d in track.dues.values() if d.clock == _extended_clock(target)), None)
        shown = [one for one in (extended or due,) if one is not None]
        return tuple(clock_line(view.reference, track.no, one, view.today, calendar) for one in shown)
    speak = say()
    lines = []
    for change in target.legal.effect:
        told = effect(change, speak)
        if told and change.after.on is not None and change.after.state is not DueState.REPLACED:
            lines.append(ClockLine(staff_label(change.clock, speak), badge(change.after, view.today, calendar, speak)))
    return tuple(lines)


def _extends(target: Target, clock: str) -> str:
    """The clock whose date this one replaces; "" for none."""
    stages = target.view.procedure(target.on).stages
    return next((c.extends for stage in stages for c in stage.clocks if c.key == clock), "")


def _extended_clock(target: Target) -> str:
    stages = target.view.procedure(target.on).stages
    return next((clock.key for stage in stages for clock in stage.clocks if clock.extends == target.clock), "")


def time_notes(target: Target) -> tuple[Alert, ...]:
    """How far the date may be moved, and that it has passed where it has."""
    if target.extendable is None:
        return ()
    speak, found = say(), target.extendable
    notes = []
    if target.view.today > found.original:
        text = speak("It was due %(day)s. More time now is recorded as late, beside the late answer.",
                     day=day(found.original, speak))  # fmt: skip
        notes.append(Alert(speak("The date has passed"), text, "warning"))
    if found.cap.most is None:
        text = speak("The rules state no limit. The new date is counted from %(day)s.", day=day(found.original, speak))
    else:
        said = (
            "At most %(most)s from %(day)s, in all."
            if found.cap.hard
            else "More than %(most)s from %(day)s, in all, needs a good reason, which is kept with the case."
        )
        text = speak(said, most=working_days(found.cap.most, speak), day=day(found.original, speak))
    if found.until is not None:
        text = speak("%(text)s It was moved to %(day)s before.", text=text, day=day(found.until, speak))
    notes.append(Alert(found.cap.cite or speak("How far it may move"), text))
    return tuple(notes)
