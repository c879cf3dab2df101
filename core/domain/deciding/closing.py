"""Closing a case when nothing is left to do, and opening it again."""

from __future__ import annotations

from core.domain import commands as c
from core.domain import events as e
from core.domain.case import CaseStatus, IssueStatus, Track, TrackStatus
from core.domain.deciding.desk import Desk, require, sure
from core.domain.errors import Problem, refuse_if
from core.domain.procedure import Meaning
from core.domain.reckon import scoped


def close(desk: Desk, command: c.Close) -> tuple[e.Event, ...]:
    """A case may be answered with actions outstanding, but is closed only when they are done."""
    problems = desk.closed()
    for track in desk.case.tracks:
        if track.status is TrackStatus.OPEN:
            problems += _unfinished(desk, track)
    waiting = desk.case.open_actions
    if waiting:
        problems.append(Problem("actions_open", "actions", (("count", str(len(waiting))),)))
    refuse_if(problems)
    return (e.CaseClosed(command.reason),)


def reopen(desk: Desk, command: c.Reopen) -> tuple[e.Event, ...]:
    problems = [] if desk.case.status is CaseStatus.CLOSED else [Problem("case_not_closed")]
    refuse_if(problems + require(command.reason, "reopening_needs_reason", "reason"))
    return (e.CaseReopened(sure(command.reason)),)


def _unfinished(desk: Desk, track: Track) -> list[Problem]:
    """An open track must rest, or have had all its issues refused; a settled one leaves its issues as they are."""
    stage = desk.procedure(track).stage(track.stage)
    issues = desk.issues(track)
    settles = (scoped(m.records, stage.key) for m in stage.moves if m.meaning is Meaning.SETTLE and m.records)
    if track.state in stage.rests and any(fact in track.facts for fact in settles):
        return []
    problems = []
    undecided = [str(issue.no) for issue in issues if issue.status is IssueStatus.UNDECIDED]
    if undecided:
        problems.append(Problem("issues_undecided", "issues", (("issues", ", ".join(undecided)),)))
    refused = bool(issues) and all(issue.status is IssueStatus.REFUSED for issue in issues)
    if track.state not in stage.rests and not refused:
        problems.append(Problem("track_unanswered", "track", (("track", str(track.no)), ("state", track.state))))
    return problems
