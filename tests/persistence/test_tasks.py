"""Work is asked for once, taken by one worker at a time, and comes back when it fails or its worker dies."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from core.persistence.db import current_session, db
from core.persistence.repositories import tasks
from core.persistence.repositories.tasks import Taken
from tests.support.databases import DatabaseUrls
from tests.support.source import ROOT
from tests.support.store import NOW, bare_app

LEASE = timedelta(minutes=5)
LATER = NOW + timedelta(hours=1)
_WORKER = """
import sys
from datetime import datetime, timedelta
from tests.support.databases import DatabaseUrls
from tests.support.store import bare_app
from core.persistence.db import db
from core.persistence.repositories import tasks

url, kind, now = sys.argv[1], sys.argv[2], datetime.fromisoformat(sys.argv[3])
with bare_app(DatabaseUrls(url, url, kind)) as app, app.app_context():
    while True:
        for number in range(10):
            tasks.add_task("slot", "riverton", f"slot-{number}", now, now)
        taken = tasks.take(now, timedelta(minutes=5), most=3)
        db.session.commit()
        if not taken:
            break
        for task in taken:
            print(task.once, flush=True)
            tasks.finish(task, now)
            db.session.commit()
"""


@pytest.fixture
def context(fresh_database: DatabaseUrls) -> Iterator[Flask]:
    with bare_app(fresh_database) as app, app.app_context():
        yield app


def _add(once: str, minutes: int = 0) -> bool:
    return tasks.add_task("sweep", "riverton", once, NOW + timedelta(minutes=minutes), NOW, {"case": "1"})


def _take_one() -> Taken:
    (task,) = tasks.take(LATER, LEASE, most=1)
    return task


@pytest.mark.usefixtures("context")
class TestOne:
    def test_the_same_slot_is_asked_for_once(self) -> None:
        assert [_add("slot"), _add("slot")] == [True, False]
        assert len(tasks.take(LATER, LEASE)) == 1

    @pytest.mark.req("ISO-14")
    def test_work_names_its_council(self) -> None:
        with pytest.raises(ValueError, match="council"):
            tasks.add_task("sweep", "", "slot", NOW, NOW)

    def test_the_oldest_comes_first_and_the_future_not_at_all(self) -> None:
        assert all((_add("b", 10), _add("a", 5), _add("c", 90)))
        assert [task.once for task in tasks.take(LATER, LEASE)] == ["a", "b"]
        assert tasks.waiting(LATER) == 2

    def test_what_it_carries_comes_along(self) -> None:
        _add("slot")
        task = _take_one()
        assert (task.kind, task.authority, task.payload, task.attempts) == ("sweep", "riverton", {"case": "1"}, 1)

    def test_a_taken_task_is_in_one_hand_until_its_lease_ends(self) -> None:
        _add("slot")
        first = _take_one()
        assert tasks.take(LATER + LEASE, LEASE) == ()
        (second,) = tasks.take(LATER + LEASE + timedelta(seconds=1), LEASE)
        assert second.attempts == 2
        assert tasks.finish(first, LATER) is False
        assert tasks.finish(second, LATER) is True

    def test_a_failed_task_comes_back_after_a_pause_that_doubles(self) -> None:
        _add("slot")
        pauses, now = [], LATER
        for _ in range(4):
            (task,) = tasks.take(now, LEASE)
            again = tasks.fail(task, now, "smtp_refused")
            assert tasks.take(again - timedelta(seconds=1), LEASE) == ()
            pauses.append((again - now).total_seconds())
            now = again
        assert pauses == [30, 60, 120, 240]
        assert [(row[4], row[3]) for row in tasks.failing()] == [("smtp_refused", 4)]

    def test_the_pause_has_a_longest(self) -> None:
        _add("slot")
        task = _take_one()
        worn = Taken(task.id, task.kind, task.authority, task.once, task.due, task.payload, 400)
        assert tasks.fail(worn, LATER, "x") == LATER + timedelta(hours=6)

    def test_a_task_given_back_counts_no_try(self) -> None:
        _add("slot")
        tasks.give_back(_take_one())
        assert _take_one().attempts == 1

    @pytest.mark.req("ISO-14")
    def test_a_council_that_rests_holds_nobody_up(self) -> None:
        _add("slot")
        tasks.add_task("sweep", "hillford", "other", NOW, NOW)
        assert [task.authority for task in tasks.take(LATER, LEASE, skip=frozenset({"riverton"}))] == ["hillford"]


def test_four_workers_do_everything_once(context: Flask, fresh_database: DatabaseUrls) -> None:
    for number in range(60):
        _add(f"once-{number}")
    current_session().commit()
    db.session.remove()
    command = [sys.executable, "-c", _WORKER, fresh_database.app, fresh_database.kind, LATER.isoformat()]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    done = [line for process in running for line in process.communicate(timeout=120)[0].splitlines()]
    assert [process.returncode for process in running] == [0, 0, 0, 0]
    assert sorted(done) == sorted([f"once-{number}" for number in range(60)] + [f"slot-{n}" for n in range(10)])
