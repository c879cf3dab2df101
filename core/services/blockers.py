"""Asks the council's plugins whether anything stands against a move, before the rules decide it."""

from __future__ import annotations

from datetime import date

from core.api import Actor, Case, DomainError, Move, Problem
from core.domain.commands import Take
from core.domain.register import Register
from core.host import AuthorityRuntime
from core.host.ask import blockers

HOOK = "upheld_transition_blockers"


def ask_blockers(
    runtime: AuthorityRuntime, register: Register, case: Case, command: Take, actor: Actor, today: date
) -> tuple[str, ...]:
    """The plugins that were asked, for the record. Raises DomainError with every reason against the move."""
    asked = asked_plugins(runtime)
    move = _move(register, case, command)
    if not asked or move is None:
        return ()
    found = blockers(runtime, case, move, actor, today)
    if found:
        raise DomainError(
            *(
                Problem(
                    "move_blocked",
                    "move",
                    (("code", b.code), ("words", b.words.en), ("words_cy", b.words.cy), ("cite", b.cite)),
                )
                for b in found
            )
        )
    return asked


def asked_plugins(runtime: AuthorityRuntime) -> tuple[str, ...]:
    """The plugins that have a say in moves at this council, by name."""
    return tuple(sorted(impl.plugin_name for impl in getattr(runtime.hooks.hook, HOOK).get_hookimpls()))


def _move(register: Register, case: Case, command: Take) -> Move | None:
    """The move as the track's own text has it; None where the rules will refuse the command anyway."""
    track = next((t for t in case.tracks if t.no == command.track), None)
    if track is None:
        return None
    procedure = register.procedure_by_hash(track.procedure_hash)
    moves = procedure.moves_in(procedure.stage(track.stage))
    return next((move for move in moves if move.key == command.move), None)
