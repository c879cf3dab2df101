"""What is wanted of a case, in the imperative. Words have been put away before: commands carry `Sealed` only.

`decide(case, command, …)` answers with the events, or refuses with all the problems at once. Every instant is aware.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.domain.case import Finding, Sealed


@dataclass(frozen=True, slots=True)
class Receive:
    """Make a case of what arrived. `procedure` names the procedure of the first track; "" opens none.

    `received_at` is when the authority got it, which may be long before it is entered; `origin` the case it came from.
    """

    case: str
    reference: str
    type: str
    channel: str
    received_at: datetime
    summary: Sealed
    wanted: Sealed | None = None
    person: str = ""
    service: str = ""
    origin: str = ""
    procedure: str = ""


@dataclass(frozen=True, slots=True)
class SplitIssues:
    """Add issues to a track: (words, service) of each."""

    track: int
    issues: tuple[tuple[Sealed, str], ...]


@dataclass(frozen=True, slots=True)
class AcceptIssue:
    issue: int


@dataclass(frozen=True, slots=True)
class RefuseIssue:
    """Do not take an issue on. `ombudsman_told` says that the person is told of the ombudsman."""

    issue: int
    ground: str
    reason: Sealed | None
    goes_to: Sealed | None
    ombudsman_told: bool = False


@dataclass(frozen=True, slots=True)
class RestoreIssue:
    """Undo a decision on an issue: it is undecided again."""

    issue: int
    reason: Sealed | None


@dataclass(frozen=True, slots=True)
class RewordIssue:
    """Put the words of an issue right. What they said before stays in the record."""

    issue: int
    words: Sealed | None
    reason: Sealed | None


@dataclass(frozen=True, slots=True)
class Given:
    """What a move's need was answered with: one of the values is set, by the need's kind.

    text: `words`; date: `on` (kept as a fact of that name); tick: `ticked`; choice: `choice`; person: `choice`, an id.
    """

    need: str
    words: Sealed | None = None
    on: date | None = None
    choice: str = ""
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class IssueFinding:
    """The finding on one issue and what puts it right. `remedies`: (id, kind, words, by, pounds).

    A remedy without `by` is done in this answer; one with it is an outstanding action.
    """

    issue: int
    finding: Finding
    reasons: Sealed | None
    remedies: tuple[tuple[str, str, Sealed | None, date | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Take:
    """Take a move of the procedure. `happened_at` None is now; `letter` the id of the letter that tells the person."""

    track: int
    move: str
    given: tuple[Given, ...] = ()
    happened_at: datetime | None = None
    findings: tuple[IssueFinding, ...] = ()
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Extend:
    """Extend a clock by `days` working days in all from its original date, and tell the person today."""

    track: int
    clock: str
    days: int
    reason: Sealed | None
    ombudsman_told: bool
    good_reason: Sealed | None = None
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Assign:
    """Give a stage of a track to a member of staff; `services` are where that person works, for independence rules."""

    track: int
    stage: str
    handler: str
    services: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CorrectFact:
    """A fact was recorded on the wrong day: `fact` as the track keeps it (`stage1.acknowledged`, `case.received`)."""

    track: int
    fact: str
    on: date
    reason: Sealed | None


@dataclass(frozen=True, slots=True)
class Retype:
    """Call the case something else; `procedure` is what the new type follows ("" for none). Reversible, audited."""

    type: str
    procedure: str
    reason: Sealed | None


@dataclass(frozen=True, slots=True)
class OpenTrack:
    """Follow another procedure too, anchored to the case's receipt; `issues` move to it."""

    procedure: str
    issues: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AddInformation:
    """Somebody added something (the person, or staff on their behalf). Never moves a date."""

    words: Sealed
    channel: str


@dataclass(frozen=True, slots=True)
class AddNote:
    """An internal note, never shown to the person."""

    words: Sealed


@dataclass(frozen=True, slots=True)
class AskPerson:
    """We asked the person something: a status, never a stop of the clock."""

    question: Sealed
    reply_by: date | None = None
    letter: str = ""


@dataclass(frozen=True, slots=True)
class SendLetter:
    """Let the record tell of a letter: `commitment` is to all of it as it goes. `alone`: it goes with nothing else."""

    letter: str
    track: int
    key: str
    channel: str
    commitment: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class FinishAction:
    """A promised remedy is done, on that day."""

    issue: int
    remedy: str
    on: date
    evidence: Sealed | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Link with another case of the same authority: `kind` is became, came_from, related, duplicate."""

    other: str
    kind: str


@dataclass(frozen=True, slots=True)
class Close:
    """Close the case: refused while issues are undecided, tracks unanswered or actions open."""

    reason: Sealed | None = None


@dataclass(frozen=True, slots=True)
class Reopen:
    reason: Sealed | None


@dataclass(frozen=True, slots=True)
class MoveVersion:
    """Move a track to another adopted text, with its dates before and after."""

    track: int
    procedure_hash: str
    reason: Sealed | None


@dataclass(frozen=True, slots=True)
class Recalculate:
    """Reckon the open clocks again under the calendar given to `decide` (a new bank holiday, a new closure)."""


@dataclass(frozen=True, slots=True)
class EraseWords:
    """Words, letters or a person's details were destroyed, keys and all, under a retention or erasure rule."""

    rows: tuple[str, ...]
    rule: str
    letters: tuple[str, ...] = ()
    person: str = ""


Command = (
    Receive | SplitIssues | AcceptIssue | RefuseIssue | RestoreIssue | RewordIssue | Take | Extend | Assign
    | CorrectFact | Retype | OpenTrack | AddInformation | AddNote | AskPerson | SendLetter | FinishAction | Link | Close
    | Reopen | MoveVersion | Recalculate | EraseWords
)
