"""One transaction for one council, tried again when somebody else was quicker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import DBAPIError

from core.persistence.db import current_session, read_only, writing
from core.persistence.scope import authority_scope, current_authority

T = TypeVar("T")
# Who waits in turn can still be beaten by each newcomer's first try, so more than a handful are allowed.
TRIES = 20
_INSIDE = "upheld_unit_of_work"
_AGAIN = frozenset({"23505", "40001", "40P01"})  # unique violation, serialisation failure, deadlock
_UNIQUE = frozenset({"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"})


class StreamClash(Exception):
    """Somebody else wrote the same place first: the next event of a stream, a key, a reference."""


def in_one_transaction(authority: str, attempt: Callable[[], T], *, tries: int = TRIES) -> T:
    """Run `attempt` in the council's scope and commit once; on a clash roll back and run it again.

    There are `tries` in all; StreamClash when even the last one clashed. What was left open before is ended first, so
    that a clash can lose nothing of it. Nested use is refused, as there is one commit.
    """
    session = current_session()
    if session.info.get(_INSIDE):
        raise RuntimeError("a unit of work is open already: one action, one commit")
    session.info[_INSIDE] = True
    in_turn = partial(_in_turn, authority, attempt)
    try:
        with writing(), authority_scope(authority):
            for left in range(tries - 1, 0, -1):
                try:
                    return _attempt(attempt if left == tries - 1 else in_turn)
                except StreamClash:
                    continue
            return _attempt(in_turn)
    finally:
        session.info.pop(_INSIDE)


def _in_turn(authority: str, attempt: Callable[[], T]) -> T:
    """Try again one after another: those who clashed once would otherwise go on to clash with each other.

    SQLite lets in one writer at a time as it is.
    """
    session = current_session()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(authority, 0))))
    return attempt()


def keep_cases_out() -> None:
    """From here to the end of the transaction no new case of the council in scope is written; those that are being
    written now are waited for. SQLite lets in one writer at a time as it is."""
    _meet(func.pg_advisory_xact_lock)


def let_case_in() -> None:
    """A new case is written from here on: many may be at once, but none while somebody keeps them out."""
    _meet(func.pg_advisory_xact_lock_shared)


def _meet(lock: Callable[..., ColumnElement[object]]) -> None:
    session = current_session()
    if session.get_bind().dialect.name == "postgresql":
        place = func.hashtextextended(f"cases of {current_authority()}", 0)
        session.connection().execute(select(lock(place)))


def _attempt(attempt: Callable[[], T]) -> T:
    session = current_session()
    try:
        result = attempt()
        session.commit()
    except DBAPIError as error:
        session.rollback()
        if is_clash(error):
            raise StreamClash(type(error.orig).__name__) from error
        raise
    except BaseException:
        session.rollback()
        raise
    return result


def in_shared_transaction(attempt: Callable[[], T]) -> T:
    """Run `attempt` and commit once, on tables that belong to no council: registry, identities, tasks.

    Refused inside a council's scope. Raises StreamClash when somebody else was quicker.
    """
    session = current_session()
    if session.authority is not None or session.info.get(_INSIDE):
        raise RuntimeError("leave the council's scope before working on what all share")
    if session.in_transaction():
        session.commit()
    return _attempt(attempt)


def database_now() -> datetime | None:
    """What the database's clock says, where that may be another machine's; None on SQLite."""
    session = current_session()
    if session.get_bind().dialect.name != "postgresql":
        return None
    said: datetime | None = in_shared_transaction(lambda: session.scalar(select(func.now())))
    return said


@contextmanager
def reading(authority: str) -> Iterator[None]:
    """Only read in here, in the council's scope and one transaction.

    Inside a unit of work, or where somebody around reads already, it reads along with that.
    """
    session = current_session()
    if session.info.get(_INSIDE):
        yield
        return
    if session.in_transaction() and not session.reading:
        session.commit()
    with authority_scope(authority), read_only():
        yield


@contextmanager
def at_one_moment(authority: str) -> Iterator[None]:
    """Only read in here, in a transaction of its own, all of whose queries see the same moment while others write."""
    session = current_session()
    if session.reading:
        session.rollback()
    with reading(authority):
        if session.get_bind().dialect.name == "postgresql":
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        try:
            yield
        finally:
            session.rollback()


def is_clash(error: DBAPIError) -> bool:
    """Whether a database error means that somebody else was quicker, so that trying again may succeed."""
    state = getattr(error.orig, "sqlstate", None)
    return state in _AGAIN or getattr(error.orig, "sqlite_errorname", "") in _UNIQUE


@contextmanager
def kept_if(keep: bool) -> Iterator[None]:
    """What is written in here stays when `keep`, and is taken back otherwise, at the same cost.

    For answers which must not tell by the work they make whether there was anything to do.
    """
    savepoint = current_session().begin_nested()
    try:
        yield
    except BaseException:
        savepoint.rollback()
        raise
    if keep:
        savepoint.commit()
    else:
        savepoint.rollback()
