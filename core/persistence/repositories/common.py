"""What several repositories need."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from core.persistence.db import Base, current_session


def dialect() -> str:
    """The name of the database in use: `postgresql` or `sqlite`."""
    return current_session().get_bind().dialect.name


def upsert(model: type[Base], database: str = "") -> Any:
    """An insert of `model` that can say what happens on a conflict, for that database or the one in use."""
    return postgresql.insert(model) if (database or dialect()) == "postgresql" else sqlite.insert(model)


def changed(statement: Any) -> int:
    """Run an update or delete; how many rows it touched. Nothing loaded before is refreshed."""
    result: Any = current_session().execute(statement.execution_options(synchronize_session=False))
    return int(result.rowcount)


def listed(values: Iterable[str]) -> str:
    """Texts as one column keeps them."""
    return json.dumps(list(values), ensure_ascii=False)


def unlisted(text: str) -> tuple[str, ...]:
    """The texts again."""
    return tuple(json.loads(text))
