"""Boston on each kind of database, with an officer; a module shares them."""

from collections.abc import Iterator

import pytest
from flask import Flask

from core.domain.actor import Actor
from tests.support.casework import casework_app, officer
from tests.support.databases import DatabaseUrls


@pytest.fixture(scope="module")
def boston(database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(database) as app:
        yield app


@pytest.fixture(scope="module")
def ada(boston: Flask) -> Actor:
    return officer(name="Ada Example")


@pytest.fixture(scope="module")
def ben(boston: Flask) -> Actor:
    return officer(name="Ben Example")
