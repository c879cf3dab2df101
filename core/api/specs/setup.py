"""Hooks asked once per process of every installed plugin: pages, templates, commands, jobs, permissions, tables."""

# Declarations have no body, since pluggy never calls them.
# mypy: disable-error-code=empty-body

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from flask import Blueprint

from core.api.access import Permission
from core.api.jobs import JobSpec
from core.api.markers import hookspec
from core.api.tables import Migration, Table


@hookspec
def upheld_blueprints() -> Iterable[Blueprint]:
    """Return pages or endpoints; name and URL prefix start with the plugin's key.

    Asked once while the application is made. Every view declares its access (`core.api.web.needs` or `public`).
    The pages answer 404 at a council where the plugin is off. Since 1.
    """


@hookspec
def upheld_template_folders() -> Iterable[Path]:
    """Return folders whose templates are reached as `<plugin key>/…`.

    Asked once while the application is made. Templates obey the same rules as the core's: no inline script or style.
    Since 1.
    """


@hookspec
def upheld_cli_commands() -> Iterable[click.Command]:
    """Return commands to be run as `upheld <plugin key> …`.

    Asked once when the command line starts. Since 1.
    """


@hookspec
def upheld_jobs() -> Iterable[JobSpec]:
    """Return scheduled work, run for each council where the plugin is on.

    Asked once when a worker starts. A job may be run twice for one slot and must not mind. Since 1.
    """


@hookspec
def upheld_permissions() -> Iterable[Permission]:
    """Return things that a role may allow; keys start with the plugin's key.

    Asked once per process; councils see those of the plugins that are on. Since 1.
    """


@hookspec
def upheld_tables() -> Iterable[Table]:
    """Return the plugin's tables as they are now; the core scopes them to the council.

    Asked once per process. Migrations must lead to exactly these; the contract tests compare. Since 1.
    """


@hookspec
def upheld_migrations() -> Iterable[Migration]:
    """Return numbered changes that lead to the plugin's present tables.

    Asked when the database is upgraded. Numbers start at 1 and have no gaps. Since 1.
    """
