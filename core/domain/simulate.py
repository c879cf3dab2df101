"""Reckons what was recorded of a past case again under proposed rules: which dates would have been passed.

Only clocks are reckoned again. What people did is taken as it was recorded, in the order and on the days recorded, and
no step is imagined that nobody took; where the proposal would need one, the answer is that it cannot be told, and why.
So this tells of the past under other dates and is never a forecast: under other dates people would have acted
otherwise.

- The case keeps its own calendar, changed only by what is proposed, so that nothing but the proposal makes a
  difference; a date that the proposal leaves alone is the date that the record holds.
- What came in counts on the day that the proposed out-of-hours rule gives it. One whose hour is not known (its day was
  corrected) is taken to have come in time.
- An extension keeps the date that the person was told. Where the proposal makes a later date it was not needed and
  does not count; where the proposal would not have allowed it, it cannot be told what would have happened instead.
- A limit is late when it was met, or still open, after the date that counted, and also when it had passed before it
  was extended. A clock that a refusal or a settlement ended, or that has no date, is late on neither side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from core.domain.calendar import WorkingCalendar, london_day
from core.domain.case import Case, Due, Fact, Track
from core.domain.compared import Comparison, Unknown, Why, waits
from core.domain.errors import DomainError
from core.domain.procedure import Clock, ClockKind, Procedure
from core.domain.reckon import CASE, Facts, dues, ended, find_cap, scoped
from core.domain.standing import legal_date, legal_day


@dataclass(frozen=True, slots=True)
class Side:
    """A clock under one text: the date that was passed, or that counted in the end (None: no date)."""

    due: date | None
    late: bool | None


@dataclass(frozen=True, slots=True)
class ClockTried:
    """One clock of ours under both texts; None for a text that does not have it.

    `met`: when it was met under the proposal, or under the rules of the time where that cannot be told. With
    `unknown`, `proposed.late` is None.
    """

    stage: str
    clock: str
    kind: ClockKind
    then: Side | None
    proposed: Side | None
    met: date | None = None
    unknown: Unknown | None = None

    @property
    def late_then(self) -> bool:
        return self.then is not None and bool(self.then.late)

    @property
    def late_proposed(self) -> bool | None:
        """None when it cannot be told. A clock that the proposal does not have is not late under it."""
        if self.unknown is not None and self.unknown.why is not Why.NO_CLOCK:
            return None
        return self.proposed is not None and bool(self.proposed.late)

    @property
    def moved(self) -> bool:
        """Whether its date is known to be another one, or it begins or ends to be a clock."""
        known = self.unknown is None or self.unknown.why is Why.NO_CLOCK
        return known and (self.then and self.then.due) != (self.proposed and self.proposed.due)


@dataclass(frozen=True, slots=True)
class Rules:
    """A text with the calendar that its days are counted by."""

    procedure: Procedure
    calendar: WorkingCalendar


Extensions = Mapping[str, tuple[tuple[date, date], ...]]
"""By the clock extended: (the day it was told, the new date), in the order told."""


def try_track(
    case: Case, track: Track, compared: Comparison, then: Rules, proposed: Rules, extensions: Extensions, until: date
) -> tuple[ClockTried, ...]:
    """Every clock of ours of one track, as it was and as it would have been.

    `until` is the London day to which what is not met counts as open: the day the case was closed, or that of asking.
    """
    return tuple(_Trial(case, track, compared, then, proposed, extensions, until).clocks())


@dataclass(frozen=True)
class _Trial:
    case: Case
    track: Track
    compared: Comparison
    then: Rules
    proposed: Rules
    extensions: Extensions
    until: date

    def clocks(self) -> Iterator[ClockTried]:
        facts = self.track.facts
        unknown_way = self.compared.way(facts)
        before = dues(self.then.procedure, self.track.stage, facts, self.then.calendar)
        again = counted_again(self.case, facts, self.then, self.proposed)
        new, reach = self._proposed_dues(again)
        for stage, old_clock, new_clock in self.compared.clocks:
            at = self.track.stage if stage == CASE else stage
            recorded = self.track.dues.get(old_clock.key) if old_clock is not None else None
            if f"{at}.received" not in facts or (new_clock is None and recorded is None):
                continue
            side, met = self._then(stage, at, old_clock, recorded)
            unknown = unknown_way.get(at) or reach
            if new_clock is None:
                if old_clock is not None:
                    why = unknown or Unknown(Why.NO_CLOCK, old_clock.key)
                    yield ClockTried(stage, old_clock.key, old_clock.kind, side, None, met, why)
                continue
            if unknown is not None:
                yield ClockTried(stage, new_clock.key, new_clock.kind, side, None, met, unknown)
                continue
            due = new.get(new_clock.key)
            on = due.on if due is not None else None
            own = before.get(new_clock.key)
            alone = recorded is not None and own is not None and own.on == on
            if recorded is not None and alone:
                on = recorded.on  # the proposal leaves this date alone, so it stays the one that was judged by
            yield self._tried(stage, at, new_clock, side, on, again, alone)

    def _proposed_dues(self, facts: Facts) -> tuple[dict[str, Due], Unknown | None]:
        stages = self.proposed.procedure.stages
        # Only clocks of the whole case hang on the present stage, and of a stage that is not there none is told.
        stage = self.track.stage if self.track.stage in self.compared.stages else stages[0].key
        try:
            return dues(self.proposed.procedure, stage, facts, self.proposed.calendar), None
        except DomainError:
            return {}, Unknown(Why.OUT_OF_REACH)

    def _then(self, stage: str, at: str, clock: Clock | None, recorded: Due | None) -> tuple[Side | None, date | None]:
        if clock is None or recorded is None:
            return None, None
        met = _met(clock, at, self.track.facts)
        over = met is None and self._over(at)
        due, late = passed(recorded.on, self.extensions.get(clock.key, ()), met or self.until, stands=True)
        return Side(due, late and not over), met

    def _tried(
        self, stage: str, at: str, clock: Clock, then: Side | None, on: date | None, facts: Facts, alone: bool
    ) -> ClockTried:
        met = _met(clock, at, facts)
        over = met is None and self._over(at)
        told = self.extensions.get(clock.key, ())
        due, late = passed(on, told, met or self.until, stands=alone)
        late = late and not over
        unknown = self._unknown(stage, at, clock, on, facts, late)
        side = Side(due, None if unknown is not None else late)
        return ClockTried(stage, clock.key, clock.kind, then, side, met, unknown)

    def _over(self, at: str) -> bool:
        """Whether a refusal or settlement ended the stage."""
        return any(ended(stage, self.track.facts) for stage in self.then.procedure.stages if stage.key == at)

    def _unknown(
        self, stage: str, at: str, clock: Clock, on: date | None, facts: Facts, late: bool
    ) -> Unknown | None:
        """Why it cannot be told for this clock; None when it can."""
        if self.compared.never_recorded:
            missing = self.compared.unrecorded(clock.rule, stage, facts)
            if missing:
                return Unknown(Why.NEVER_RECORDED, missing, self.compared.recording(missing))
            if late:  # what was in time without the step that is not known was in time with it too
                for why, names in ((Why.MET_BY_OTHERS, clock.met_by), (Why.MAY_HAVE_WAITED, waits(clock.rule))):
                    others = (scoped(name, at if why is Why.MET_BY_OTHERS else stage) for name in names)
                    name = next((n for n in others if n in self.compared.never_recorded and n not in facts), "")
                    if name:
                        return Unknown(why, name, self.compared.recording(name))
        return self._forbidden(clock, on)

    def _forbidden(self, clock: Clock, on: date | None) -> Unknown | None:
        """Whether the proposal would not have allowed the extension that was made and that it would need too."""
        told = self.extensions.get(clock.key, ())
        if on is None or not told or told[-1][1] <= on:
            return None
        cap = find_cap(self.proposed.procedure, clock.key)
        if cap is None:
            return Unknown(Why.NOT_EXTENDABLE, clock.key)
        days = self.proposed.calendar.between(on, told[-1][1])
        return Unknown(Why.OVER_CAP, clock.key) if cap.hard and cap.most is not None and days > cap.most else None


def passed(
    due: date | None, extensions: tuple[tuple[date, date], ...], end: date, *, stands: bool = False
) -> tuple[date | None, bool]:
    """The date that was passed first, and True; or else the date that counted in the end, and False.

    A date that was extended only after it had passed was passed. An extension to no later date was not needed, unless
    it `stands`: so it does in the record of a case that was moved to rules with a later date of their own.
    """
    if due is None:
        return None, False
    for told, until in extensions:
        if told > due:
            return due, True
        due = until if stands else max(due, until)
    return due, end > due


def _met(clock: Clock, at: str, facts: Facts) -> date | None:
    return min((facts[name].on for name in (scoped(n, at) for n in clock.met_by) if name in facts), default=None)


def counted_again(case: Case, facts: Facts, then: Rules, proposed: Rules) -> Facts:
    """The facts on the days on which they count under the proposal's out-of-hours rule and calendar."""
    same = then.procedure.day_rule == proposed.procedure.day_rule
    if same and (then.calendar is proposed.calendar or then.calendar == proposed.calendar):
        return facts
    receipts = {f"{CASE}.received", f"{then.procedure.stages[0].key}.received"}
    found = dict(facts)
    for name, fact in facts.items():
        if fact.incoming:
            whole = _as_given(case, fact) if name in receipts else fact
            was, now = _day(whole, then), _day(whole, proposed)
            if was != now:
                found[name] = replace(fact, on=now)
    return found


def _as_given(case: Case, fact: Fact) -> Fact:
    """The receipt with its hour, or, where its day was corrected to another, the day that was given."""
    if fact.at is not None:
        return fact
    if case.received_on == london_day(case.received_at):
        return replace(fact, at=case.received_at)
    return replace(fact, on=case.received_on)


def _day(fact: Fact, rules: Rules) -> date:
    rule, calendar = rules.procedure.day_rule, rules.calendar
    if fact.at is not None:
        return legal_day(fact.at, rule, calendar, incoming=True)
    return legal_date(fact.on, rule, calendar, incoming=True)
