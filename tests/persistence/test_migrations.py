"""Migrations: from nothing to the schema of the models, repeatable, without losing rows, plugins' tables included."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, ForeignKey, Inspector, String, create_engine, inspect, text

from core.persistence.db import prepare
from core.persistence.migrate import CORE_VERSIONS, migrate, migration_engine, missing
from core.persistence.models import Scoped
from tests.support.databases import OWNER, DatabaseUrls, empty_database
from tests.support.source import ROOT

CORE_TABLES = [table for table in Scoped.metadata.sorted_tables if not table.name.startswith("plg_")]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DatabaseUrls]:
    if request.param == "postgresql":
        request.getfixturevalue("pg")
    with empty_database(request.param, tmp_path) as urls:
        yield urls


def test_the_migrated_schema_is_the_models_schema(fresh_database: DatabaseUrls, tmp_path: Path) -> None:
    with empty_database(fresh_database.kind, tmp_path) as urls:
        migrated, modelled = create_engine(fresh_database.owner), create_engine(urls.owner)
        try:
            Scoped.metadata.create_all(modelled, tables=CORE_TABLES)
            made, meant = inspect(migrated), inspect(modelled)
            for table in CORE_TABLES:
                assert _shape(made, table.name) == _shape(meant, table.name)
            assert set(made.get_table_names()) - {CORE_VERSIONS} == {table.name for table in CORE_TABLES}
        finally:
            migrated.dispose()
            modelled.dispose()


def test_the_comparison_sees_a_missing_check_index_and_column(empty: DatabaseUrls) -> None:
    engine = create_engine(empty.owner)
    try:
        Scoped.metadata.create_all(engine, tables=CORE_TABLES)
        before = _shape(inspect(engine), "case_file")
        with engine.begin() as connection:
            connection.execute(text("DROP INDEX ix_case_file_queue"))
            connection.execute(text("ALTER TABLE case_file DROP COLUMN waiting"))
        after = _shape(inspect(engine), "case_file")
        assert {part for part in before if before[part] != after[part]} == {"columns", "indexes"}
        assert _shape(inspect(engine), "event")["checks"]
    finally:
        engine.dispose()


def _shape(found: Inspector, table: str) -> dict[str, Any]:
    """What of a table must agree; PostgreSQL and SQLite each compare with themselves."""
    return {
        "columns": {c["name"]: (str(c["type"]), c["nullable"]) for c in found.get_columns(table)},
        "key": found.get_pk_constraint(table),
        "unique": sorted((c["name"], c["column_names"]) for c in found.get_unique_constraints(table)),
        "foreign": sorted(
            (c["name"], c["constrained_columns"], c["referred_table"], sorted(c["options"].items()))
            for c in found.get_foreign_keys(table)
        ),
        "checks": sorted((c["name"], c["sqltext"]) for c in found.get_check_constraints(table)),
        "indexes": sorted(
            (i["name"], i["column_names"], i["unique"], sorted((k, str(v)) for k, v in i["dialect_options"].items()))
            for i in found.get_indexes(table)
            if not i.get("duplicates_constraint")
        ),
    }


def test_migrating_again_changes_nothing(fresh_database: DatabaseUrls) -> None:
    engine = create_engine(fresh_database.owner)
    try:
        with engine.connect() as connection:
            assert missing(connection) == ()
        before = {name: _shape(inspect(engine), name) for name in inspect(engine).get_table_names()}
        migrate(fresh_database.owner)
        assert {name: _shape(inspect(engine), name) for name in inspect(engine).get_table_names()} == before
    finally:
        engine.dispose()


def test_an_unmigrated_database_is_seen(empty: DatabaseUrls) -> None:
    engine = create_engine(empty.owner)
    try:
        with engine.connect() as connection:
            assert missing(connection) == ("core",)
    finally:
        engine.dispose()


def test_migrating_does_not_need_the_web_application() -> None:
    code = "import core.persistence.migrate, sys; sys.exit(any(name.startswith('core.web') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_two_processes_may_migrate_at_once(empty: DatabaseUrls) -> None:
    code = f"from core.persistence.migrate import migrate; migrate({empty.owner!r})"
    running = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]


@pytest.mark.parametrize("fresh_database", ["sqlite"], indirect=True)
def test_a_batch_change_of_a_parent_keeps_its_children(fresh_database: DatabaseUrls) -> None:
    """SQLite makes the table anew and drops the old one; with foreign keys on, cascading children would go with it."""
    engine = migration_engine(fresh_database.owner)
    try:
        with engine.begin() as connection:
            op = Operations(MigrationContext.configure(connection))
            op.create_table("parent", Column("id", String, primary_key=True))
            up = Column("up", String, ForeignKey("parent.id", ondelete="CASCADE"))
            op.create_table("child", Column("id", String), up)
            connection.execute(text("INSERT INTO parent VALUES ('p')"))
            connection.execute(text("INSERT INTO child VALUES ('c', 'p')"))
        with engine.begin() as connection:
            op = Operations(MigrationContext.configure(connection))
            with op.batch_alter_table("parent", recreate="always") as batch:
                batch.add_column(Column("name", String))
            assert connection.execute(text("SELECT count(*) FROM child")).scalar() == 1
            assert connection.execute(text("PRAGMA foreign_key_check")).fetchall() == []
    finally:
        engine.dispose()


@pytest.mark.parametrize("fresh_database", ["sqlite"], indirect=True)
def test_the_same_with_foreign_keys_on_loses_them(fresh_database: DatabaseUrls) -> None:
    """The control: if this ever passes without loss, the care above is no longer needed."""
    engine = create_engine(fresh_database.owner)
    prepare(engine)
    try:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE parent (id TEXT PRIMARY KEY)"))
            connection.execute(text("CREATE TABLE child (up TEXT REFERENCES parent ON DELETE CASCADE)"))
            connection.execute(text("INSERT INTO parent VALUES ('p')"))
            connection.execute(text("INSERT INTO child VALUES ('p')"))
            op = Operations(MigrationContext.configure(connection))
            with op.batch_alter_table("parent", recreate="always") as batch:
                batch.add_column(Column("name", String))
            assert connection.execute(text("SELECT count(*) FROM child")).scalar() == 0
    finally:
        engine.dispose()


def test_a_role_that_does_not_exist_stops_everything(empty: DatabaseUrls) -> None:
    if empty.kind == "sqlite":
        migrate(empty.owner, "nobody_at_all")
        return
    with pytest.raises(Exception, match="nobody_at_all"):
        migrate(empty.owner, "nobody_at_all")
    engine = create_engine(empty.owner)
    try:
        assert inspect(engine).get_table_names() == []
        assert OWNER in empty.owner
    finally:
        engine.dispose()
