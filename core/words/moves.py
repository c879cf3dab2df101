"""Moves of a procedure in words: their titles, the dates they would move, and why one cannot be taken."""

from __future__ import annotations

from collections.abc import Iterable

from core.domain.case import DueState
from core.domain.moves import BarredMove
from core.domain.procedure import Move
from core.domain.standing import DueChange
from core.words.clocks import staff_label
from core.words.dates import day
from core.words.problems import sentence
from core.words.say import ENGLISH, Say, mark


def title(move: Move, say: Say = ENGLISH) -> str:
    """The move's title in the reader's language."""
    return move.title.in_language(say.language)


def effects(changes: Iterable[DueChange], say: Say = ENGLISH) -> list[str]:
    """One sentence for each date that moves, begins, is met or no longer matters."""
    return [told for change in changes if (told := effect(change, say))]


def effect(change: DueChange, say: Say = ENGLISH) -> str:
    """ "Answer stage 1: moves from … to …". Empty where nothing that a person would notice changes."""
    clock = staff_label(change.clock, say)
    before, after = change.before, change.after
    was = before.on if before else None
    if after.state is DueState.MET:
        return say("%(clock)s: met", clock=clock) if before is None or before.state is not DueState.MET else ""
    if after.state is DueState.VOID:
        return say("%(clock)s: no longer matters", clock=clock)
    if after.state is DueState.REPLACED:
        return say("%(clock)s: replaced by the new date", clock=clock)
    if after.on is None:
        return say("%(clock)s: no date", clock=clock) if was else ""
    if was is None:
        return say("%(clock)s: due %(day)s", clock=clock, day=day(after.on, say))
    if was != after.on:
        message = mark("%(clock)s: moves from %(was)s to %(day)s")
        return say(message, clock=clock, was=day(was, say), day=day(after.on, say))
    if before is not None and not before.firm and after.firm:
        return say("%(clock)s: %(day)s is now certain", clock=clock, day=day(after.on, say))
    return ""


def why_not(barred: BarredMove, say: Say = ENGLISH) -> list[str]:
    """Every reason why a move cannot be taken now."""
    return [sentence(problem, say) for problem in barred.problems]
