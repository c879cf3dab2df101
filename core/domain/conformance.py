"""What a text promises at a glance: where people go after it, who may not look again, how far dates may move."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.procedure import Cap, Meaning, Procedure, Stage
from core.domain.walk import Fault, departures, walk


@dataclass(frozen=True, slots=True)
class StageTold:
    """One stage: where an answer and a refusal leave the person, and who may not handle it.

    `next_stage` is "" where the answer is our last; `refusals` are the moves that refuse.
    """

    stage: Stage
    next_stage: str
    refusals: tuple[str, ...]
    not_by: tuple[str, ...]
    outside_service: bool
    caps: tuple[Cap, ...]


@dataclass(frozen=True, slots=True)
class Conformance:
    """A text with its faults (there should be none), its departures from the Code, and its stages."""

    procedure: Procedure
    faults: tuple[Fault, ...]
    departures: tuple[Fault, ...]
    stages: tuple[StageTold, ...]


def conformance(procedure: Procedure) -> Conformance:
    """Walk `procedure` and tell what it promises. The stages of a faulty text may be told in part."""
    stages = tuple(
        StageTold(
            stage,
            "" if stage.signpost == "ombudsman" else stage.signpost,
            tuple(move.key for move in stage.moves if move.meaning is Meaning.REFUSE),
            stage.not_by,
            stage.outside_service,
            stage.caps,
        )
        for stage in procedure.stages
    )
    return Conformance(procedure, walk(procedure), departures(procedure), stages)
