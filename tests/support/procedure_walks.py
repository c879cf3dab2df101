"""Every text that a council follows, once, and the way through a stage of it: for walks through pages."""

from __future__ import annotations

from core.domain.procedure import STAY, Meaning, Move, Procedure, Stage
from core.host import Host

_HOST = Host.discover()
_FOLLOWED = [
    (code, kind.key, _HOST.runtime(code).offers.text("procedure", entry.key, entry.version))
    for code in sorted(_HOST.profiles())
    for entry in _HOST.runtime(code).offers.history
    for kind in _HOST.runtime(code).feedback_types.values()
    if entry.kind == "procedure" and kind.procedure == entry.key and entry.version != "boston-earlier"
]
WALKS: tuple[tuple[str, str, Procedure], ...] = tuple(
    {(text.key, text.version): (code, kind, text) for code, kind, text in reversed(_FOLLOWED)}.values()
)
"""A council, a kind of feedback that follows the text there, and the text: each text in force once."""
NAMES = [f"{code}-{kind}" for code, kind, _ in WALKS]

OWN_WORDS = ("section_looked", "section_words", "section_what")
"""Sections of letters that have no words until somebody writes them."""


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


def asked_after(stage: Stage) -> Move | None:
    """The move by which the person asks for the next stage once this one is answered."""
    found = (move for move in stage.moves if move.meaning is Meaning.ASK and "answered" in move.source)
    return next(found, None)
