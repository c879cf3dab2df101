"""What a decision is made with: the case as it stands, the adopted texts, the moment and who acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from core.domain.actor import Actor, ActorKind
from core.domain.calendar import WorkingCalendar, london_day
from core.domain.case import Case, CaseStatus, Issue, Track, TrackStatus
from core.domain.errors import Problem, UnknownName
from core.domain.procedure import Move, Procedure, Stage
from core.domain.register import Register

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """A case on the desk. Its finders raise UnknownName for what the case or its procedure does not have."""

    case: Case
    register: Register
    now: datetime
    actor: Actor

    @property
    def today(self) -> date:
        """Today in London."""
        return london_day(self.now)

    @property
    def by_person(self) -> bool:
        return self.actor.kind is ActorKind.PERSON

    def track(self, no: int) -> Track:
        for track in self.case.tracks:
            if track.no == no:
                return track
        raise UnknownName(Problem("unknown_track", "track", (("track", str(no)),)))

    def issue(self, no: int) -> Issue:
        for issue in self.case.issues:
            if issue.no == no:
                return issue
        raise UnknownName(Problem("unknown_issue", "issue", (("issue", str(no)),)))

    def issues(self, track: Track) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.case.issues if issue.track == track.no)

    def procedure(self, track: Track) -> Procedure:
        """The text that `track` has pinned."""
        return self.register.procedure_by_hash(track.procedure_hash)

    def calendar(self, track: Track) -> WorkingCalendar:
        """The calendar that `track` is reckoned by."""
        return self.register.calendar_by_hash(track.calendar)

    def calendar_now(self, procedure: Procedure) -> str:
        """The hash of the calendar of `procedure` in force now."""
        return self.register.calendar_hash(procedure.calendar, self.now)

    def closed(self) -> list[Problem]:
        """The problem that the case is closed, if it is."""
        return [Problem("case_closed")] if self.case.status is CaseStatus.CLOSED else []

    def not_open(self, track: Track) -> list[Problem]:
        """The problem that the case is closed or the track is parked, if so."""
        if self.case.status is CaseStatus.CLOSED:
            return [Problem("case_closed")]
        return [Problem("track_parked", "track")] if track.status is TrackStatus.PARKED else []


def find_stage(procedure: Procedure, key: str) -> Stage:
    """The stage called `key`. Raises UnknownName."""
    try:
        return procedure.stage(key)
    except KeyError:
        raise UnknownName(Problem("unknown_stage", "stage", (("stage", key), ("procedure", procedure.key)))) from None


def find_move(procedure: Procedure, stage: Stage, key: str) -> Move:
    """The move called `key` of `stage` or of any time. Raises UnknownName, also for a move of another stage."""
    for move in procedure.moves_in(stage):
        if move.key == key:
            return move
    raise UnknownName(Problem("unknown_move", "move", (("move", key), ("stage", stage.key))))


def require(given: object, code: str, field: str) -> list[Problem]:
    """The problem `code` when nothing was given."""
    return [] if given else [Problem(code, field)]


def sure(given: T | None) -> T:
    """`given`, which `require` asked for before."""
    if given is None:
        raise ValueError("asked for before it was required")
    return given
