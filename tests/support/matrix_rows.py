"""What is in the tables, by a road that no wall stands in: hashes of a council's rows, marks found in columns, and
every statement that a request writes with."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, text

from core.persistence.db import Base
from core.persistence.guard import is_scoped
from core.persistence.scope import SETTING
from tests.support.databases import DatabaseUrls

_WRITE = re.compile(r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+[\"`]?(\w+)", re.I)
_STAFF = "IN (SELECT identity_id FROM membership WHERE authority_id = '%(of)s')"
_OF_COUNCIL = {"identity": f"id {_STAFF}", "backup_code": f"identity_id {_STAFF}", "authority": "code = '%(of)s'"}
_PLAIN = "authority_id = '%(of)s'"
"""How a council's rows are told in tables without its column: its staff are people of their own."""
_NOT_COMPARED = {"throttle"}
"""Counts of tries: keyed hashes without a council's column."""


class Outside:
    """The database as its owner sees it, whatever the application may see."""

    def __init__(self, urls: DatabaseUrls) -> None:
        self.engine = create_engine(urls.owner)
        self.tables = self._there(Base.metadata.sorted_tables)

    def close(self) -> None:
        self.engine.dispose()

    def _there(self, tables: Sequence[Table]) -> list[Table]:
        """A plugin that another test mapped has no table here."""
        with self.engine.connect() as connection:
            return [one for one in tables if self.engine.dialect.has_table(connection, one.name)]

    def digest(self, council: str = "", *, but: Sequence[str] = ()) -> dict[str, str]:
        """A hash of each table's rows: of one council, or of everything when none is named."""
        with self._connected() as connection:
            return {
                table.name: self._hash(connection, table, council)
                for table in self.tables
                if table.name not in but and table.name not in _NOT_COMPARED
            }

    def columns_with(self, mark: str, council: str) -> dict[str, bool]:
        """For each column of text in a council's tables, whether a row of this council has the mark in it."""
        found = {}
        with self._connected() as connection:
            for table in self.tables:
                column_names = [column.name for column in table.columns if column.type.python_type is str]
                if is_scoped(table) or table.name in ("membership", "invite"):
                    rows = self._rows(connection, table, council)
                    for name in column_names:
                        found[f"{table.name}.{name}"] = any(mark in str(row[name]) for row in rows)
        return found

    def count(self, table: str, council: str) -> int:
        (found,) = [one for one in self.tables if one.name == table]
        with self._connected() as connection:
            return len(self._rows(connection, found, council))

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            yield connection
            connection.rollback()

    def _rows(self, connection: Connection, table: Table, council: str) -> list[Any]:
        """Row-level security is forced on the owner too, so it is told the council like everybody else."""
        if self.engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT set_config('{SETTING}', :code, true)"), {"code": council})
        query = f'SELECT * FROM "{table.name}"'
        if council:
            query += f" WHERE {_OF_COUNCIL.get(table.name, _PLAIN) % {'of': council}}"
        return list(connection.execute(text(query)).mappings())

    def _hash(self, connection: Connection, table: Table, council: str) -> str:
        rows = sorted(repr(sorted(row.items())) for row in self._rows(connection, table, council))
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()


class Written:
    """The tables that were written to since `clear`, as the application's engine sent the statements."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.tables: list[str] = []
        event.listen(engine, "before_cursor_execute", self._listen)

    def close(self) -> None:
        event.remove(self.engine, "before_cursor_execute", self._listen)

    def clear(self) -> None:
        self.tables = []

    def _listen(self, connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if found := _WRITE.match(statement):
            self.tables.append(found[1].lower())
