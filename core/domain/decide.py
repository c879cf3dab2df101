"""Decides what a command makes of a case: the events, or a refusal with all of its problems at once.

Pure: the moment, the actor and the adopted texts are given. A preview is a decision that nobody appends.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from core.domain import commands as c
from core.domain.actor import Actor, ActorKind
from core.domain.calendar import require_aware
from core.domain.case import Case
from core.domain.deciding import closing, extending, facts, handling, issues, taking, talking, tracks
from core.domain.deciding.desk import Desk
from core.domain.errors import DomainError, Problem
from core.domain.events import Event
from core.domain.evolve import evolve
from core.domain.register import Register

FOR_PERSON = (c.Receive, c.Take, c.AddInformation)
"""All that a person may ask of a case; the procedure says which moves are theirs."""

_DECIDERS: dict[type, Callable[[Desk, Any], tuple[Event, ...]]] = {
    c.SplitIssues: issues.split,
    c.AcceptIssue: issues.accept,
    c.RefuseIssue: issues.refuse,
    c.RestoreIssue: issues.restore,
    c.RewordIssue: issues.reword,
    c.FinishAction: issues.finish,
    c.Take: taking.take,
    c.Extend: extending.extend,
    c.Assign: handling.assign,
    c.CorrectFact: facts.correct,
    c.Retype: tracks.retype,
    c.OpenTrack: tracks.open_track,
    c.MoveVersion: tracks.move_version,
    c.Recalculate: tracks.recalculate,
    c.AddInformation: talking.add_information,
    c.AddNote: talking.add_note,
    c.AskPerson: talking.ask_person,
    c.SendLetter: talking.send_letter,
    c.Link: talking.link,
    c.EraseWords: talking.erase,
    c.Close: closing.close,
    c.Reopen: closing.reopen,
}

_RECKONS = (c.Take, c.Extend, c.CorrectFact, c.MoveVersion)
"""Commands that reckon a track's dates anew, and so first let the calendar in force reach it."""


def decide(
    case: Case | None, command: c.Command, register: Register, now: datetime, actor: Actor, authority: str
) -> tuple[Event, ...]:
    """The events that `command` makes of `case` (None only for `Receive`) at the instant `now`.

    No events mean that it is so already. Raises DomainError with every problem, UnknownName for what does not exist,
    NoRulesKnown where no text was in force.
    """
    instant = require_aware(now).astimezone(UTC)
    if actor.kind is ActorKind.PERSON and not isinstance(command, FOR_PERSON):
        raise DomainError(Problem("not_for_person"))
    if isinstance(command, c.Receive):
        return tracks.receive(case, command, register, instant, actor, authority)
    if case is None or case.authority != authority:
        raise DomainError(Problem("no_such_case"))
    desk = Desk(case, register, instant, actor)
    if not isinstance(command, _RECKONS):
        return _DECIDERS[type(command)](desk, command)
    fresh = tracks.freshen(desk, command.track)
    if fresh:
        desk = Desk(after(case, fresh), register, instant, actor)
    return (*fresh, *_DECIDERS[type(command)](desk, command))


def preview(
    case: Case | None, command: c.Command, register: Register, now: datetime, actor: Actor, authority: str
) -> tuple[tuple[Event, ...], Case]:
    """What `command` would make of `case`: the events and the case after them. Raises as `decide` does."""
    events = decide(case, command, register, now, actor, authority)
    case_id = command.case if isinstance(command, c.Receive) else ""
    return events, after(case, events, authority=authority, case_id=case_id)


def after(case: Case | None, events: tuple[Event, ...], *, authority: str = "", case_id: str = "") -> Case:
    """`case` after `events`. ValueError when there is neither a case nor an event."""
    for event in events:
        case = evolve(case, event, authority=authority, case_id=case_id)
    if case is None:
        raise ValueError("nothing to make a case of")
    return case
