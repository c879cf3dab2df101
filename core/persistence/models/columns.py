"""What the tables have in common: the council first in every key, and a declaration of what each table is.

Kinds: `event` (appended, never changed), `words` (what people wrote or who they are; erasable), `projection` (made
from events, can be rebuilt), `own` (short-lived working state), `shared` (no council's: few and named).
Data classes: `personal`, `case` (about a case, no words of a person), `staff`, `secret` (hashes of tokens and
passwords), `rules` (texts, settings, registry).
"""

from typing import Annotated, Any, Literal

from sqlalchemy import ForeignKeyConstraint, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import SchemaItem

from core.persistence.db import Base

Kind = Literal["event", "words", "projection", "own", "shared"]
Data = Literal["personal", "case", "staff", "secret", "rules"]
TableArgs = tuple[SchemaItem | dict[str, Any], ...]

Key = Annotated[str, mapped_column(Uuid(as_uuid=False), primary_key=True)]
Ref = Annotated[str, mapped_column(Uuid(as_uuid=False))]
Code = Annotated[str, mapped_column(String(80))]
Hash = Annotated[str, mapped_column(String(64))]


class Scoped(Base):
    """A row of one council. The session fills in `authority_id` and refuses any other council's."""

    __abstract__ = True

    authority_id: Mapped[str] = mapped_column(String(40), primary_key=True, sort_order=-10)


def table_args(kind: Kind, data: Data, *parts: SchemaItem) -> TableArgs:
    """A mapped class's `__table_args__`, with what the table is for the tests and the erasure of people's data."""
    return (*parts, {"info": {"kind": kind, "data": data}})


def belongs_to(parent: str, *columns: str, key: tuple[str, ...] = ("id",)) -> ForeignKeyConstraint:
    """A reference to a row of the same council: `(authority_id, columns…)` to the parent's `(authority_id, key…)`.

    Checked at commit, so that rows may be written in any order within a transaction.
    """
    return ForeignKeyConstraint(
        ["authority_id", *columns],
        [f"{parent}.authority_id", *(f"{parent}.{name}" for name in key)],
        deferrable=True,
        initially="DEFERRED",
    )
