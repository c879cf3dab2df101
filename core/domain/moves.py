"""What can be done next: the legal moves with the dates they would move, the barred ones and why, what may be extended.

Pages draw their buttons from this, so a page never offers what `decide` would refuse for want of standing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from core.domain.actor import Actor
from core.domain.calendar import require_aware
from core.domain.case import Case, DueState, TrackStatus
from core.domain.deciding.desk import Desk
from core.domain.deciding.taking import barred, land
from core.domain.deciding.tracks import freshen
from core.domain.errors import Problem
from core.domain.evolve import evolve
from core.domain.procedure import Cap, Move
from core.domain.reckon import extension_fact, find_cap
from core.domain.register import Register
from core.domain.standing import DueChange, after, changes, in_force


@dataclass(frozen=True, slots=True)
class LegalMove:
    """A move that may be taken now; `effect` are the clocks it would move if it happened now."""

    move: Move
    stage: str
    state: str
    effect: tuple[DueChange, ...]


@dataclass(frozen=True, slots=True)
class BarredMove:
    """A move that may not be taken now, with every reason why."""

    move: Move
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    legal: tuple[LegalMove, ...]
    barred: tuple[BarredMove, ...]


@dataclass(frozen=True, slots=True)
class Extendable:
    """A clock that may be extended: the original date, the present one where it was extended before, and the cap."""

    clock: str
    original: date
    until: date | None
    cap: Cap


def moves(case: Case, track_no: int, register: Register, now: datetime, actor: Actor) -> Moves:
    """The moves of the stage that track `track_no` is in, and those of any time. Raises UnknownName for the track."""
    desk = _desk(case, track_no, register, now, actor)
    track = desk.track(track_no)
    procedure = desk.procedure(track)
    stage = procedure.stage(track.stage)
    legal, not_legal = [], []
    for move in procedure.moves_in(stage):
        problems = barred(desk, track, procedure, stage, move)
        if problems:
            not_legal.append(BarredMove(move, tuple(problems)))
            continue
        landed = land(desk, track, procedure, stage, move, desk.now)
        dues = after(procedure, track, landed.stage, landed.facts, desk.calendar(track))
        legal.append(LegalMove(move, landed.stage, landed.state, changes(track.dues, dues)))
    return Moves(tuple(legal), tuple(not_legal))


def extendable(case: Case, track_no: int, register: Register) -> tuple[Extendable, ...]:
    """The clocks of track `track_no` that may be extended now."""
    track = case.track(track_no)
    if track.status is not TrackStatus.OPEN:
        return ()
    procedure = register.procedure_by_hash(track.procedure_hash)
    found = []
    for due in track.dues.values():
        cap, counts = find_cap(procedure, due.clock), in_force(procedure, track, due.clock)
        if cap is not None and due.on is not None and counts is not None and counts.state is DueState.RUNNING:
            former = track.facts.get(extension_fact(due.clock))
            found.append(Extendable(due.clock, due.on, former.on if former else None, cap))
    return tuple(found)


def _desk(case: Case, track_no: int, register: Register, now: datetime, actor: Actor) -> Desk:
    """The case as a move would find it: reckoned by the calendar in force."""
    instant = require_aware(now).astimezone(UTC)
    for event in freshen(Desk(case, register, instant, actor), track_no):
        case = evolve(case, event)
    return Desk(case, register, instant, actor)
