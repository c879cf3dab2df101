"""Deciding on issues: splitting, accepting, refusing and restoring them, and finishing what was promised."""

from __future__ import annotations

from core.domain import commands as c
from core.domain import events as e
from core.domain.case import Issue, IssueStatus, Track
from core.domain.deciding.desk import Desk, require, sure
from core.domain.errors import Problem, UnknownName, refuse_if

DECIDED = (IssueStatus.ACCEPTED, IssueStatus.REFUSED, IssueStatus.WITHDRAWN)


def split(desk: Desk, command: c.SplitIssues) -> tuple[e.Event, ...]:
    """Add issues, as long as the stage is not answered: later points are a complaint of their own (LGSCO Code 6)."""
    track = desk.track(command.track)
    problems = [*desk.not_open(track), *require(command.issues, "issues_missing", "issues"), *_answered(desk, track)]
    refuse_if(problems)
    last = max((issue.no for issue in desk.case.issues), default=0)
    return tuple(
        e.IssueAdded(last + n, track.no, words, service) for n, (words, service) in enumerate(command.issues, start=1)
    )


def accept(desk: Desk, command: c.AcceptIssue) -> tuple[e.Event, ...]:
    issue = desk.issue(command.issue)
    problems = _workable(desk, issue)
    if issue.status is not IssueStatus.UNDECIDED:
        problems.append(Problem("issue_already_decided", "issue", (("issue", str(issue.no)),)))
    refuse_if(problems)
    return (e.IssueAccepted(issue.no),)


def refuse(desk: Desk, command: c.RefuseIssue) -> tuple[e.Event, ...]:
    """A refusal explains why, says where else the matter goes, and that the ombudsman may look at the refusal itself.

    An issue may be refused at any point before it is answered, also after it was accepted (LGSCO Code 2).
    """
    issue = desk.issue(command.issue)
    procedure = desk.procedure(desk.track(issue.track))
    problems = _workable(desk, issue)
    if issue.status in (IssueStatus.REFUSED, IssueStatus.WITHDRAWN):
        problems.append(Problem("issue_already_decided", "issue", (("issue", str(issue.no)),)))
    if not command.ground:
        problems.append(Problem("refusal_needs_ground", "ground"))
    elif procedure.ground(command.ground) is None:
        problems.append(Problem("unknown_ground", "ground", (("ground", command.ground),)))
    problems += require(command.reason, "refusal_needs_reason", "reason")
    problems += require(command.goes_to, "refusal_needs_destination", "goes_to")
    problems += require(command.ombudsman_told, "refusal_needs_ombudsman", "ombudsman_told")
    refuse_if(problems)
    reason, goes_to = sure(command.reason), sure(command.goes_to)
    return (e.IssueRefused(issue.no, command.ground, reason, goes_to, procedure.ombudsman.key),)


def restore(desk: Desk, command: c.RestoreIssue) -> tuple[e.Event, ...]:
    issue = desk.issue(command.issue)
    problems = _workable(desk, issue)
    if issue.status not in DECIDED:
        problems.append(Problem("issue_not_decided", "issue", (("issue", str(issue.no)),)))
    problems += require(command.reason, "restoring_needs_reason", "reason")
    refuse_if(problems)
    return (e.IssueRestored(issue.no, sure(command.reason)),)


def reword(desk: Desk, command: c.RewordIssue) -> tuple[e.Event, ...]:
    """Other words for an issue, whatever was decided about it, until it is answered at its present stage."""
    issue = desk.issue(command.issue)
    problems = _workable(desk, issue)
    problems += require(command.words, "issue_needs_words", "words")
    problems += require(command.reason, "rewording_needs_reason", "reason")
    refuse_if(problems)
    return (e.IssueReworded(issue.no, sure(command.words), sure(command.reason)),)


def finish(desk: Desk, command: c.FinishAction) -> tuple[e.Event, ...]:
    """A promised remedy was done on a day that has come and is not before the case."""
    issue = desk.issue(command.issue)
    remedy = next((r for r in issue.remedies if r.id == command.remedy), None)
    if remedy is None:
        raise UnknownName(Problem("unknown_remedy", "remedy", (("remedy", command.remedy),)))
    problems = desk.closed()
    if remedy.done is not None:
        problems.append(Problem("action_already_done", "remedy", (("on", remedy.done.isoformat()),)))
    if command.on > desk.today:
        problems.append(Problem("in_the_future", "on"))
    if command.on < desk.case.received_on:
        problems.append(Problem("before_receipt", "on", (("received", desk.case.received_on.isoformat()),)))
    refuse_if(problems)
    return (e.ActionFinished(issue.no, remedy.id, command.on, command.evidence),)


def _workable(desk: Desk, issue: Issue) -> list[Problem]:
    """The problems that the case or track is not open, or that the issue was answered at this stage."""
    track = desk.track(issue.track)
    problems = desk.not_open(track)
    if track.stage in issue.findings:
        problems.append(Problem("issue_already_answered", "issue", (("issue", str(issue.no)),)))
    return problems


def _answered(desk: Desk, track: Track) -> list[Problem]:
    if track.state in desk.procedure(track).stage(track.stage).rests:
        return [Problem("track_already_answered", "track")]
    return []
