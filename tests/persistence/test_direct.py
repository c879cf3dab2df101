"""Statements that go straight to the database are held to the council in scope like all others."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from core.persistence import models as m
from core.persistence.direct import read_rows
from core.persistence.record import load_case, load_case_of
from core.persistence.rows import put, put_all, put_new
from core.persistence.scope import ScopeError
from core.persistence.transaction import in_one_transaction, reading
from tests.support.casework import BOSTON, BUCKS, casework_app
from tests.support.databases import DatabaseUrls
from tests.support.stories import complain


@pytest.fixture(scope="module")
def boston(database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(database, BOSTON, BUCKS) as app:
        yield app


@pytest.mark.req("ISO-03")
@pytest.mark.parametrize("write", [put, put_new, put_all])
def test_a_row_of_another_council_is_refused(boston: Flask, write) -> None:  # type: ignore[no-untyped-def]
    got = complain()
    token = {"authority_id": BOSTON, "token": "planted", "case_id": got.case_id, "weight": 1}
    with pytest.raises(ScopeError):
        in_one_transaction(BUCKS, lambda: write(m.SearchToken, [token]))
    in_one_transaction(BOSTON, lambda: write(m.SearchToken, [token]))


@pytest.mark.req("ISO-03")
def test_a_query_without_the_council_is_refused(boston: Flask) -> None:
    event = m.Event.__table__
    with reading(BOSTON), pytest.raises(ScopeError):
        read_rows(select(event.c.body))


@pytest.mark.req("ISO-01")
def test_another_councils_case_is_not_there_by_id_or_reference(boston: Flask) -> None:
    got = complain()
    with reading(BUCKS):
        assert load_case(got.case_id) is None
        assert load_case_of(got.reference) is None
    with reading(BOSTON):
        assert load_case(got.case_id) is not None


def test_nothing_is_read_outside_a_scope(boston: Flask) -> None:
    with pytest.raises(ScopeError):
        load_case("01a20f9f-87cc-753e-ae86-5635e1ecf5de")
