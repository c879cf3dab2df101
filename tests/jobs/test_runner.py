"""Work is done for one council at a time, at least once, and the failure of one is no other's."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from core.clock import clock_at, utc_now
from core.jobs.guard import ClockGuard
from core.jobs.kinds import Job, Kind, NotYet
from core.jobs.runner import Runner
from core.services import parked, work_list

LEASE = timedelta(minutes=2)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.getLogger("upheld.worker").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("upheld.worker").setLevel(logging.NOTSET)


def _runner(app: Flask, *kinds: Kind, lease: timedelta = LEASE) -> Runner:
    return Runner(app, {kind.key: kind for kind in kinds}, ClockGuard(utc_now), lease=lease)


@contextmanager
def _later(minutes: int) -> Iterator[None]:
    with clock_at(datetime.now(UTC) + timedelta(minutes=minutes)):
        yield


def _add(app: Flask, kind: str, authority: str, once: str = "1") -> None:
    with app.app_context():
        work_list.add(kind, authority, f"{kind}:{authority}:{once}", {"n": once})


@pytest.mark.req("ISO-14")
def test_each_task_runs_for_its_council_with_its_payload(working: Flask) -> None:
    done: list[tuple[str, str]] = []
    _add(working, "count", "boston")
    _add(working, "count", "buckinghamshire", "2")
    runner = _runner(working, Kind("count", lambda job: done.append((job.authority, job.payload["n"]))))
    assert runner.run_due() == 2
    assert sorted(done) == [("boston", "1"), ("buckinghamshire", "2")]
    assert runner.run_due() == 0


@pytest.mark.req("ISO-14")
def test_work_without_a_council_cannot_be_asked_for(working: Flask) -> None:
    with working.app_context(), pytest.raises(ValueError, match="council"):
        work_list.add("count", "", "count::1")


@pytest.mark.req("ISO-14")
def test_work_for_a_council_cannot_touch_anothers_mail(working: Flask) -> None:
    from core.jobs.setup import core_kinds
    from tests.jobs.mail import FakeServer, state, write

    server = FakeServer()
    with working.app_context():
        theirs = write("buckinghamshire", "receipt:1")
        work_list.add("mail", "boston", "mail:boston:stolen", {"outbox": theirs})
    runner = _runner(working, *core_kinds(server))
    while runner.run_due():
        pass
    assert [sender for sender, _, _ in server.taken] == ["feedback@buckinghamshire.example"]
    with working.app_context():
        assert state("buckinghamshire", theirs).state == "sent"


@pytest.mark.req("ISO-14")
def test_one_council_s_failure_leaves_the_others_alone_and_is_parked_in_the_end(working: Flask) -> None:
    done: list[str] = []

    def work(job: Job) -> None:
        if job.authority == "boston":
            raise RuntimeError("words of a person")
        done.append(job.authority)

    _add(working, "count", "boston")
    _add(working, "count", "buckinghamshire")
    runner = _runner(working, Kind("count", work, tries=3))
    for minutes in (0, 2, 5, 9, 20):
        with _later(minutes):
            runner.run_due()
    assert done == ["buckinghamshire"]
    with working.app_context():
        (given_up,) = parked.everything("boston")
        assert (given_up.kind, given_up.attempts, given_up.code) == ("count", 3, "RuntimeError")
        assert parked.everything("buckinghamshire") == ()


@pytest.mark.req("R-05")
def test_work_that_takes_its_worker_down_each_time_is_parked_in_the_end(working: Flask) -> None:
    began: list[int] = []
    _add(working, "count", "boston")
    for minutes in (0, 3):
        with _later(minutes), working.app_context():
            assert len(work_list.take(LEASE, 1)) == 1  # a worker took it and was never heard of again
    with _later(6):
        _runner(working, Kind("count", lambda job: began.append(1), tries=2)).run_due()
    assert began == []
    with working.app_context():
        (given_up,) = parked.everything("boston")
        assert (given_up.kind, given_up.attempts, given_up.code) == ("count", 3, "never_ended")


def test_a_slot_is_asked_for_once_however_many_workers_tick(working: Flask) -> None:
    with working.app_context():
        assert work_list.add("heads", "boston", "heads:boston:2026-01-14T00:20") is True
        assert work_list.add("heads", "boston", "heads:boston:2026-01-14T00:20") is False
        assert work_list.add("heads", "buckinghamshire", "heads:buckinghamshire:2026-01-14T00:20") is True


def test_the_task_of_a_dead_worker_comes_back_when_its_lease_ends(working: Flask) -> None:
    done: list[str] = []
    _add(working, "count", "boston")
    with working.app_context():
        assert len(work_list.take(LEASE, 5)) == 1  # … and then the worker was killed
    runner = _runner(working, Kind("count", lambda job: done.append(job.authority)))
    assert runner.run_due() == 0
    with _later(3):
        assert runner.run_due() == 1
    assert done == ["boston"]


def test_slow_work_is_not_taken_by_another_worker(working: Flask) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(job: Job) -> None:
        begun.set()
        assert go_on.wait(10)

    _add(working, "count", "boston")
    runner = _runner(working, Kind("count", slow), lease=timedelta(seconds=1))
    thread = threading.Thread(target=runner.run_due)
    thread.start()
    assert begun.wait(10)
    threading.Event().wait(1.6)
    with working.app_context():
        assert work_list.take(LEASE, 5) == ()
    go_on.set()
    thread.join()


def test_what_cannot_be_done_yet_comes_again_without_counting(working: Flask) -> None:
    tries: list[int] = []

    def work(job: Job) -> None:
        tries.append(1)
        if len(tries) < 4:
            raise NotYet("waits_for_earlier")

    _add(working, "count", "boston")
    runner = _runner(working, Kind("count", work, tries=1))
    for minutes in (0, 1, 2, 3):
        with _later(minutes):
            assert runner.run_due() == 1
    with working.app_context():
        assert parked.everything("boston") == ()
    assert len(tries) == 4


@pytest.mark.req("R-10")
def test_work_that_destroys_refuses_on_a_clock_that_jumped(working: Flask) -> None:
    done: list[str] = []
    _add(working, "sweep", "boston")
    _add(working, "count", "boston")
    guard = ClockGuard(utc_now)
    kinds = {
        "sweep": Kind("sweep", lambda job: done.append("sweep"), destroys=True),
        "count": Kind("count", lambda job: done.append("count")),
    }
    with clock_at(datetime.now(UTC) + timedelta(days=3653)):
        Runner(working, kinds, guard).run_due()
    assert done == ["count"]


def test_lanes_take_their_own_kinds(working: Flask) -> None:
    done: list[str] = []
    for kind in ("mail", "count"):
        _add(working, kind, "boston")
    kinds = {key: Kind(key, lambda job, key=key: done.append(key)) for key in ("mail", "count")}  # type: ignore[misc]
    Runner(working, kinds, ClockGuard(utc_now), only=frozenset({"mail"})).run_due()
    assert done == ["mail"]
    Runner(working, kinds, ClockGuard(utc_now), but=frozenset({"mail"})).run_due()
    assert done == ["mail", "count"]


def test_a_worker_that_stops_gives_back_what_it_has_not_begun(working: Flask) -> None:
    stopping, done = threading.Event(), []

    def work(job: Job) -> None:
        done.append(job.authority)
        stopping.set()

    for once in ("1", "2", "3"):
        _add(working, "count", "boston", once)
    runner = _runner(working, Kind("count", work))
    assert runner.run_due(stopping) == 1
    assert runner.run_due() == 2


def test_an_unknown_kind_is_parked_and_told(working: Flask) -> None:
    _add(working, "mystery", "boston")
    _runner(working).run_due()
    with working.app_context():
        assert [(one.kind, one.code) for one in parked.everything("boston")] == [("mystery", "unknown_kind")]
