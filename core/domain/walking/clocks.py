"""The clocks of a text: known names, facts that some move records, extensions and caps that fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from core.domain.deadline import Pick, Plus, Rolled, Rule
from core.domain.deadlines import facts_of
from core.domain.deciding.taking import OPENS, recorded
from core.domain.errors import DomainError, UnknownName
from core.domain.procedure import Clock, ClockKind, DayRule, Meaning, Procedure, Stage
from core.domain.reckon import CASE, all_clocks, extension_fact, scoped
from core.domain.shape import OUT_OF_HOURS, day_rule, present_value
from core.domain.walking.fault import Fault, fault

CANONICAL = frozenset(
    {
        "ack_due", "stage1_target", "stage1_response_due", "stage1_extended_due", "stage2_request_by",
        "stage2_ack_due", "stage2_decision_due", "stage2_response_due", "stage2_extended_due", "stage2_maximum_due",
        "stage3_request_by", "stage3_ack_due", "stage3_internal_review_due", "stage3_response_due",
        "panel_meeting_due", "panel_decision_letter_due", "panel_report_due", "authority_response_due",
        "relevant_period_end", "overall_backstop", "evidence_deadline", "dp_ack_due", "time_limit_last_day",
    }
)  # fmt: skip
"""Names that mean the same everywhere. A clock of another name begins with its procedure's key."""


def clock_faults(procedure: Procedure) -> Iterator[Fault]:
    """Faults of clocks, caps, the day rule and of what a council may set."""
    names = Counter(clock.key for _, clock in all_clocks(procedure))
    facts = recorded_facts(procedure)
    for owner, clock in all_clocks(procedure):
        where = f"{owner}.{clock.key}"
        if names[clock.key] > 1:
            yield fault("clock_named_twice", where)
        if clock.key not in CANONICAL and not clock.key.startswith(f"{procedure.key}_"):
            yield fault("clock_name_not_canonical", where)
        if not clock.cite and clock.assumed is None:
            yield fault("clock_without_source", where)
        yield from _rule_faults(clock.rule, where)
        yield from _fact_faults(procedure, owner, clock, facts)
        yield from _extension_faults(procedure, owner, clock)
    for stage in procedure.stages:
        yield from _cap_faults(procedure, stage)
    yield from _setting_faults(procedure)


def recorded_facts(procedure: Procedure) -> frozenset[str]:
    """The facts that a case can come to hold: receipts, what moves record and state, extensions."""
    facts = {f"{CASE}.received"}
    for place, stage in enumerate(procedure.stages):
        if place == 0:
            facts.add(f"{stage.key}.received")
        for move in procedure.moves_in(stage):
            facts.add(recorded(move, stage))
            if move.target.startswith(OPENS):
                facts.add(f"{move.target.removeprefix(OPENS)}.received")
            facts |= {scoped(need.key, stage.key) for need in move.needs if need.kind == "date"}
    facts |= {extension_fact(cap.clock) for stage in procedure.stages for cap in stage.caps}
    return frozenset(facts - {""})


def _fact_faults(procedure: Procedure, owner: str, clock: Clock, facts: frozenset[str]) -> Iterator[Fault]:
    """Facts that nothing records; and a first acknowledgement that an early answer would leave in breach."""
    where = f"{owner}.{clock.key}"
    if not clock.met_by:
        yield fault("clock_met_by_nothing", where)
    for name in clock.met_by:
        owners = [stage.key for stage in procedure.stages] if owner == CASE else [owner]
        if not any(scoped(name, of) in facts for of in owners):
            yield fault("met_by_unrecorded_fact", where, fact=name)
    for name in facts_of(clock.rule):
        if scoped(name, owner) not in facts:
            yield fault("starts_from_unrecorded_fact", where, fact=name)
    if owner == CASE or not clock.met_by:
        return
    stage = procedure.stage(owner)
    meanings = {recorded(move, stage): move.meaning for move in stage.moves}
    met = [meanings.get(scoped(name, owner)) for name in clock.met_by]
    if met[0] is Meaning.ACKNOWLEDGE and Meaning.ANSWER not in met:
        yield fault("early_answer_leaves_breach", where)
    starts = {scoped(name, owner) for name in facts_of(clock.rule)}
    if clock.kind is ClockKind.LIMIT and scoped(clock.met_by[0], owner) in starts:
        yield fault("clock_waits_for_itself", where)


def _rule_faults(rule: Rule, where: str) -> Iterator[Fault]:
    match rule:
        case Plus(base=base, n=n):
            if n < 1:
                yield fault("counts_no_days", where, n=n)
            yield from _rule_faults(base, where)
        case Pick(of=of, which=which):
            if which != "earliest" or len(of) < 2:
                yield fault("picks_nothing", where)
            for branch in of:
                yield from _rule_faults(branch, where)
        case Rolled(base=base):
            yield from _rule_faults(base, where)


def _extension_faults(procedure: Procedure, owner: str, clock: Clock) -> Iterator[Fault]:
    if not clock.extends:
        return
    where = f"{owner}.{clock.key}"
    if clock.extends not in {other.key for of, other in all_clocks(procedure) if of == owner}:
        yield fault("extends_unknown_clock", where, clock=clock.extends)
    if extension_fact(clock.extends) not in facts_of(clock.rule):
        yield fault("extension_not_stated", where, clock=clock.extends)
    if not any(cap.clock == clock.extends for stage in procedure.stages for cap in stage.caps):
        yield fault("extension_without_cap", where, clock=clock.extends)


def _cap_faults(procedure: Procedure, stage: Stage) -> Iterator[Fault]:
    clocks = {clock.key: clock for clock in stage.clocks}
    for cap in stage.caps:
        where = f"{stage.key}.{cap.clock}"
        if cap.clock not in clocks:
            yield fault("cap_on_unknown_clock", where)
        if sum(clock.extends == cap.clock for clock in stage.clocks) != 1:
            yield fault("cap_without_extended_clock", where)
        if sum(other.clock == cap.clock for other in stage.caps) > 1:
            yield fault("cap_named_twice", where)


def _setting_faults(procedure: Procedure) -> Iterator[Fault]:
    if procedure.day_rule != DayRule():
        try:
            day_rule(f"next_working_day@{procedure.day_rule.cut_off}")
        except DomainError:
            yield fault("bad_cut_off", OUT_OF_HOURS, value=procedure.day_rule.cut_off)
    for shapeable in procedure.shapeable:
        where = f"{procedure.key}.{shapeable.clock}.{shapeable.what.value}"
        try:
            present_value(procedure, shapeable)
        except UnknownName:
            yield fault("shapes_unknown_clock", where)
