"""Explains any date of a track: reckoned on demand from what the track has pinned, never stored."""

from __future__ import annotations

from core.domain.case import Track
from core.domain.reckon import Reckoned, reckon
from core.domain.register import Register


def explain(track: Track, clock: str, register: Register) -> Reckoned:
    """The date of `clock` and the tree of its reasons. Raises UnknownName for a clock the procedure does not have."""
    procedure = register.procedure_by_hash(track.procedure_hash)
    return reckon(procedure, clock, track.facts, register.calendar_by_hash(track.calendar))
