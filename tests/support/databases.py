"""Migrated databases for tests: made once in a run, then copied for each module or test that asks.

PostgreSQL is used as in production: the tables belong to `upheld_owner`, the application connects as `upheld_app`,
which owns nothing, is no superuser and cannot step round row-level security.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal

from sqlalchemy import create_engine, text

from tests.support import postgres
from tests.support.run_folder import only_one, run_folder

OWNER, APPLICATION = "upheld_owner", "upheld_app"
Kind = Literal["sqlite", "postgresql"]
Migrate = Callable[[str], None]
_numbers = count(1)


@dataclass(frozen=True)
class DatabaseUrls:
    """One database by two addresses: as the role that owns the tables, and as the role that the application uses."""

    owner: str
    app: str
    kind: Kind


def migrate_to_newest(owner_url: str) -> None:
    """What `upheld db upgrade` does, without the command line."""
    from core.persistence.migrate import migrate

    migrate(owner_url, APPLICATION)


@contextmanager
def copy_of_migrated(kind: Kind, folder: Path) -> Iterator[DatabaseUrls]:
    """A database of its own with every migration applied and no rows; gone afterwards."""
    with migrated_copy(kind, folder, "newest", migrate_to_newest) as urls:
        yield urls


@contextmanager
def empty_database(kind: Kind, folder: Path) -> Iterator[DatabaseUrls]:
    """A database with nothing in it, for tests of the migrations themselves."""
    with migrated_copy(kind, folder, "empty", lambda _: None) as urls:
        yield urls


@contextmanager
def migrated_copy(kind: Kind, folder: Path, template: str, migrate: Migrate) -> Iterator[DatabaseUrls]:
    """Make the template by `migrate` unless this run has it already, and lend a copy of it."""
    if kind == "sqlite":
        made = folder / f"{_unique()}.sqlite3"
        shutil.copyfile(_sqlite_template(template, migrate), made)
        address = f"sqlite:///{made}"
        yield DatabaseUrls(address, address, kind)
        return
    server = postgres.server()
    assert server is not None, "ask for the fixture `pg` first: it skips where there is no PostgreSQL"
    source, name = _postgres_template(server, template, migrate), f"upheld_{_unique()}"
    _as_admin(server, f'CREATE DATABASE "{name}" TEMPLATE "{source}" OWNER {OWNER}')
    try:
        yield DatabaseUrls(server.url(OWNER, name), server.url(APPLICATION, name), kind)
    finally:
        _as_admin(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _unique() -> str:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw")
    return f"{worker}_{os.getpid()}_{next(_numbers)}"


def _sqlite_template(template: str, migrate: Migrate) -> Path:
    made = run_folder() / f"{template}.sqlite3"
    with only_one(f"sqlite-{template}") as done:
        if not done.exists():
            made.unlink(missing_ok=True)
            migrate(f"sqlite:///{made}")
            _fold_log_into(made)
            done.touch()
    return made


def _fold_log_into(database: Path) -> None:
    """A write-ahead log beside the file would not be copied with it."""
    engine = create_engine(f"sqlite:///{database}")
    try:
        with engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    finally:
        engine.dispose()


def _postgres_template(server: postgres.Server, template: str, migrate: Migrate) -> str:
    name = f"upheld_{template}_{run_folder().name.rsplit('-', 1)[-1]}"
    with only_one(f"postgres-{template}") as done:
        if not done.exists():
            _make_roles(server)
            _as_admin(server, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" OWNER {OWNER}')
            migrate(server.url(OWNER, name))
            _as_admin(server, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            done.touch()
    return name


def _make_roles(server: postgres.Server) -> None:
    with only_one("postgres-roles") as done:
        if done.exists():
            return
        for role in (OWNER, APPLICATION):
            powers = f"LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '{postgres.PASSWORD}'"
            if not _role_exists(server, role):
                _as_admin(server, f"CREATE ROLE {role} {powers}")
            else:
                _as_admin(server, f"ALTER ROLE {role} {powers}")
        done.touch()


def _role_exists(server: postgres.Server, role: str) -> bool:
    engine = create_engine(server.address)
    try:
        with engine.connect() as connection:
            return connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}) is not None
    finally:
        engine.dispose()


def _as_admin(server: postgres.Server, *statements: str) -> None:
    engine = create_engine(server.address, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()
