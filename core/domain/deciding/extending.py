"""Extending a clock: a new date counted from the original one, told to the person with the reason and the ombudsman."""

from __future__ import annotations

from datetime import date

from core.domain import commands as c
from core.domain import events as e
from core.domain.case import Due, DueState, Fact, Track
from core.domain.deciding.desk import Desk, require, sure
from core.domain.errors import DomainError, Problem, refuse_if
from core.domain.procedure import Cap
from core.domain.reckon import extended_to, extension_fact, find_cap, find_clock
from core.domain.standing import after, in_force


def extend(desk: Desk, command: c.Extend) -> tuple[e.Event, ...]:
    """An extension is a total of working days from the original date, so a second one is a new, longer total.

    Told after the original date it stands, as a departure ("late"), beside the breach; more than a soft cap needs good
    reason and is a departure too ("over_cap"). LGSCO Code 2024, sections 6 and 7.
    """
    track = desk.track(command.track)
    procedure = desk.procedure(track)
    _, clock = find_clock(procedure, command.clock)
    cap, due = find_cap(procedure, clock.key), track.dues.get(clock.key)
    problems = desk.not_open(track)
    if cap is None:
        problems.append(Problem("clock_cannot_be_extended", "clock", (("clock", clock.key),)))
    problems += _state_problems(in_force(procedure, track, clock.key), clock.key)
    problems += require(command.reason, "extension_needs_reason", "reason")
    if cap is not None and "ombudsman_told" in cap.needs:
        problems += require(command.ombudsman_told, "extension_needs_ombudsman", "ombudsman_told")
    if due is None or due.on is None or cap is None:
        raise DomainError(*(problems or [Problem("clock_has_no_date", "clock", (("clock", clock.key),))]))
    original = now_due = due.on
    if command.days < 1:
        problems.append(Problem("extension_needs_days", "days"))
    else:
        now_due = extended_to(original, command.days, desk.calendar(track))
        problems += _length_problems(desk, track, command, cap, now_due)
    refuse_if(problems)
    facts = {**track.facts, extension_fact(clock.key): Fact(now_due)}
    return (
        e.Extended(
            track.no,
            clock.key,
            command.days,
            original,
            now_due,
            desk.today,
            sure(command.reason),
            command.good_reason,
            _departures(desk.today, command, cap, due, original),
            after(procedure, track, track.stage, facts, desk.calendar(track)),
            command.letter,
        ),
    )


def _state_problems(due: Due | None, clock: str) -> list[Problem]:
    params = (("clock", clock),)
    if due is None:
        return [Problem("clock_not_running", "clock", params)]
    if due.state is DueState.MET:
        return [Problem("clock_already_met", "clock", params)]
    return [Problem("clock_not_running", "clock", params)] if due.state is DueState.VOID else []


def _length_problems(desk: Desk, track: Track, command: c.Extend, cap: Cap, now_due: date) -> list[Problem]:
    problems = []
    most = (("most", str(cap.most)),)
    if cap.most is not None and command.days > cap.most:
        if cap.hard:
            problems.append(Problem("extension_over_maximum", "days", most))
        else:
            problems += [
                Problem(p.code, p.field, most)
                for p in require(command.good_reason, "extension_needs_good_reason", "good_reason")
            ]
    former = track.facts.get(extension_fact(command.clock))
    if former is not None and now_due <= former.on:
        problems.append(Problem("extension_not_longer", "days", (("until", former.on.isoformat()),)))
    if now_due < desk.today:
        problems.append(Problem("extension_ends_in_past", "days", (("until", now_due.isoformat()),)))
    return problems


def _departures(today: date, command: c.Extend, cap: Cap, due: Due, original: date) -> tuple[str, ...]:
    codes = []
    if today > original:
        codes.append("late")
    if cap.most is not None and command.days > cap.most:
        codes.append("over_cap")
    if not due.firm:
        codes.append("before_firm")
    return tuple(codes)
