"""An application that has a database and nothing else, for tests of the persistence layer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from flask import Flask
from sqlalchemy import Uuid

from core.ids import new_id
from core.persistence.db import Instant, db
from core.persistence.models import CaseFile, IssueRow, ReadLog
from core.persistence.start import init_database
from tests.support.databases import DatabaseUrls

NOW = datetime(2025, 1, 6, 10, 15, tzinfo=UTC)
LAST_DAY = date(9999, 12, 31)


@contextmanager
def bare_app(database: DatabaseUrls, **engine_options: Any) -> Iterator[Flask]:
    """An application on the database, as the application's own role; its connections are closed afterwards."""
    app = Flask("upheld-test")
    init_database(app, database.app, **engine_options)
    try:
        yield app
    finally:
        with app.app_context():
            db.engine.dispose()


def case_file(**given: Any) -> CaseFile:
    """A row of a case; what is not given is plain."""
    values: dict[str, Any] = {
        "id": new_id(),
        "reference": f"REF-{new_id()}",
        "type": "complaint",
        "status": "open",
        "received_at": NOW,
        "received_on": NOW.date(),
        "logged_at": NOW,
        "updated_at": NOW,
        "queue_day": LAST_DAY,
        "head_seq": 1,
        "head_hash": "0" * 64,
    }
    return CaseFile(**(_plain(CaseFile) | values | given))


def issue_row(case_id: str, **given: Any) -> IssueRow:
    """A row of an issue of that case."""
    return IssueRow(**(_plain(IssueRow) | {"case_id": case_id, "no": 1, "track": 1, "status": "accepted"} | given))


def read_log(**given: Any) -> ReadLog:
    """A row of the log of reads."""
    values: dict[str, Any] = {"id": new_id(), "at": NOW, "actor": "staff:1", "case_id": None, "what": "case", "why": ""}
    return ReadLog(**(values | given))


def _plain(model: type[Any]) -> dict[str, Any]:
    """Empty values for the columns that must have one."""
    plain = {str: "", int: 0, bool: False}
    return {
        column.key: plain[column.type.python_type]
        for column in model.__mapper__.column_attrs
        for column in [column.columns[0]]
        if not column.nullable and not column.primary_key and column.type.python_type in plain
    }


def any_row(model: type[Any]) -> Any:
    """A row of any table, with a value of each column's type; the council is left to the scope."""
    examples: dict[type[Any], Any] = {datetime: NOW, date: NOW.date(), bytes: b"words"}
    values: dict[str, Any] = _plain(model)
    for prop in model.__mapper__.column_attrs:
        column = prop.columns[0]
        kind = datetime if isinstance(column.type, Instant) else column.type.python_type
        if prop.key == "authority_id" or column.nullable:
            continue
        if isinstance(column.type, Uuid):
            values[prop.key] = new_id()
        elif kind in examples:
            values[prop.key] = examples[kind]
        elif column.primary_key or prop.key == "seq":
            values[prop.key] = 1 if kind is int else new_id()
    if "command_id" in values:
        values["command_id"] = new_id()
    if "day" in values:
        values["day"] = next(_days)
    return model(**values)


_days = (date(2025, 1, 1) + timedelta(days=number) for number in count())
