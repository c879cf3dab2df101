"""Give an application its database: the engine, its guard, and every table's class; and refuse an unsafe one."""

from collections.abc import Iterator
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from sqlalchemy import Connection, Engine

from core.persistence import models
from core.persistence.db import BUSY_SECONDS, Base, db, prepare
from core.persistence.guard import guard_engine, is_scoped
from core.persistence.migrate import FOLDER, Lines, missing

__all__ = ["NotReady", "check_database", "init_database", "models"]
_commands = Migrate(db=db, directory=str(FOLDER))


class NotReady(RuntimeError):
    """The database must not be served from: it is not up to date, or its walls do not stand."""


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
    """Raise NotReady, with all that is wrong, unless migrations are complete and the walls hold for this very role.

    Without `walls` only migrations are asked for: on one's own machine the owner may serve.
    """
    with engine.connect() as connection:
        faults = [f"migrations are missing: {line}" for line in missing(connection, plugins)]
        if walls and not faults and connection.dialect.name == "postgresql":
            faults += _wall_faults(connection)
    if faults:
        raise NotReady("; ".join(faults))


def _wall_faults(connection: Connection) -> Iterator[str]:
    role = connection.exec_driver_sql(
        "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ).one()
    if role.rolsuper or role.rolbypassrls:
        yield f"{role.rolname} steps round row-level security: connect as a role that owns nothing"
    tables = connection.exec_driver_sql(
        "SELECT relname, relrowsecurity AND relforcerowsecurity AS walled,"
        " pg_has_role(current_user, relowner, 'MEMBER') AS owned, has_table_privilege(oid, 'TRUNCATE') AS empties,"
        " EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid) AS ruled"
        " FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY relname"
    ).all()
    scoped = {table.name for table in Base.metadata.tables.values() if is_scoped(table)}
    if any(table.owned for table in tables):
        yield f"{role.rolname} owns tables: connect as a role that owns nothing"
    for table in tables:
        if table.relname in scoped and not (table.walled and table.ruled):
            yield f"{table.relname} has no row-level security"
        elif table.relname in scoped and table.empties:
            yield f"{table.relname} could be emptied at a stroke"


def _options(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": BUSY_SECONDS}}
    return {}
