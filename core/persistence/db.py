"""The engine and the session: Flask-SQLAlchemy over a plain typed base, alike on SQLite and PostgreSQL.

A session belongs to a Flask application context. On SQLite a transaction begins as a writer (`BEGIN IMMEDIATE`), so
that reading first and writing later cannot fail half-way; `read_only()` begins as a reader and refuses to write.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from time import monotonic
from typing import Any, cast

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Boolean, Connection, Date, DateTime, Dialect, Engine, LargeBinary, MetaData, Text, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
READ_ONLY = "upheld_read_only"
BUSY_SECONDS = 20
RESTED = 1.0
"""Seconds after which a connection that nobody used is asked whether its server is still there."""
_RESTS_SINCE = "upheld_rests_since"
# With recursive triggers a REPLACE counts as the deletion that it is, so that append-only tables refuse it too.
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON")


class Instant(TypeDecorator[datetime]):
    """An aware instant, in UTC on the way out; a naive one is refused on the way in."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Text of one shape on SQLite, so that it sorts; the instant itself on PostgreSQL."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone means nothing here")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite forgets the zone, which is always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every mapped class, the core's and plugins'."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={datetime: Instant, date: Date, str: Text, bytes: LargeBinary, bool: Boolean},
    )


class Session(FlaskSession):
    """A session that knows which council it works for (kept by `core.persistence.scope`) and whether it may write."""

    authority: str | None = None
    across: str = ""
    by_hand: str = ""
    naming: bool = False
    flushing: bool = False
    tell_again: bool = False
    reading: bool = False

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Write pending changes; their rows were checked one by one before, so their statements need no filter."""
        self.flushing = True
        try:
            super().flush(objects)
        finally:
            self.flushing = False

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        """The application's engine, told on the way whether the transaction only reads."""
        bind = super().get_bind(*args, **kwargs)
        return _reader(bind) if self.reading and isinstance(bind, Engine) else bind


_OPTIONS = {"class_": Session, "expire_on_commit": False}
db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options=_OPTIONS)


def current_session() -> Session:
    """The session of the running application context."""
    return cast(Session, db.session())


@contextmanager
def read_only() -> Iterator[None]:
    """Only read in here: transactions begin as readers, and the database refuses writes. Ends the transaction.

    Inside another one it reads along with that, so that what a page reads piece by piece is one transaction.
    """
    session = current_session()
    if session.reading:
        yield
        return
    if session.in_transaction():
        raise RuntimeError("a transaction is open already: commit or roll back before only reading")
    session.reading = True
    try:
        yield
    finally:
        session.reading = False
        session.rollback()


@contextmanager
def writing() -> Iterator[None]:
    """Write in here, though all around only reads. What is open before is ended first: a reader's transaction for
    good, as it has nothing to keep; the next reading after this one is a new transaction."""
    session = current_session()
    if session.in_transaction():
        (session.rollback if session.reading else session.commit)()
    before, session.reading = session.reading, False
    try:
        yield
    finally:
        session.reading = before


def prepare(engine: Engine) -> None:
    """Make an engine behave as this project expects; for engines made outside the application too."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)
        event.listen(engine, "checkout", partial(_look_alive, engine))
        event.listen(engine, "checkin", _rest)


def _set_up_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    plain = cast(sqlite3.Connection, connection)
    plain.isolation_level = None  # the driver begins nothing by itself; `_begin_sqlite` does
    for pragma in (*_PRAGMAS, f"busy_timeout={BUSY_SECONDS * 1000}"):
        plain.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    """Let the driver say with its own BEGIN, which it sends with the first statement, that nothing will be written."""
    driver: Any = connection.connection.driver_connection
    reading = True if connection.get_execution_options().get(READ_ONLY, False) else None
    if driver.read_only is not reading:
        driver.read_only = reading


def _look_alive(engine: Engine, plain: DBAPIConnection, entry: ConnectionPoolEntry, proxy: object) -> None:
    """Ask a connection that has rested whether the server is still there; one in steady use need not be asked."""
    if monotonic() - entry.info.get(_RESTS_SINCE, 0.0) < RESTED:
        return
    try:
        engine.dialect.do_ping(plain)
    except engine.dialect.loaded_dbapi.Error as error:
        raise InvalidatePoolError from error


def _rest(plain: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info[_RESTS_SINCE] = monotonic()


_readers: dict[int, tuple[Engine, Engine]] = {}


def _reader(engine: Engine) -> Engine:
    """The same pool under the option that says so; one object an engine, as a session tells its binds apart by it."""
    kept = _readers.get(id(engine))
    if kept is None or kept[0] is not engine:
        kept = _readers[id(engine)] = (engine, engine.execution_options(**{READ_ONLY: True}))
    return kept[1]
