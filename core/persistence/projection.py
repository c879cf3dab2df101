"""Cases as lists, clocks and reports need them: rows made from the record, and from nothing else.

One pure function says what a case's rows are. The ordinary door writes what changed in the transaction of the events,
the bulk door writes all, a rebuild mends, and `verify` compares: all four by the same function.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.domain.case import Case, CaseStatus, Due, DueState, Issue, IssueStatus, Track, TrackStatus
from core.domain.events import CaseClosed, Extended, MoveMade, PersonAsked
from core.domain.procedure import ClockKind, Meaning
from core.persistence import models as m
from core.persistence.record import CaseStream, Entry

NO_DAY = date(9999, 12, 31)
"""Where a case without a date stands in the queue: after every other, so that pages go by one plain key."""

PERSON = "person"
OWED = (ClockKind.LIMIT, ClockKind.BACKSTOP)

Row = dict[str, Any]
RowKey = tuple[Any, ...]
Rows = dict[type[m.Scoped], dict[RowKey, Row]]
TABLES: tuple[type[m.Scoped], ...] = (m.CaseFile, m.TrackRow, m.IssueRow, m.ClockRow, m.ActionRow, m.FactRow)


def rows_of(stream: CaseStream) -> Rows:
    """Every row that the case has, by table and by key within the council."""
    case = stream.case
    base = {"authority_id": case.authority, "case_id": case.id}
    moved = _moved_dues(stream.entries)
    return {
        m.CaseFile: {(case.id,): _file_row(stream)},
        m.TrackRow: {(case.id, t.no): {**base, **_track_row(t)} for t in case.tracks},
        m.IssueRow: {(case.id, i.no): {**base, **_issue_row(i)} for i in case.issues},
        m.ClockRow: {
            (case.id, t.no, due.clock): {**base, "track": t.no, **_clock_row(due, moved.get((t.no, due.clock)))}
            for t in case.tracks
            for due in t.dues.values()
        },
        m.ActionRow: {(case.id, r["remedy"]): {**base, **r} for r in _action_rows(case)},
        m.FactRow: {
            (case.id, t.no, name): {**base, "track": t.no, "fact": name, "on": fact.on, "at": fact.at}
            for t in case.tracks
            for name, fact in t.facts.items()
        },
    }


@dataclass(frozen=True, slots=True)
class Lead:
    """What a case's line in the queue speaks of: the track with the earliest date that is owed, and that date."""

    track: Track | None
    due: Due | None


def lead_of(case: Case) -> Lead:
    """The open track whose limit runs out first; else the first open one; else the last there was."""
    open_tracks = [t for t in case.tracks if t.status is TrackStatus.OPEN]
    owed = [(due.on, t.no, due.clock) for t in open_tracks for due in t.dues.values() if due.on and is_owed(due)]
    if owed:
        _, no, clock = min(owed)
        track = case.track(no)
        return Lead(track, track.dues[clock])
    return Lead(open_tracks[0] if open_tracks else (case.tracks[-1] if case.tracks else None), None)


def is_owed(due: Due) -> bool:
    """Running, and promised to the person: no target of our own and no window of theirs."""
    return due.state is DueState.RUNNING and due.kind in OWED


def _file_row(stream: CaseStream) -> Row:
    case, lead = stream.case, lead_of(stream.case)
    track = lead.track
    due = lead.due if case.status is CaseStatus.OPEN else None
    return {
        "authority_id": case.authority,
        "id": case.id,
        "reference": case.reference,
        "type": case.type,
        "status": case.status.value,
        "procedure": track.procedure if track else "",
        "procedure_version": track.version if track else "",
        "stage": track.stage if track else "",
        "state": track.state if track else "",
        "service": case.service,
        "channel": case.channel,
        "received_at": case.received_at,
        "received_on": case.received_on,
        "logged_at": case.logged_at,
        "person_id": case.person or None,
        "owner": (track.handlers.get(track.stage) or None) if track else None,
        "summary_id": case.summary.row if case.summary else None,
        "wanted_id": case.wanted.row if case.wanted else None,
        "origin": case.origin or None,
        "next_due": due.on if due else None,
        "next_clock": due.clock if due else "",
        "next_firm": due.firm if due else False,
        "queue_day": (due.on if due else None) or NO_DAY,
        "issues": len(case.issues),
        "open_issues": sum(1 for issue in case.issues if is_unfinished(issue)),
        "open_actions": len(case.open_actions),
        "head_seq": stream.head.seq,
        "head_hash": stream.head.hash,
        **_moments(case, stream.entries),
    }


def is_unfinished(issue: Issue) -> bool:
    """Not decided on yet, or taken on and not found upon."""
    return issue.status is IssueStatus.UNDECIDED or (issue.status is IssueStatus.ACCEPTED and not issue.findings)


def _moments(case: Case, entries: Iterable[Entry]) -> Row:
    """What the queue and reports need of when things were recorded."""
    answered: datetime | None = None
    closed: datetime | None = None
    updated = case.logged_at
    reply_by: date | None = None
    for entry in entries:
        updated = entry.at
        match entry.event:
            case MoveMade(meaning=Meaning.ANSWER):
                answered = entry.at
            case CaseClosed():
                closed = entry.at
            case PersonAsked(reply_by=by):
                reply_by = by
    return {
        "waiting": PERSON if case.waiting_for_person else "",
        "reply_by": reply_by if case.waiting_for_person else None,
        "answered_at": answered,
        "closed_at": closed if case.status is CaseStatus.CLOSED else None,
        "updated_at": updated,
    }


def _track_row(track: Track) -> Row:
    return {
        "no": track.no,
        "procedure": track.procedure,
        "version": track.version,
        "procedure_hash": track.procedure_hash,
        "stage": track.stage,
        "state": track.state,
        "status": track.status.value,
        "handler": track.handlers.get(track.stage) or None,
    }


def _issue_row(issue: Issue) -> Row:
    stage, finding = list(issue.findings.items())[-1] if issue.findings else ("", None)
    return {
        "no": issue.no,
        "track": issue.track,
        "service": issue.service,
        "status": issue.status.value,
        "ground": issue.ground,
        "finding": finding.value if finding else "",
        "finding_stage": stage,
        "words_id": issue.words.row,
    }


def _clock_row(due: Due, was: date | None) -> Row:
    return {
        "clock": due.clock,
        "due": due.on,
        "was_due": was,
        "firm": due.firm,
        "kind": due.kind,
        "state": due.state.value,
        "met": due.met,
    }


def _action_rows(case: Case) -> Iterable[Row]:
    for issue in case.issues:
        for remedy in issue.remedies:
            yield {
                "remedy": remedy.id,
                "issue": issue.no,
                "kind": remedy.kind,
                "words_id": remedy.words.row if remedy.words else None,
                "by": remedy.by,
                "pounds": remedy.pounds,
                "done": remedy.done,
            }


def _moved_dues(entries: Iterable[Entry]) -> Mapping[tuple[int, str], date]:
    """The original date of clocks that an extension put in the place of another."""
    found: dict[tuple[int, str], date] = {}
    for entry in entries:
        if isinstance(entry.event, Extended):
            e = entry.event
            found |= {(e.track, d.clock): e.was for d in e.dues if d.clock != e.clock and d.on == e.now_due}
    return found
