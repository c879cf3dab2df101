"""Folds events into a case: pure, and without rules or a calendar, since an event says where it landed.

`evolve` adds one event, `fold` a whole stream. What an event changes is named field by field in its own small function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from core.domain import events as e
from core.domain.case import (
    Case,
    CaseStatus,
    Due,
    Fact,
    Finding,
    Issue,
    IssueStatus,
    Remedy,
    Track,
    TrackStatus,
)
from core.domain.procedure import Meaning
from core.domain.reckon import extension_fact

Changes = dict[str, Any]
"""The fields of a case that an event changes."""


def evolve(case: Case | None, event: e.Event, *, authority: str = "", case_id: str = "", seq: int = 0) -> Case:
    """`case` after `event`. The first event makes the case, and needs `authority` and `case_id`; `seq` counts on."""
    number = seq or (case.seq + 1 if case is not None else 1)
    if isinstance(event, e.CaseReceived):
        return _received(event, authority, case_id, number)
    if case is None:
        raise ValueError(f"{type(event).__name__} cannot begin a case")
    return replace(case, seq=number, **_STEPS[type(event)](case, event, number))


def fold(authority: str, case_id: str, events: Iterable[e.Event]) -> Case:
    """The case that `events`, in order and from the first, tell of. ValueError when there are none."""
    case: Case | None = None
    for event in events:
        case = evolve(case, event, authority=authority, case_id=case_id)
    if case is None:
        raise ValueError("a case needs at least one event")
    return case


def _received(event: e.CaseReceived, authority: str, case_id: str, seq: int) -> Case:
    return Case(
        authority,
        case_id,
        seq,
        event.reference,
        event.type,
        event.channel,
        event.received_at,
        event.received_on,
        event.logged_at,
        event.person,
        event.service,
        event.summary,
        event.wanted,
        event.origin,
    )


def _moved(dues: Mapping[str, Due], changed: tuple[Due, ...]) -> Mapping[str, Due]:
    return {**dues, **{due.clock: due for due in changed}} if changed else dues


def _track(case: Case, no: int, **changes: Any) -> tuple[Track, ...]:
    return tuple(replace(track, **changes) if track.no == no else track for track in case.tracks)


def _issue(case: Case, no: int, **changes: Any) -> Changes:
    return {"issues": tuple(replace(issue, **changes) if issue.no == no else issue for issue in case.issues)}


def _opened(case: Case, event: e.TrackOpened, seq: int) -> Changes:
    track = Track(
        event.track,
        event.procedure_hash,
        event.procedure,
        event.version,
        event.calendar,
        event.stage,
        event.state,
        facts={name: Fact(on, at, incoming, seq) for name, on, at, incoming in event.facts},
        dues={due.clock: due for due in event.dues},
        beside=event.beside,
    )
    changes: Changes = {"tracks": (*case.tracks, track)}
    if event.issues:
        changes["issues"] = tuple(replace(i, track=event.track) if i.no in event.issues else i for i in case.issues)
    return changes


def _parked(case: Case, event: e.TrackParked, seq: int) -> Changes:
    dues = _moved(case.track(event.track).dues, event.dues)
    return {"tracks": _track(case, event.track, status=TrackStatus.PARKED, dues=dues)}


def _resumed(case: Case, event: e.TrackResumed, seq: int) -> Changes:
    dues = _moved(case.track(event.track).dues, event.dues)
    return {"tracks": _track(case, event.track, status=TrackStatus.OPEN, dues=dues)}


def _issue_added(case: Case, event: e.IssueAdded, seq: int) -> Changes:
    return {"issues": (*case.issues, Issue(event.issue, event.track, event.words, event.service))}


def _issue_accepted(case: Case, event: e.IssueAccepted, seq: int) -> Changes:
    return _issue(case, event.issue, status=IssueStatus.ACCEPTED, ground="", refusal=None, goes_to=None)


def _issue_refused(case: Case, event: e.IssueRefused, seq: int) -> Changes:
    refused = {"ground": event.ground, "refusal": event.reason, "goes_to": event.goes_to}
    return _issue(case, event.issue, status=IssueStatus.REFUSED, **refused)


def _issue_restored(case: Case, event: e.IssueRestored, seq: int) -> Changes:
    return _issue(case, event.issue, status=IssueStatus.UNDECIDED, ground="", refusal=None, goes_to=None)


def _issue_reworded(case: Case, event: e.IssueReworded, seq: int) -> Changes:
    return _issue(case, event.issue, words=event.words)


def _move_made(case: Case, event: e.MoveMade, seq: int) -> Changes:
    track = case.track(event.track)
    facts = track.facts
    if event.on is not None:
        now = {name: Fact(on, seq=seq) for name, on in event.stated}
        happened = Fact(event.on, event.at, event.incoming, seq)
        if event.fact:
            now[event.fact] = happened
        if event.started:
            now[f"{event.started}.received"] = happened
        if now:
            facts = {**facts, **now}
    answerers = track.answerers
    if event.answered_by:
        answerers = {**answerers, event.from_stage: event.answered_by}
    moved = _track(
        case,
        event.track,
        stage=event.stage,
        state=event.state,
        facts=facts,
        dues=_moved(track.dues, event.dues),
        answerers=answerers,
    )
    waiting = case.waiting_for_person and event.meaning in (Meaning.ACKNOWLEDGE, Meaning.STEP)
    return {"tracks": moved, "waiting_for_person": waiting}


def _finding_made(case: Case, event: e.FindingMade, seq: int) -> Changes:
    issue = case.issue(event.issue)
    remedies = tuple(
        Remedy(id_, kind, words, by, pounds, event.on if by is None else None)
        for id_, kind, words, by, pounds in event.remedies
    )
    status = IssueStatus.WITHDRAWN if event.finding is Finding.WITHDRAWN else issue.status
    findings = {**issue.findings, event.stage: event.finding}
    return _issue(case, event.issue, status=status, findings=findings, remedies=(*issue.remedies, *remedies))


def _extended(case: Case, event: e.Extended, seq: int) -> Changes:
    track = case.track(event.track)
    facts = {**track.facts, extension_fact(event.clock): Fact(event.now_due, seq=seq)}
    return {"tracks": _track(case, event.track, facts=facts, dues=_moved(track.dues, event.dues))}


def _assigned(case: Case, event: e.Assigned, seq: int) -> Changes:
    handlers = {**case.track(event.track).handlers, event.stage: event.handler}
    return {"tracks": _track(case, event.track, handlers=handlers)}


def _fact_corrected(case: Case, event: e.FactCorrected, seq: int) -> Changes:
    track = case.track(event.track)
    facts = {**track.facts, event.fact: Fact(event.on, incoming=track.facts[event.fact].incoming, seq=seq)}
    changes: Changes = {"tracks": _track(case, event.track, facts=facts, dues=_moved(track.dues, event.dues))}
    if event.fact == "case.received":
        changes["received_on"] = event.given or event.on
    return changes


def _dues_moved(case: Case, event: e.DuesMoved, seq: int) -> Changes:
    dues = _moved(case.track(event.track).dues, event.dues)
    return {"tracks": _track(case, event.track, calendar=event.calendar, dues=dues)}


def _version_moved(case: Case, event: e.VersionMoved, seq: int) -> Changes:
    dues = {due.clock: due for due in event.dues}
    moved = _track(case, event.track, version=event.version, procedure_hash=event.procedure_hash, dues=dues)
    return {"tracks": moved}


def _retyped(case: Case, event: e.Retyped, seq: int) -> Changes:
    return {"type": event.type}


def _information_added(case: Case, event: e.InformationAdded, seq: int) -> Changes:
    return {"waiting_for_person": False}


def _person_asked(case: Case, event: e.PersonAsked, seq: int) -> Changes:
    return {"waiting_for_person": True}


def _action_finished(case: Case, event: e.ActionFinished, seq: int) -> Changes:
    done: date = event.on
    remedies = case.issue(event.issue).remedies
    return _issue(
        case, event.issue, remedies=tuple(replace(r, done=done) if r.id == event.remedy else r for r in remedies)
    )


def _linked(case: Case, event: e.Linked, seq: int) -> Changes:
    return {"links": (*case.links, (event.other, event.kind))}


def _closed(case: Case, event: e.CaseClosed, seq: int) -> Changes:
    tracks = tuple(replace(t, status=TrackStatus.CLOSED) if t.status is TrackStatus.OPEN else t for t in case.tracks)
    return {"status": CaseStatus.CLOSED, "waiting_for_person": False, "tracks": tracks}


def _reopened(case: Case, event: e.CaseReopened, seq: int) -> Changes:
    tracks = tuple(replace(t, status=TrackStatus.OPEN) if t.status is TrackStatus.CLOSED else t for t in case.tracks)
    return {"status": CaseStatus.OPEN, "tracks": tracks}


def _nothing(case: Case, event: e.NoteAdded | e.LetterSent | e.WordsErased, seq: int) -> Changes:
    return {}


_STEPS: dict[type, Callable[[Case, Any, int], Changes]] = {
    e.TrackOpened: _opened,
    e.TrackParked: _parked,
    e.TrackResumed: _resumed,
    e.IssueAdded: _issue_added,
    e.IssueAccepted: _issue_accepted,
    e.IssueRefused: _issue_refused,
    e.IssueRestored: _issue_restored,
    e.IssueReworded: _issue_reworded,
    e.MoveMade: _move_made,
    e.FindingMade: _finding_made,
    e.Extended: _extended,
    e.Assigned: _assigned,
    e.FactCorrected: _fact_corrected,
    e.DuesMoved: _dues_moved,
    e.VersionMoved: _version_moved,
    e.Retyped: _retyped,
    e.InformationAdded: _information_added,
    e.NoteAdded: _nothing,
    e.PersonAsked: _person_asked,
    e.LetterSent: _nothing,
    e.ActionFinished: _action_finished,
    e.Linked: _linked,
    e.CaseClosed: _closed,
    e.CaseReopened: _reopened,
    e.WordsErased: _nothing,
}
