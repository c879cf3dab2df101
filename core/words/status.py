"""Where a case stands, in one line for staff and one for the person."""

from __future__ import annotations

from enum import StrEnum

from core.domain.case import Case, CaseStatus, Due, DueState, Issue, IssueStatus, Track, TrackStatus
from core.domain.procedure import STAY, Meaning, Procedure, Stage
from core.words.say import ENGLISH, Say, mark


class Status(StrEnum):
    NEW = "new"
    TO_DECIDE = "to_decide"
    TO_REVIEW = "to_review"
    LOOKING = "looking"
    WAITING = "waiting"
    MORE_TIME = "more_time"
    NOT_TAKEN_ON = "not_taken_on"
    ANSWERED_ACTIONS = "answered_actions"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    OMBUDSMAN = "ombudsman"
    CLOSED = "closed"


_WORDS = {
    Status.NEW: (mark("New"), mark("We have it")),
    Status.TO_DECIDE: (mark("To decide"), mark("We are deciding how to deal with it")),
    Status.TO_REVIEW: (mark("Review to decide"), mark("We are deciding whether to look at it again")),
    Status.LOOKING: (mark("Looking into it"), mark("We are looking into it")),
    Status.WAITING: (mark("Waiting for the person, clock runs"), mark("We asked you something")),
    Status.MORE_TIME: (mark("More time taken"), mark("We need more time")),
    Status.NOT_TAKEN_ON: (mark("Not taken on"), mark("We did not take this on")),
    Status.ANSWERED_ACTIONS: (mark("Answered, actions open"), mark("Answered; we still have things to do")),
    Status.ANSWERED: (mark("Answered"), mark("We have answered")),
    Status.WITHDRAWN: (mark("Withdrawn"), mark("You asked us to stop")),
    Status.OMBUDSMAN: (mark("With the ombudsman"), mark("With the ombudsman")),
    Status.CLOSED: (mark("Closed"), mark("Closed")),
}
_ISSUE_WORDS = {
    IssueStatus.UNDECIDED: (mark("Not decided yet"), mark("We are deciding whether we can look into this")),
    IssueStatus.ACCEPTED: (mark("Taken on"), mark("We will look into this")),
    IssueStatus.REFUSED: (mark("Not taken on"), mark("We did not take this on")),
    IssueStatus.WITHDRAWN: (mark("Withdrawn"), mark("You asked us to leave this")),
}
OMBUDSMAN_FACT = "with_ombudsman"
"""A fact of that name, in any stage, says that an ombudsman is looking at the case."""


def for_staff(status: Status, say: Say = ENGLISH) -> str:
    return say(_WORDS[status][0])


def for_person(status: Status, say: Say = ENGLISH) -> str:
    return say(_WORDS[status][1])


def issue_for_staff(issue: Issue, say: Say = ENGLISH) -> str:
    return say(_ISSUE_WORDS[issue.status][0])


def issue_for_person(issue: Issue, say: Say = ENGLISH, *, told: bool = True) -> str:
    """`told`: the person knows of the decision; until then we are still deciding, as far as they can know."""
    return say(_ISSUE_WORDS[issue.status if told else IssueStatus.UNDECIDED][1])


def status_of(case: Case) -> Status:
    """The status that tells most about the case now; the first that holds."""
    if case.status is CaseStatus.CLOSED:
        return Status.CLOSED
    tracks = [track for track in case.tracks if track.status is not TrackStatus.PARKED]
    if any(name.rpartition(".")[2] == OMBUDSMAN_FACT for track in tracks for name in track.facts):
        return Status.OMBUDSMAN
    ended = _ended(case, tracks)
    if ended is not None:
        return ended
    if case.waiting_for_person:
        return Status.WAITING
    if any(due.state is DueState.REPLACED for track in tracks for due in _of_stage(track)):
        return Status.MORE_TIME
    if case.issues and any(issue.status is IssueStatus.UNDECIDED for issue in case.issues):
        return Status.TO_DECIDE
    if not case.issues and not any(_begun(track) for track in tracks):
        return Status.NEW
    return Status.LOOKING


def deciding_to_review(procedure: Procedure, track: Track) -> bool:
    """Whether the person asked for a further stage and its rules want a decision first on whether there is one: it may
    be refused now, and neither be confirmed nor answered before a step that leads on."""
    return not _end(track) and decided_first(procedure, procedure.stage(track.stage), track.state)


def decided_first(procedure: Procedure, stage: Stage, state: str) -> bool:
    """The same of any further stage that stands at `state`."""
    if stage.key == procedure.stages[0].key:
        return False
    now = [move for move in stage.moves if state in move.source]
    meanings = {move.meaning for move in now}
    onward = any(move.meaning is Meaning.STEP and move.target not in (STAY, state) for move in now)
    return onward and Meaning.REFUSE in meanings and not meanings & {Meaning.ANSWER, Meaning.ACKNOWLEDGE}


def _ended(case: Case, tracks: list[Track]) -> Status | None:
    """How the case ended when every track is answered, refused or withdrawn at its present stage."""
    ends = [_end(track) for track in tracks]
    if not ends or "" in ends:
        return None
    if "answered" in ends:
        return Status.ANSWERED_ACTIONS if case.open_actions else Status.ANSWERED
    return Status.NOT_TAKEN_ON if "refused" in ends else Status.WITHDRAWN


def _end(track: Track) -> str:
    ends = ("withdrawn", "refused", "answered")
    return next((end for end in ends if f"{track.stage}.{end}" in track.facts), "")


def _begun(track: Track) -> bool:
    return any(name != "case.received" and not name.endswith(".received") for name in track.facts)


def _of_stage(track: Track) -> list[Due]:
    """The dues of the stage the track is in, and of the case."""
    return [due for name, due in track.dues.items() if name.startswith(track.stage) or not name.startswith("stage")]
