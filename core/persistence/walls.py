"""The walls that the database itself keeps: row-level security, grants, and tables that only grow.

Migrations make every table by the two functions below, plugins' tables included, so that none is forgotten; a test
asks the catalogue. On SQLite there are neither roles nor row-level security: there the scope guard and the composite
keys stand alone, and triggers keep tables append-only.
"""

from collections.abc import Sequence
from typing import Any, Literal

from alembic import context
from alembic.operations import Operations
from sqlalchemy import Table
from sqlalchemy.schema import SchemaItem

from core.persistence.scope import SETTING

Kind = Literal["event", "words", "projection", "own"]
POLICY = "one_council"
RULE = f"authority_id = NULLIF(current_setting('{SETTING}', true), '')"
APPEND_ONLY = "only grows: rows are never changed or removed"


def create_scoped_table(op: Operations, name: str, *parts: SchemaItem, kind: Kind) -> Table:
    """Make a table of councils' rows: `authority_id` leads its key, and PostgreSQL shows each council its own rows.

    A plugin's table is called `plg_<key>_…`. Rows of kind "event" can be added and read, never changed.
    """
    made = op.create_table(name, *parts)
    if next(iter(made.primary_key.columns)).name != "authority_id":
        raise ValueError(f"{name}: the key starts with authority_id")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY {POLICY} ON {name} USING ({RULE}) WITH CHECK ({RULE})")
        _grant(op, name, ("SELECT", "INSERT") if kind == "event" else ("SELECT", "INSERT", "UPDATE", "DELETE"))
    elif kind == "event":
        _only_grows(op, name)
    return made


def create_shared_table(op: Operations, name: str, *parts: SchemaItem, removable: bool = False) -> Table:
    """Make a table that no council owns; `removable` rows may be deleted by the application."""
    made = op.create_table(name, *parts)
    if op.get_bind().dialect.name == "postgresql":
        _grant(op, name, ("SELECT", "INSERT", "UPDATE", "DELETE") if removable else ("SELECT", "INSERT", "UPDATE"))
    return made


def _grant(op: Operations, name: str, rights: Sequence[str]) -> None:
    op.execute(f"GRANT {', '.join(rights)} ON {name} TO {quoted_role(op.get_bind())}")


def quoted_role(bind: Any) -> str:
    """The application's role, as `migrate` was told."""
    role: str = context.config.attributes["app_role"]
    return str(bind.dialect.identifier_preparer.quote_identifier(role))


def _only_grows(op: Operations, name: str) -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER IF NOT EXISTS {name}_no_{verb.lower()} BEFORE {verb} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, '{name} {APPEND_ONLY}'); END"
        )
