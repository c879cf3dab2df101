"""What is asked once per process, and what must be true of it before anything runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from core import defaults
from core.api import Column, JobSpec, Migration, Permission, Table
from core.host.errors import Fault

if TYPE_CHECKING:
    import click
    from flask import Blueprint

_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_FIXED = ("authority_id", "id")


@dataclass(frozen=True, slots=True)
class Setup:
    """What is asked once per process, each with the key of the plugin that gave it."""

    blueprints: tuple[tuple[str, Blueprint], ...]
    template_folders: tuple[tuple[str, Path], ...]
    cli_commands: tuple[tuple[str, click.Command], ...]
    jobs: tuple[tuple[str, JobSpec], ...]
    permissions: tuple[tuple[str, Permission], ...]
    tables: tuple[tuple[str, Table], ...]
    migrations: tuple[tuple[str, Migration], ...]


def setup_faults(setup: Setup, modules: Mapping[str, ModuleType]) -> Iterator[Fault]:
    """Keys that are not the plugin's own or used twice, tables that its migrations do not make, data nobody erases."""
    for plugin, permission in setup.permissions:
        if plugin not in defaults.MODULES and not permission.key.startswith(f"{plugin}."):
            yield Fault(plugin, f"the permission {permission.key} does not start with {plugin}.")
    for plugin, blueprint in setup.blueprints:
        yield from _blueprint_faults(plugin, blueprint)
    for plugin, folder in setup.template_folders:
        if not folder.is_dir():
            yield Fault(plugin, f"the template folder {folder.name} does not exist")
    for plugin, job in setup.jobs:
        if bool(job.at) == bool(job.minutes) or (job.at and not _TIME.fullmatch(job.at)):
            yield Fault(plugin, f"the job {job.key} needs a time of day such as 06:30, or a number of minutes")
    for what, pairs in (
        ("permission", [(p, x.key) for p, x in setup.permissions]),
        ("job", [(p, f"{p}.{x.key}") for p, x in setup.jobs]),
        ("table", [(p, f"{p}.{x.name}") for p, x in setup.tables]),
    ):
        yield from _twice(what, pairs)
    for plugin in sorted({p for p, _ in setup.tables} | {p for p, _ in setup.migrations}):
        tables = [table for p, table in setup.tables if p == plugin]
        yield from _table_faults(plugin, tables, modules[plugin])
        yield from _migration_faults(plugin, tables, [m for p, m in setup.migrations if p == plugin])


def _twice(what: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for plugin, key in pairs:
        if key in seen:
            yield Fault(plugin, f"the {what} {key} is declared twice, by {seen[key]} and by {plugin}")
        seen.setdefault(key, plugin)


def _blueprint_faults(plugin: str, blueprint: Blueprint) -> Iterator[Fault]:
    if blueprint.name != plugin and not blueprint.name.startswith(f"{plugin}_"):
        yield Fault(plugin, f"the blueprint {blueprint.name} is not named {plugin} or {plugin}_…")
    roots = [f"{root}/{part}" for root in ("", "/staff") for part in (plugin, plugin.replace("_", "-"))]
    if not any(f"{blueprint.url_prefix}/".startswith(f"{root}/") for root in roots):
        yield Fault(plugin, f"the blueprint {blueprint.name} is not under /{plugin} or /staff/{plugin}")


def _table_faults(plugin: str, tables: list[Table], module: ModuleType) -> Iterator[Fault]:
    for table in tables:
        names = [column.name for column in table.columns]
        for name in (table.name, *names):
            if not _NAME.fullmatch(name) or name in _FIXED:
                yield Fault(plugin, f"{table.name}: {name!r} cannot be the name of a table or column")
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Fault(plugin, f"{table.name} has two columns called {name}")
        for name in (*table.indexed, *(name for key in table.unique for name in key)):
            if name not in names:
                yield Fault(plugin, f"{table.name} has an index or key on {name}, which is no column")
    if any(column.personal for table in tables for column in table.columns):
        for hook in ("upheld_personal_data", "upheld_erase"):
            if not hasattr(module, hook):
                yield Fault(plugin, f"keeps personal data and has no {hook}")


def _migration_faults(plugin: str, tables: list[Table], migrations: list[Migration]) -> Iterator[Fault]:
    numbers = [migration.number for migration in migrations]
    if numbers != list(range(1, len(numbers) + 1)):
        yield Fault(plugin, f"its migrations are numbered {numbers}, not from 1 on without gaps")
    made: dict[str, dict[str, Column]] = {}
    for migration in migrations:
        for table in migration.creates:
            made[table.name] = {column.name: column for column in table.columns}
        for name, column in migration.adds:
            if not column.optional:
                yield Fault(plugin, f"migration {migration.number} adds {name}.{column.name}, which rows there lack")
            made.setdefault(name, {})[column.name] = column
        for name in migration.drops:
            made.pop(name, None)
    if made != {table.name: {column.name: column for column in table.columns} for table in tables}:
        yield Fault(plugin, "its migrations do not lead to its tables")
