"""Issues are accepted, refused, found and remedied one by one; a refusal is never a dead end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain import commands as c
from core.domain.case import Finding, IssueStatus, Sealed
from core.domain.errors import Problem, UnknownName
from core.domain.events import FindingMade, MoveMade
from core.domain.outcome import outcome
from tests.domain.stories import APOLOGY, PAT, STAN, WORDS, Story, answered, finding


def split() -> Story:
    """Two issues, neither decided."""
    story = Story().receive()
    story.do(c.SplitIssues(1, ((WORDS, "waste"), (WORDS, "parking"))))
    return story


def test_a_refusal_without_anything_is_told_all_that_it_lacks_at_once() -> None:
    problems = split().refused(c.RefuseIssue(1, "", None, None))
    assert problems == (
        Problem("refusal_needs_ground", "ground"),
        Problem("refusal_needs_reason", "reason"),
        Problem("refusal_needs_destination", "goes_to"),
        Problem("refusal_needs_ombudsman", "ombudsman_told"),
    )


def test_a_refusal_rests_on_a_ground_of_the_procedure() -> None:
    assert split().codes(c.RefuseIssue(1, "dislike", WORDS, WORDS, True)) == ["unknown_ground"]


def test_one_issue_may_be_refused_and_the_other_answered() -> None:
    story = split()
    story.do(c.RefuseIssue(1, "appeal", WORDS, WORDS, True))
    story.do(c.AcceptIssue(2))
    story.answer(finding(2, Finding.UPHELD, APOLOGY))
    refused, found = story.case.issues
    assert (refused.status, refused.ground) == (IssueStatus.REFUSED, "appeal")
    assert dict(found.findings) == {"stage1": Finding.UPHELD}
    assert outcome(story.case, story.track) is Finding.UPHELD


def test_an_accepted_issue_may_still_be_refused_until_it_is_answered() -> None:
    story = split()
    story.do(c.AcceptIssue(1))
    story.do(c.RefuseIssue(1, "appeal", WORDS, WORDS, True))
    story.do(c.AcceptIssue(2))
    story.answer(finding(2))
    assert "issue_already_answered" in story.codes(c.RefuseIssue(2, "appeal", WORDS, WORDS, True))


def test_a_decision_on_an_issue_is_taken_once_and_can_be_undone_with_a_reason() -> None:
    story = split()
    story.do(c.AcceptIssue(1))
    assert story.codes(c.AcceptIssue(1)) == ["issue_already_decided"]
    assert story.codes(c.RestoreIssue(1, None)) == ["restoring_needs_reason"]
    story.do(c.RestoreIssue(1, WORDS))
    assert story.case.issue(1).status is IssueStatus.UNDECIDED
    assert story.codes(c.RestoreIssue(1, WORDS)) == ["issue_not_decided"]


def test_the_words_of_an_issue_are_put_right_with_a_reason_until_it_is_answered() -> None:
    story = split()
    story.do(c.AcceptIssue(1))
    assert story.codes(c.RewordIssue(1, None, None)) == ["issue_needs_words", "rewording_needs_reason"]
    before, better = story.case.issue(1), Sealed("row-9", "seal-9")
    story.do(c.RewordIssue(1, better, WORDS))
    assert story.case.issue(1) == replace(before, words=better), "what was decided stays"
    story.do(c.RefuseIssue(2, "appeal", WORDS, WORDS, True))
    story.do(c.RewordIssue(2, better, WORDS))
    story.answer(finding(1))
    assert story.codes(c.RewordIssue(1, better, WORDS)) == ["issue_already_answered"]


def test_undecided_issues_bar_the_answer_and_so_does_having_none() -> None:
    story = split()
    story.do(c.AcceptIssue(1))
    assert story.codes(c.Take(1, "answer", findings=(finding(1),))) == ["issues_undecided"]
    assert Story().receive().codes(c.Take(1, "answer")) == ["no_accepted_issue"]


def test_every_accepted_issue_needs_a_finding_and_no_other_issue_may_have_one() -> None:
    story = split()
    story.do(c.AcceptIssue(1))
    story.do(c.RefuseIssue(2, "appeal", WORDS, WORDS, True))
    problems = story.refused(c.Take(1, "answer", findings=(finding(2),)))
    assert [(p.code, p.field) for p in problems] == [
        ("finding_on_unaccepted_issue", "findings.2"),
        ("issue_needs_finding", "findings.1"),
    ]
    assert story.codes(c.Take(1, "answer", findings=(finding(1), finding(1)))) == ["two_findings_on_one_issue"]


@pytest.mark.parametrize(("found", "needs"), [(f, f in ("upheld", "partly_upheld", "not_upheld")) for f in Finding])
def test_a_finding_that_decides_something_needs_reasons(found: Finding, needs: bool) -> None:
    story = Story().receive().accept_one()
    command = c.Take(1, "answer", findings=(c.IssueFinding(1, found, None),))
    if needs:
        assert story.codes(command) == ["finding_needs_reasons"]
    else:
        assert story.do(command)


@pytest.mark.parametrize(
    ("remedy", "code"),
    [
        (("r", "grovelling", WORDS, None, ""), "unknown_remedy_kind"),
        (("r", "action", None, None, ""), "remedy_needs_words"),
        (("r", "payment", WORDS, None, ""), "payment_needs_amount"),
        (("r", "payment", WORDS, None, "12.5"), "amount_not_pounds"),
        (("r", "action", WORDS, date(2025, 1, 5), ""), "remedy_date_passed"),
        (("", "action", WORDS, None, ""), "remedy_id_taken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_remedy_is_of_a_known_kind_and_complete(remedy: tuple[str, str, None, date | None, str], code: str) -> None:
    story = Story().receive().accept_one()
    assert story.codes(c.Take(1, "answer", findings=(finding(1, Finding.NOT_UPHELD, remedy),))) == [code]


@pytest.mark.parametrize(
    ("found", "remedies", "departures"),
    [
        (Finding.UPHELD, (), ("no_apology",)),
        (Finding.PARTLY_UPHELD, (("p", "payment", WORDS, None, "50.00"),), ("no_apology",)),
        (Finding.UPHELD, (APOLOGY,), ()),
        (Finding.NOT_UPHELD, (), ()),
    ],
)
def test_upheld_without_an_apology_is_kept_as_a_departure_and_does_not_bar(
    found: Finding, remedies: tuple[tuple[str, str, None, None, str], ...], departures: tuple[str, ...]
) -> None:
    story = Story().receive().accept_one()
    made = story.do(c.Take(1, "answer", findings=(finding(1, found, *remedies),)))[-1]
    assert isinstance(made, MoveMade)
    assert made.departures == departures


def test_an_apology_at_stage_1_still_stands_at_stage_2() -> None:
    story = Story().receive().accept_one().on("2025-01-08").answer(finding(1, Finding.UPHELD, APOLOGY)).ask()
    made = story.on("2025-01-10").do(c.Take(1, "answer", findings=(finding(1, Finding.UPHELD),)), STAN)[-1]
    assert isinstance(made, MoveMade)
    assert made.departures == ()


def test_open_actions_let_the_case_be_answered_and_not_closed_until_they_are_done() -> None:
    action = ("a", "action", WORDS, date(2025, 2, 1), "")
    story = Story().receive().accept_one().on("2025-01-08").answer(finding(1, Finding.UPHELD, APOLOGY, action))
    assert [remedy.id for remedy in story.case.open_actions] == ["a"]
    assert story.codes(c.Close()) == ["actions_open"]
    assert story.codes(c.FinishAction(1, "a", date(2025, 1, 9))) == ["in_the_future"]
    assert story.codes(c.FinishAction(1, "a", date(2025, 1, 5))) == ["before_receipt"]
    story.do(c.FinishAction(1, "a", date(2025, 1, 8)))
    assert story.codes(c.FinishAction(1, "a", date(2025, 1, 8))) == ["action_already_done"]
    story.do(c.Close())
    with pytest.raises(UnknownName):
        story.do(c.FinishAction(1, "z", date(2025, 1, 8)))


def test_a_withdrawn_issue_needs_no_finding_at_the_next_stage() -> None:
    story = Story().receive().accept_one().accept_one().on("2025-01-08")
    story.answer(c.IssueFinding(1, Finding.WITHDRAWN, None), finding(2)).ask()
    assert story.case.issue(1).status is IssueStatus.WITHDRAWN
    events = story.do(c.Take(1, "answer", findings=(finding(2),)), STAN)
    assert [type(event) for event in events] == [FindingMade, MoveMade]


def test_new_points_after_the_answer_are_a_complaint_of_their_own() -> None:
    assert answered().codes(c.SplitIssues(1, ((WORDS, ""),))) == ["track_already_answered"]


def test_findings_belong_to_answers() -> None:
    story = Story().receive().accept_one()
    assert story.codes(c.Take(1, "offer", findings=(finding(),))) == ["findings_not_here"]


def test_a_person_cannot_decide_issues() -> None:
    assert split().codes(c.AcceptIssue(1), PAT) == ["not_for_person"]
