"""`upheld serve`: web and worker on one machine, in one process tree that starts and stops as one."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import click

from core.cli.child import WorkerProcess
from core.cli.listen import listening_socket
from core.cli.settings import configured, demo_settings

if TYPE_CHECKING:
    from flask import Flask
    from waitress.server import BaseWSGIServer

    from core.config import Config
    from core.services.demo_setup import DemoCouncil

THREADS = 8
FIRST_CASES, FIRST_SEED = 24, "first"
WORKER_PATIENCE = 60


@click.command()
@click.option("--demo", is_flag=True, help="Load invented councils, staff and cases; keep them in UPHELD_DATA.")
@click.option(
    "--cases",
    type=click.IntRange(0, 10_000),
    default=FIRST_CASES,
    show_default=True,
    metavar="N",
    help="How many invented cases a council of the demo begins with; some have a share of that.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Port to listen on; UPHELD_PORT otherwise.")
def serve(demo: bool, cases: int, host: str, port: int | None) -> None:
    """Run web and worker together until stopped. The database is brought up to date first."""
    began = time.monotonic()
    given = {**os.environ, **({"UPHELD_PORT": str(port)} if port else {})}
    settings = demo_settings(given) if demo else given
    config = configured(settings)
    with closing(listening_socket(host, config.port)) as taken:
        signal.signal(signal.SIGTERM, _stop)
        app = _application(config)
        councils = _load_demo(config, cases) if demo else ()
        worker = WorkerProcess(settings)
        worker.start()
        try:
            with suppress(KeyboardInterrupt):
                if not worker.wait_until_ready(WORKER_PATIENCE):
                    raise click.ClickException("the worker did not start: its messages are above")
                with closing(_server(app, taken)) as server:
                    _tell(config, councils, time.monotonic() - began)
                    server.run()
            click.echo("Stopping")
        finally:
            worker.stop()


def _application(config: Config) -> Flask:
    """The pages, on a database that is brought up to date."""
    from core.cli.database import upgrade
    from core.services.council import require_ready
    from core.web.app import create_app

    app = create_app(config)  # opens no database: what is wrong with a plugin is said before anything is changed
    upgrade(config)
    require_ready(app, walls=config.is_production)
    return app


def _stop(number: int, frame: object) -> None:
    """A polite kill ends like Ctrl-C, so that the worker is stopped as well."""
    raise KeyboardInterrupt


def _load_demo(config: Config, cases: int) -> tuple[DemoCouncil, ...]:
    """Councils, staff and, the first time, some cases."""
    from core.cli.application import working
    from core.services.demo import has_cases, make_cases, make_stories
    from core.services.demo_setup import install_demo
    from core.services.sweeping import refresh_statistics

    with working(config) as host:
        councils = install_demo(host, config.base_host)
        for council in councils:
            share = cases * host.profiles()[council.code].demo_share // 100
            if share and not has_cases(council.code, share, seed=FIRST_SEED):
                click.echo(f"Making invented cases for {council.name} …")
                follow = f"http://{council.host}:{config.port}/follow"
                make_stories(council.code, seed=FIRST_SEED, follow_url=follow)
                make_cases(council.code, share, seed=FIRST_SEED, follow_url=follow)
                refresh_statistics()
    return councils


def _server(app: Flask, taken: socket.socket) -> BaseWSGIServer:
    """What answers requests, once it runs, until told to stop.

    Made before anybody is told that all is ready: an interrupt in the middle of an import may end Python as if nobody
    had caught it.
    """
    import waitress

    # A browser opens several connections at once; that some of them wait a moment is nothing to warn of.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    return waitress.create_server(app, sockets=[taken], threads=THREADS, ident=None)


def _tell(config: Config, councils: Iterable[DemoCouncil], seconds: float) -> None:
    """Addresses and sign-ins, once everything answers."""
    click.echo("")
    councils = tuple(councils)
    width = max((len(person.email) for council in councils for person in council.people), default=0)
    for council in councils:
        click.echo(f"  {council.name}")
        click.echo(
            f"    http://{council.host}:{config.port}    its mail: http://{council.host}:{config.port}/demo/mail"
        )
        for person in council.people:
            click.echo(f"      {person.email:<{width}}  {', '.join(person.roles)}")
    if config.is_demo and councils:
        from core.services.demo_setup import PASSWORD

        click.echo(f"\n  Staff sign in at /staff/sign-in; everybody's password is: {PASSWORD}")
        click.echo("  The sign-in page shows the second code that a telephone would.")
    click.echo(f"\nUpheld is READY after {seconds:.1f} seconds. Ctrl-C stops it.\n")
    sys.stdout.flush()

