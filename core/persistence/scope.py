"""The first wall between councils: a session works for one council, and no statement leaves it.

Every read is filtered by the council in scope, every new row stamped with it; a statement without a council, raw SQL
and statements on tables instead of mapped classes are refused. The filter is the safety net: queries still say what
they mean. Composite keys are the second wall, row-level security on PostgreSQL the third (`core.persistence.walls`).
`core.persistence.guard` listens to the session; what is here says which council it works for.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from flask import has_app_context
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from core.persistence.db import Session, current_session

SETTING = "upheld.authority"
_log = logging.getLogger(__name__)


class ScopeError(RuntimeError):
    """Data of a council would be touched without that council in scope."""


@contextmanager
def authority_scope(code: str) -> Iterator[None]:
    """Work for the council `code` in this application context; nested only for the same council.

    Entering and leaving empties the session, so that no object of another scope stays in reach. Leaving normally
    writes what is pending but commits nothing; leaving by an exception rolls back.
    """
    if not code:
        raise ScopeError("a scope needs a council's code")
    session = current_session()
    if session.authority == code:
        yield
        return
    if session.authority is not None:
        raise ScopeError("leave one council before entering another")
    _enter(session, code)
    try:
        yield
        session.flush()
    except BaseException:
        session.rollback()
        raise
    finally:
        _move(session, None)


@contextmanager
def across_councils(reason: str) -> Iterator[None]:
    """Lift this wall (not the database's) for a reason, which is logged; a test reviews the list of callers."""
    session = current_session()
    if not reason:
        raise ScopeError("say why all councils are needed")
    _log.info("across councils: %s", reason)
    session.flush()
    session.expunge_all()
    before, session.across = session.across, reason
    try:
        yield
        session.flush()
    finally:
        session.across = before
        session.expunge_all()


@contextmanager
def by_hand(reason: str) -> Iterator[None]:
    """SQL written by hand, inside `core.persistence` only: the statement itself must name the council in scope."""
    session = current_session()
    if session.authority is None:
        raise ScopeError("no council in scope")
    before, session.by_hand = session.by_hand, reason
    try:
        yield
    finally:
        session.by_hand = before


@contextmanager
def naming() -> Iterator[None]:
    """Queries that name the council in scope themselves, by the parameter that the guard looks for."""
    session = current_session()
    if session.authority is None:
        raise ScopeError("no council in scope")
    before, session.naming = session.naming, True
    try:
        yield
    finally:
        session.naming = before


def current_authority() -> str:
    """The council in scope; raises `ScopeError` where there is none."""
    found = authority_or_none()
    if found is None:
        raise ScopeError("no council in scope")
    return found


def authority_or_none() -> str | None:
    """The council in scope, for log lines; None outside any scope or application context."""
    return current_session().authority if has_app_context() else None


def _enter(session: Session, code: str) -> None:
    if session.new or session.dirty or session.deleted:
        raise ScopeError("commit what is pending before entering a council's scope")
    _move(session, code)


def _move(session: Session, code: str | None) -> None:
    session.expunge_all()
    session.authority = code
    if session.reading and code is None:
        session.rollback()  # a reader has nothing to keep, and the database forgets the council with its transaction
    elif session.in_transaction():
        try:
            tell_database(session, session.connection())
        except SQLAlchemyError:  # a failed transaction answers nothing any more
            session.rollback()


def tell_database(session: Session, connection: Connection) -> None:
    """Let row-level security know the council, until the end of this transaction."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT set_config('{SETTING}', %s, true)", (session.authority or "",))
