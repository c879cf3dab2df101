"""Reckons dates from a procedure, the facts so far and a working calendar, and shows its working.

A fact that has not happened yet is expected on the last permitted day of the limit it must meet, so a date projects
itself and is marked not firm. Nothing here pauses: waiting is a status, and the one sourced wait is data in the rule.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.domain.calendar import DAY, WorkingCalendar, london_day
from core.domain.case import Due, DueState, Fact
from core.domain.deadline import On, Pick, Plus, Rolled, Rule, Span, Unit
from core.domain.errors import Problem, UnknownName
from core.domain.procedure import Cap, Clock, ClockKind, Meaning, Procedure, Stage
from core.domain.reasons import Counted, Earliest, FactDay, NoDate, Projected, Reason, RolledOn, Skipped

Facts = Mapping[str, Fact]
CASE = "case"
EXTENDED = "extended:"
ENDINGS = (Meaning.REFUSE, Meaning.SETTLE)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A date (None when there is none yet), whether it is firm, and how it was reached."""

    on: date | None
    firm: bool
    reason: Reason


def extension_fact(clock: str) -> str:
    """The fact that holds the new date of an extended clock."""
    return f"{EXTENDED}{clock}"


def scoped(name: str, stage: str) -> str:
    """A fact name as it is kept: bare names belong to `stage`; `stage2.answered` and `extended:…` stand as they are."""
    return name if "." in name or ":" in name else f"{stage}.{name}"


def all_clocks(procedure: Procedure) -> Iterator[tuple[str, Clock]]:
    """Every clock with the stage it belongs to ("case" for the clocks of the whole)."""
    for stage in procedure.stages:
        for clock in stage.clocks:
            yield stage.key, clock
    for clock in procedure.case_clocks:
        yield CASE, clock


def find_clock(procedure: Procedure, key: str) -> tuple[str, Clock]:
    """The clock called `key` and its stage. Raises UnknownName."""
    for stage, clock in all_clocks(procedure):
        if clock.key == key:
            return stage, clock
    raise UnknownName(Problem("unknown_clock", "clock", (("clock", key), ("procedure", procedure.key))))


def reckon(procedure: Procedure, key: str, facts: Facts, calendar: WorkingCalendar) -> Reckoned:
    """The date of one clock. Raises UnknownName for a clock that the procedure does not have."""
    stage, clock = find_clock(procedure, key)
    return _Reckoning(procedure, facts, calendar).rule(clock.rule, stage, ())


class _Reckoning:
    """One evaluation; `seen` guards against facts that wait for each other.

    Not `telling`, it gives the same dates without laying out the days counted: the reasons then stop at the start.
    """

    def __init__(self, procedure: Procedure, facts: Facts, calendar: WorkingCalendar, *, telling: bool = True) -> None:
        self.procedure, self.facts, self.calendar, self.telling = procedure, facts, calendar, telling

    def rule(self, rule: Rule, stage: str, seen: tuple[str, ...]) -> Reckoned:
        match rule:
            case On(fact):
                return self._on(scoped(fact, stage), seen)
            case Plus():
                return self._plus(rule, stage, seen)
            case Pick(of):
                return self._pick(of, stage, seen)
            case Rolled(base):
                return self._rolled(base, stage, seen)

    def _on(self, name: str, seen: tuple[str, ...]) -> Reckoned:
        fact = self.facts.get(name)
        if fact is not None and self.telling and name.startswith(EXTENDED):
            return Reckoned(fact.on, True, self._extension(name, fact))
        if fact is not None:
            arrived = london_day(fact.at) if fact.at is not None else fact.on
            moved = arrived if fact.incoming and arrived != fact.on else None
            return Reckoned(fact.on, True, FactDay(name, fact.on, fact.at, moved))
        limit = None if name in seen else self._limit_on(name)
        if limit is None:
            return Reckoned(None, False, NoDate(name))
        stage, clock = limit
        expected = self.rule(clock.rule, stage, (*seen, name))
        if expected.on is None:
            return Reckoned(None, False, NoDate(name))
        return Reckoned(expected.on, False, Projected(name, clock.key, expected.on, expected.reason))

    def _extension(self, name: str, fact: Fact) -> Reason:
        """The days from the original date to the one that was told; just that day where the original moved since."""
        clock = name.removeprefix(EXTENDED)
        owner, extended = find_clock(self.procedure, clock)
        original, cap = self.rule(extended.rule, owner, (name,)), find_cap(self.procedure, clock)
        n = self.calendar.between(original.on, fact.on) if original.on else 0
        if original.on is None or cap is None or n < 1 or self.calendar.add(original.on, n) != fact.on:
            return FactDay(name, fact.on, fact.at)
        days = self.calendar.counted(original.on, n)
        skipped = tuple(Skipped(d, why) for d, why in self.calendar.skipped(original.on, fact.on))
        unit = Unit.WORKING_DAYS.value
        return Counted(original.reason, n, unit, fact.on, days, skipped, extension=True, cite=cap.cite)

    def _limit_on(self, name: str) -> tuple[str, Clock] | None:
        """The limit that the fact `name` must meet first of all, extended if that was told."""
        found: tuple[str, Clock] | None = None
        for stage, clock in all_clocks(self.procedure):
            if clock.kind is not ClockKind.LIMIT or not clock.met_by or scoped(clock.met_by[0], stage) != name:
                continue
            if clock.extends and extension_fact(clock.extends) in self.facts:
                return stage, clock
            if not clock.extends and found is None:
                found = (stage, clock)
        return found

    def _plus(self, rule: Plus, stage: str, seen: tuple[str, ...]) -> Reckoned:
        base = self.rule(rule.base, stage, seen)
        if base.on is None:
            return base
        if rule.unit is not Unit.WORKING_DAYS:
            on = _calendar_arithmetic(base.on, rule)
            reason = Counted(base.reason, rule.n, rule.unit.value, on, commencing=rule.commencing, cite=rule.cite)
            return Reckoned(on, base.firm, reason)
        if rule.waiting:
            return self._waiting(rule, base, base.on, stage)
        start = base.on - DAY if rule.commencing else base.on
        if not self.telling:
            return Reckoned(self.calendar.add(start, rule.n), base.firm, base.reason)
        days = self.calendar.counted(start, rule.n)
        on = days[-1] if days else base.on
        skipped = tuple(Skipped(d, why) for d, why in self.calendar.skipped(start, on))
        unit = rule.unit.value
        reason = Counted(base.reason, rule.n, unit, on, days, skipped, rule.commencing, cite=rule.cite)
        return Reckoned(on, base.firm, reason)

    def _waiting(self, rule: Plus, base: Reckoned, start: date, stage: str) -> Reckoned:
        """Count one by one, passing over the days inside a waiting span; an open span leaves the date provisional."""
        spans = [(span, *self._bounds(span, stage)) for span in rule.waiting]
        provisional = any(begin is not None and end is None for _, begin, end in spans)
        days: list[date] = []
        skipped: list[Skipped] = []
        day = start
        while len(days) < rule.n:
            day += DAY
            why = self.calendar.why_closed(day) or next(
                (s.why for s, begin, end in spans if begin and end and begin < day <= end), ""
            )
            if why:
                skipped.append(Skipped(day, why))
            else:
                days.append(day)
        counted, passed, unit = tuple(days), tuple(skipped), rule.unit.value
        reason = Counted(base.reason, rule.n, unit, day, counted, passed, provisional=provisional, cite=rule.cite)
        return Reckoned(day, base.firm and not provisional, reason)

    def _bounds(self, span: Span, stage: str) -> tuple[date | None, date | None]:
        begin, end = self.facts.get(scoped(span.begins, stage)), self.facts.get(scoped(span.ends, stage))
        return begin.on if begin else None, end.on if end else None

    def _pick(self, of: tuple[Rule, ...], stage: str, seen: tuple[str, ...]) -> Reckoned:
        """The earliest. Of equal dates the firm one is chosen; the whole is firm only when no branch can still move."""
        branches = [self.rule(rule, stage, seen) for rule in of]
        dated = [(b.on, not b.firm, n) for n, b in enumerate(branches) if b.on is not None]
        if not dated:
            return branches[0]
        on, _, chosen = min(dated)
        others = tuple(b.reason for n, b in enumerate(branches) if n != chosen)
        return Reckoned(on, all(b.firm for b in branches), Earliest(branches[chosen].reason, others, on))

    def _rolled(self, rule: Rule, stage: str, seen: tuple[str, ...]) -> Reckoned:
        base = self.rule(rule, stage, seen)
        if base.on is None:
            return base
        on = self.calendar.next_working(base.on)
        skipped = tuple(Skipped(d, why) for d, why in self.calendar.skipped(base.on - DAY, on))
        return Reckoned(on, base.firm, RolledOn(base.reason, on, skipped))


def _calendar_arithmetic(start: date, rule: Plus) -> date:
    if rule.unit is Unit.CALENDAR_DAYS:
        return start + timedelta(days=rule.n - (1 if rule.commencing else 0))
    months = start.year * 12 + start.month - 1 + rule.n
    year, month = divmod(months, 12)
    last = monthrange(year, month + 1)[1]
    if start.day > last:
        return date(year, month + 1, last)
    same = date(year, month + 1, start.day)
    return same - DAY if rule.commencing else same


def dues(procedure: Procedure, stage: str, facts: Facts, calendar: WorkingCalendar) -> dict[str, Due]:
    """Where every clock stands: those of stages begun so far and those of the whole case, at stage `stage`."""
    standing: dict[str, Due] = {}
    reckoning = _Reckoning(procedure, facts, calendar, telling=False)
    for key, clock in all_clocks(procedure):
        if key != CASE and f"{key}.received" not in facts:
            continue
        due = _standing(reckoning, key, clock, stage)
        if due is not None:
            standing[clock.key] = due
    return standing


def _standing(reckoning: _Reckoning, owner: str, clock: Clock, current: str) -> Due | None:
    facts = reckoning.facts
    if clock.extends and extension_fact(clock.extends) not in facts:
        return None
    of = current if owner == CASE else owner
    reckoned = reckoning.rule(clock.rule, owner, ())
    met = min((facts[name].on for name in (scoped(n, of) for n in clock.met_by) if name in facts), default=None)
    if met is not None and not (extension_fact(clock.key) in facts and reckoned.on is not None and met > reckoned.on):
        state = DueState.MET
    elif extension_fact(clock.key) in facts:
        state, met = DueState.REPLACED, None
    elif ended(reckoning.procedure.stage(of), facts):
        state = DueState.VOID
    else:
        state = DueState.RUNNING
    return Due(clock.key, reckoned.on, reckoned.firm, clock.kind.value, state, met)


def ended(stage: Stage, facts: Facts) -> bool:
    """A refusal or settlement of the stage leaves nothing more to wait for."""
    return any(m.meaning in ENDINGS and m.records and scoped(m.records, stage.key) in facts for m in stage.moves)


def find_cap(procedure: Procedure, clock: str) -> Cap | None:
    """The cap on extending `clock`; None when the procedure does not let it be extended."""
    return next((cap for stage in procedure.stages for cap in stage.caps if cap.clock == clock), None)


def extended_to(original: date, days: int, calendar: WorkingCalendar) -> date:
    """The new date of a limit first due on `original`, extended by `days` working days in all."""
    return calendar.add(original, days)
