"""Every text that is offered, once: at which council and how it comes into force there, and the way through a stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.domain.procedure import STAY, Meaning, Move, Procedure, Stage
from core.domain.register import PROCEDURE
from core.host import AuthorityRuntime, Host

WALKED_HOST = Host.discover(tenants=("tenants", "tests.fixtures.tenants"))
"""The councils that are shipped, and one that has no rules of its own."""

RECEIVED = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
"""A Tuesday. What is followed now is walked from it."""
ADOPTED = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
"""A Monday. What is only offered is adopted from it, and walked from the day after."""

OWN_WORDS = ("section_looked", "section_words", "section_what")
"""Sections of letters that have no words until somebody writes them."""


@dataclass(frozen=True)
class Way:
    """A text, a council and a kind of feedback that follows it there, and when what follows it is received.

    `adopted`: nobody follows it until somebody adopts it.
    """

    council: str
    kind: str
    text: Procedure
    received: datetime
    adopted: bool = False

    @property
    def name(self) -> tuple[str, str]:
        return self.text.key, self.text.version


def _ways_at(code: str, runtime: AuthorityRuntime) -> Iterator[Way]:
    kinds = {kind.procedure: kind.key for kind in reversed(runtime.feedback_types.values()) if kind.procedure}
    for text in runtime.offers.procedures:
        follow = sorted(e.from_ for e in runtime.offers.history if (e.kind, e.key) == (PROCEDURE, text.key))
        begun = [e.from_ for e in runtime.offers.history if (e.kind, e.key, e.version) == (PROCEDURE, *_name(text))]
        ended = next((day for day in follow if begun and day > begun[0]), None)
        if text.key not in kinds:
            continue
        if not begun:
            yield Way(code, kinds[text.key], text, ADOPTED + timedelta(days=1, hours=10), adopted=True)
        elif ended is None:
            yield Way(code, kinds[text.key], text, RECEIVED)
        else:
            yield Way(code, kinds[text.key], text, ended - timedelta(hours=14))


def _name(text: Procedure) -> tuple[str, str]:
    return text.key, text.version


def _every_way() -> tuple[Way, ...]:
    """One for each text: where it is in force if it is anywhere, else where it was, else where it can be adopted."""
    found: dict[tuple[str, str], Way] = {}
    ways = [way for code in sorted(WALKED_HOST.profiles()) for way in _ways_at(code, WALKED_HOST.runtime(code))]
    for way in sorted(ways, key=lambda way: (way.adopted, way.received != RECEIVED)):
        found.setdefault(way.name, way)
    return tuple(found.values())


WAYS = _every_way()


def way_to_an_answer(stage: Stage, state: str) -> list[Move]:
    """The shortest way."""
    ahead: list[tuple[str, list[Move]]] = [(state, [])]
    for at, way in ahead:
        for move in stage.moves:
            if at in move.source and move.meaning is Meaning.ANSWER:
                return [*way, move]
        for move in stage.moves:
            if at in move.source and move.meaning in (Meaning.STEP, Meaning.ACKNOWLEDGE) and move.target != STAY:
                ahead.append((move.target, [*way, move]))
    raise AssertionError(f"{stage.key} has no way from {state} to an answer")


def longest_way(stage: Stage, state: str) -> list[Move]:
    """Through every step that there is on the way to an answer."""
    ways = [[move] for move in stage.moves if state in move.source and move.meaning is Meaning.ANSWER]
    for move in stage.moves:
        if state in move.source and move.meaning in (Meaning.STEP, Meaning.ACKNOWLEDGE) and move.target != STAY:
            ways.append([move, *longest_way(stage, move.target)])
    return max(ways, key=len)


def standing_moves(stage: Stage, state: str) -> list[Move]:
    """What may be done there and leaves the stage where it stands."""
    return [m for m in stage.moves if state in m.source and m.meaning is Meaning.STEP and m.target == STAY]


def asked_after(stage: Stage) -> Move | None:
    """The move by which the person asks for the next stage once this one is answered."""
    found = (move for move in stage.moves if move.meaning is Meaning.ASK and "answered" in move.source)
    return next(found, None)
