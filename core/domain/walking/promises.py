"""What every text owes a person: reasons, destinations, an ombudsman, independence, a full acknowledgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from core.domain.deciding.taking import OPENS, recorded
from core.domain.procedure import (
    ACKNOWLEDGEMENT_NEEDS,
    EXTENSION_NEEDS,
    REFUSAL_NEEDS,
    Meaning,
    Move,
    Procedure,
    Stage,
)
from core.domain.walking.fault import Fault, fault

KINDS = frozenset({"text", "date", "person", "tick", "choice"})
SIGNPOST = "ombudsman"


def promise_faults(procedure: Procedure) -> Iterator[Fault]:
    """Faults in what the text promises, beside the graph and the clocks."""
    yield from _ombudsman_faults(procedure)
    yield from _repeats("stage", procedure.key, (stage.key for stage in procedure.stages))
    yield from _repeats("ground", procedure.key, (ground.key for ground in procedure.grounds))
    for ground in procedure.grounds:
        if not ground.goes_to.en.strip():
            yield fault("ground_without_destination", ground.key)
    for place, stage in enumerate(procedure.stages):
        yield from _repeats("move", stage.key, (move.key for move in procedure.moves_in(stage)))
        yield from _independence_faults(procedure, place, stage)
        yield from _signpost_faults(stage)
        for move in procedure.moves_in(stage):
            yield from _move_faults(procedure, stage, move)
        for cap in stage.caps:
            for need in EXTENSION_NEEDS:
                if need not in cap.needs:
                    yield fault("extension_does_not_need", f"{stage.key}.{cap.clock}", need=need)


def _ombudsman_faults(procedure: Procedure) -> Iterator[Fault]:
    ombudsman = procedure.ombudsman
    if not (ombudsman.key and ombudsman.name.en.strip() and ombudsman.web):
        yield fault("ombudsman_incomplete", procedure.key)
    if procedure.stages and procedure.stages[-1].signpost != SIGNPOST:
        yield fault("final_answer_names_no_ombudsman", procedure.stages[-1].key)


def _signpost_faults(stage: Stage) -> Iterator[Fault]:
    """An answer points to the ombudsman, or to a stage that a move really opens."""
    if stage.signpost == SIGNPOST:
        return
    if not any(move.target == f"{OPENS}{stage.signpost}" for move in stage.moves):
        yield fault("signpost_leads_nowhere", stage.key, signpost=stage.signpost)


def _independence_faults(procedure: Procedure, place: int, stage: Stage) -> Iterator[Fault]:
    """A stage that looks again at what another decided says by whom it may not be looked at."""
    earlier = {other.key: other for other in procedure.stages[:place]}
    decided = any(other.findings for other in earlier.values())
    if decided and not stage.not_by and stage.departs_from_code is None:
        yield fault("independence_not_stated", stage.key)
    for key in stage.not_by:
        if key not in earlier:
            yield fault("not_by_unknown_stage", stage.key, stage=key)


def _move_faults(procedure: Procedure, stage: Stage, move: Move) -> Iterator[Fault]:
    where = f"{stage.key}.{move.key}"
    needs = {need.key: need for need in move.needs}
    yield from _repeats("need", where, (need.key for need in move.needs))
    owed: tuple[str, ...] = ()
    if move.meaning is Meaning.ACKNOWLEDGE:
        owed = ACKNOWLEDGEMENT_NEEDS
    elif move.meaning is Meaning.REFUSE:
        owed = (*REFUSAL_NEEDS, "ground") if procedure.grounds else REFUSAL_NEEDS
    for key in owed:
        if key not in needs or needs[key].optional:
            yield fault(f"{move.meaning.value}_does_not_need", where, need=key)
    for need in move.needs:
        if need.kind not in KINDS:
            yield fault("unknown_need_kind", f"{where}.{need.key}", kind=need.kind)
        if need.kind == "choice" and not need.choices and need.key != "ground":
            yield fault("choice_without_choices", f"{where}.{need.key}")
    if move.meaning in (Meaning.ACKNOWLEDGE, Meaning.ANSWER, Meaning.REFUSE, Meaning.SETTLE) and not move.records:
        yield fault("move_records_nothing", where)
    if recorded(move, stage) == f"{stage.key}.received":
        yield fault("move_records_receipt", where)


def _repeats(what: str, where: str, keys: Iterable[str]) -> Iterator[Fault]:
    for key, times in Counter(keys).items():
        if times > 1:
            yield fault(f"{what}_named_twice", where, key=key)
        if not key:
            yield fault(f"{what}_without_key", where)
