"""An application that has a database and nothing else, for tests of the persistence layer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from flask import Flask

from core.ids import new_id
from core.persistence.db import db
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
