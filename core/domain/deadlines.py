"""The dates of one stage from what is known of it, with their reasons: the sum behind `upheld deadlines`.

Nothing is decided here: it answers what the dates are, or would be, if these things had happened on those days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from core.domain.calendar import WorkingCalendar, london_day
from core.domain.case import Fact
from core.domain.deadline import On, Pick, Plus, Rolled, Rule
from core.domain.deciding.desk import find_stage
from core.domain.errors import DomainError, Problem, UnknownName, refuse_if
from core.domain.procedure import PERSON, Clock, Meaning, Procedure, Stage
from core.domain.reasons import to_data
from core.domain.reckon import CASE, Facts, Reckoned, all_clocks, extended_to, extension_fact, find_cap, reckon, scoped
from core.domain.standing import legal_day

When = datetime | date
"""An aware instant, or a London day."""


def deadlines(
    procedure: Procedure,
    calendar: WorkingCalendar,
    stage: str,
    received: When,
    *,
    acknowledged: When | None = None,
    events: Mapping[str, When] | None = None,
    extend: int | None = None,
) -> dict[str, Any]:
    """What `stage_dates` answers, as data: `{"clocks": {name: {"due", "firm", "reasons"}}}`, and `assumed` where so."""
    dates = stage_dates(
        procedure, calendar, stage, received, acknowledged=acknowledged, events=events, extend=extend
    )
    return {"clocks": {key: as_data(reckoned, _clock(procedure, key)) for key, reckoned in dates.items()}}


def stage_dates(
    procedure: Procedure,
    calendar: WorkingCalendar,
    stage: str,
    received: When,
    *,
    acknowledged: When | None = None,
    events: Mapping[str, When] | None = None,
    extend: int | None = None,
) -> dict[str, Reckoned]:
    """The date of every clock of `stage` and of the case, by the clock's name, with its reasons.

    `received` starts the stage, and the case too unless `events` says when `case.received` was. Other events are named
    as the procedure names its facts, bare names belonging to the stage. `extend` is a total of working days, told on
    the original date. A clock whose start has not happened is projected: `firm` is false and the reasons say from what;
    `due` is None where no limit says when the start must happen.

    Raises DomainError for a time without a zone, an acknowledgement or step before the receipt, an extension that
    the procedure does not know or that is over a hard cap; UnknownName for an unknown stage or event.
    """
    at = find_stage(procedure, stage)
    given = dict(events or {})
    if acknowledged is not None:
        given["acknowledged"] = acknowledged
    facts = _facts(procedure, calendar, at, received, given)
    if extend is not None:
        facts = _extended(procedure, calendar, at, facts, extend)
    return {key: _reckoned(procedure, calendar, facts, key) for key in _shown(procedure, at, facts)}


def event_names(procedure: Procedure, stage: Stage) -> frozenset[str]:
    """Every fact that the text knows, as a case keeps it; bare names are those of `stage`."""
    names = {f"{CASE}.received", *(f"{s.key}.received" for s in procedure.stages)}
    for owner, clock in all_clocks(procedure):
        names |= {scoped(name, owner) for name in facts_of(clock.rule)}
        names |= {scoped(name, stage.key if owner == CASE else owner) for name in clock.met_by}
    for owned in procedure.stages:
        for move in procedure.moves_in(owned):
            stated = [need.key for need in move.needs if need.kind == "date"]
            names |= {scoped(name, owned.key) for name in (move.records, *stated) if name}
    return frozenset(name for name in names if ":" not in name)


def _facts(
    procedure: Procedure, calendar: WorkingCalendar, stage: Stage, received: When, given: Mapping[str, When]
) -> Facts:
    known = event_names(procedure, stage)
    happened: dict[str, When] = {f"{stage.key}.received": received, f"{CASE}.received": received}
    problems = []
    for name, when in given.items():
        full = scoped(name, stage.key)
        if full not in known:
            full = f"{CASE}.{name}"
        if full not in known:
            raise UnknownName(Problem("unknown_event", name, (("event", name), ("stage", stage.key))))
        if full == f"{stage.key}.received":
            raise DomainError(Problem("event_given_twice", name, (("event", "received"),)))
        happened[full] = when
    naive = [name for name, when in happened.items() if isinstance(when, datetime) and when.utcoffset() is None]
    refuse_if([Problem("time_has_no_zone", n.rpartition(".")[2], (("value", str(happened[n])),)) for n in naive])
    for name, when in happened.items():
        scope, _, field = name.partition(".")
        start = happened.get(f"{scope}.received")
        if start is not None and scope != CASE and _earlier(when, start):
            problems.append(Problem("before_receipt", field, (("received", _day(start).isoformat()),)))
    if _earlier(happened[f"{stage.key}.received"], happened[f"{CASE}.received"]):
        problems.append(Problem("stage_before_case", "received"))
    refuse_if(problems)
    incoming = _incoming(procedure)
    return {name: _fact(procedure, calendar, when, name in incoming) for name, when in happened.items()}


def _fact(procedure: Procedure, calendar: WorkingCalendar, when: When, incoming: bool) -> Fact:
    if not isinstance(when, datetime):
        return Fact(when)
    return Fact(legal_day(when, procedure.day_rule, calendar, incoming=incoming), when, incoming)


def _incoming(procedure: Procedure) -> frozenset[str]:
    """The facts that come in from outside, and so obey the day rule: receipts, and what the person does."""
    names = {f"{CASE}.received", *(f"{stage.key}.received" for stage in procedure.stages)}
    for stage in procedure.stages:
        for move in procedure.moves_in(stage):
            if move.records and (move.meaning is Meaning.ASK or PERSON in move.by):
                names.add(scoped(move.records, stage.key))
    return frozenset(names)


def _extended(
    procedure: Procedure, calendar: WorkingCalendar, stage: Stage, facts: Facts, days: int
) -> Facts:
    """The facts with every clock of the stage that may be extended, extended by `days` from its original date."""
    caps = [cap for clock in stage.clocks if (cap := find_cap(procedure, clock.key)) is not None]
    if not caps:
        raise DomainError(Problem("stage_cannot_be_extended", "extend", (("stage", stage.key),)))
    if days < 1:
        raise DomainError(Problem("extension_needs_days", "extend"))
    told = dict(facts)
    for cap in caps:
        if cap.hard and cap.most is not None and days > cap.most:
            raise DomainError(Problem("extension_over_maximum", "extend", (("most", str(cap.most)),)))
        original = reckon(procedure, cap.clock, facts, calendar).on
        if original is None:
            raise DomainError(Problem("clock_has_no_date", "extend", (("clock", cap.clock),)))
        told[extension_fact(cap.clock)] = Fact(extended_to(original, days, calendar))
    return told


def _shown(procedure: Procedure, stage: Stage, facts: Facts) -> Iterator[str]:
    """The clocks of the stage and the case; the one that replaces another only when that one was extended."""
    for clock in (*stage.clocks, *procedure.case_clocks):
        if not clock.extends or extension_fact(clock.extends) in facts:
            yield clock.key


def _reckoned(procedure: Procedure, calendar: WorkingCalendar, facts: Facts, key: str) -> Reckoned:
    """A date that replaces another is as firm as the one that it was counted from."""
    reckoned = reckon(procedure, key, facts, calendar)
    clock = _clock(procedure, key)
    firm = reckoned.firm and (not clock.extends or reckon(procedure, clock.extends, facts, calendar).firm)
    return replace(reckoned, firm=firm)


def as_data(reckoned: Reckoned, clock: Clock) -> dict[str, Any]:
    """A date with its reasons as programs read it; `due` is None while there is no date.

    `assumed` stands beside a date that rests on what the authority's own paper does not state, in English.
    """
    due = reckoned.on.isoformat() if reckoned.on else None
    data = {"due": due, "firm": reckoned.firm, "reasons": [to_data(reckoned.reason)]}
    return data | {"assumed": clock.assumed.en} if clock.assumed else data


def _clock(procedure: Procedure, key: str) -> Clock:
    return next(clock for _, clock in all_clocks(procedure) if clock.key == key)


def facts_of(rule: Rule) -> Iterator[str]:
    """The names of facts that `rule` counts from or waits for, as it writes them."""
    match rule:
        case On(fact):
            yield fact
        case Plus(base=base, waiting=waiting):
            yield from facts_of(base)
            for span in waiting:
                yield from (span.begins, span.ends)
        case Rolled(base):
            yield from facts_of(base)
        case Pick(of):
            for branch in of:
                yield from facts_of(branch)


def _day(when: When) -> date:
    return london_day(when) if isinstance(when, datetime) else when


def _earlier(when: When, start: When) -> bool:
    if isinstance(when, datetime) and isinstance(start, datetime):
        return when < start
    return _day(when) < _day(start)
