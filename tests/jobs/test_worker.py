"""The worker as a process: what it had in hand when it was killed leaves again, recognisably the same."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask

from core.cli.application import working_application
from core.config import Config
from core.persistence.db import db
from core.services.install import install_authority
from tests.conftest import environment
from tests.jobs.mail import state, write
from tests.support.databases import DatabaseUrls
from tests.support.smtp import SmtpSink

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


@contextmanager
def _council(database: DatabaseUrls, data: Path) -> Iterator[tuple[Flask, dict[str, str]]]:
    settings = environment(database, data)
    app = working_application(Config.from_environment(settings))
    with app.app_context():
        install_authority("boston", demo=True)
    yield app, settings
    with app.app_context():
        db.engine.dispose()


@contextmanager
def _worker(settings: dict[str, str], smtp: SmtpSink) -> Iterator[subprocess.Popen[str]]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("UPHELD_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "core.cli", "worker", "--lease", "2"],
        cwd=ROOT,
        env={**inherited, **settings, "UPHELD_SMTP": smtp.url},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    timer = threading.Timer(PATIENCE, process.kill)
    timer.start()
    try:
        assert process.stdout.readline() == "upheld worker: ready\n"
        yield process
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        process.stdout.close()


def _until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


@pytest.mark.req("R-05")
def test_mail_in_hand_when_the_worker_is_killed_leaves_again_with_its_message_id(
    fresh_database: DatabaseUrls, tmp_path: Path, smtp: SmtpSink
) -> None:
    with _council(fresh_database, tmp_path) as (app, settings):
        with app.app_context():
            id_ = write("boston", "receipt:1")
        with _worker(settings, smtp) as first:
            # The server says yes, and the worker is gone before it can note that.
            def kill(message: EmailMessage) -> str:
                if len(smtp.messages) == 0:
                    first.send_signal(signal.SIGKILL)
                return "250 OK"

            smtp.answer = kill
            first.wait(PATIENCE)
        with app.app_context():
            assert state("boston", id_).state == "sending"
        with _worker(settings, smtp):
            _until(lambda: _state(app, id_) == "sent")
        with app.app_context():
            message_id = state("boston", id_).message_id
        assert 1 <= len(smtp.messages) <= 2
        assert {message["Message-ID"] for message in smtp.messages} == {message_id}
        assert set(smtp.recipients) == {("ada@resident.example",)}


def test_the_worker_sends_what_is_written_while_it_runs_and_stops_politely(
    fresh_database: DatabaseUrls, tmp_path: Path, smtp: SmtpSink
) -> None:
    with _council(fresh_database, tmp_path) as (app, settings), _worker(settings, smtp) as worker:
        with app.app_context():
            id_ = write("boston", "receipt:1")
        _until(lambda: _state(app, id_) == "sent")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0
        assert len(smtp.messages) == 1


def _state(app: Flask, id_: str) -> str:
    with app.app_context():
        return state("boston", id_).state
