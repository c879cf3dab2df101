"""The sum of a simulation: how many cases were late and would have been, by stage, service and clock.

A case, or a stage of it, is late when a limit of it was passed. Targets and backstops are counted with the clocks only:
nobody was promised them. What cannot be told is never counted as in time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from core.domain.compared import Unknown, Why
from core.domain.procedure import ClockKind
from core.domain.simulate import ClockTried

FEW = 10
"""Fewer cases than this say little about a rule: chance decides as much as the rule does."""


def is_few(cases: int) -> bool:
    """Whether there are some cases, and so few that figures of them tell of each of them."""
    return 0 < cases < FEW


@dataclass(frozen=True, slots=True)
class CaseTried:
    """One case under both rules. `still_open`: what is not met counts as passed up to the day asked about only."""

    id: str
    reference: str
    service: str
    received_on: date
    version: str
    still_open: bool
    clocks: tuple[ClockTried, ...]

    @property
    def changed(self) -> tuple[ClockTried, ...]:
        """The limits that one of both passes and the other does not."""
        return tuple(c for c in _limits(self.clocks) if c.late_proposed is not None and c.late_proposed != c.late_then)


@dataclass(slots=True)
class Counts:
    """How many there are, were late, would have been, and of how many that cannot be told.

    `unknown_late`: how many of those that cannot be told were late then, so that like can be compared with like.
    """

    all: int = 0
    late_then: int = 0
    late_proposed: int = 0
    unknown: int = 0
    unknown_late: int = 0

    def add(self, clocks: Iterable[ClockTried]) -> None:
        """Count one more, which these clocks make late or not."""
        clocks = tuple(clocks)
        late, was = late_of(clocks), any(clock.late_then for clock in clocks)
        self.all += 1
        self.late_then += was
        self.late_proposed += late is True
        self.unknown += late is None
        self.unknown_late += late is None and was


def late_of(clocks: Iterable[ClockTried]) -> bool | None:
    """Whether one of the clocks would have been late; None when that hangs on one that cannot be told."""
    told = [clock.late_proposed for clock in clocks]
    return True if True in told else None if None in told else False


ClockKey = tuple[str, str, ClockKind]


@dataclass(slots=True)
class Tally:
    """Counts of cases by service and version, of stages begun, and of clocks (all kinds) by stage and name.

    `newly_late` and `no_longer_late` are cases; `moved` those with a known date that is another; `unknown` counts
    clocks by what cannot be told of them, `dropped` those that the proposal just does not have.
    """

    cases: Counts = field(default_factory=Counts)
    stages: dict[str, Counts] = field(default_factory=dict)
    services: dict[str, Counts] = field(default_factory=dict)
    clocks: dict[ClockKey, Counts] = field(default_factory=dict)
    versions: Counter[str] = field(default_factory=Counter)
    unknown: Counter[tuple[str, str, Unknown]] = field(default_factory=Counter)
    dropped: Counter[tuple[str, str]] = field(default_factory=Counter)
    newly_late: int = 0
    no_longer_late: int = 0
    changed: int = 0
    moved: int = 0
    still_open: int = 0

    @property
    def few(self) -> bool:
        return self.cases.all < FEW

    def add(self, case: CaseTried) -> None:
        """Count one more case."""
        limits = tuple(_limits(case.clocks))
        late, was = late_of(limits), any(clock.late_then for clock in limits)
        self.cases.add(limits)
        self.services.setdefault(case.service, Counts()).add(limits)
        for stage in dict.fromkeys(clock.stage for clock in limits):
            self.stages.setdefault(stage, Counts()).add(clock for clock in limits if clock.stage == stage)
        for clock in case.clocks:
            self.clocks.setdefault((clock.stage, clock.clock, clock.kind), Counts()).add((clock,))
            if clock.unknown is not None and clock.unknown.why is Why.NO_CLOCK:
                self.dropped[clock.stage, clock.clock] += 1
            elif clock.unknown is not None:
                self.unknown[clock.stage, clock.clock, clock.unknown] += 1
        self.versions[case.version] += 1
        self.newly_late += late is True and not was
        self.no_longer_late += late is False and was
        self.changed += bool(case.changed)
        self.moved += any(clock.moved for clock in case.clocks)
        self.still_open += case.still_open


def _limits(clocks: Iterable[ClockTried]) -> Iterator[ClockTried]:
    return (clock for clock in clocks if clock.kind is ClockKind.LIMIT)

