"""Give an application its database: the engine, its guard, and every table's class; and refuse an unsafe one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from sqlalchemy import Connection, Engine, Row

from core.persistence import models
from core.persistence.db import BUSY_SECONDS, Base, db, prepare
from core.persistence.guard import guard_engine, is_scoped
from core.persistence.migrate import FOLDER, Lines, NotReady, missing, refuse_newer, told_plainly

__all__ = ["NotReady", "check_database", "init_database", "models"]
_commands = Migrate(db=db, directory=str(FOLDER))
_MOST_TOLD = 3
_COLUMNS = {
    "sqlite": "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'",
    "postgresql": "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
    " WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0"
    " AND NOT a.attisdropped",
}


def init_database(app: Flask, url: str, **engine_options: Any) -> None:
    """Give the application its engine. `url` is an SQLAlchemy address (`sqlite:///…`, `postgresql+psycopg://…`)."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {**_options(url), **engine_options}
    db.init_app(app)
    _commands.init_app(app)
    with app.app_context():
        prepare(db.engine)
        guard_engine(db.engine)


def check_database(engine: Engine, plugins: Lines = (), *, walls: bool = True) -> None:
    """Raise NotReady, saying what to do, unless migrations are complete and the walls hold for this very role.

    Without `walls` only migrations are asked for: on one's own machine the owner may serve. A database that cannot be
    reached, that a newer program has changed, or whose tables were altered by hand, is refused as well.
    """
    plugins = tuple(plugins)
    if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").exists():
        raise NotReady(f"there is no database {engine.url.database} yet: run `upheld db upgrade`")
    with told_plainly(engine), engine.connect() as connection:
        refuse_newer(connection, plugins)
        behind = missing(connection, plugins)
        if behind:
            raise NotReady(f"migrations are missing: {', '.join(behind)}; run `upheld db upgrade`")
        lost = tuple(_lost_columns(connection, {plugin for plugin, _ in plugins}))
        if lost:
            raise NotReady(
                f"tables are not as the migrations made them: {_some(lost)} missing; restore a copy of the database, "
                "or begin a new one (`upheld db upgrade` changes nothing here)"
            )
        faults = tuple(_wall_faults(connection)) if walls and connection.dialect.name == "postgresql" else ()
    if faults:
        raise NotReady("; ".join(faults))


def _lost_columns(connection: Connection, plugins: set[str]) -> Iterator[str]:
    """Tables and columns that every statement of ours counts on and that are not there, of the core and `plugins`."""
    held: dict[str, set[str]] = {}
    for table, column in connection.exec_driver_sql(_COLUMNS[connection.dialect.name]):
        held.setdefault(table, set()).add(column)
    for name, table in sorted(Base.metadata.tables.items()):
        if name.startswith("plg_") and not any(name.startswith(f"plg_{plugin}_") for plugin in plugins):
            continue
        if name not in held:
            yield name
        else:
            yield from (f"{name}.{column.name}" for column in table.columns if column.name not in held[name])


def _wall_faults(connection: Connection) -> Iterator[str]:
    """What the walls lack, a sentence each. A role that stands above them all is told of that alone."""
    role = connection.exec_driver_sql(
        "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ).one()
    tables = connection.exec_driver_sql(
        "SELECT relname, relrowsecurity AND relforcerowsecurity AS walled,"
        " pg_has_role(current_user, relowner, 'MEMBER') AS owned, has_table_privilege(oid, 'TRUNCATE') AS empties,"
        " EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid) AS ruled"
        " FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY relname"
    ).all()
    if role.rolsuper or role.rolbypassrls:
        yield f"{role.rolname} steps round row-level security: {_ANOTHER_ROLE}"
    elif any(table.owned for table in tables):
        yield f"{role.rolname} owns tables, so no wall holds for it: {_ANOTHER_ROLE}"
    else:
        scoped = {table.name for table in Base.metadata.tables.values() if is_scoped(table)}
        yield from _table_faults([table for table in tables if table.relname in scoped])


_ANOTHER_ROLE = "let UPHELD_DATABASE connect as a role that owns nothing (UPHELD_OWNER_DATABASE is for migrations)"


def _table_faults(tables: list[Row[Any]]) -> Iterator[str]:
    bare = tuple(table.relname for table in tables if not (table.walled and table.ruled))
    if bare:
        yield f"no row-level security on {_some(bare)}: restore a copy of the database, or begin a new one"
    emptied = tuple(table.relname for table in tables if table.empties and table.relname not in bare)
    if emptied:
        yield f"{_some(emptied)} could be emptied at a stroke: revoke TRUNCATE from this role"


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _MOST_TOLD} more" if len(names) > _MOST_TOLD else ""
    return ", ".join(names[:_MOST_TOLD]) + more


def _options(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": BUSY_SECONDS}}
    return {}
