"""What a command and an event are about, so that two people who work on one case are troubled only when it matters.

A command is always decided on the case as it is now. Where something happened since the user looked that is about the
very same thing, the user is asked to look again; anything else that happened meanwhile does not concern them.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.domain import commands as c
from core.domain import events as e
from core.domain.errors import DomainError, Problem

Subject = tuple[str, ...]


def of_command(command: c.Command) -> frozenset[Subject]:
    """What a command is about; empty when it only adds something."""
    match command:
        case c.AcceptIssue(issue) | c.RefuseIssue(issue=issue) | c.RestoreIssue(issue=issue):
            return frozenset({("issue", str(issue))})
        case c.RewordIssue(issue=issue):
            return frozenset({("issue", str(issue))})
        case c.Take(track=track, move=move, findings=findings):
            told = ((about, str(finding.issue)) for finding in findings for about in ("finding", "issue"))
            return frozenset({("move", str(track), move), *told})
        case c.Extend(track=track, clock=clock):
            return frozenset({("clock", str(track), clock)})
        case c.Assign(track=track, stage=stage):
            return frozenset({("handler", str(track), stage)})
        case c.CorrectFact(track=track, fact=fact):
            return frozenset({("fact", str(track), fact)})
        case c.Retype():
            return frozenset({("type",)})
        case c.FinishAction(issue=issue, remedy=remedy):
            return frozenset({("remedy", str(issue), remedy)})
        case c.MoveVersion(track=track):
            return frozenset({("version", str(track))})
        case c.Close() | c.Reopen():
            return frozenset({("status",)})
    return frozenset()


def of_event(event: e.Event) -> frozenset[Subject]:
    """What an event changed, in the same words."""
    match event:
        case e.IssueAccepted(issue) | e.IssueRefused(issue=issue) | e.IssueRestored(issue=issue):
            return frozenset({("issue", str(issue))})
        case e.IssueReworded(issue=issue):
            return frozenset({("issue", str(issue))})
        case e.MoveMade(track=track, move=move):
            return frozenset({("move", str(track), move)})
        case e.FindingMade(issue=issue):
            return frozenset({("finding", str(issue))})
        case e.Extended(track=track, clock=clock):
            return frozenset({("clock", str(track), clock)})
        case e.Assigned(track=track, stage=stage):
            return frozenset({("handler", str(track), stage)})
        case e.FactCorrected(track=track, fact=fact):
            return frozenset({("fact", str(track), fact)})
        case e.Retyped():
            return frozenset({("type",)})
        case e.ActionFinished(issue=issue, remedy=remedy):
            return frozenset({("remedy", str(issue), remedy)})
        case e.VersionMoved(track=track):
            return frozenset({("version", str(track))})
        case e.CaseClosed() | e.CaseReopened():
            return frozenset({("status",)})
    return frozenset()


def refuse_if_changed(command: c.Command, since: Iterable[e.Event]) -> None:
    """Raise `changed_meanwhile` when one of the events `since` the user looked is about what `command` is about."""
    about = of_command(command)
    for event in since:
        if about & of_event(event):
            raise DomainError(Problem("changed_meanwhile", params=(("event", type(event).__name__),)))
