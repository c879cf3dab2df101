"""Bringing the database up to date, and telling whether it is: for `db`, `serve` and the commands that read data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.config import Config


def upgrade(config: Config) -> None:
    """Create the database's tables or bring them to the newest, the core's and every plugin's. Raises NotReady."""
    from core.host import Host
    from core.persistence.migrate import migrate, migration_engine
    from core.persistence.start import check_database

    migrations = Host.discover().setup.migrations
    migrate(config.owner_database, config.app_role, migrations)
    engine = migration_engine(config.owner_database)
    try:
        check_database(engine, migrations, walls=False)
    finally:
        engine.dispose()
