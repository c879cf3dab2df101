"""Where it is measured: a PostgreSQL server of the run's own, one migrated database a size, the demo's councils."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from flask import Flask
from sqlalchemy import create_engine

from core.clock import utc_now
from core.config import Config
from core.domain.actor import Actor, ActorKind
from core.persistence.db import db
from core.persistence.repositories import identities
from core.persistence.transaction import in_one_transaction
from core.services.install import install_authority
from core.web.app import create_app
from tests.support import postgres
from tests.support.databases import DatabaseUrls, copy_of_migrated
from tests.support.run_folder import close_run, open_run, run_folder
from tests.support.web import host_of

COUNCIL = "boston"
OTHERS = ("east_lindsey", "south_holland")
_SAFE = ("fsync", "synchronous_commit", "full_page_writes")


@dataclass(frozen=True)
class Place:
    """A database of one size, and what another process needs to work on it as the application does."""

    urls: DatabaseUrls
    settings: Mapping[str, str]

    def app(self) -> Flask:
        """The application, connected as its own role."""
        return create_app(Config.from_environment(self.settings))


@contextmanager
def server(*, durable: bool) -> Iterator[postgres.Server]:
    """The run's server; all is gone afterwards. Raises RuntimeError where there is no PostgreSQL."""
    open_run(postgres.stop)
    try:
        found = postgres.server(durable=durable)
        if found is None:
            raise RuntimeError(f"no PostgreSQL to measure on: make setup-test, or set {postgres.ADDRESS}")
        yield found
    finally:
        close_run(postgres.stop)


def told_by(found: postgres.Server) -> dict[str, str]:
    """The server's own answer about what it waits for, and its version."""
    engine = create_engine(found.address)
    try:
        with engine.connect() as connection:
            names = ("server_version", *_SAFE, "shared_buffers")
            return {name: str(connection.exec_driver_sql(f"SHOW {name}").scalar()) for name in names}
    finally:
        engine.dispose()


@contextmanager
def place(found: postgres.Server) -> Iterator[Place]:
    """A migrated database with the councils installed; gone afterwards."""
    with copy_of_migrated("postgresql", Path(gettempdir())) as urls:
        settings = {
            "UPHELD_MODE": "test",
            "UPHELD_DATABASE": urls.app,
            "UPHELD_OWNER_DATABASE": urls.owner,
            "UPHELD_DATA": str(run_folder()),
            "UPHELD_SECRET_KEY": "a key for measuring, which guards nothing",
        }
        made = Place(urls, settings)
        app = made.app()
        with app.app_context():
            for code in (COUNCIL, *OTHERS):
                install_authority(code, demo=True, hosts=[host_of(code)])
            db.session.remove()
            db.engine.dispose()
        yield made


def hire(council: str, number: int) -> Actor:
    """A new member of staff who may do the whole of casework. In the application's context."""
    roles = ("complaints_officer", "stage2_officer")
    email = f"officer{number}@{council.replace('_', '-')}.example"

    def add() -> str:
        who = identities.add_identity(email, f"Officer {number} Invented", utc_now())
        return identities.grant(council, who, roles=roles, begins=utc_now(), granted_by="system:bench")

    return Actor(ActorKind.STAFF, in_one_transaction(council, add), frozenset(roles))


def settle(urls: DatabaseUrls) -> None:
    """Let the server take stock of what was loaded, as it would by itself in time."""
    engine = create_engine(urls.owner, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("VACUUM (ANALYZE)")
    finally:
        engine.dispose()


def size_of(urls: DatabaseUrls) -> dict[str, Any]:
    """Megabytes of the database, and of its largest tables with their indexes."""
    engine = create_engine(urls.owner)
    query = (
        "SELECT relname, pg_total_relation_size(oid) / 1e6 FROM pg_class WHERE relkind = 'r'"
        " AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC LIMIT 6"
    )
    try:
        with engine.connect() as connection:
            whole = connection.exec_driver_sql("SELECT pg_database_size(current_database()) / 1e6").scalar()
            tables = {name: float(size) for name, size in connection.exec_driver_sql(query)}
    finally:
        engine.dispose()
    return {"database_mb": float(whole or 0), "tables_mb": tables}
