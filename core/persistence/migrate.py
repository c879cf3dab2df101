"""Bring a database to the newest schema, and tell whether it is there, behind, or ahead of this program.

The core and each plugin have a line of migrations of their own with a version table of its own, so that a plugin which
is gone keeps its tables and stands in nobody's way. Migrations run as the role that owns the tables.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from core.api.tables import Migration
from core.persistence.db import prepare

FOLDER = Path(__file__).parents[2] / "migrations"
CORE_VERSIONS = "alembic_version"
CORE = "core"
"""What the core's own line of migrations is called where lines are named; a plugin's is its key."""
Lines = Iterable[tuple[str, Migration]]
_REVISION = '''"""A change that the plugin {plugin} declares."""

from alembic import context, op

from core.persistence.plugin_tables import apply_migration

revision = "{this}"
down_revision = {before!r}


def upgrade() -> None:
    apply_migration(op, "{plugin}", context.config.attributes["migrations"][{number}])
'''


class NotReady(RuntimeError):
    """The database cannot or must not be used as it is; the words say why and what to do, in one line."""


def migrate(owner_url: str, app_role: str = "upheld_app", plugins: Lines = ()) -> None:
    """Apply every migration that is missing, all or none of each line: the core's first, then each plugin's.

    `owner_url` connects as the owner of the tables; `app_role` is granted what the application needs and must exist.
    `plugins` are the changes that plugins declare, each with its plugin's key. Raises NotReady for a database that
    cannot be reached or changed, or that a newer program has changed already.
    """
    url = make_url(owner_url)
    plugins = tuple(plugins)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = migration_engine(owner_url)
    try:
        with told_plainly(engine):
            with engine.connect() as connection:
                refuse_newer(connection, plugins)
            _upgrade(engine, app_role, _config("", FOLDER / "versions"))
            for plugin, migrations in _by_plugin(plugins).items():
                with TemporaryDirectory() as folder:
                    _write_revisions(Path(folder), plugin, migrations)
                    config = _config(plugin, Path(folder))
                    config.attributes["migrations"] = {migration.number: migration for migration in migrations}
                    _upgrade(engine, app_role, config)
    finally:
        engine.dispose()


def missing(connection: Connection, plugins: Lines = ()) -> tuple[str, ...]:
    """The lines of migrations ("core" or a plugin's key) in which this database is not at the newest."""
    return tuple(line or CORE for line, known in _known(plugins).items() if _found(connection, line) != {known[-1]})


def refuse_newer(connection: Connection, plugins: Lines = ()) -> None:
    """Raise NotReady when the database has a migration that this program does not know."""
    for line, known in _known(plugins).items():
        unknown = sorted(_found(connection, line) - set(known))
        if unknown:
            raise NotReady(
                f"a newer version has changed the database ({line or CORE} is at {', '.join(unknown)}, this program "
                f"knows {known[-1]}): run that version, or restore the copy that was made before"
            )


@contextmanager
def told_plainly(engine: Engine) -> Iterator[None]:
    """What the database or its driver refuses in here is raised as NotReady: the address without its password, and
    the first line of what was said."""
    try:
        yield
    except DBAPIError as error:
        said = " ".join((str(error.orig).strip().splitlines() or [type(error).__name__])[0].split())
        where = engine.url.render_as_string(hide_password=True)
        raise NotReady(f"the database {where} cannot be used: {said}") from error


def _known(plugins: Lines) -> dict[str, list[str]]:
    """By line ("" is the core's) the revisions that this program knows, the newest last."""
    scripts = ScriptDirectory.from_config(_config("", FOLDER / "versions"))
    lines = {"": [script.revision for script in reversed(list(scripts.walk_revisions()))]}
    return lines | {plugin: [_revision(c.number) for c in changes] for plugin, changes in _by_plugin(plugins).items()}


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
    return f"{CORE_VERSIONS}_{plugin}" if plugin else CORE_VERSIONS


def _upgrade(engine: Engine, app_role: str, config: AlembicConfig) -> None:
    config.attributes |= {"engine": engine, "app_role": app_role}
    command.upgrade(config, "head")


def _config(plugin: str, versions: Path) -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", _escaped(FOLDER))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", _escaped(versions))
    config.attributes["version_table"] = version_table(plugin)
    return config


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")


def _by_plugin(plugins: Lines) -> dict[str, list[Migration]]:
    """Each plugin's changes in order. Raises ValueError where one is not there."""
    found: dict[str, list[Migration]] = {}
    for plugin, migration in sorted(plugins, key=lambda each: (each[0], each[1].number)):
        found.setdefault(plugin, []).append(migration)
    for plugin, migrations in found.items():
        if [migration.number for migration in migrations] != list(range(1, len(migrations) + 1)):
            raise ValueError(f"{plugin}: migrations are numbered from 1 without gaps")
    return found


def _revision(number: int) -> str:
    return f"{number:04d}"


def _write_revisions(folder: Path, plugin: str, migrations: list[Migration]) -> None:
    """Alembic reads revisions from files; these only point at the declared change."""
    for migration in migrations:
        before = _revision(migration.number - 1) if migration.number > 1 else None
        this = _revision(migration.number)
        source = _REVISION.format(plugin=plugin, number=migration.number, this=this, before=before)
        (folder / f"{this}.py").write_text(source, encoding="utf-8")


def _found(connection: Connection, plugin: str) -> set[str]:
    options = {"version_table": version_table(plugin)}
    return set(MigrationContext.configure(connection, opts=options).get_current_heads())
