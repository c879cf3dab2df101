"""Correcting the day on which something was recorded to have happened, with every date that hangs on it."""

from __future__ import annotations

from datetime import date

from core.domain import commands as c
from core.domain import events as e
from core.domain.calendar import london_day
from core.domain.case import Fact, Track
from core.domain.deciding.desk import Desk, require, sure
from core.domain.deciding.taking import recorded
from core.domain.errors import Problem, UnknownName, refuse_if
from core.domain.reckon import CASE, dues
from core.domain.standing import legal_date, legal_day, moved

RECEIPT = f"{CASE}.received"


def correct(desk: Desk, command: c.CorrectFact) -> tuple[e.Event, ...]:
    """Correct one fact. The case's receipt is the receipt of each track's first stage too, so both are corrected.

    Settled clocks are judged again: the day they were judged by was wrong. What comes in obeys the out-of-hours rule
    on its new day too.
    """
    track = desk.track(command.track)
    was = track.facts.get(command.fact)
    if was is None or ":" in command.fact:
        raise UnknownName(Problem("unknown_fact", "fact", (("fact", command.fact),)))
    problems = desk.not_open(track)
    problems += require(command.reason, "correction_needs_reason", "reason")
    if _counts_on(desk, track, command.fact, command.on) == was.on:
        problems.append(Problem("fact_unchanged", "on"))
    if command.on > desk.today and command.fact in _happenings(desk, track):
        problems.append(Problem("in_the_future", "on"))
    refuse_if(problems + _order_problems(desk, command))
    reason = sure(command.reason)
    events: list[e.Event] = []
    for no, names in _touched(desk, command).items():
        other = desk.track(no)
        on = {name: _counts_on(desk, other, name, command.on) for name in names}
        corrected = {name: Fact(day, incoming=other.facts[name].incoming) for name, day in on.items()}
        facts = {**other.facts, **corrected}
        now = dues(desk.procedure(other), other.stage, facts, desk.calendar(other))
        shifted = moved(other.dues, now)
        for name in names:
            last = name == names[-1]
            given = command.on if on[name] != command.on else None
            events.append(
                e.FactCorrected(no, name, other.facts[name].on, on[name], reason, shifted if last else (), given)
            )
    return tuple(events)


def _counts_on(desk: Desk, track: Track, name: str, day: date) -> date:
    """The day on which the fact counts when it happened on `day`: by the hour where that is the day of the receipt."""
    fact, rule, calendar = track.facts[name], desk.procedure(track).day_rule, desk.calendar(track)
    at = desk.case.received_at
    if name in _receipts(desk, track) and day == london_day(at):
        return legal_day(at, rule, calendar, incoming=fact.incoming)
    return legal_date(day, rule, calendar, incoming=fact.incoming)


def _receipts(desk: Desk, track: Track) -> tuple[str, str]:
    """The names of the case's receipt on a track: it is the receipt of the first stage too."""
    return RECEIPT, f"{desk.procedure(track).stages[0].key}.received"


def _touched(desk: Desk, command: c.CorrectFact) -> dict[int, list[str]]:
    """The facts to correct, by track: the one named, or the receipt under both its names on every track."""
    receipts = {track.no: _receipts(desk, track) for track in desk.case.tracks}
    if command.fact not in receipts[command.track]:
        return {command.track: [command.fact]}
    return {no: list(names) for no, names in receipts.items()}


def _happenings(desk: Desk, track: Track) -> frozenset[str]:
    """The facts that happen, and so never in the future; the rest are dates that somebody stated."""
    procedure = desk.procedure(track)
    names = {RECEIPT, *(f"{stage.key}.received" for stage in procedure.stages)}
    return frozenset(names.union(recorded(m, stage) for stage in procedure.stages for m in procedure.moves_in(stage)))


def _order_problems(desk: Desk, command: c.CorrectFact) -> list[Problem]:
    """A step may not come to lie before the receipt it answers, nor a receipt after its first step."""
    track = desk.track(command.track)
    stage, _, name = command.fact.partition(".")
    if stage == CASE and name != "received":
        return []
    key = desk.procedure(track).stages[0].key if stage == CASE else stage
    received = track.facts.get(f"{key}.received")
    if name != "received":
        if received is None or command.on >= (london_day(received.at) if received.at else received.on):
            return []
        return [Problem("before_receipt", "on", (("received", received.on.isoformat()),))]
    mine = (name for name in _happenings(desk, track) if name.startswith(f"{key}.") and not name.endswith(".received"))
    steps = [track.facts[name].on for name in mine if name in track.facts]
    if steps and min(steps) < command.on:
        return [Problem("receipt_after_step", "on", (("step", min(steps).isoformat()),))]
    return []
