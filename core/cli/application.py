"""The application without its pages: what commands and the worker need to reach the database and the plugins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from core.config import Config
    from core.host import Host


def bare_application(config: Config) -> Flask:
    """An application that knows its database and nothing else."""
    from flask import Flask

    from core.persistence.start import init_database

    app = Flask("upheld", static_folder=None, template_folder=None)
    init_database(app, config.database)
    return app


def working_application(config: Config, *, walls: bool = False) -> Flask:
    """The same with the plugin host, so that services run in it. Raises NotReady for a database that is not fit.

    `walls`: those between councils must stand for this role, as they must for all that serves several.
    """
    from core.host import Host
    from core.services.council import require_ready, set_up_services

    app = bare_application(config)
    set_up_services(app, Host.discover())
    require_ready(app, walls=walls)
    return app


@contextmanager
def working(config: Config) -> Iterator[Host]:
    """Services can be called in here; yields the plugin host. No connection is left open afterwards."""
    from core.persistence.db import db
    from core.services.council import host

    with working_application(config).app_context():
        try:
            yield host()
        finally:
            db.session.remove()
            db.engine.dispose()
