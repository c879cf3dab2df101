"""The search box over some thousands of cases: by reference, by name, by words, alike on both databases."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from core.domain.actor import SYSTEM
from core.persistence.queries import find as module
from core.persistence.queries.find import Found, find
from core.persistence.queries.lines import CaseLine
from core.persistence.queries.visible import Viewer
from core.persistence.transaction import reading
from tests.support.bulk import load_many
from tests.support.casework import BOSTON, BUCKS, casework_app
from tests.support.counting import counted
from tests.support.databases import DatabaseUrls
from tests.support.stories import complain

MANY = 6_000


@pytest.fixture(scope="module")
def boston(database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(database, BOSTON, BUCKS) as app:
        load_many(MANY)
        _analyse(database)
        yield app


def _analyse(urls: DatabaseUrls) -> None:
    """What the database does by itself in a while."""
    engine = create_engine(urls.owner, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text("ANALYZE"))
    finally:
        engine.dispose()


def search(typed: str, authority: str = BOSTON) -> Found:
    with reading(authority):
        return find(Viewer(SYSTEM), typed)


def one(typed: str) -> CaseLine:
    (line,) = search(typed).lines
    return line


def test_a_case_is_found_by_its_reference_however_it_is_typed(boston: Flask) -> None:
    line = one("single00777")
    plain = line.reference.lower().replace("-", "")
    for typed in (line.reference, plain, plain[3:], line.reference.replace("-", " "), f" {line.reference.lower()} "):
        assert line.reference in {found.reference for found in search(typed).lines}


def test_all_words_must_be_there_and_the_last_may_be_begun(boston: Flask) -> None:
    assert one("potholes single02318").case_id == one("single02318 lam").case_id == one("SINGLE02318").case_id
    assert search("single02318 hedge") == Found(())
    assert len(search("single0231").lines) == 10


def test_beginnings_do_not_matter_where_very_many_have_the_very_word(
    boston: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = complain("A quagga in the road", when="2025-03-02T10:00")
    longer = complain("A quaggalike horse in the road", when="2025-03-02T11:00")
    assert [line.reference for line in search("quagga").lines] == [longer.reference, whole.reference]
    monkeypatch.setattr(module, "_COUNTED", 1)
    assert one("quagga").reference == one("road quagga").reference == whole.reference
    assert one("quaggal").reference == longer.reference


def test_names_are_found_with_words_and_without_accents(boston: Flask) -> None:
    got = complain("Café tables on the path", when="2025-03-01T10:00")
    assert one("invented cafe").reference == one("rosa CAFÉ path").reference == got.reference


def test_the_latest_received_come_first_and_the_list_ends(boston: Flask) -> None:
    found = search("ann street1")
    days = [line.received_at for line in found.lines]
    assert days == sorted(days, reverse=True) and 0 < len(days) <= 50
    assert search("lamp").more and len(search("lamp").lines) == 50


def test_common_words_alone_and_nothing_find_nothing(boston: Flask) -> None:
    assert search("the and of") == search("") == search("   ") == search("%' OR 1=1 --xyz") == Found(())


@pytest.mark.req("ISO-01")
def test_another_council_finds_nothing_of_it(boston: Flask) -> None:
    reference = one("single00777").reference
    for typed in (reference, "single00777", "lamp", "ann"):
        assert search(typed, BUCKS) == Found(())


@pytest.mark.parametrize("typed", ["single00777", "lamp", "lamp noise", "ann birch single00101", "s", "near wrong a"])
def test_any_search_costs_at_most_four_queries(boston: Flask, typed: str) -> None:
    search(typed)
    with counted() as sent:
        search(typed)
    assert len(sent) <= 4


@pytest.mark.parametrize("typed", ["single00777", "lamp noise", "lam"])
def test_the_index_of_tokens_is_used(database: DatabaseUrls, boston: Flask, typed: str) -> None:
    with counted() as sent:
        search(typed)
    walked = next(statement for statement in sent if "search_token" in statement and "ORDER BY" in statement)
    plan = _plan(database, walked, typed)
    if database.kind == "sqlite":
        assert "SCAN search_token" not in plan and "USING" in plan
        assert "(authority_id=? AND token" in plan
    else:
        assert "pk_search_token" in plan
        assert "Seq Scan on search_token" not in plan


def _plan(urls: DatabaseUrls, statement: str, typed: str) -> str:
    """How the database would run what the search sends, under row security where there is any."""
    from sqlalchemy import event

    from core.persistence.db import db

    plans: list[str] = []

    def explain(connection, cursor, sql, parameters, context, many):  # type: ignore[no-untyped-def]
        if sql == statement and not plans:
            verb = "EXPLAIN QUERY PLAN " if urls.kind == "sqlite" else "EXPLAIN "
            cursor.execute(verb + sql, parameters)
            plans.extend(" ".join(map(str, row)) for row in cursor.fetchall())

    event.listen(db.engine, "before_cursor_execute", explain)
    try:
        search(typed)
    finally:
        event.remove(db.engine, "before_cursor_execute", explain)
    return "\n".join(plans)
