"""What moving a case to another version of its rules would change, before anybody decides: nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.case import Case, Due, Sealed, Track
from core.domain.commands import MoveVersion
from core.domain.decide import preview
from core.domain.errors import DomainError, Problem
from core.domain.procedure import Move, Procedure
from core.services.opening import OpenedCase
from core.services.versions import names_of, others, texts_of

_REASON = Sealed("", "")
"""Stands for the reason that is asked for later: a trial is not refused for want of it."""


@dataclass(frozen=True, slots=True)
class ClockMoved:
    """One date of the track before and after; None where that version has no such clock."""

    clock: str
    before: Due | None
    after: Due | None

    @property
    def same(self) -> bool:
        """Whether nothing about it changes."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Tried:
    """One version that a track could follow. With `problems` it cannot, and nothing else is told.

    `gone` and `new` are steps of the present stage that exist no more, or for the first time.
    """

    text: Procedure
    hash: str
    name: str
    problems: tuple[Problem, ...] = ()
    case: Case | None = None
    clocks: tuple[ClockMoved, ...] = ()
    gone: tuple[Move, ...] = ()
    new: tuple[Move, ...] = ()


def try_versions(opened: OpenedCase, track: Track) -> tuple[Tried, ...]:
    """Every other adopted version of the procedure that `track` follows, tried on it."""
    names = names_of(texts_of(opened.register))
    found = others(opened.register, track.procedure, track.procedure_hash)
    return tuple(_try(opened, track, text, hash_, names[hash_]) for hash_, text in found.items())


def name_now(opened: OpenedCase, track: Track) -> str:
    """What the version that `track` follows is called in addresses."""
    return names_of(texts_of(opened.register)).get(track.procedure_hash, track.version)


def _try(opened: OpenedCase, track: Track, text: Procedure, hash_: str, name: str) -> Tried:
    command = MoveVersion(track.no, hash_, _REASON)
    case, register = opened.case, opened.register
    try:
        _, after = preview(case, command, register, opened.now, opened.actor, case.authority)
    except DomainError as error:
        return Tried(text, hash_, name, error.problems)
    moved = after.track(track.no)
    clocks = tuple(
        ClockMoved(clock, track.dues.get(clock), moved.dues.get(clock))
        for clock in dict.fromkeys((*moved.dues, *track.dues))
    )
    had, has = _steps(opened.procedure(track), track.stage), _steps(text, track.stage)
    gone = tuple(move for key, move in had.items() if key not in has)
    new = tuple(move for key, move in has.items() if key not in had)
    return Tried(text, hash_, name, (), after, clocks, gone, new)


def _steps(text: Procedure, stage: str) -> dict[str, Move]:
    return {move.key: move for move in text.moves_in(text.stage(stage))}
