"""Statements that go straight to the database are held to the council in scope like all others."""

from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from flask import Flask
from sqlalchemy import and_, bindparam, case, column, func, not_, or_, select, table, text, union_all, update
from sqlalchemy.orm import aliased

from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.direct import ours, read_rows, read_shared
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


@pytest.mark.req("ISO-03")
def test_each_table_of_a_query_is_held_to_the_council(boston: Flask) -> None:
    file, words = m.CaseFile, m.Words
    joined = select(words.body).join(file, file.id == words.stream_id)
    also = aliased(words)
    refused = (
        joined.where(ours(file)),
        joined.where(ours(words)),
        joined.where(ours(words), file.authority_id == words.authority_id),
        select(words.body).where(words.authority_id == BUCKS),
        select(words.body).where(words.authority_id == bindparam("authority_id")),
        select(words.body).where(ours(words), words.id.in_(select(also.id))),
        select(words.body, select(func.count(file.id)).scalar_subquery()).where(ours(words)),
        update(words).where(words.stream_id == "x").values(body=""),
        text("SELECT reference FROM case_file /* case_file.authority_id = :authority */"),
    )
    for query in refused:
        with reading(BOSTON), pytest.raises(ScopeError):
            read_rows(query, authority_id=BUCKS)


@pytest.mark.req("ISO-03")
def test_a_condition_that_lets_other_rows_by_holds_nothing(boston: Flask) -> None:
    file, words = m.CaseFile, m.Words
    refused = (
        select(file.reference).where(or_(ours(file), file.status == "open")),
        select(file.reference).where(not_(and_(ours(file), file.status == "closed"))),
        select(file.reference, ours(file)),
        select(file.reference).outerjoin(words, and_(ours(file, words), words.id == file.summary_id)),
        select(file.reference).where(case((ours(file), True), else_=True)),
        union_all(select(file.reference).where(ours(file), ours(file)), select(file.reference)),
        select(file.reference).where(~select(words.id).where(ours(file, words)).exists()),
    )
    for query in refused:
        with reading(BOSTON), pytest.raises(ScopeError):
            read_rows(query)
    inner = select(file.reference).join(words, and_(ours(file, words), words.id == file.summary_id))
    with reading(BOSTON):
        read_rows(inner)
        read_rows(union_all(select(file.reference).where(ours(file)), inner))


@pytest.mark.req("ISO-03")
@pytest.mark.parametrize("schema", ["main", "temp", "public"])
def test_naming_the_schema_is_no_way_round(boston: Flask, schema: str) -> None:
    query = select(table("case_file", column("reference"), schema=schema))
    for scope in (nullcontext(), reading(BOSTON)):
        with scope, pytest.raises(ScopeError):
            current_session().execute(query)


@pytest.mark.req("ISO-03")
def test_the_council_that_is_read_is_the_one_in_scope_whatever_the_caller_gives(boston: Flask) -> None:
    got = complain()
    query = select(m.CaseFile.reference).where(ours(m.CaseFile), m.CaseFile.id == bindparam("wanted"))
    with reading(BUCKS):
        assert read_rows(query, wanted=got.case_id, authority=BOSTON) == []
    with reading(BOSTON):
        assert read_rows(query, wanted=got.case_id, authority=BUCKS) == [(got.reference,)]


@pytest.mark.req("ISO-03")
def test_a_councils_table_is_not_read_as_one_that_all_share(boston: Flask) -> None:
    with reading(BOSTON), pytest.raises(ScopeError):
        read_shared(select(m.CaseFile.reference).where(m.CaseFile.authority_id == BOSTON))
    with reading(BOSTON):
        read_rows(select(m.CaseFile.reference).where(ours(m.CaseFile)))
        with pytest.raises(ScopeError):  # the way that names the council ends with its query
            read_shared(select(m.CaseFile.reference).where(ours(m.CaseFile)), authority=BOSTON)


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
