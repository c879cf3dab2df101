"""Bring a database to the newest schema, and tell whether it is there.

The core and each plugin have a line of migrations of their own with a version table of its own, so that a plugin which
is gone keeps its tables and stands in nobody's way. Migrations run as the role that owns the tables.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url

from core.persistence.db import prepare

FOLDER = Path(__file__).parents[2] / "migrations"
CORE_VERSIONS = "alembic_version"
NO_PLUGINS: Mapping[str, Path] = MappingProxyType({})


def migrate(owner_url: str, app_role: str = "upheld_app", plugins: Mapping[str, Path] = NO_PLUGINS) -> None:
    """Apply every migration that is missing, all or none of each line: the core's first, then each plugin's.

    `owner_url` connects as the owner of the tables; `app_role` is granted what the application needs and must exist.
    `plugins` gives the folder of migrations of each plugin that has one, by the plugin's key.
    """
    url = make_url(owner_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = migration_engine(owner_url)
    try:
        for config in _configs(plugins):
            config.attributes |= {"engine": engine, "app_role": app_role}
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def missing(connection: Connection, plugins: Mapping[str, Path] = NO_PLUGINS) -> tuple[str, ...]:
    """The lines of migrations ("core" or a plugin's key) in which this database is not at the newest."""
    lines = zip(("core", *plugins), _configs(plugins), strict=True)
    return tuple(line for line, config in lines if not _is_newest(connection, config))


def migration_engine(owner_url: str) -> Engine:
    """An engine for changes of the schema. SQLite's foreign keys are off: a batch change drops the old table, and
    with them on every child row that cascades would go with it. They are checked before the commit instead.
    """
    engine = create_engine(owner_url)
    prepare(engine)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda plain, entry: plain.execute("PRAGMA foreign_keys=OFF").close())
    return engine


def version_table(plugin: str) -> str:
    """Where a line's newest migration is noted; "" is the core's."""
    return f"plg_{plugin}_version" if plugin else CORE_VERSIONS


def _configs(plugins: Mapping[str, Path]) -> list[AlembicConfig]:
    return [_config("", FOLDER / "versions"), *(_config(key, folder) for key, folder in plugins.items())]


def _config(plugin: str, versions: Path) -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", _escaped(FOLDER))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", _escaped(versions))
    config.attributes["version_table"] = version_table(plugin)
    return config


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")


def _is_newest(connection: Connection, config: AlembicConfig) -> bool:
    options = {"version_table": config.attributes["version_table"]}
    found = MigrationContext.configure(connection, opts=options).get_current_heads()
    return set(found) == set(ScriptDirectory.from_config(config).get_heads())
