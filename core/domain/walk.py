"""Walks a procedure and says what is wrong with it, before any council adopts it or any case follows it.

`walk` finds faults: a text with one is refused. `departures` finds where a sound text differs from the LGSCO Complaint
Handling Code 2024, which a council may do for good reason and must be able to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.deadline import On, Pick, Plus, Rolled, Rule, Unit
from core.domain.procedure import Clock, ClockKind, Meaning, Procedure, Stage
from core.domain.reckon import all_clocks, find_cap, scoped
from core.domain.shape import STATUTORY
from core.domain.walking.clocks import clock_faults
from core.domain.walking.fault import Fault, fault
from core.domain.walking.graph import graph_faults
from core.domain.walking.promises import promise_faults
from core.domain.walking.types import type_faults

__all__ = ["Fault", "departures", "walk"]

CODE_STAGES = 2
ACKNOWLEDGE_WITHIN = 5
"""Working days from receipt or request (Code, section 6)."""
ANSWER_WITHIN = (15, 25)
"""Working days in all from receipt or request: 5 and then 10 at stage 1, 5 and then 20 at stage 2."""
EXTEND_BY = (10, 20)
"""Working days beyond which an extension needs good reason, by stage."""


def walk(procedure: Procedure) -> tuple[Fault, ...]:
    """Every fault of the text; empty for a sound one. Wrong kinds of value are told alone, for they hide the rest."""
    kinds = tuple(type_faults(procedure, procedure.key))
    if kinds:
        return kinds
    return (*graph_faults(procedure), *promise_faults(procedure), *clock_faults(procedure))


def departures(procedure: Procedure) -> tuple[Fault, ...]:
    """Where a sound text departs from the Code: more stages, longer limits, open extensions, stated departures.

    None for a procedure that the law lays down (it uses the statutory calendar): the Code does not apply to it.
    """
    return () if procedure.calendar == STATUTORY else tuple(_departures(procedure))


def _departures(procedure: Procedure) -> Iterator[Fault]:
    if len(procedure.stages) > CODE_STAGES:
        yield fault("more_than_two_stages", procedure.key, stages=len(procedure.stages))
    for stage, within, extend in zip(_numbered(procedure), ANSWER_WITHIN, EXTEND_BY, strict=False):
        for clock in stage.clocks:
            if clock.kind is ClockKind.LIMIT and not clock.extends:
                yield from _longer(procedure, stage, clock, within)
                yield from _extensions(procedure, stage, clock, extend)
    for stage in procedure.stages:
        if stage.departs_from_code is not None:
            yield fault("stated_departure", stage.key, words=stage.departs_from_code.en)


def _numbered(procedure: Procedure) -> tuple[Stage, ...]:
    """The stages that the Code numbers: a named stage before them is a departure of its own."""
    numbered = tuple(stage for stage in procedure.stages if stage.key in ("stage1", "stage2"))
    return numbered or procedure.stages


def _longer(procedure: Procedure, stage: Stage, clock: Clock, within: int) -> Iterator[Fault]:
    met = {scoped(name, stage.key) for name in clock.met_by[:1]}
    meanings = {move.meaning for move in stage.moves if move.records and scoped(move.records, stage.key) in met}
    days = _longest(procedure, clock.rule, stage.key, ())
    if days is None:
        return
    if Meaning.ACKNOWLEDGE in meanings and days > ACKNOWLEDGE_WITHIN:
        told = {"stage": stage.title.en, "days": days, "most": ACKNOWLEDGE_WITHIN}
        yield fault("acknowledgement_later_than_code", clock.key, **told)
    if Meaning.ANSWER in meanings and days > within:
        yield fault("answer_later_than_code", clock.key, stage=stage.title.en, days=days, most=within)


def _extensions(procedure: Procedure, stage: Stage, clock: Clock, extend: int) -> Iterator[Fault]:
    cap = find_cap(procedure, clock.key)
    if cap is not None and (cap.most is None or cap.most > extend):
        days = cap.most or "unlimited"
        yield fault("extension_longer_than_code", clock.key, stage=stage.title.en, days=days, most=extend)


def _longest(procedure: Procedure, rule: Rule, stage: str, seen: tuple[str, ...]) -> int | None:
    """Working days from the start of `stage` to the last day `rule` can permit; None where it counts otherwise."""
    match rule:
        case On(fact):
            name = scoped(fact, stage)
            if name.endswith(".received"):
                return 0
            limits = (c for of, c in all_clocks(procedure) if of == stage and c.met_by and not c.extends)
            first = next((c for c in limits if scoped(c.met_by[0], stage) == name and c.kind is ClockKind.LIMIT), None)
            return None if first is None or name in seen else _longest(procedure, first.rule, stage, (*seen, name))
        case Plus(base=base, n=n, unit=Unit.WORKING_DAYS):
            days = _longest(procedure, base, stage, seen)
            return None if days is None else days + n
        case Pick(of=of):
            every = [days for branch in of if (days := _longest(procedure, branch, stage, seen)) is not None]
            return min(every, default=None)
        case Rolled(base=base):
            return _longest(procedure, base, stage, seen)
        case _:
            return None
