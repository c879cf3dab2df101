"""Fixtures that every layer needs: migrated databases, the application, a mail server.

Tests of the domain get none of them: the rules are plain Python.
"""

import os
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import postgres
from tests.support.databases import DatabaseUrls, Kind, copy_of_migrated
from tests.support.run_folder import VARIABLE, close_run, open_run
from tests.support.smtp import SmtpSink, smtp_sink

if TYPE_CHECKING:
    from flask import Flask

pytest_plugins = ["tests.support.report"]

HERE = Path(__file__).parent
KINDS: tuple[Kind, ...] = ("sqlite", "postgresql")
AppFactory = Callable[..., "Flask"]


def pytest_configure(config: pytest.Config) -> None:
    """The first process of a run makes the folder that the workers share."""
    if VARIABLE not in os.environ:
        open_run(postgres.stop)
        config.add_cleanup(lambda: close_run(postgres.stop))


@pytest.fixture(autouse=True)
def rules_stand_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test of the domain that opens a socket or a database has left the domain."""
    if HERE / "domain" not in request.node.path.parents:
        return

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("tests of the domain open neither sockets nor databases")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "bind", refuse)
    monkeypatch.setattr(sqlite3, "connect", refuse)


@pytest.fixture(scope="session")
def pg() -> postgres.Server:
    """The run's PostgreSQL server."""
    found = postgres.server()
    if found is None:
        pytest.skip(f"NO POSTGRESQL, so half of the guarantees go untested: set {postgres.ADDRESS}, or make setup-test")
    return found


@pytest.fixture(scope="module", params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DatabaseUrls]:
    """A migrated, empty database shared by the tests of one module, on each kind of database in turn.

    One kind only: `@pytest.mark.parametrize("database", ["postgresql"], indirect=True)`.
    """
    with _copy(request, tmp_path_factory.mktemp("database")) as urls:
        yield urls


@pytest.fixture(params=KINDS)
def fresh_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DatabaseUrls]:
    """The same for a single test which counts everything or breaks something."""
    with _copy(request, tmp_path) as urls:
        yield urls


def _copy(request: pytest.FixtureRequest, folder: Path) -> AbstractContextManager[DatabaseUrls]:
    kind: Kind = request.param
    if kind == "postgresql":
        request.getfixturevalue("pg")
    return copy_of_migrated(kind, folder)


@pytest.fixture(scope="module")
def app_factory(database: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> AppFactory:
    """Makes applications on the module's database; settings given by name (`UPHELD_SMTP="…"`) win over these."""
    from core.config import Config
    from core.web.app import create_app

    data = tmp_path_factory.mktemp("data")

    def make(**settings: str) -> "Flask":
        return create_app(Config.from_environment(environment(database, data) | settings))

    return make


@pytest.fixture(scope="module")
def app(app_factory: AppFactory) -> "Flask":
    """The application on the module's database, in test mode."""
    return app_factory()


@pytest.fixture
def smtp() -> Iterator[SmtpSink]:
    """A mail server that keeps what it gets: `smtp.url`, `smtp.messages`."""
    with smtp_sink() as sink:
        yield sink


def environment(database: DatabaseUrls, data: Path) -> dict[str, str]:
    """The settings of an application under test."""
    return {
        "UPHELD_MODE": "test",
        "UPHELD_DATABASE": database.app,
        "UPHELD_OWNER_DATABASE": database.owner,
        "UPHELD_DATA": str(data),
        "UPHELD_SECRET_KEY": "a key for tests, which guards nothing",
    }
