"""The application without its pages: what commands and the worker need to reach the database and the plugins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

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


def working_application(config: Config) -> Flask:
    """The same with the plugin host, so that services run in it. Refuses a database that is not ready for them."""
    from core.host import Host
    from core.services.council import set_up_services

    app = bare_application(config)
    set_up_services(app, Host.discover())
    refuse_unready(app, config)
    return app


def refuse_unready(app: Flask, config: Config) -> None:
    """One clear line instead of serving from a database that is behind, or whose walls do not stand."""
    from core.persistence.start import NotReady
    from core.services.council import require_ready

    try:
        require_ready(app, walls=config.is_production)
    except NotReady as problem:
        raise click.ClickException(f"the database is not ready: {problem}") from problem
    except Exception as error:
        told = f"the database cannot be opened ({type(error).__name__}); `upheld db upgrade` makes one that is missing"
        raise click.ClickException(told) from error


@contextmanager
def working(config: Config) -> Iterator[Host]:
    """Services can be called in here; yields the plugin host."""
    from core.services.council import host

    with working_application(config).app_context():
        yield host()
