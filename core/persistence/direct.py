"""Statements on tables that name the council themselves: the few that every step of casework sends.

The session's own way takes several times as long for each of them, most of it to find out what is known here. The
walls stand as ever: each row or condition is held to the council in scope, and PostgreSQL's row security to both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlalchemy.exc import DBAPIError

from core.persistence.db import current_session
from core.persistence.scope import ScopeError, by_hand, current_authority

_REASON = "a statement that names the council in scope"


def read_rows(statement: Executable, **given: object) -> Sequence[Any]:
    """The rows of a query with a parameter `authority`, which becomes the council in scope.

    Queries are made once, as constants: each is looked at the first time. Raises ScopeError for one without it.
    """
    if not _asks_for_council(statement):
        raise ScopeError("a query that is sent directly names the council by its parameter `authority`")
    return _run(statement, {"authority": current_authority(), **given}).all()


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
    database's error that it would have been alone.
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
        with driver.pipeline():
            yield
    except fault as error:
        raise DBAPIError.instance(None, None, error, fault, dialect=connection.dialect) from error


@lru_cache(maxsize=64)
def _asks_for_council(statement: Any) -> bool:
    return "authority" in statement.compile().params


def _run(statement: Executable, parameters: Any) -> CursorResult[Any]:
    session = current_session()
    session.flush()
    with by_hand(_REASON):
        return session.connection().execute(statement, parameters)
