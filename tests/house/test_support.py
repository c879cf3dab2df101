"""The stands that other tests rest on: roles without power, copies that do not share rows, mail that arrives."""

import smtplib
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from tests.support import postgres
from tests.support.databases import APPLICATION, OWNER, DatabaseUrls, Kind, migrated_copy
from tests.support.smtp import SmtpSink


def _table_of_one(owner_url: str) -> None:
    engine = create_engine(owner_url)
    try:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE thing (id integer primary key)"))
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"GRANT SELECT, INSERT ON thing TO {APPLICATION}"))
    finally:
        engine.dispose()


def _count(urls: DatabaseUrls, add: bool = False) -> int:
    engine = create_engine(urls.app)
    try:
        with engine.begin() as connection:
            if add:
                connection.execute(text("INSERT INTO thing VALUES (1)"))
            return int(connection.scalar(text("SELECT count(*) FROM thing")) or 0)
    finally:
        engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_copies_of_a_database_share_no_rows(kind: Kind, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if kind == "postgresql":
        request.getfixturevalue("pg")
    with (
        migrated_copy(kind, tmp_path, "thing", _table_of_one) as first,
        migrated_copy(kind, tmp_path, "thing", _table_of_one) as second,
    ):
        assert _count(first, add=True) == 1
        assert _count(second) == 0


def test_the_application_role_has_no_power_of_its_own(pg: postgres.Server, tmp_path: Path) -> None:
    with migrated_copy("postgresql", tmp_path, "thing", _table_of_one) as urls:
        engine = create_engine(urls.app)
        try:
            with engine.connect() as connection:
                powers = "rolname, rolsuper, rolbypassrls, rolcreaterole"
                roles = connection.execute(text(f"SELECT {powers} FROM pg_roles WHERE rolname LIKE 'upheld%'")).all()
                assert sorted(roles) == [(APPLICATION, False, False, False), (OWNER, False, False, False)]
                owned = text("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
                assert connection.scalar(text("SELECT current_user")) == APPLICATION
                assert connection.scalar(owned) == 0
            with engine.connect() as connection, pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
                connection.execute(text("DROP TABLE thing"))
        finally:
            engine.dispose()


def test_mail_reaches_the_server_of_the_tests(smtp: SmtpSink) -> None:
    message = EmailMessage()
    message["To"], message["From"], message["Subject"] = "a@a.example", "b@b.example", "Café"
    message.set_content("Hello")
    with smtplib.SMTP("127.0.0.1", smtp.port) as client:
        client.send_message(message)
    assert [kept["Subject"] for kept in smtp.messages] == ["Café"]
    assert smtp.recipients == [("a@a.example",)]
