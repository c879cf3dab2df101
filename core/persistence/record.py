"""Streams of sealed events: appended, never changed, and read back as the case they tell of.

The key of an event is (authority, stream, seq), so two writers cannot both append the same next event: the later one
gets a unique violation, which `core.persistence.transaction` turns into another try on the fresh stream.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, insert, select

from core.domain.case import Case
from core.domain.events import Event
from core.domain.evolve import evolve
from core.domain.record import FIRST, Envelope, seal
from core.domain.wire import from_body, to_body
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.direct import IN_SCOPE, read_rows, write_all
from core.persistence.scope import current_authority

CASE, PERSON, AUTHORITY = "case", "person", "authority"
AUTHORITY_STREAM = "00000000-0000-7000-8000-000000000001"
"""The id of every council's own stream; the council is the first part of the key."""

Body = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Head:
    """Where a stream ends: the number and hash of its last event."""

    seq: int = 0
    hash: str = FIRST


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a case with who did it, when (UTC), and the command that caused it."""

    seq: int
    at: datetime
    actor: str
    command: str
    event: Event


@dataclass(frozen=True, slots=True)
class CaseStream:
    """A case, what it was made from, and where its stream ends."""

    case: Case
    entries: tuple[Entry, ...]
    head: Head


@dataclass(slots=True)
class Stamp:
    """What all events of one command have in common. `steps` counts them across streams."""

    at: datetime
    actor: str
    command: str
    steps: int = 0
    calendar: str = ""
    plugins: tuple[str, ...] = field(default=())


def append(kind: str, stream: str, head: Head, bodies: Sequence[Body], stamp: Stamp) -> tuple[Envelope, ...]:
    """Seal `bodies` after `head` and write them. A clash shows as the database's unique violation."""
    envelopes = tuple(seal_after(current_authority(), stream, head, bodies, stamp))
    append_sealed(kind, envelopes, stamp)
    return envelopes


def append_sealed(kind: str, envelopes: Sequence[Envelope], stamp: Stamp) -> None:
    """Write what was sealed with `stamp` before; it clashes likewise."""
    if envelopes:
        write_all(_APPEND, event_rows(kind, envelopes, stamp.steps))
    stamp.steps += len(envelopes)


def seal_after(
    authority: str, stream: str, head: Head, bodies: Iterable[Body], stamp: Stamp
) -> Iterator[Envelope]:
    """The envelopes of `bodies`, each chained to the one before it."""
    prev = head.hash
    for seq, (type_, schema, text) in enumerate(bodies, start=head.seq + 1):
        envelope = seal(
            authority,
            stream,
            seq,
            type_,
            schema,
            stamp.at,
            stamp.actor,
            text,
            prev=prev,
            command=stamp.command,
            calendar=stamp.calendar,
            plugins=stamp.plugins,
        )
        prev = envelope.hash
        yield envelope


def event_rows(kind: str, envelopes: Iterable[Envelope], steps: int = 0) -> list[dict[str, Any]]:
    """The rows of the event table; `steps` events of the same command were written before these."""
    return [
        {
            "authority_id": e.authority,
            "stream_id": e.stream,
            "seq": e.seq,
            "stream_kind": kind,
            "type": e.type,
            "schema": e.schema,
            "at": e.at,
            "actor": e.actor,
            "command_id": e.command,
            "step": steps + n,
            "engine": e.engine,
            "calendar": e.calendar,
            "plugins": ",".join(e.plugins),
            "prev": e.prev,
            "body": e.body,
            "hash": e.hash,
        }
        for n, e in enumerate(envelopes, start=1)
    ]


def extend(stream: CaseStream | None, events: Sequence[Event], envelopes: Sequence[Envelope]) -> CaseStream:
    """The stream with events that were just sealed."""
    case = stream.case if stream else None
    for event, e in zip(events, envelopes, strict=True):
        case = evolve(case, event, authority=e.authority, case_id=e.stream)
    if case is None:
        raise ValueError("a case needs at least one event")
    fresh = tuple(
        Entry(e.seq, e.at, e.actor, e.command, event) for event, e in zip(events, envelopes, strict=True)
    )
    before = stream.entries if stream else ()
    return CaseStream(case, before + fresh, Head(envelopes[-1].seq, envelopes[-1].hash))


def bodies_of(events: Iterable[Event]) -> tuple[Body, ...]:
    """Events as they are written."""
    return tuple(to_body(event) for event in events)


_event = m.Event.__table__
_file = m.CaseFile.__table__
_APPEND = insert(_event)  # type: ignore[arg-type]
_NAMES = ("stream_id", "seq", "at", "actor", "command_id", "type", "schema", "body", "hash")
_OF_CASES = select(*(_event.c[name] for name in _NAMES)).where(
    _event.c.authority_id == IN_SCOPE, _event.c.stream_kind == CASE
)
_BY_ID = _OF_CASES.where(_event.c.stream_id == bindparam("stream")).order_by(_event.c.seq)
_BY_IDS = _OF_CASES.where(_event.c.stream_id.in_(bindparam("streams", expanding=True))).order_by(
    _event.c.stream_id, _event.c.seq
)
_BY_REFERENCE = (
    select(*(_event.c[name] for name in _NAMES))
    .select_from(_file)
    .join(_event, and_(_event.c.authority_id == _file.c.authority_id, _event.c.stream_id == _file.c.id))
    .where(_file.c.authority_id == IN_SCOPE, _event.c.authority_id == IN_SCOPE)
    .where(_file.c.reference == bindparam("reference"))
    .order_by(_event.c.seq)
)
_BY_COMMAND = (
    select(_event.c.stream_kind, _event.c.stream_id, _event.c.seq)
    .where(_event.c.authority_id == IN_SCOPE, _event.c.command_id == bindparam("command"))
    .order_by(_event.c.step)
)


def load_case(case_id: str) -> CaseStream | None:
    """The case with that id, replayed; None when the council in scope has none."""
    return _one(read_rows(_BY_ID, stream=case_id))


def load_case_of(reference: str) -> CaseStream | None:
    """The case with that reference, replayed; None when the council in scope has none."""
    return _one(read_rows(_BY_REFERENCE, reference=reference))


def read_case(reference: str, which: ColumnElement[bool]) -> CaseStream | None:
    """The case with that reference if its file fits `which`, replayed, by one query; None when there is none."""
    return _one(read_rows(_BY_REFERENCE.where(which), reference=reference))


def load_cases(case_ids: Sequence[str]) -> dict[str, CaseStream]:
    """Several cases by one query."""
    rows = read_rows(_BY_IDS, streams=case_ids)
    return {stream: _replay(stream, list(part)) for stream, part in groupby(rows, key=lambda row: row.stream_id)}


def _one(rows: Sequence[Row[Any]]) -> CaseStream | None:
    return _replay(rows[0].stream_id, rows) if rows else None


def _replay(stream: str, rows: Sequence[Row[Any]]) -> CaseStream:
    authority = current_authority()
    case: Case | None = None
    entries = []
    for row in rows:
        event = from_body(row.type, row.schema, row.body)
        case = evolve(case, event, authority=authority, case_id=stream)
        entries.append(Entry(row.seq, row.at, row.actor, row.command_id, event))
    if case is None:
        raise ValueError("a case needs at least one event")
    return CaseStream(case, tuple(entries), Head(rows[-1].seq, rows[-1].hash))


def streams_of_command(command: str) -> tuple[tuple[str, str, int], ...]:
    """(kind, stream, seq) of every event that a command caused, in order; empty when it was never given."""
    return tuple((kind, stream, seq) for kind, stream, seq in read_rows(_BY_COMMAND, command=command))


def head_of(stream: str) -> Head:
    """Where a stream ends; the beginning when there is none."""
    found = select(m.Event.seq, m.Event.hash).where(m.Event.stream_id == stream).order_by(m.Event.seq.desc()).limit(1)
    row = current_session().execute(found).first()
    return Head(row.seq, row.hash) if row else Head()


def plain_text(fields: Mapping[str, str | int | bool]) -> str:
    """The body of an event of a stream that is no case (an adoption, a membership): no words of a person."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def replay_envelopes(envelopes: Sequence[Envelope]) -> CaseStream:
    """The case that envelopes read elsewhere tell of. Raises UnreadableEvent, ValueError, KeyError."""
    events = [from_body(e.type, e.schema, e.body) for e in envelopes]
    return extend(None, events, envelopes)
