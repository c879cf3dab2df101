"""What only reads is one transaction, however many pieces it is put together from; what writes has one of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.exc import DBAPIError

from core.persistence import models as m
from core.persistence.db import current_session, db, read_only
from core.persistence.repositories import registry
from core.persistence.repositories.reads import note_read
from core.persistence.scope import ScopeError, current_authority
from core.persistence.transaction import at_one_moment, in_one_transaction, reading
from core.services.arrival import arriving
from core.services.council import open_council
from tests.support.casework import BOSTON, BUCKS, at, casework_app
from tests.support.counting import counted
from tests.support.databases import DatabaseUrls

HOST = "boston.example"


@pytest.fixture(scope="module")
def boston(database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(database, BOSTON, BUCKS) as app:
        in_one_transaction(BOSTON, lambda: registry.add_host(BOSTON, HOST))
        yield app


@contextmanager
def begun() -> Iterator[list[str]]:
    """One entry for each transaction that begins in here."""
    found: list[str] = []

    def note(connection: object) -> None:
        found.append("begun")

    event.listen(db.engine, "begin", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "begin", note)


def note() -> None:
    note_read("", "staff:x", "search", "", at("2025-01-06T10:15"))


def notes() -> int:
    with reading(BOSTON):
        return len(current_session().execute(select(m.ReadLog.id)).all())


def test_readings_inside_a_reading_are_one_transaction(boston: Flask) -> None:
    with begun() as transactions, reading(BOSTON):
        notes()
        notes()
        with read_only():
            registry.hosts_of(BOSTON)
    assert len(transactions) == 1


def test_a_unit_of_work_inside_a_reading_writes_and_the_reading_goes_on(boston: Flask) -> None:
    with begun() as transactions, reading(BOSTON):
        before = notes()
        in_one_transaction(BOSTON, note)
        assert notes() == before + 1
        assert current_authority() == BOSTON
    assert len(transactions) == 3
    assert notes() == before + 1


def test_nothing_but_a_unit_of_work_writes_while_a_page_is_read(boston: Flask) -> None:
    before = notes()
    with arriving(HOST) as arrival:
        assert arrival is not None and arrival.council.code == BOSTON
        with pytest.raises(DBAPIError):
            note()
        current_session().rollback()
        assert notes() == before


@pytest.mark.req("ISO-03")
def test_a_reading_inside_another_councils_is_refused(boston: Flask) -> None:
    with reading(BOSTON), pytest.raises(ScopeError), reading(BUCKS):
        pass


@pytest.mark.req("ISO-03")
def test_a_page_leaves_no_council_behind(boston: Flask) -> None:
    with arriving(HOST):
        notes()
    with pytest.raises(ScopeError):
        current_authority()
    assert not current_session().in_transaction()


def test_the_version_of_the_configuration_is_asked_once_a_transaction(boston: Flask) -> None:
    with reading(BOSTON):
        open_council(BOSTON)
    with reading(BOSTON), counted() as sent:
        open_council(BOSTON)
        open_council(BOSTON)
    assert len(sent) == 1
    with arriving(HOST), counted() as sent:
        open_council(BOSTON)
    assert sent == []
    with counted() as sent:
        in_one_transaction(BOSTON, lambda: open_council(BOSTON))
        in_one_transaction(BOSTON, lambda: open_council(BOSTON))
    assert len(sent) == 2


def test_a_change_is_seen_by_the_transaction_that_makes_it_and_by_the_next(boston: Flask) -> None:
    def change() -> tuple[int | None, int | None]:
        before = registry.config_version(BOSTON)
        registry.configuration_changed(BOSTON)
        return before, registry.config_version(BOSTON)

    before, after = in_one_transaction(BOSTON, change)
    assert (before or 0) + 1 == after
    with reading(BOSTON):
        assert open_council(BOSTON).config_version == after


def test_one_moment_is_a_transaction_of_its_own(boston: Flask) -> None:
    with begun() as transactions, reading(BOSTON):
        before = notes()
        with at_one_moment(BOSTON):
            assert notes() == before
        notes()
    assert len(transactions) == 3
