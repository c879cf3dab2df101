"""The one line that says where a case stands."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.domain.case import Case, CaseStatus, Due, DueState, Fact, Issue, IssueStatus, Remedy, Sealed, Track
from core.domain.procedure import Meaning, Move, Ombudsman, Procedure, Stage
from core.domain.text import Text
from core.words.status import Status, deciding_to_review, for_person, for_staff, issue_for_person, status_of

AT = datetime(2025, 1, 6, 10, 0, tzinfo=UTC)
WORDS = Sealed("row", "seal")


def _track(*facts: str, **more: object) -> Track:
    given = {name: Fact(date(2025, 1, 6)) for name in ("case.received", "stage1.received", *facts)}
    return Track(1, "hash", "corporate", "v1", "calendar", "stage1", "received", facts=given, **more)  # type: ignore[arg-type]


def _case(track: Track, *issues: Issue, **more: object) -> Case:
    given = {"tracks": (track,), "issues": issues, **more}
    return Case("a", "c", 1, "R", "complaint", "web", AT, date(2025, 1, 6), AT, **given)  # type: ignore[arg-type]


def _issue(status: IssueStatus = IssueStatus.ACCEPTED, *remedies: Remedy) -> Issue:
    return Issue(1, 1, WORDS, status=status, remedies=remedies)


REPLACED = Due("stage1_response_due", date(2025, 1, 20), True, "limit", DueState.REPLACED)
OWED = Remedy("r", "action", WORDS, by=date(2025, 3, 7))


@pytest.mark.parametrize(
    ("case", "status"),
    [
        (_case(_track()), Status.NEW),
        (_case(_track(), _issue(IssueStatus.UNDECIDED)), Status.TO_DECIDE),
        (_case(_track("stage1.acknowledged"), _issue()), Status.LOOKING),
        (_case(_track(), _issue(), waiting_for_person=True), Status.WAITING),
        (_case(_track(dues={"stage1_response_due": REPLACED}), _issue()), Status.MORE_TIME),
        (_case(_track("stage1.refused")), Status.NOT_TAKEN_ON),
        (_case(_track("stage1.answered"), _issue()), Status.ANSWERED),
        (_case(_track("stage1.answered"), _issue(IssueStatus.ACCEPTED, OWED)), Status.ANSWERED_ACTIONS),
        (_case(_track("stage1.withdrawn")), Status.WITHDRAWN),
        (_case(_track("stage2.with_ombudsman", "stage1.answered")), Status.OMBUDSMAN),
        (_case(_track("stage1.answered"), status=CaseStatus.CLOSED), Status.CLOSED),
    ],
    ids=lambda value: value.value if isinstance(value, Status) else "",
)
def test_status(case: Case, status: Status) -> None:
    assert status_of(case) is status


def _stage(key: str, *moves: Move) -> Stage:
    return Stage(key, Text(key), "received", moves, ("answered",))


def _move(key: str, meaning: Meaning, target: str, *source: str) -> Move:
    return Move(key, Text(key), source, target, meaning)


FIRST = _stage("stage1", _move("refuse", Meaning.REFUSE, "refused", "received"))
REVIEW = (
    _move("accept", Meaning.STEP, "accepted", "received"),
    _move("refuse", Meaning.REFUSE, "refused", "received"),
    _move("answer", Meaning.ANSWER, "answered", "accepted"),
)
PLAIN = _move("acknowledge", Meaning.ACKNOWLEDGE, "acknowledged", "received")


@pytest.mark.parametrize(
    ("moves", "stage", "state", "deciding"),
    [
        (REVIEW, "stage2", "received", True),
        (REVIEW, "stage2", "accepted", False),
        (REVIEW, "stage1", "received", False),
        ((*REVIEW, PLAIN), "stage2", "received", False),
        (REVIEW[1:], "stage2", "received", False),
    ],
    ids=["asked", "accepted", "the first stage", "confirmed without a decision", "nothing leads on"],
)
def test_a_further_stage_that_may_be_refused_is_decided_on_first(
    moves: tuple[Move, ...], stage: str, state: str, deciding: bool
) -> None:
    second = _stage("stage2", *moves)
    body = Ombudsman("none", Text("No ombudsman"), "https://none.example")
    procedure = Procedure("corporate", "1", Text("Complaints"), "Policy", (FIRST, second), body)
    assert deciding_to_review(procedure, replace(_track("stage2.received"), stage=stage, state=state)) is deciding


def test_both_readers_have_words_for_every_status() -> None:
    assert all(for_staff(status) and for_person(status) for status in Status)
    assert for_person(Status.WAITING) == "We asked you something"
    assert issue_for_person(_issue(IssueStatus.REFUSED)) == "We did not take this on"
