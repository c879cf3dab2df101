"""What is sent to PostgreSQL without waiting for answers: a clash in it is a clash, whatever stumbles over it first."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import insert, select

from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.direct import read_shared, together, write_all
from core.persistence.transaction import StreamClash, in_one_transaction, reading
from tests.support.casework import BOSTON, casework_app
from tests.support.databases import DatabaseUrls
from tests.support.stories import complain

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture
def boston(database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(database, BOSTON) as app:
        yield app


def nothing() -> None:
    pass


def a_flush_of_the_session() -> None:
    current_session().add(m.SearchToken(authority_id=BOSTON, token="other", case_id="x", weight=1))
    current_session().flush()


def a_reading() -> None:
    read_shared(select(m.Authority.code))


def a_fault_of_our_own() -> None:
    raise KeyError("forgotten")


@pytest.mark.parametrize("stumbles", [nothing, a_flush_of_the_session, a_reading, a_fault_of_our_own])
def test_a_clash_among_them_is_tried_again(boston: Flask, stumbles: Callable[[], None]) -> None:
    token = {"authority_id": BOSTON, "token": "planted", "case_id": complain().case_id, "weight": 1}
    tries = []

    def clashing() -> None:
        tries.append(1)
        with together():
            write_all(insert(m.SearchToken), [token])
            write_all(insert(m.SearchToken), [token])
            stumbles()

    with pytest.raises(StreamClash):
        in_one_transaction(BOSTON, clashing, tries=2)
    assert len(tries) == 2
    with reading(BOSTON):
        planted = select(m.SearchToken.case_id).where(m.SearchToken.token == "planted")
        assert current_session().scalars(planted).all() == []


def test_what_is_wrong_without_a_clash_stays_what_it_is(boston: Flask) -> None:
    def forgetting() -> None:
        with together():
            a_fault_of_our_own()

    with pytest.raises(KeyError):
        in_one_transaction(BOSTON, forgetting)
