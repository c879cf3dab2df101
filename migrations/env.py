"""How a migration runs: one transaction for all that are missing, one process at a time, foreign keys checked."""

import os
from typing import Any

from alembic import context
from sqlalchemy import Connection

from core.persistence.models import Scoped
from core.persistence.walls import quoted_role

LOCK = 7_205_512  # any number, as long as every process takes the same


def run() -> None:
    attributes = context.config.attributes
    if "engine" not in attributes:
        attributes |= _from_environment()
    with attributes["engine"].connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Scoped.metadata,
            version_table=attributes.get("version_table", "alembic_version"),
            transactional_ddl=True,
            render_as_batch=True,
            **attributes.get("configure_args", {}),
        )
        with context.begin_transaction():
            _one_at_a_time(connection)
            context.run_migrations()
            _finish(connection, attributes)


def _from_environment() -> dict[str, Any]:
    """For `flask db revision` and its like, which bring no engine."""
    from core.config import Config
    from core.persistence.migrate import migration_engine

    config = Config.from_environment(os.environ)
    return {"engine": migration_engine(config.owner_database), "app_role": config.app_role}


def _one_at_a_time(connection: Connection) -> None:
    """SQLite's transaction began as a writer already."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


def _finish(connection: Connection, attributes: dict[str, Any]) -> None:
    if connection.dialect.name == "postgresql":
        table = attributes.get("version_table", "alembic_version")
        connection.exec_driver_sql(f"GRANT SELECT ON {table} TO {quoted_role(connection)}")
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"rows without their parent after the migration: {broken[:5]}")


run()
