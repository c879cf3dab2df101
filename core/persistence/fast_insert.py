"""Inserts very many rows by few round trips: for the bulk door, and for nothing else.

Statements are written by hand, so every row must name the council in scope, and is checked to.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Integer, LargeBinary, Uuid, text
from sqlalchemy.types import TypeDecorator, TypeEngine

from core.persistence import models as m
from core.persistence.db import Instant, current_session
from core.persistence.rows import put_all
from core.persistence.scope import ScopeError, by_hand, current_authority

_ARRAYS: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (Uuid, "uuid[]"),
    (Boolean, "boolean[]"),
    (BigInteger, "bigint[]"),
    (Integer, "integer[]"),
    (LargeBinary, "bytea[]"),
    (DateTime, "timestamptz[]"),
    (Date, "date[]"),
)


def insert_many(model: type[m.Scoped], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that are known to be new, all with the same columns."""
    if not rows:
        return
    if {row["authority_id"] for row in rows} != {current_authority()}:
        raise ScopeError("a bulk statement names another council, or none")
    session = current_session()
    if session.get_bind().dialect.name != "postgresql":
        put_all(model, rows)
        return
    names = tuple(rows[0])
    columns = {f"c{n}": [row[name] for row in rows] for n, name in enumerate(names)}
    with by_hand("whole columns at once"):
        session.execute(text(_unnest(model, names)), columns)


def plan_for_many() -> None:
    """Let this transaction's foreign keys be checked by index.

    PostgreSQL keeps the plan of a check for as long as a connection lives. One that was made while the table was small
    reads all of it, which is the wrong plan once the table is not.
    """
    session = current_session()
    if session.get_bind().dialect.name == "postgresql":
        session.connection().exec_driver_sql("SET LOCAL enable_seqscan = off")


@lru_cache(maxsize=64)
def _unnest(model: type[m.Scoped], names: tuple[str, ...]) -> str:
    """INSERT … SELECT from one array a column: one statement and one parse for all the rows."""
    attributes = model.__mapper__.column_attrs
    held = [attributes[name].columns[0] for name in names]
    columns = ", ".join(f'"{column.name}"' for column in held)
    arrays = ", ".join(f"CAST(:c{n} AS {_array(column.type)})" for n, column in enumerate(held))
    return f"INSERT INTO {model.__tablename__} ({columns}) SELECT * FROM unnest({arrays})"  # noqa: S608


def _array(kind: TypeEngine[Any]) -> str:
    if isinstance(kind, Instant):
        return "timestamptz[]"
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    return next((array for type_, array in _ARRAYS if isinstance(plain, type_)), "text[]")
