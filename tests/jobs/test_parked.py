"""What was given up is listed by codes only, each council's own, and comes again when a person says so."""

import json
import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from core.clock import clock_at, utc_now
from core.domain.actor import Actor, ActorKind
from core.jobs.guard import ClockGuard
from core.jobs.kinds import Job, Kind
from core.jobs.runner import Runner
from core.jobs.setup import core_kinds
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.record import AUTHORITY_STREAM
from core.persistence.repositories import tasks
from core.persistence.transaction import in_shared_transaction, reading
from core.persistence.verify import verify
from core.services import outbox, parked, work_list
from core.services.parked import MESSAGE, TASK
from core.services.transport import Refused
from tests.jobs.mail import FakeServer, state, write

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
OPERATOR = Actor(ActorKind.OPERATOR)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.getLogger("upheld.worker").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("upheld.worker").setLevel(logging.NOTSET)


def _park_message(authority: str) -> str:
    id_ = write(authority, "receipt:1", to="ada@resident.example")
    assert outbox.send(authority, id_, FakeServer(fails=lambda message: Refused("smtp_550"))) is False
    return id_


def _retried(authority: str) -> list[tuple[str, dict[str, str]]]:
    told = select(m.Event.actor, m.Event.body).where(
        m.Event.stream_id == AUTHORITY_STREAM, m.Event.type == parked.WORK_RETRIED
    )
    with reading(authority):
        return [(actor, json.loads(body)) for actor, body in current_session().execute(told)]


def test_a_parked_message_is_listed_without_whom_it_is_for(working: Flask) -> None:
    with working.app_context(), clock_at(NOW):
        id_ = _park_message("boston")
        (found,) = parked.messages("boston")
        assert parked.messages("buckinghamshire") == ()
    assert (found.what, found.id, found.kind, found.code, found.attempts) == (MESSAGE, id_, "receipt", "smtp_550", 1)
    assert (found.since, found.case, found.reference) == (NOW, "", "")
    assert "ada" not in repr(found) and "Words" not in repr(found)


def test_a_parked_message_leaves_as_the_same_message_once_however_often_it_is_retried(working: Flask) -> None:
    server = FakeServer()
    with working.app_context():
        id_ = _park_message("boston")
        before = state("boston", id_).message_id
        assert parked.retry("boston", OPERATOR, id_) is True
        assert parked.retry("boston", OPERATOR, id_) is False
        assert parked.messages("boston") == ()
        assert (state("boston", id_).state, state("boston", id_).attempts) == ("queued", 0)
    kinds = {kind.key: kind for kind in core_kinds(server)}
    runner = Runner(working, kinds, ClockGuard(utc_now), only=frozenset({"mail"}))
    assert runner.run_due() == 2  # the task it had at first finds it gone
    ((_, recipient, message),) = server.taken
    assert (recipient, message["Message-ID"]) == ("ada@resident.example", before)
    with working.app_context():
        assert state("boston", id_).state == "sent"
        assert parked.retry("boston", OPERATOR, id_) is False
        assert _retried("boston") == [("operator:", {"what": MESSAGE, "id": id_})]
        assert verify("boston").whole


def test_a_retried_task_leaves_a_message_alone_that_is_being_sent(working: Flask) -> None:
    """Two tasks for one message, as a retry makes them: the second waits while the first has it in hand."""
    server = FakeServer()
    with working.app_context():
        id_ = _park_message("boston")
        assert parked.retry("boston", OPERATOR, id_) is True

    def meanwhile(message: object) -> None:
        beside = FakeServer()
        kinds = {kind.key: kind for kind in core_kinds(beside)}
        assert Runner(working, kinds, ClockGuard(utc_now), only=frozenset({"mail"})).run_due() == 2
        assert beside.taken == []

    server.fails = meanwhile
    with working.app_context():
        assert outbox.send("boston", id_, server) is True
        assert (state("boston", id_).state, state("boston", id_).attempts) == ("sent", 1)
        failing = in_shared_transaction(tasks.failing)
    assert len(server.taken) == 1
    assert [(kind, attempts, error) for _, kind, _, attempts, error in failing] == [("mail", 0, "in_hand")] * 2


def test_no_council_retries_the_work_of_another(working: Flask) -> None:
    with working.app_context():
        id_ = _park_message("boston")
        assert parked.retry("buckinghamshire", OPERATOR, id_) is False
        assert state("boston", id_).state == "parked"
        for nonsense in ("", "nonsense", "01900000-0000-7000-8000-00000000000f", id_.upper()):
            assert parked.retry("boston", OPERATOR, nonsense) is False
        assert _retried("boston") == [] and _retried("buckinghamshire") == []


def test_a_task_that_was_given_up_begins_again_from_its_first_try(working: Flask) -> None:
    tries: list[str] = []

    def work(job: Job) -> None:
        tries.append(job.payload["case"])
        if len(tries) < 3:
            raise RuntimeError("words that must not be kept")

    case = "01900000-0000-7000-8000-000000000001"
    with working.app_context():
        work_list.add("count", "boston", "count:boston", {"case": case})
    runner = Runner(working, {"count": Kind("count", work, tries=2)}, ClockGuard(utc_now))
    for minutes in (0, 2):
        with clock_at(utc_now() + timedelta(minutes=minutes)):
            runner.run_due()
    with working.app_context():
        (found,) = parked.everything("boston")
        assert (found.what, found.kind, found.code, found.attempts) == (TASK, "count", "RuntimeError", 2)
        assert (found.case, found.reference) == (case, "")
        assert parked.everything("buckinghamshire") == ()
        assert parked.retry("buckinghamshire", OPERATOR, found.id) is False
        assert parked.retry("boston", OPERATOR, found.id) is True
        assert parked.retry("boston", OPERATOR, found.id) is False
    assert runner.run_due() == 1
    with working.app_context():
        assert parked.everything("boston") == ()
        assert parked.retry("boston", OPERATOR, found.id) is False
    assert len(tries) == 3


def test_a_task_that_is_done_or_still_to_be_done_is_not_parked(working: Flask) -> None:
    with working.app_context():
        work_list.add("count", "boston", "count:boston")
        (task,) = work_list.take(timedelta(minutes=2), 1)
        assert parked.retry("boston", OPERATOR, task.id) is False
        work_list.finish(task)
        assert parked.retry("boston", OPERATOR, task.id) is False


def test_pressed_twice_at_once_it_is_retried_once(working: Flask) -> None:
    told: list[bool] = []
    both = threading.Barrier(2)
    with working.app_context():
        id_ = _park_message("boston")

    def press() -> None:
        with working.app_context():
            both.wait(timeout=20)
            told.append(parked.retry("boston", OPERATOR, id_))

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(told) == [False, True]
    with working.app_context():
        assert [place["id"] for _, place in _retried("boston")].count(id_) == 1
