"""Statements on tables that name the council themselves: the few that every step of casework sends.

The session's own way takes several times as long for each of them, most of it to find out what is known here. The
walls stand as ever: each row or condition is held to the council in scope, and PostgreSQL's row security to both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Executable, String, and_, bindparam
from sqlalchemy.exc import DBAPIError

from core.persistence.db import current_session
from core.persistence.guard import NAMED
from core.persistence.scope import ScopeError, by_hand, current_authority, naming

_REASON = "a statement that names the council in scope"
IN_SCOPE = bindparam(NAMED, type_=String(40))
"""The council in scope, as a query for `read_rows` names it."""


def ours(*tables: Any) -> ColumnElement[bool]:
    """That rows of these mapped classes are the council's in scope; each that a query mentions needs it."""
    return and_(*(table.authority_id == IN_SCOPE for table in tables))


def read_rows(statement: Executable, **given: object) -> Sequence[Any]:
    """The rows of a query that holds each of its councils' tables to `IN_SCOPE`; the guard sees that it does.

    Columns only, as no mapped object comes of it. Queries that are always the same are made once, as constants.
    Raises ScopeError for one that leaves a table open.
    """
    session = current_session()
    session.flush()
    with naming():
        return session.connection().execute(statement, {**given, NAMED: current_authority()}).all()


def read_shared(statement: Executable, **given: object) -> Sequence[Any]:
    """The rows of a query on tables that belong to no council; the guard refuses any other."""
    session = current_session()
    session.flush()
    return session.connection().execute(statement, given).all()


def write_all(statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run an insert for each of `rows`, which must all name the council in scope."""
    authority = current_authority()
    for row in rows:
        if row["authority_id"] != authority:
            raise ScopeError("a bulk statement names another council, or none")
    _run(statement, list(rows))


def write_returning(statement: Executable, row: Mapping[str, Any]) -> Any:
    """Run an insert of one row, which must name the council in scope; what it returns of it, or None."""
    if row["authority_id"] != current_authority():
        raise ScopeError("a bulk statement names another council, or none")
    return _run(statement, row).scalar()


@contextmanager
def together() -> Iterator[None]:
    """Send what is written in here without waiting for each answer, where there is a way to go: not on SQLite.

    Nothing may be read in here, as no answer has come yet. A clash or fault shows at the end at the latest, as the
    database's error that it would have been alone: also where something stumbled over its consequences first.
    """
    session = current_session()
    session.flush()
    connection = session.connection()
    if connection.dialect.name != "postgresql":
        yield
        return
    driver: Any = connection.connection.driver_connection
    fault: Any = connection.dialect.loaded_dbapi.Error
    try:
        with driver.pipeline() as sent:
            try:
                yield
            except Exception:
                sent.sync()
                raise
    except (fault, DBAPIError) as error:
        first = _first(error, fault)
        if first is getattr(error, "orig", None):
            raise
        raise DBAPIError.instance(None, None, first, fault, dialect=connection.dialect) from error


def _first(error: BaseException, fault: Any) -> Any:
    """What the database itself said first: after it, the driver says of all else only that it was not done."""
    found, at = getattr(error, "orig", error), error.__context__
    while at is not None:
        if isinstance(at, fault) and at.sqlstate:
            found = at
        at = at.__context__
    return found


def _run(statement: Executable, parameters: Any) -> CursorResult[Any]:
    session = current_session()
    session.flush()
    with by_hand(_REASON):
        return session.connection().execute(statement, parameters)
