"""A server that was restarted must not fail those who come after it: a connection that rested is asked first."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import create_engine, func, select
from sqlalchemy.exc import DBAPIError, InternalError

from core.persistence import db as module
from core.persistence.db import current_session, db, read_only
from core.persistence.models import Authority
from tests.support.databases import DatabaseUrls
from tests.support.store import bare_app

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture
def app(database: DatabaseUrls) -> Iterator[Flask]:
    with bare_app(database) as app, app.app_context():
        yield app


def ask() -> int:
    """Something of the database, in a transaction of its own."""
    with read_only():
        return current_session().scalar(select(func.count()).select_from(Authority)) or 0


def cut_all(database: DatabaseUrls) -> None:
    """End every connection of the application, as a restart does."""
    engine = create_engine(database.app, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )
    engine.dispose()


def test_a_rested_connection_that_was_cut_is_replaced_unnoticed(
    app: Flask, database: DatabaseUrls, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask()
    cut_all(database)
    monkeypatch.setattr(module, "RESTED", 0.0)
    assert ask() == 0


def test_one_in_steady_use_fails_once_and_the_next_is_answered(app: Flask, database: DatabaseUrls) -> None:
    ask()
    cut_all(database)
    with pytest.raises(DBAPIError):
        ask()
    assert ask() == 0


def test_a_reader_is_one_to_the_database_and_the_next_writer_on_the_same_connection_is_not(app: Flask) -> None:
    told = select(func.current_setting("transaction_read_only"))
    with read_only():
        assert current_session().scalar(told) == "on"
        with pytest.raises(InternalError, match="read-only"):
            current_session().connection().exec_driver_sql("CREATE TEMPORARY TABLE nothing (n int)")
    assert current_session().scalar(told) == "off"
    current_session().commit()
    with read_only():
        assert current_session().scalar(told) == "on"
    assert db.engine.pool.status().startswith("Pool size: 5  Connections in pool: 1")
