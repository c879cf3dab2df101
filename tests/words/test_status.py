"""The one line that says where a case stands."""

from datetime import UTC, date, datetime

import pytest

from core.domain.case import Case, CaseStatus, Due, DueState, Fact, Issue, IssueStatus, Remedy, Sealed, Track
from core.words.status import Status, for_person, for_staff, issue_for_person, status_of

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


def test_both_readers_have_words_for_every_status() -> None:
    assert all(for_staff(status) and for_person(status) for status in Status)
    assert for_person(Status.WAITING) == "We asked you something"
    assert issue_for_person(_issue(IssueStatus.REFUSED)) == "We did not take this on"
