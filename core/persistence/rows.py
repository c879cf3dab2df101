"""Writes the rows of projections: what differs between two sets of rows, a statement a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, delete, insert, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.direct import write_all
from core.persistence.projection import TABLES, Row, RowKey, Rows

Model = type[m.Scoped]


def write_difference(before: Rows | None, after: Rows) -> None:
    """Make the tables that hold `before` hold `after`. The case's own row comes first, as the others refer to it."""
    for model in TABLES:
        had = before[model] if before else {}
        has = after[model]
        changed = [row for key, row in has.items() if had.get(key) != row]
        if changed:
            put(model, changed)
        gone = [key for key in had if key not in has]
        if gone:
            _remove(model, gone)


def put(model: Model, rows: Sequence[Row]) -> None:
    """Insert rows, or replace those of the same key."""
    write_all(_upsert(model, _dialect()), _by_column(model, rows))


def put_new(model: Model, rows: Sequence[Row]) -> None:
    """Insert rows; those whose key is there already stay as they are."""
    write_all(_insert_new(model, _dialect()), _by_column(model, rows))


def put_all(model: Model, rows: Sequence[Row]) -> None:
    """Insert rows that are known to be new."""
    if rows:
        write_all(_insert(model), _by_column(model, rows))


def stored_rows(case_ids: Sequence[str]) -> dict[str, Rows]:
    """The rows that these cases have now, a query a table."""
    found: dict[str, Rows] = {}
    for model in TABLES:
        names = _names(model)
        case_column = model.id if model is m.CaseFile else model.case_id  # type: ignore[attr-defined]
        query = select(*(getattr(model, name) for name in names)).where(case_column.in_(case_ids))
        for values in current_session().execute(query):
            row = dict(zip(names, values, strict=True))
            case_id = row["id"] if model is m.CaseFile else row["case_id"]
            rows = found.setdefault(case_id, {each: {} for each in TABLES})
            rows[model][key_of(model, row)] = row
    return found


def lock_cases(case_ids: Sequence[str]) -> None:
    """Hold the cases' own rows until the end of the transaction, so that nobody projects them meanwhile."""
    query = select(m.CaseFile.id).where(m.CaseFile.id.in_(case_ids)).order_by(m.CaseFile.id)
    current_session().execute(query.with_for_update()).all()


def key_of(model: Model, row: Row) -> RowKey:
    """The part of a row's key after the council."""
    return tuple(row[name] for name in _key(model))


def _remove(model: Model, keys: Iterable[RowKey]) -> None:
    columns = [getattr(model, name) for name in _key(model)]
    gone = delete(model).where(tuple_(*columns).in_(list(keys)))
    current_session().execute(gone.execution_options(synchronize_session=False))


def _dialect() -> str:
    return current_session().get_bind().dialect.name


@lru_cache(maxsize=64)
def _insert(model: Model) -> Any:
    return insert(model.__table__)  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def _upsert(model: Model, dialect: str) -> Any:
    statement: Any = _insert_of(dialect)(model.__table__)
    key = {"authority_id", *_key(model)}
    names = _columns(model)
    changes = {column: statement.excluded[column] for name, column in names.items() if name not in key}
    return statement.on_conflict_do_update(index_elements=[names[name] for name in names if name in key], set_=changes)


@lru_cache(maxsize=64)
def _insert_new(model: Model, dialect: str) -> Any:
    return _insert_of(dialect)(model.__table__).on_conflict_do_nothing()


def _insert_of(dialect: str) -> Any:
    return postgresql.insert if dialect == "postgresql" else sqlite.insert


def _by_column(model: Model, rows: Sequence[Row]) -> Sequence[Row]:
    """Rows by the names of columns, where a class calls one of them otherwise."""
    renamed = _renamed(model)
    if not renamed:
        return rows
    return [{renamed.get(name, name): value for name, value in row.items()} for row in rows]


@lru_cache(maxsize=64)
def _renamed(model: Model) -> dict[str, str]:
    return {name: column for name, column in _columns(model).items() if name != column}


@lru_cache(maxsize=64)
def _columns(model: Model) -> dict[str, str]:
    """Attribute names with the names of their columns."""
    return {prop.key: prop.columns[0].name for prop in model.__mapper__.column_attrs}


@lru_cache(maxsize=64)
def _names(model: Model) -> tuple[str, ...]:
    return tuple(_columns(model))


@lru_cache(maxsize=64)
def _key(model: Model) -> tuple[str, ...]:
    table = model.__table__
    keyed = {c.name for c in table.primary_key} if isinstance(table, Table) else set()
    return tuple(name for name, column in _columns(model).items() if column in keyed and name != "authority_id")
