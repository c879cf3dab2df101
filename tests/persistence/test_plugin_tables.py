"""A plugin's tables: made by its declared changes, walled in like the core's, kept when the plugin goes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, inspect, select, text
from sqlalchemy.exc import DBAPIError

from core.api.tables import Column, ColumnKind, Migration, Table
from core.persistence.db import current_session, db
from core.persistence.migrate import migrate, missing
from core.persistence.models import Scoped
from core.persistence.plugin_tables import PluginRows, map_tables
from core.persistence.scope import ScopeError, across_councils, authority_scope
from core.persistence.start import NotReady, check_database
from tests.support.databases import DatabaseUrls
from tests.support.store import bare_app

FIRST = Table(
    "visits",
    (
        Column("place", ColumnKind.TEXT),
        Column("seen", ColumnKind.DATE),
        Column("at", ColumnKind.INSTANT, optional=True),
        Column("remarks", ColumnKind.WORDS, personal=True),
        Column("count", ColumnKind.NUMBER),
        Column("done", ColumnKind.TICK),
    ),
    unique=(("place", "seen"),),
    indexed=("seen",),
)
LATER = Column("weather", ColumnKind.TEXT, optional=True)
VISITS = replace(FIRST, columns=(*FIRST.columns, LATER))
CHANGES = [
    ("walltours", Migration(1, "Visits", creates=(FIRST, Table("old", (Column("x", ColumnKind.TEXT),))))),
    ("walltours", Migration(2, "Weather", adds=(("visits", LATER),), drops=("old",))),
]
ROW = {
    "place": "Quay",
    "seen": date(2025, 1, 6),
    "at": datetime(2025, 1, 6, 9, 0, tzinfo=UTC),
    "remarks": "wet",
    "count": 3,
    "done": True,
}


@pytest.fixture(scope="module")
def with_plugin(database: DatabaseUrls) -> Iterator[Flask]:
    """The module's database with the plugin's tables in it."""
    map_tables([("walltours", VISITS)])
    migrate(database.owner, plugins=CHANGES)
    with bare_app(database) as app:
        yield app


def test_changes_lead_to_the_declared_table(with_plugin: Flask, database: DatabaseUrls) -> None:
    engine = create_engine(database.owner)
    try:
        there = inspect(engine)
        names = {name for name in there.get_table_names() if name.startswith("plg_walltours")}
        model = Scoped.metadata.tables["plg_walltours_visits"]
        assert names == {"plg_walltours_visits"}
        made = [(column["name"], column["nullable"]) for column in there.get_columns(model.name)]
        assert made == [(column.name, column.nullable) for column in model.columns]
        assert there.get_pk_constraint(model.name)["constrained_columns"] == ["authority_id", "id"]
        (unique,) = there.get_unique_constraints(model.name)
        assert unique["column_names"] == ["authority_id", "place", "seen"]
        assert model.info == {"kind": "own", "data": "personal"}
    finally:
        engine.dispose()


def test_a_plugin_keeps_finds_changes_and_removes_its_rows(with_plugin: Flask) -> None:
    rows = PluginRows("walltours")
    with with_plugin.app_context(), authority_scope("riverton"):
        id_ = rows.add("visits", ROW)
        assert rows.get("visits", id_) == {"id": id_, "weather": None, **ROW}
        rows.change("visits", id_, {"weather": "fair"})
        assert [row["id"] for row in rows.find("visits", {"weather": "fair"})] == [id_]
        rows.remove("visits", id_)
        assert rows.get("visits", id_) is None
        with pytest.raises(KeyError):
            rows.change("visits", id_, {"weather": "fair"})
        with pytest.raises(KeyError, match="authority_id"):
            rows.add("visits", ROW | {"authority_id": "hillford"})
        current_session().rollback()


@pytest.mark.req("ISO-04", "ISO-06")
def test_a_plugins_rows_stay_with_their_council(with_plugin: Flask) -> None:
    rows = PluginRows("walltours")
    with with_plugin.app_context():
        with authority_scope("hillford"):
            theirs = rows.add("visits", ROW)
            current_session().commit()
        with authority_scope("riverton"):
            assert rows.get("visits", theirs) is None
            assert rows.find("visits", {}) == ()
            rows.remove("visits", theirs)
            with pytest.raises(ScopeError):
                current_session().execute(text("SELECT * FROM plg_walltours_visits"))
            with pytest.raises(ScopeError):
                current_session().connection().exec_driver_sql("SELECT * FROM plg_walltours_visits")
            if db.engine.dialect.name == "postgresql":
                with across_councils("a test of the wall behind"):
                    assert current_session().execute(text("SELECT * FROM plg_walltours_visits")).all() == []
            current_session().commit()
        with authority_scope("hillford"):
            assert rows.get("visits", theirs) is not None
        with pytest.raises(ScopeError):
            rows.find("visits", {})


def test_the_start_up_check_asks_for_the_plugins_changes_too(with_plugin: Flask) -> None:
    with with_plugin.app_context():
        check_database(db.engine, CHANGES)
        with pytest.raises(NotReady, match="walltours"):
            check_database(db.engine, [*CHANGES, ("walltours", Migration(3, "More"))])


def test_a_plugin_that_is_gone_keeps_its_rows_and_stops_nobody(with_plugin: Flask, database: DatabaseUrls) -> None:
    with with_plugin.app_context():
        with authority_scope("coast"):
            PluginRows("walltours").add("visits", ROW)
            current_session().commit()
        db.engine.dispose()
    migrate(database.owner)
    engine = create_engine(database.owner)
    try:
        with engine.connect() as connection:
            assert missing(connection) == ()
            assert missing(connection, CHANGES) == ()
    finally:
        engine.dispose()
    with with_plugin.app_context(), authority_scope("coast"):
        assert len(PluginRows("walltours").find("visits", {"place": "Quay"})) == 1


STRICT = Migration(1, "A", creates=(FIRST,), adds=(("visits", Column("x", ColumnKind.TEXT)),))


@pytest.mark.parametrize(
    ("changes", "said"),
    [([("gaps", Migration(2, "Second"))], "without gaps"), ([("strict", STRICT)], "optional")],
    ids=["a gap", "a column that rows would lack"],
)
def test_changes_that_could_not_work_are_refused(changes: Any, said: str, fresh_database: DatabaseUrls) -> None:
    with pytest.raises(ValueError, match=said):
        migrate(fresh_database.owner, plugins=changes)
    engine = create_engine(fresh_database.owner)
    try:
        assert not [name for name in inspect(engine).get_table_names() if name.startswith("plg_")]
    finally:
        engine.dispose()


def test_one_name_has_one_declaration() -> None:
    map_tables([("walltours", VISITS)])
    with pytest.raises(ValueError, match="differently"):
        map_tables([("walltours", FIRST)])


@pytest.mark.req("ISO-05")
def test_a_value_that_must_be_unique_is_so_within_a_council_only(with_plugin: Flask) -> None:
    rows = PluginRows("walltours")
    with with_plugin.app_context():
        for code in ("north", "south"):
            with authority_scope(code):
                rows.add("visits", ROW)
                current_session().commit()
        with authority_scope("north"):
            with pytest.raises(DBAPIError, match=r"(?i)unique"):
                rows.add("visits", ROW)
            current_session().rollback()
            model = next(m.class_ for m in Scoped.registry.mappers if m.local_table.name == "plg_walltours_visits")
            assert len(current_session().scalars(select(model)).all()) == 1
