"""An application with two councils of one partnership and one of its own, on each kind of database."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from core.persistence.db import db
from tests.conftest import AppFactory
from tests.support.web import Browser, Staff, hire, install

COUNCILS = ("boston", "east_lindsey", "buckinghamshire")
Open = Callable[..., Browser]


@pytest.fixture(scope="module")
def site(app_factory: AppFactory) -> Iterator[Flask]:
    """The application with its councils installed."""
    app = app_factory()
    install(app, *COUNCILS)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def browser(site: Flask) -> Open:
    """Opens a new browser at a council: `browser("boston")`."""
    return lambda council="boston", **given: Browser(site, council, **given)


@pytest.fixture
def officer(site: Flask) -> Staff:
    """A new complaints officer of Boston."""
    return hire(site, "boston")


@pytest.fixture
def administrator(site: Flask) -> Staff:
    """A new administrator of Boston."""
    return hire(site, "boston", roles=("administrator",))


@pytest.fixture
def shared(site: Flask) -> Staff:
    """A new officer who works at Boston and at East Lindsey."""
    return hire(site, "boston", "east_lindsey")
