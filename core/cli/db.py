"""`upheld db`: the database's tables."""

from __future__ import annotations

import click

from core.cli.settings import configured_to_look


@click.group()
def db() -> None:
    """Create the database or bring it up to date."""


@db.command("upgrade")
def upgrade() -> None:
    """Apply every migration that is missing, the core's and the plugins', and grant what the application needs.

    Runs as the owner of the tables (UPHELD_OWNER_DATABASE); safe to run again.
    """
    from core.cli.database import upgrade as bring_up_to_date

    bring_up_to_date(configured_to_look())
    click.echo("The database is up to date")
