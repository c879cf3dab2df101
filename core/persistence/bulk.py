"""The one bulk door: whole sealed streams with everything that belongs to them, many at a time.

For demo data, benchmarks, rebuilding, transfer and import. It writes the very rows that the ordinary door writes, by
the same functions, and decides nothing: what comes in here was decided before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from core.clock import utc_now
from core.domain.actor import SYSTEM
from core.domain.record import Envelope
from core.ids import new_id
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.fast_insert import insert_many, plan_for_many
from core.persistence.heads import admit_history
from core.persistence.projection import TABLES, rows_of
from core.persistence.record import CASE, CaseStream, Stamp, event_rows, replay_envelopes
from core.persistence.repositories.people import PersonDetails, person_row
from core.persistence.rows import put_new
from core.persistence.scope import authority_scope, current_authority
from core.persistence.search import make_tokens, searched_rows, token_rows
from core.persistence.transaction import let_case_in

BATCH = 500


@dataclass(frozen=True, slots=True)
class BulkPerson:
    """A person who comes with a stream."""

    id: str
    details: PersonDetails
    created_at: datetime


@dataclass(frozen=True, slots=True)
class BulkStream:
    """One case: its envelopes, the rows of its words (`core.persistence.words.make_row`), its person (who may come with
    several cases), and rows of other tables that belong to it (letters, submissions) by mapped class."""

    envelopes: Sequence[Envelope]
    words: Sequence[Mapping[str, Any]]
    person: BulkPerson | None = None
    others: Mapping[type[m.Scoped], Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    stream: CaseStream | None = None


def load_streams(authority: str, streams: Iterable[BulkStream], *, batch: int = BATCH) -> int:
    """Write streams with their projections, words and search tokens; how many. A commit a batch.

    A stream that is there already fails with a unique violation, and its whole batch with it. Where its days were
    anchored before, the council's own stream tells that it was loaded, in the same commit.
    """
    session = current_session()
    if session.in_transaction():
        session.commit()
    coming, count = iter(streams), 0
    with authority_scope(authority):
        while part := list(islice(coming, batch)):
            try:
                _write(part)
                loaded = [each.envelopes[0].stream for each in part]
                now = utc_now()
                admit_history(loaded, Stamp(now, SYSTEM.key, new_id()))
                session.commit()
            except BaseException:
                session.rollback()
                raise
            count += len(part)
    return count


def _write(part: Sequence[BulkStream]) -> None:
    let_case_in()
    plan_for_many()
    authority = current_authority()
    events: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    people: dict[str, dict[str, Any]] = {}
    tokens: list[dict[str, Any]] = []
    rows: dict[type[m.Scoped], list[dict[str, Any]]] = {model: [] for model in TABLES}
    others: dict[type[m.Scoped], list[dict[str, Any]]] = {}
    for each in part:
        stream = each.stream or replay_envelopes(each.envelopes)
        steps: dict[str, list[Envelope]] = {}
        for envelope in each.envelopes:
            steps.setdefault(envelope.command, []).append(envelope)
        for command in steps.values():
            events += event_rows(CASE, command)
        words += [{"authority_id": authority, **row} for row in each.words]
        if each.person is not None:
            people[each.person.id] = person_row(each.person.id, each.person.details, each.person.created_at)
        tokens += _token_rows(each, stream)
        for model, made in rows_of(stream).items():
            rows[model] += made.values()
        for model, given in each.others.items():
            others.setdefault(model, []).extend({"authority_id": authority, **row} for row in given)
    insert_many(m.Event, events)
    insert_many(m.Words, words)
    if people:
        put_new(m.Person, list(people.values()))
    for model in TABLES:
        insert_many(model, rows[model])
    insert_many(m.SearchToken, tokens)
    for model, more in others.items():
        insert_many(model, more)


def _token_rows(each: BulkStream, stream: CaseStream) -> list[dict[str, Any]]:
    texts = {row["id"]: row["body"] for row in each.words}
    searched = [texts[row] for row in searched_rows(e.event for e in stream.entries) if row in texts]
    names = [each.person.details.name] if each.person else []
    return token_rows(stream.case.id, make_tokens(stream.case.reference, names, searched))
