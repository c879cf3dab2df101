"""Receiving a case and opening, parking, resuming and moving its tracks between texts and calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from core.domain import commands as c
from core.domain import events as e
from core.domain.actor import Actor
from core.domain.calendar import london_day, require_aware
from core.domain.case import Case, CaseStatus, Fact, Track, TrackStatus
from core.domain.deciding.desk import Desk, require, sure
from core.domain.deciding.versions import unfit
from core.domain.errors import Problem, refuse_if
from core.domain.evolve import evolve
from core.domain.reckon import CASE, dues
from core.domain.register import Register
from core.domain.standing import legal_date, legal_day, moved, standing, void


def receive(
    case: Case | None, command: c.Receive, register: Register, now: datetime, actor: Actor, authority: str
) -> tuple[e.Event, ...]:
    """The case, and its first track under the text in force when it was received, however late it is logged."""
    received_at = require_aware(command.received_at)
    problems = [] if case is None else [Problem("case_exists", "case", (("case", command.case),))]
    problems += require(command.reference, "reference_missing", "reference")
    problems += require(command.type, "type_missing", "type")
    problems += require(command.channel, "channel_missing", "channel")
    if received_at > now:
        problems.append(Problem("in_the_future", "received_at"))
    refuse_if(problems)
    received = e.CaseReceived(
        command.reference,
        command.type,
        command.channel,
        received_at,
        london_day(received_at),
        now,
        command.summary,
        command.wanted,
        command.person,
        command.service,
        command.origin,
    )
    if not command.procedure:
        return (received,)
    made = evolve(None, received, authority=authority, case_id=command.case)
    return received, _opening(Desk(made, register, now, actor), command.procedure)


def open_track(desk: Desk, command: c.OpenTrack) -> tuple[e.Event, ...]:
    """Another track, anchored to the case's receipt, under the text in force then; unanswered issues may move to it."""
    problems = desk.closed()
    if _following(desk.case, command.procedure, TrackStatus.OPEN):
        problems.append(Problem("track_already_open", "procedure", (("procedure", command.procedure),)))
    for no in command.issues:
        if desk.issue(no).findings:
            problems.append(Problem("issue_already_answered", "issues", (("issue", str(no)),)))
    refuse_if(problems)
    return (_opening(desk, command.procedure, command.issues, beside=True),)


def retype(desk: Desk, command: c.Retype) -> tuple[e.Event, ...]:
    """Call the case something else: the type's track is parked, and the new type's procedure is resumed or opened.

    Nothing is lost, so that calling it back resumes what was parked, at the dates it had: no clock was stopped.
    Tracks opened beside it for some issues go on as they were.
    """
    problems = desk.closed()
    if command.type == desk.case.type:
        problems.append(Problem("type_unchanged", "type"))
    problems += require(command.type, "type_missing", "type")
    problems += require(command.reason, "retyping_needs_reason", "reason")
    refuse_if(problems)
    kept = _following(desk.case, command.procedure, TrackStatus.OPEN) if command.procedure else None
    others = [t for t in desk.case.tracks if t.status is TrackStatus.OPEN and t is not kept and not t.beside]
    events: list[e.Event] = [e.TrackParked(track.no, void(track)) for track in others]
    events.append(e.Retyped(desk.case.type, command.type, sure(command.reason)))
    if command.procedure and kept is None:
        parked = _following(desk.case, command.procedure, TrackStatus.PARKED)
        events += [_opening(desk, command.procedure)] if parked is None else _resuming(desk, parked)
    return tuple(events)


def move_version(desk: Desk, command: c.MoveVersion) -> tuple[e.Event, ...]:
    """Move a track to another text of its procedure, which must know where it is, where it has been and what was told.

    Only clocks can be reckoned again: what was done under other moves cannot be replayed. All dates before and after
    stand in the event.
    """
    track = desk.track(command.track)
    problems = desk.not_open(track)
    problems += require(command.reason, "moving_version_needs_reason", "reason")
    text = desk.register.procedure_by_hash(command.procedure_hash)
    if text.key != track.procedure:
        problems.append(Problem("other_procedure", "procedure_hash", (("procedure", text.key),)))
    elif command.procedure_hash == track.procedure_hash:
        problems.append(Problem("version_unchanged", "procedure_hash"))
    else:
        problems += unfit(text, desk.procedure(track), track, desk.issues(track))
    refuse_if(problems)
    now = dues(text, track.stage, track.facts, desk.calendar(track))
    before, reason = tuple(track.dues.values()), sure(command.reason)
    hashes = command.procedure_hash, track.procedure_hash
    return (e.VersionMoved(track.no, text.version, *hashes, reason, before, tuple(now.values())),)


def recalculate(desk: Desk, command: c.Recalculate) -> tuple[e.Event, ...]:
    """The running clocks of open tracks under the calendar in force now; nothing where no date moves."""
    if desk.case.status is CaseStatus.CLOSED:
        return ()
    fresh = (_fresh(desk, track) for track in desk.case.tracks if track.status is TrackStatus.OPEN)
    return tuple(event for event in fresh if event is not None and event.dues)


def freshen(desk: Desk, no: int) -> tuple[e.Event, ...]:
    """What must come before a step when a newer calendar is in force: the track is reckoned by it from now on."""
    track = desk.track(no)
    event = _fresh(desk, track) if track.status is not TrackStatus.PARKED else None
    return () if event is None else (event,)


def _fresh(desk: Desk, track: Track) -> e.DuesMoved | None:
    procedure = desk.procedure(track)
    hash_ = desk.calendar_now(procedure)
    if hash_ == track.calendar:
        return None
    now = standing(procedure, track, desk.register.calendar_by_hash(hash_))
    return e.DuesMoved(track.no, hash_, moved(track.dues, now))


def _opening(desk: Desk, key: str, issues: tuple[int, ...] = (), *, beside: bool = False) -> e.TrackOpened:
    case, register = desk.case, desk.register
    hash_ = register.procedure_hash(key, case.received_at)
    procedure = register.procedure_by_hash(hash_)
    calendar_hash = desk.calendar_now(procedure)
    calendar = register.calendar_by_hash(calendar_hash)
    counts = legal_date(case.received_on, procedure.day_rule, calendar, incoming=True)
    receipt = Fact(counts, None, True)
    if case.received_on == london_day(case.received_at):
        day = legal_day(case.received_at, procedure.day_rule, calendar, incoming=True)
        receipt = Fact(day, case.received_at, True)
    stage = procedure.stages[0]
    facts = {f"{CASE}.received": receipt, f"{stage.key}.received": receipt}
    return e.TrackOpened(
        len(case.tracks) + 1,
        procedure.key,
        procedure.version,
        hash_,
        stage.key,
        stage.start,
        calendar_hash,
        tuple((name, fact.on, fact.at, fact.incoming) for name, fact in facts.items()),
        tuple(dues(procedure, stage.key, facts, calendar).values()),
        issues,
        beside,
    )


def _resuming(desk: Desk, track: Track) -> list[e.Event]:
    """Resume a parked track at the dates of its facts, under the calendar in force now."""
    fresh = _fresh(desk, track)
    events: list[e.Event] = [] if fresh is None else [replace(fresh, dues=())]
    procedure = desk.procedure(track)
    calendar = desk.calendar(track) if fresh is None else desk.register.calendar_by_hash(fresh.calendar)
    return [*events, e.TrackResumed(track.no, moved(track.dues, standing(procedure, track, calendar)))]


def _following(case: Case, procedure: str, status: TrackStatus) -> Track | None:
    return next((t for t in reversed(case.tracks) if t.procedure == procedure and t.status is status), None)

