"""A case as the record tells it: tracks with their clocks and facts, issues with their findings.

A case is a value. It is only ever made by folding events (`core.domain.evolve`), so two folds of a stream are equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Sealed:
    """Points at somebody's words: the row that holds them and a keyed commitment to them, never the words."""

    row: str
    seal: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, on the London day that counts. `at` is the instant (UTC) where it is known.

    Only `incoming` facts obey an out-of-hours rule. `seq` is the event that recorded it.
    """

    on: date
    at: datetime | None = None
    incoming: bool = False
    seq: int = 0


class DueState(StrEnum):
    """`met` includes met late: compare `met` with `on`. A replaced date was extended; a void one no longer matters."""

    RUNNING = "running"
    MET = "met"
    REPLACED = "replaced"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Due:
    """Where a clock stands. `on` None: no date yet, or no limit is stated. Not `firm`: projected from what is known."""

    clock: str
    on: date | None
    firm: bool
    kind: str
    state: DueState = DueState.RUNNING
    met: date | None = None

    @property
    def met_late(self) -> bool:
        return self.met is not None and self.on is not None and self.met > self.on

    def overdue(self, today: date) -> bool:
        """Still running, and its date has passed (the due date itself is on time to its end)."""
        return self.state is DueState.RUNNING and self.on is not None and today > self.on


class TrackStatus(StrEnum):
    OPEN = "open"
    PARKED = "parked"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Track:
    """One procedure being followed. `facts` are keyed `<stage>.<fact>`, `case.<fact>` or `extended:<clock>`; `dues` by
    clock name. `calendar` is the hash of the calendar its dates were reckoned by.

    `handlers`: staff id who handles each stage; `answerers`: staff id who answered each stage. `beside`: followed
    beside the procedure of the case's type, so that re-typing leaves it alone.
    """

    no: int
    procedure_hash: str
    procedure: str
    version: str
    calendar: str
    stage: str
    state: str
    status: TrackStatus = TrackStatus.OPEN
    facts: Mapping[str, Fact] = field(default_factory=dict)
    dues: Mapping[str, Due] = field(default_factory=dict)
    handlers: Mapping[str, str] = field(default_factory=dict)
    answerers: Mapping[str, str] = field(default_factory=dict)
    beside: bool = False


class IssueStatus(StrEnum):
    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Finding(StrEnum):
    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What puts an issue right: a kind of the closed list (`core.domain.outcome`), by when, and when it was done.

    Without `by` it was done in the answer itself (an apology, an explanation); with it, it is an outstanding action.
    """

    id: str
    kind: str
    words: Sealed | None
    by: date | None = None
    pounds: str = ""
    done: date | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One point inside a case, decided, found (at each stage) and remedied by itself."""

    no: int
    track: int
    words: Sealed
    service: str = ""
    status: IssueStatus = IssueStatus.UNDECIDED
    ground: str = ""
    refusal: Sealed | None = None
    goes_to: Sealed | None = None
    findings: Mapping[str, Finding] = field(default_factory=dict)
    remedies: tuple[Remedy, ...] = ()


class CaseStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Case:
    """One piece of feedback being handled. `received_on` is the London day the authority got it."""

    authority: str
    id: str
    seq: int
    reference: str
    type: str
    channel: str
    received_at: datetime
    received_on: date
    logged_at: datetime
    person: str = ""
    service: str = ""
    summary: Sealed | None = None
    wanted: Sealed | None = None
    origin: str = ""
    status: CaseStatus = CaseStatus.OPEN
    waiting_for_person: bool = False
    tracks: tuple[Track, ...] = ()
    issues: tuple[Issue, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    def track(self, no: int) -> Track:
        """Track number `no`; KeyError when there is none."""
        for track in self.tracks:
            if track.no == no:
                return track
        raise KeyError(no)

    def issue(self, no: int) -> Issue:
        """Issue number `no`; KeyError when there is none."""
        for issue in self.issues:
            if issue.no == no:
                return issue
        raise KeyError(no)

    @property
    def open_actions(self) -> tuple[Remedy, ...]:
        """Promised remedies that are not done yet; while there are any the case cannot be closed."""
        return tuple(r for i in self.issues for r in i.remedies if r.done is None)
