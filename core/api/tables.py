"""Tables of a plugin, as declarations: the core makes them scoped to a council, with keys, row security and grants.

A plugin never sees the database: it reads and writes its own rows of the present council through a `PluginStore`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

Value = str | int | bool | date | datetime | None


class ColumnKind(StrEnum):
    """DATE is a London day, INSTANT an aware UTC moment, WORDS text of any length, TEXT at most 200 characters."""

    TEXT = "text"
    WORDS = "words"
    NUMBER = "number"
    TICK = "tick"
    DATE = "date"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True)
class Column:
    """`personal`: it says something about a person, so the plugin must extract and erase it."""

    name: str
    kind: ColumnKind
    optional: bool = False
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A plugin's table: `visits` of the plugin `tours` is `plg_tours_visits` in the database.

    Every table has `authority_id` and `id` as its key without saying so. `unique` are names of columns that together
    occur once in a council; `indexed` are columns that are looked for.
    """

    name: str
    columns: tuple[Column, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    indexed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered change of a plugin's own tables, never altered once released. Columns added must be optional."""

    number: int
    reason: str
    creates: tuple[Table, ...] = ()
    adds: tuple[tuple[str, Column], ...] = ()
    drops: tuple[str, ...] = ()


class PluginStore(Protocol):
    """The rows of one plugin at one council. A row is its columns and `id`."""

    def add(self, table: str, row: Mapping[str, Value]) -> str:
        """Keep a new row; its id."""
        ...

    def get(self, table: str, id_: str) -> Mapping[str, Value] | None:
        """The row with that id, or None."""
        ...

    def find(self, table: str, equals: Mapping[str, Value]) -> tuple[Mapping[str, Value], ...]:
        """The rows whose columns have these values, oldest first."""
        ...

    def change(self, table: str, id_: str, values: Mapping[str, Value]) -> None:
        """Set columns of one row. Raises KeyError when there is none."""
        ...

    def remove(self, table: str, id_: str) -> None:
        """Delete one row, if it is there."""
        ...
