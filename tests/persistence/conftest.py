"""Fixtures of the persistence layer: an application with a database and nothing else."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.support.databases import DatabaseUrls
from tests.support.store import bare_app


@pytest.fixture(scope="module")
def bare(database: DatabaseUrls) -> Iterator[Flask]:
    """The application on the module's database."""
    with bare_app(database) as app:
        yield app


@pytest.fixture
def context(bare: Flask) -> Iterator[None]:
    """Inside an application context, so with a session of its own."""
    with bare.app_context():
        yield
