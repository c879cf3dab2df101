"""What happened, past tense: the closed list of things the record of a case can hold.

An event says where it landed and which dates it moved, so folding needs neither rules nor calendar. Bodies are plain
data (text, numbers, dates, tuples); `core.domain.wire` turns them into canonical bytes and back. A field added later
needs a default and never changes its meaning; anything else is a new schema number with an upcaster.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.domain.case import Due, Finding, Sealed


@dataclass(frozen=True, slots=True)
class CaseReceived:
    reference: str
    type: str
    channel: str
    received_at: datetime
    received_on: date
    logged_at: datetime
    summary: Sealed
    wanted: Sealed | None = None
    person: str = ""
    service: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class TrackOpened:
    """A procedure is followed from now on. `facts`: (name, day, instant, incoming); `issues` move to this track.

    `beside`: for some issues only, beside the procedure that the case's type follows.
    """

    track: int
    procedure: str
    version: str
    procedure_hash: str
    stage: str
    state: str
    calendar: str
    facts: tuple[tuple[str, date, datetime | None, bool], ...]
    dues: tuple[Due, ...]
    issues: tuple[int, ...] = ()
    beside: bool = False


@dataclass(frozen=True, slots=True)
class TrackParked:
    """The case was re-typed: the track waits and its clocks no longer matter."""

    track: int
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class TrackResumed:
    track: int
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class IssueAdded:
    issue: int
    track: int
    words: Sealed
    service: str = ""


@dataclass(frozen=True, slots=True)
class IssueAccepted:
    issue: int


@dataclass(frozen=True, slots=True)
class IssueRefused:
    issue: int
    ground: str
    reason: Sealed
    goes_to: Sealed
    ombudsman: str


@dataclass(frozen=True, slots=True)
class IssueRestored:
    issue: int
    reason: Sealed


@dataclass(frozen=True, slots=True)
class IssueReworded:
    """The issue reads `words` from now on; what it said before stays where it was recorded."""

    issue: int
    words: Sealed
    reason: Sealed


@dataclass(frozen=True, slots=True)
class MoveMade:
    """A step of a procedure: `stage` and `state` are where the track is now; `fact` on day `on` is what it recorded.

    `started` names the stage it opened (whose `received` happened then), `stated` the facts whose dates it states.
    `dues` are the clocks that moved. `departures` are codes of rules it departed from. `answered_by`: who answered.
    """

    track: int
    move: str
    meaning: str
    stage: str
    state: str
    from_stage: str
    fact: str = ""
    on: date | None = None
    at: datetime | None = None
    incoming: bool = False
    started: str = ""
    answered_by: str = ""
    stated: tuple[tuple[str, date], ...] = ()
    departures: tuple[str, ...] = ()
    dues: tuple[Due, ...] = ()
    words: tuple[tuple[str, Sealed], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    letter: str = ""


@dataclass(frozen=True, slots=True)
class FindingMade:
    """The finding on one issue in the answer given on day `on`. `remedies`: (id, kind, words, by, pounds)."""

    issue: int
    stage: str
    finding: Finding
    on: date
    reasons: Sealed | None = None
    remedies: tuple[tuple[str, str, Sealed | None, date | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Extended:
    """`days` in all from the original date `was`; `now_due` is the new one; told on `told`."""

    track: int
    clock: str
    days: int
    was: date
    now_due: date
    told: date
    reason: Sealed
    good_reason: Sealed | None = None
    departures: tuple[str, ...] = ()
    dues: tuple[Due, ...] = ()
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Assigned:
    track: int
    stage: str
    handler: str


@dataclass(frozen=True, slots=True)
class FactCorrected:
    """`on` is the day that counts; `given` the day it came in, where an out-of-hours rule makes the two differ."""

    track: int
    fact: str
    was: date
    on: date
    reason: Sealed
    dues: tuple[Due, ...] = ()
    given: date | None = None


@dataclass(frozen=True, slots=True)
class DuesMoved:
    """A new calendar, named by its hash, reached the track and moved these dates."""

    track: int
    calendar: str
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class VersionMoved:
    """The track follows another adopted text: all its dates before and after."""

    track: int
    version: str
    procedure_hash: str
    was_hash: str
    reason: Sealed
    before: tuple[Due, ...]
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Retyped:
    was: str
    type: str
    reason: Sealed


@dataclass(frozen=True, slots=True)
class InformationAdded:
    words: Sealed
    channel: str


@dataclass(frozen=True, slots=True)
class NoteAdded:
    words: Sealed


@dataclass(frozen=True, slots=True)
class PersonAsked:
    question: Sealed
    reply_by: date | None = None
    letter: str = ""


@dataclass(frozen=True, slots=True)
class LetterSent:
    """A letter went: `commitment` is to all of it as sent, under a key kept in the letter's row and destroyed with it.

    `key` names its template, `channel` the way it went. `alone`: it goes with no step, extension or question.
    """

    letter: str
    track: int
    key: str
    channel: str
    commitment: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class ActionFinished:
    issue: int
    remedy: str
    on: date
    evidence: Sealed | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    other: str
    kind: str


@dataclass(frozen=True, slots=True)
class CaseClosed:
    reason: Sealed | None = None


@dataclass(frozen=True, slots=True)
class CaseReopened:
    """Without a reason of its own where the person's request for the next stage reopened it."""

    reason: Sealed | None = None


@dataclass(frozen=True, slots=True)
class WordsErased:
    """Destroyed with their keys under `rule`: `rows` of words, `letters` as sent, and the details of `person`."""

    rows: tuple[str, ...]
    rule: str
    letters: tuple[str, ...] = ()
    person: str = ""


Event = (
    CaseReceived | TrackOpened | TrackParked | TrackResumed | IssueAdded | IssueAccepted | IssueRefused | IssueRestored
    | IssueReworded | MoveMade | FindingMade | Extended | Assigned | FactCorrected | DuesMoved | VersionMoved | Retyped
    | InformationAdded | NoteAdded | PersonAsked | LetterSent | ActionFinished | Linked | CaseClosed | CaseReopened
    | WordsErased
)
