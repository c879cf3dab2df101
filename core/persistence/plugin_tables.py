"""Plugins' tables: declared as data, made, mapped and walled in like the core's own.

A plugin's table is `plg_<plugin>_<name>`, keyed by council and id. Switching a plugin off, or removing it, leaves its
tables and their rows as they are.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from alembic.operations import Operations
from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Index,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    delete,
    select,
)
from sqlalchemy import Column as SqlColumn
from sqlalchemy.types import TypeEngine

from core.api.tables import Column, ColumnKind, Migration, Table, Value
from core.ids import new_id
from core.persistence.db import Instant, Session, current_session
from core.persistence.guard import tables_changed
from core.persistence.models.columns import Scoped, table_args
from core.persistence.walls import create_scoped_table

_TYPES: Mapping[ColumnKind, TypeEngine[Any]] = {
    ColumnKind.TEXT: String(200),
    ColumnKind.WORDS: Text(),
    ColumnKind.NUMBER: BigInteger(),
    ColumnKind.TICK: Boolean(),
    ColumnKind.DATE: Date(),
    ColumnKind.INSTANT: DateTime(timezone=True),
}
_classes: dict[str, tuple[Table, type[Any]]] = {}


def table_name(plugin: str, name: str) -> str:
    """What a plugin's table is called in the database."""
    return f"plg_{plugin}_{name}"


def map_tables(tables: Iterable[tuple[str, Table]]) -> None:
    """Make plugins' tables known to this process: pairs of the plugin's key and a table. Harmless when repeated.

    Raises ValueError when a table of that name was declared differently.
    """
    for plugin, table in tables:
        name = table_name(plugin, table.name)
        known = _classes.get(name)
        if known is None:
            _classes[name] = (table, _mapped(name, table))
        elif known[0] != table:
            raise ValueError(f"{name} was declared differently before")
    tables_changed()


@contextmanager
def _apart() -> Iterator[Session]:
    """What the database refuses in here fails alone. PostgreSQL would refuse all that comes after it as well, and
    other plugins, and the page, would seem to fail."""
    session = current_session()
    with session.begin_nested():
        yield session


class PluginRows:
    """The rows of one plugin at the council in scope: what `core.api` calls a `PluginStore`."""

    def __init__(self, plugin: str) -> None:
        self._plugin = plugin

    def add(self, table: str, row: Mapping[str, Value]) -> str:
        """Keep a new row; its id. Raises KeyError for a column that the table has not."""
        declared, model = self._find(table)
        _refuse_unknown(declared, row)
        made = model(id=new_id(), **{column.name: row.get(column.name) for column in declared.columns})
        with _apart() as session:
            session.add(made)
            session.flush()
        return cast(str, made.id)

    def get(self, table: str, id_: str) -> Mapping[str, Value] | None:
        """The row with that id, or None."""
        declared, model = self._find(table)
        with _apart() as session:
            row = session.scalar(select(model).where(model.id == id_))
            return _told(declared, row) if row is not None else None

    def find(self, table: str, equals: Mapping[str, Value]) -> tuple[Mapping[str, Value], ...]:
        """The rows whose columns have these values, oldest first."""
        declared, model = self._find(table)
        _refuse_unknown(declared, equals)
        query = select(model).where(*(getattr(model, name) == value for name, value in equals.items()))
        with _apart() as session:
            return tuple(_told(declared, row) for row in session.scalars(query.order_by(model.id)))

    def change(self, table: str, id_: str, values: Mapping[str, Value]) -> None:
        """Set columns of one row. Raises KeyError when there is none."""
        declared, model = self._find(table)
        _refuse_unknown(declared, values)
        with _apart() as session:
            row = session.scalar(select(model).where(model.id == id_))
            if row is None:
                raise KeyError(id_)
            for name, value in values.items():
                setattr(row, name, value)
            session.flush()

    def remove(self, table: str, id_: str) -> None:
        """Delete one row, if it is there."""
        _, model = self._find(table)
        with _apart() as session:
            session.execute(delete(model).where(model.id == id_))

    def _find(self, table: str) -> tuple[Table, type[Any]]:
        return _classes[table_name(self._plugin, table)]


def apply_migration(op: Operations, plugin: str, migration: Migration) -> None:
    """One numbered change of a plugin's tables."""
    for table in migration.creates:
        _create(op, table_name(plugin, table.name), table)
    for name, column in migration.adds:
        if not column.optional:
            raise ValueError(f"{plugin}: {name}.{column.name} is added to rows that exist, so it must be optional")
        op.add_column(table_name(plugin, name), _sql_column(column))
    for name in migration.drops:
        op.drop_table(table_name(plugin, name))


def _create(op: Operations, name: str, table: Table) -> None:
    create_scoped_table(
        op,
        name,
        SqlColumn("authority_id", String(40), nullable=False),
        SqlColumn("id", Uuid(as_uuid=False), nullable=False),
        *map(_sql_column, table.columns),
        PrimaryKeyConstraint("authority_id", "id"),
        *(UniqueConstraint("authority_id", *columns) for columns in table.unique),
        kind="own",
    )
    for column in table.indexed:
        op.create_index(f"ix_{name}_authority_id_{column}", name, ["authority_id", column])


def _sql_column(column: Column) -> SqlColumn[Any]:
    return SqlColumn(column.name, _TYPES[column.kind], nullable=column.optional)


def _mapped(name: str, table: Table) -> type[Any]:
    """A class over the table, so that the scope guard and the tests see it like any other."""
    personal = any(column.personal for column in table.columns)
    attributes: dict[str, Any] = {
        "__tablename__": name,
        "__table_args__": table_args(
            "own",
            "personal" if personal else "case",
            *(UniqueConstraint("authority_id", *columns) for columns in table.unique),
            *(Index(f"ix_{name}_authority_id_{column}", "authority_id", column) for column in table.indexed),
        ),
        "id": SqlColumn("id", Uuid(as_uuid=False), primary_key=True),
    }
    for column in table.columns:
        kind = Instant() if column.kind is ColumnKind.INSTANT else _TYPES[column.kind]
        attributes[column.name] = SqlColumn(column.name, kind, nullable=column.optional)
    return type(name, (Scoped,), attributes)


def _told(table: Table, row: Any) -> Mapping[str, Value]:
    return {"id": row.id, **{column.name: getattr(row, column.name) for column in table.columns}}


def _refuse_unknown(table: Table, row: Mapping[str, Value]) -> None:
    unknown = set(row) - {column.name for column in table.columns}
    if unknown:
        raise KeyError(f"{table.name} has no column {', '.join(sorted(unknown))}")
