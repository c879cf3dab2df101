"""Plugins react after the commit, one at a time; their scheduled work runs where they are on."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from core.api import AuthorityProfile, Happened, JobSpec, PluginStore, Ports
from core.clock import utc_now
from core.domain.actor import Actor, ActorKind
from core.jobs.guard import ClockGuard
from core.jobs.runner import Runner
from core.jobs.setup import core_kinds
from core.persistence.db import db
from core.services.council import set_up_services
from core.services.install import install_authority
from core.services.intake import Feedback, receive
from core.services.plugin_jobs import run_plugin_job
from tests.conftest import environment
from tests.fixtures.councils import council, host_of, plugin
from tests.jobs.mail import FakeServer
from tests.support.databases import DatabaseUrls


@contextmanager
def _app(urls: DatabaseUrls, *plugins: object) -> Iterator[Flask]:
    from pathlib import Path

    from core.cli.application import bare_application
    from core.config import Config

    app = bare_application(Config.from_environment(environment(urls, Path("unused"))))
    keys = tuple(p.info.key for p in plugins)  # type: ignore[attr-defined]
    councils = (council("here", *keys), council("elsewhere"))
    set_up_services(app, host_of(*plugins, councils=councils))  # type: ignore[arg-type]
    with app.app_context():
        for one in councils:
            install_authority(one.code, demo=True)
    logging.getLogger("upheld.worker").setLevel(logging.CRITICAL)
    yield app
    logging.getLogger("upheld.worker").setLevel(logging.NOTSET)
    with app.app_context():
        db.engine.dispose()


def _run_all(app: Flask) -> None:
    kinds = {kind.key: kind for kind in core_kinds(FakeServer())}
    runner = Runner(app, kinds, ClockGuard(utc_now))
    while runner.run_due():
        pass


def test_each_plugin_reacts_by_itself_and_a_broken_one_is_tried_again_alone(fresh_database: DatabaseUrls) -> None:
    heard: list[tuple[str, str]] = []

    def listens(authority: AuthorityProfile, happened: Happened, store: PluginStore) -> None:
        heard.append((authority.code, type(happened.event).__name__))

    def breaks(authority: AuthorityProfile, happened: Happened, store: PluginStore) -> None:
        raise RuntimeError("broken")

    plugins = (plugin("breaks", upheld_on_event=breaks), plugin("listens", upheld_on_event=listens))
    with _app(fresh_database, *plugins) as app:
        with app.app_context():
            for code in ("here", "elsewhere"):
                receive(code, Actor(ActorKind.PERSON), Feedback("compliment", "web", "Thank you"))
        _run_all(app)
        from core.persistence.repositories import tasks
        from core.persistence.transaction import in_shared_transaction

        with app.app_context():
            failing = in_shared_transaction(tasks.failing)
    assert heard == [("here", "CaseReceived")]
    assert [(kind, code, attempts) for _, kind, code, attempts, _ in failing] == [("react", "here", 1)]


@pytest.mark.req("ISO-14")
def test_a_plugin_s_job_runs_only_where_the_plugin_is_on(fresh_database: DatabaseUrls) -> None:
    ran: list[str] = []

    def work(authority: AuthorityProfile, ports: Ports) -> None:
        assert ports.cases.case("NOT-HERE") is None
        ran.append(authority.code)

    job = JobSpec("remind", "Remind", work, at="06:30")
    with _app(fresh_database, plugin("reminds", upheld_jobs=lambda: (job,))) as app, app.app_context():
        assert run_plugin_job("here", "reminds", job) is True
        assert run_plugin_job("elsewhere", "reminds", job) is False
    assert ran == ["here"]
