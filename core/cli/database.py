"""Bringing the database up to date, and telling whether it is: for `db`, `serve` and the commands that read data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.config import Config


def upgrade(config: Config) -> None:
    """Create the database's tables or bring them to the newest, the core's and every plugin's."""
    from core.host import Host
    from core.persistence.migrate import migrate

    migrate(config.owner_database, config.app_role, Host.discover().setup.migrations)
