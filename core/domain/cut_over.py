"""Tells where a corrected receipt lies on the other side of a cut-over: another text of the rules was in force then."""

from __future__ import annotations

from datetime import datetime, time

from core.domain.calendar import DAY, LONDON
from core.domain.case import Case, Track
from core.domain.procedure import Procedure
from core.domain.reckon import CASE
from core.domain.register import PROCEDURE, Register


def text_in_force_then(case: Case, track: Track, register: Register) -> Procedure | None:
    """The text that was in force on the corrected day of receipt, where it is not the one that `track` follows.

    None where the receipt was never corrected, where the track's own text was in force at any minute of that London
    day, and where none is known for it. Nothing moves by itself: which rules apply is for a person to decide.
    """
    receipt = track.facts.get(f"{CASE}.received")
    if receipt is None or receipt.at is not None:
        return None
    begin, end = (datetime.combine(day, time(), LONDON) for day in (case.received_on, case.received_on + DAY))
    mine = [a for a in register.adopted(PROCEDURE, track.procedure) if a.from_ < end]
    before = [a for a in mine if a.from_ <= begin]
    in_force = {a.hash for a in (*before[-1:], *(a for a in mine if a.from_ > begin))}
    if not in_force or track.procedure_hash in in_force:
        return None
    return register.procedure_by_hash(mine[-1].hash)
