"""What people wrote: kept in rows with a random key each, so that the record can commit to words it does not hold."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select

from core.domain.case import Sealed
from core.domain.record import commit_to
from core.ids import new_id
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.direct import ours, read_rows
from core.persistence.rows import put_all
from core.persistence.scope import current_authority

KEY_BYTES = 32
_HELD = select(m.Words.id, m.Words.body).where(ours(m.Words))
_OF_STREAM = _HELD.where(m.Words.stream_id == bindparam("stream"))
_IN_ROWS = _HELD.where(m.Words.id.in_(bindparam("rows", expanding=True)))


def make_row(stream: str, field: str, text: str) -> tuple[Sealed, dict[str, Any]]:
    """A row for `text` and what an event points to it with. NUL, which a database cannot hold, is dropped."""
    text = text.replace("\x00", "")
    row, key = new_id(), secrets.token_bytes(KEY_BYTES)
    held = {"id": row, "stream_id": stream, "field": field, "key": key, "body": text}
    return Sealed(row, commit_to(key, text)), held


def write_rows(rows: Sequence[dict[str, Any]]) -> None:
    """Put rows of `make_row` away, by one statement."""
    authority = current_authority()
    put_all(m.Words, [{"authority_id": authority, **row} for row in rows])


def words_of(stream: str) -> dict[str, str]:
    """All words of a stream that were not erased, by row."""
    return {row: body for row, body in read_rows(_OF_STREAM, stream=stream)}


def words_in(rows: Iterable[str]) -> dict[str, str]:
    """The words of these rows that were not erased."""
    wanted = list(rows)
    return {row: body for row, body in read_rows(_IN_ROWS, rows=wanted)} if wanted else {}


def erase_rows(stream: str, rows: Sequence[str]) -> None:
    """Destroy words and their keys. The caller records that it was done (`WordsErased`)."""
    gone = delete(m.Words).where(m.Words.stream_id == stream, m.Words.id.in_(rows))
    current_session().execute(gone.execution_options(synchronize_session=False))
