"""Past cases as their record tells of them, many at a time: enough of each to reckon its dates again.

Only the events that make or move facts, dates and tracks are read, about half of a stream; leaving out the others
changes nothing of those. A batch of cases is two queries, and no more than a batch is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Uuid, func, literal, select, tuple_

from core.domain import events as e
from core.domain.calendar import london_day
from core.domain.case import Case, CaseStatus
from core.domain.evolve import evolve
from core.domain.wire import from_body
from core.persistence import models as m
from core.persistence.db import Instant, current_session
from core.persistence.record import CASE
from core.persistence.scope import current_authority

BATCH = 500
_TOLD = (
    e.CaseReceived, e.TrackOpened, e.TrackParked, e.TrackResumed, e.MoveMade, e.Extended, e.FactCorrected, e.DuesMoved,
    e.VersionMoved, e.CaseClosed, e.CaseReopened,
)  # fmt: skip
_NAMES = tuple(kind.__name__ for kind in _TOLD)


@dataclass(slots=True)
class PastCase:
    """A case as it stood. `extensions`: by (track, clock) the days told and the dates given, in order.

    `closed_on` is the London day it was closed, None while it is open.
    """

    case: Case
    extensions: dict[tuple[int, str], tuple[tuple[date, date], ...]] = field(default_factory=dict)
    closed_on: date | None = None


def count_past(procedure: str, first: date, last: date) -> int:
    """How many cases were received on those London days and follow the procedure, be it beside another."""
    query = select(func.count()).select_from(m.CaseFile).where(*_which(procedure, first, last))
    return current_session().scalar(query) or 0


def past_cases(procedure: str, first: date, last: date, stood: datetime) -> Iterator[PastCase]:
    """The same cases in the order of their receipt, each as the record stood before the instant `stood`."""
    after: tuple[datetime, str] | None = None
    which = _which(procedure, first, last)
    while True:
        file = m.CaseFile
        query = select(file.received_at, file.id).where(*which).order_by(file.received_at, file.id).limit(BATCH)
        if after is not None:
            place = tuple_(literal(after[0], Instant), literal(after[1], Uuid(as_uuid=False)))
            query = query.where(tuple_(file.received_at, file.id) > place)
        rows = current_session().execute(query).all()
        if not rows:
            return
        yield from _as_they_stood([row.id for row in rows], stood)
        after = rows[-1].received_at, rows[-1].id


def _which(procedure: str, first: date, last: date) -> list[ColumnElement[bool]]:
    followed = select(m.TrackRow.case_id).where(
        m.TrackRow.authority_id == m.CaseFile.authority_id,
        m.TrackRow.case_id == m.CaseFile.id,
        m.TrackRow.procedure == procedure,
    )
    return [m.CaseFile.received_on >= first, m.CaseFile.received_on <= last, followed.exists()]


def _as_they_stood(ids: list[str], stood: datetime) -> Iterator[PastCase]:
    event = m.Event
    query = (
        select(event.stream_id, event.seq, event.type, event.schema, event.body, event.at)
        .where(event.stream_id.in_(ids), event.stream_kind == CASE, event.type.in_(_NAMES))
        .order_by(event.stream_id, event.seq)
    )
    # Asked for by the instant too, SQLite would walk the whole record by its index on that, for each batch.
    rows = (row for row in current_session().execute(query) if row.at < stood)
    found = {stream: _replayed(stream, part) for stream, part in groupby(rows, key=lambda row: row.stream_id)}
    return (found[id_] for id_ in ids if id_ in found)


def _replayed(stream: str, rows: Iterable[Any]) -> PastCase:
    authority = current_authority()
    case: Case | None = None
    extensions: dict[tuple[int, str], tuple[tuple[date, date], ...]] = {}
    closed: datetime | None = None
    for _, seq, type_, schema, body, at in rows:
        event = from_body(type_, schema, body)
        case = evolve(case, event, authority=authority, case_id=stream, seq=seq)
        if isinstance(event, e.Extended):
            key = event.track, event.clock
            extensions[key] = (*extensions.get(key, ()), (event.told, event.now_due))
        elif isinstance(event, e.CaseClosed):
            closed = at
    if case is None:
        raise ValueError("a case needs at least one event")
    over = closed is not None and case.status is CaseStatus.CLOSED
    return PastCase(case, extensions, london_day(closed) if closed is not None and over else None)
