"""Makes projections anew from the record, in batches, while people work."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.projection import rows_of
from core.persistence.record import CASE, load_cases
from core.persistence.rows import lock_cases, stored_rows, write_difference
from core.persistence.search import reindex
from core.persistence.transaction import in_one_transaction

BATCH = 200


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many cases were looked at, how many of them did not say what the record says, and how many tokens."""

    cases: int
    mended: int
    tokens: int


def rebuild(authority: str, *, batch: int = BATCH) -> Rebuilt:
    """Make every case's rows and search tokens say what the record says. A transaction a batch, so nobody waits long.

    The cases of a batch are held while it is mended: whoever works on one of them waits for that batch.
    """
    cases = mended = tokens = 0
    after = ""
    while True:
        last, looked, changed, found = in_one_transaction(authority, partial(_mend, after, batch))
        cases, mended, tokens = cases + looked, mended + changed, tokens + found
        if not last:
            return Rebuilt(cases, mended, tokens)
        after = last


def _mend(after: str, batch: int) -> tuple[str, int, int, int]:
    """Mend one batch: (the last case of it or "" at the end, cases, mended, tokens changed)."""
    ids = _case_ids(after, batch)
    if not ids:
        return "", 0, 0, 0
    lock_cases(ids)
    stored, streams = stored_rows(ids), load_cases(ids)
    mended = 0
    for case_id, stream in streams.items():
        wanted, had = rows_of(stream), stored.get(case_id)
        if wanted != had:
            write_difference(had, wanted)
            mended += 1
    return ids[-1], len(ids), mended, reindex(streams)


def _case_ids(after: str, batch: int) -> list[str]:
    query = select(m.Event.stream_id).where(m.Event.stream_kind == CASE, m.Event.seq == 1)
    if after:
        query = query.where(m.Event.stream_id > after)
    return list(current_session().scalars(query.order_by(m.Event.stream_id).limit(batch)))
