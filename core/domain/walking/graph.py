"""A procedure as a graph: every stage and state can be reached, and from each a rest can be."""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.deciding.taking import OPENS
from core.domain.procedure import STAY, Meaning, Procedure, Stage
from core.domain.walking.fault import Fault, fault


def graph_faults(procedure: Procedure) -> Iterator[Fault]:
    """States and stages that nothing leads to, traps, moves to nowhere, stages without an answer."""
    order = [stage.key for stage in procedure.stages]
    if not order:
        yield fault("no_stages", procedure.key)
        return
    opened = {order[0]}
    for place, stage in enumerate(procedure.stages):
        yield from _stage_faults(stage)
        for move in stage.moves:
            if not move.target.startswith(OPENS):
                continue
            to = move.target.removeprefix(OPENS)
            opened.add(to)
            if to not in order:
                yield fault("unknown_stage", f"{stage.key}.{move.key}", stage=to)
            elif order.index(to) <= place:
                yield fault("stage_goes_back", f"{stage.key}.{move.key}", stage=to)
    for key in order:
        if key not in opened:
            yield fault("stage_unreachable", key)
    for move in procedure.anytime:
        if move.target != STAY:
            yield fault("anytime_move_moves", move.key, target=move.target)


def reachable(stage: Stage) -> frozenset[str]:
    """The states of `stage` that moves lead to from its start."""
    seen, ahead = {stage.start}, [stage.start]
    while ahead:
        state = ahead.pop()
        for to in _next(stage, state):
            if to not in seen:
                seen.add(to)
                ahead.append(to)
    return frozenset(seen)


def _next(stage: Stage, state: str) -> Iterator[str]:
    for move in stage.moves:
        if state in move.source and move.target != STAY and not move.target.startswith(OPENS):
            yield move.target


def _stage_faults(stage: Stage) -> Iterator[Fault]:
    reached = reachable(stage)
    named = {state for move in stage.moves for state in move.source} | set(stage.rests)
    for state in sorted(named - reached):
        yield fault("state_unreachable", stage.key, state=state)
    for move in stage.moves:
        if not move.source:
            yield fault("move_without_source", f"{stage.key}.{move.key}")
    if not stage.rests:
        yield fault("stage_without_rest", stage.key)
    resting = _leading_to_rest(stage, reached)
    for state in sorted(reached - resting):
        yield fault("state_is_trap", stage.key, state=state)
    if not any(move.meaning is Meaning.ANSWER for move in stage.moves):
        yield fault("stage_without_answer", stage.key)


def _leading_to_rest(stage: Stage, reached: frozenset[str]) -> frozenset[str]:
    """The states from which a rest, or another stage, can be reached."""
    good = set(stage.rests)
    good |= {state for move in stage.moves if move.target.startswith(OPENS) for state in move.source}
    while True:
        more = {state for state in reached - good if good.intersection(_next(stage, state))}
        if not more:
            return frozenset(good)
        good |= more
