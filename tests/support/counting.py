"""Counts the statements that a piece of work sends to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from core.persistence.db import db

QUIET = ("PRAGMA", "BEGIN", "SET ", "SELECT SET_CONFIG", "SELECT PG_CATALOG.")


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that were sent, without those that only open a transaction or a scope."""
    sent: list[str] = []

    def listen(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.upper().startswith(QUIET):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
