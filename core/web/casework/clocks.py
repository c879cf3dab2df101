"""Dates as lists and case pages show them: a name, a badge, and the way to the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for

from core.domain.calendar import WorkingCalendar
from core.domain.case import Case, Due, DueState, TrackStatus
from core.domain.procedure import ClockKind
from core.domain.reckon import find_clock
from core.domain.register import Register
from core.services.following import states_no_limit
from core.web.language import language, say
from core.words.clocks import PERSONS_OWN, Badge, badge, staff_label


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One date. `why_words` end the link "Why"; `note` says what is special about it, `told` what is assumed."""

    label: str
    badge: Badge
    why_url: str = ""
    why_words: str = ""
    note: str = ""
    told: str = ""


def clock_line(
    reference: str, track: int, due: Due, today: date, calendar: WorkingCalendar, assumed: str = "", rules: str = ""
) -> ClockLine:
    """The line of one clock on the London day `today`. `assumed`: what it rests on that no paper states.

    `rules` is whose clock it is, where a case follows several procedures.
    """
    speak = say()
    label = staff_label(due.clock, speak)
    notes = {
        "target": speak("What we aim for"),
        "backstop": speak("Watches the whole"),
        "window": speak("The person's own time") if due.clock in PERSONS_OWN else speak("A time that may be used"),
    }
    return ClockLine(
        label,
        badge(due, today, calendar, speak),
        url_for("why.show", reference=reference, track=track, clock=due.clock),
        speak("for %(clock)s", clock=f"{label}, {rules}" if rules else label),
        ". ".join(filter(None, (rules, notes.get(due.kind, "")))),
        assumed,
    )


def dates_of(case: Case, register: Register, today: date) -> tuple[ClockLine, ...]:
    """Every date of the case that says something: running ones first by date, then those met, then our older ones."""
    lines: list[tuple[tuple[int, date, int], ClockLine]] = []
    tracks = [track for track in case.tracks if track.status is not TrackStatus.PARKED]
    for track in tracks:
        calendar = register.calendar_by_hash(track.calendar)
        procedure = register.procedure_by_hash(track.procedure_hash)
        for place, due in enumerate(track.dues.values()):
            clock = find_clock(procedure, due.clock)[1]
            undated = due.on is None and not (states_no_limit(clock) and due.state is DueState.RUNNING)
            if due.state in (DueState.REPLACED, DueState.VOID) or undated:
                continue
            rank = 0 if due.state is DueState.RUNNING and due.kind != ClockKind.WINDOW else 1
            assumed = clock.assumed.in_language(language()) if clock.assumed else ""
            rules = procedure.title.in_language(language()) if len(tracks) > 1 else ""
            line = clock_line(case.reference, track.no, due, today, calendar, assumed, rules)
            lines.append(((rank, due.on or date.max, place), line))
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))
