"""An application with councils installed, and ways to hold its clock and look at what it sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from core.cli.application import working_application
from core.config import Config
from core.persistence.db import db
from core.services.install import install_authority
from tests.conftest import environment
from tests.support.databases import DatabaseUrls

COUNCILS = ("boston", "buckinghamshire")


@pytest.fixture
def working(fresh_database: DatabaseUrls, tmp_path: Path) -> Iterator[Flask]:
    """Two councils on a database of their own, without pages; no context is open."""
    app = working_application(Config.from_environment(environment(fresh_database, tmp_path)))
    with app.app_context():
        for code in COUNCILS:
            install_authority(code, demo=True)
    yield app
    with app.app_context():
        db.engine.dispose()
