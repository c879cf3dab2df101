"""Two texts of a procedure compared: whether what was recorded under the one can be told by the other.

A step is data, and what it records is a fact by name. A date of the other text can be reckoned from the facts of a case
only where every fact that it hangs on could have been recorded, and where the way the case took is there too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from core.domain.deadline import On, Pick, Plus, Rolled, Rule
from core.domain.procedure import Clock, ClockKind, Move, Procedure
from core.domain.reckon import CASE, EXTENDED, Facts, all_clocks, scoped

OPENS = "stage:"


class Why(StrEnum):
    """Why it cannot be told whether a date would have been passed."""

    NO_STAGE = "no_such_stage"
    NO_CLOCK = "no_such_clock"
    STARTS_ELSEWHERE = "starts_elsewhere"
    NO_WAY_IN = "no_way_in"
    NEVER_RECORDED = "never_recorded"
    MET_BY_OTHERS = "met_by_others"
    MAY_HAVE_WAITED = "may_have_waited"
    NOT_EXTENDABLE = "not_extendable"
    OVER_CAP = "over_cap"
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True)
class Unknown:
    """`what` is the stage, fact or clock it hangs on; `moves` are the proposal's steps that would record it."""

    why: Why
    what: str = ""
    moves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveDiffers:
    """A step that two texts do not have alike; `had` and `has` are the steps then and in the proposal."""

    stage: str
    had: Move | None
    has: Move | None


def moves_differ(then: Procedure, proposed: Procedure) -> tuple[MoveDiffers, ...]:
    """The steps that lead elsewhere, record something else or are there on one side only, stage by stage."""
    keys = dict.fromkeys(stage.key for text in (then, proposed) for stage in text.stages)
    return tuple(
        MoveDiffers(stage, old.get(key), new.get(key))
        for stage in keys
        for old, new in [(_moves(then, stage), _moves(proposed, stage))]
        for key in dict.fromkeys((*old, *new))
        if _shape(old.get(key)) != _shape(new.get(key))
    )


def _moves(procedure: Procedure, stage: str) -> dict[str, Move]:
    found = next((one for one in procedure.stages if one.key == stage), None)
    return {move.key: move for move in procedure.moves_in(found)} if found is not None else {}


def _shape(move: Move | None) -> tuple[object, ...]:
    return (move.source, move.target, move.meaning, move.records) if move is not None else ()


def recordable(procedure: Procedure) -> frozenset[str]:
    """Every fact that the steps of a text can record, as a case keeps it."""
    names = {f"{CASE}.received", f"{procedure.stages[0].key}.received"}
    for stage in procedure.stages:
        for move in procedure.moves_in(stage):
            names |= set(_recorded(move, stage.key))
    return frozenset(names)


def _recorded(move: Move, stage: str) -> Iterator[str]:
    if move.records:
        yield scoped(move.records, stage)
    if move.target.startswith(OPENS):
        yield f"{move.target.removeprefix(OPENS)}.received"
    for need in move.needs:
        if need.kind == "date":
            yield scoped(need.key, stage)


@dataclass(frozen=True)
class Comparison:
    """What two texts of a procedure have to do with each other: made once, then asked for every case."""

    then: Procedure
    proposed: Procedure

    @cached_property
    def stages(self) -> frozenset[str]:
        return frozenset(stage.key for stage in self.proposed.stages)

    @cached_property
    def never_recorded(self) -> frozenset[str]:
        """The facts that only the proposal's steps record."""
        return recordable(self.proposed) - recordable(self.then)

    @cached_property
    def clocks(self) -> tuple[tuple[str, Clock | None, Clock | None], ...]:
        """(stage, clock then, clock proposed) for every clock of ours; those that replace another are left out."""
        old, new = (
            {(stage, clock.key): clock for stage, clock in all_clocks(text) if _ours(clock)}
            for text in (self.then, self.proposed)
        )
        return tuple((key[0], old.get(key), new.get(key)) for key in dict.fromkeys((*old, *new)))

    @cached_property
    def _ways(self) -> frozenset[tuple[str, str]]:
        """(from, to) for every pair of stages that a step of the proposal leads between."""
        return frozenset(
            (stage.key, move.target.removeprefix(OPENS))
            for stage in self.proposed.stages
            for move in self.proposed.moves_in(stage)
            if move.target.startswith(OPENS)
        )

    def way(self, facts: Facts) -> dict[str, Unknown]:
        """The stages of a case that the proposal has no way to, each with why; what follows on one is as unknown."""
        begun = [stage.key for stage in self.then.stages if f"{stage.key}.received" in facts]
        found: dict[str, Unknown] = {}
        for before, stage in pairwise(["", *begun]):
            if before in found:
                found[stage] = found[before]
            elif stage not in self.stages:
                found[stage] = Unknown(Why.NO_STAGE, stage)
            elif not before and self.proposed.stages[0].key != stage:
                found[stage] = Unknown(Why.STARTS_ELSEWHERE, self.proposed.stages[0].key)
            elif before and (before, stage) not in self._ways:
                found[stage] = Unknown(Why.NO_WAY_IN, stage)
        return found

    def recording(self, fact: str) -> tuple[str, ...]:
        """The steps of the proposal, by key, that record `fact`."""
        moves = ((stage.key, move) for stage in self.proposed.stages for move in self.proposed.moves_in(stage))
        return tuple(dict.fromkeys(move.key for stage, move in moves if fact in _recorded(move, stage)))

    def unrecorded(self, rule: Rule, owner: str, facts: Facts, seen: tuple[str, ...] = ()) -> str:
        """The first fact that `rule` counts from, itself or through what it expects, and no step then recorded."""
        for name in (scoped(fact, owner) for fact in _anchors(rule)):
            if name in facts or name in seen or name.startswith(EXTENDED):
                continue
            if name in self.never_recorded:
                return name
            for stage, clock in all_clocks(self.proposed):
                if clock.kind is ClockKind.LIMIT and clock.met_by and scoped(clock.met_by[0], stage) == name:
                    found = self.unrecorded(clock.rule, stage, facts, (*seen, name))
                    if found:
                        return found
        return ""


def _ours(clock: Clock) -> bool:
    return clock.kind is not ClockKind.WINDOW and not clock.extends


def _anchors(rule: Rule) -> Iterator[str]:
    match rule:
        case On(fact):
            yield fact
        case Plus(base=base) | Rolled(base=base):
            yield from _anchors(base)
        case Pick(of):
            for branch in of:
                yield from _anchors(branch)


def waits(rule: Rule) -> Iterator[str]:
    """The facts that a wait inside `rule` begins with."""
    match rule:
        case Plus(base=base, waiting=waiting):
            yield from (span.begins for span in waiting)
            yield from waits(base)
        case Rolled(base=base):
            yield from waits(base)
        case Pick(of):
            for branch in of:
                yield from waits(branch)
        case _:
            return
