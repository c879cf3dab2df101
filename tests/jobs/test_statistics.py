"""SQLite looks at its own sizes when told to, without reading everything; PostgreSQL needs no telling."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from core.clock import utc_now
from core.jobs.guard import ClockGuard
from core.jobs.runner import Runner
from core.jobs.setup import SCHEDULES, STATISTICS, core_kinds
from core.persistence.db import current_session, db
from core.services import work_list
from core.services.sweeping import refresh_statistics
from tests.jobs.mail import FakeServer


def _measured() -> set[str]:
    with db.engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'").all()
        return {t for (t,) in connection.exec_driver_sql("SELECT DISTINCT tbl FROM sqlite_stat1")} if tables else set()


@pytest.mark.parametrize("fresh_database", ["sqlite"], indirect=True)
def test_the_worker_has_sqlite_look_at_its_sizes_daily_and_within_a_limit(working: Flask) -> None:
    assert [(s.at, s.minutes) for s in SCHEDULES if s.kind == STATISTICS] == [("03:10", 0)]
    said: list[str] = []
    with working.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda c, k, statement, *rest: said.append(statement))
        assert "event" not in _measured()
        work_list.add(STATISTICS, "boston", "statistics:boston:2026-06-16T03:10")
    runner = Runner(working, {kind.key: kind for kind in core_kinds(FakeServer())}, ClockGuard(utc_now))
    assert runner.run_due() == 1
    with working.app_context():
        assert {"event", "adoption", "authority"} <= _measured()
    assert said.index("PRAGMA analysis_limit=1000") < said.index("ANALYZE")


@pytest.mark.parametrize("fresh_database", ["sqlite"], indirect=True)
def test_within_a_transaction_it_is_refused_rather_than_waited_for(working: Flask) -> None:
    with working.app_context():
        current_session().connection()
        with pytest.raises(RuntimeError, match="outside a transaction"):
            refresh_statistics()
        current_session().rollback()
        assert refresh_statistics() is True


@pytest.mark.parametrize("fresh_database", ["postgresql"], indirect=True)
def test_postgresql_is_left_alone(working: Flask) -> None:
    said: list[Any] = []
    with working.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda c, k, statement, *rest: said.append(statement))
        assert refresh_statistics() is False
    assert said == []
