"""`upheld serve`: web and worker on one machine, in one process tree that starts and stops as one."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from core.cli.child import WorkerProcess
from core.cli.listen import listening_socket
from core.cli.settings import configured, demo_settings

if TYPE_CHECKING:
    from flask import Flask

    from core.config import Config
    from core.services.demo_setup import SignIn

THREADS = 8
WORKER_PATIENCE = 60


@click.command()
@click.option("--demo", is_flag=True, help="Load invented councils, staff and cases; keep them in UPHELD_DATA.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Port to listen on; UPHELD_PORT otherwise.")
def serve(demo: bool, host: str, port: int | None) -> None:
    """Run web and worker together until stopped. The database is brought up to date first."""
    began = time.monotonic()
    given = {**os.environ, **({"UPHELD_PORT": str(port)} if port else {})}
    settings = demo_settings(given) if demo else given
    config = configured(settings)
    taken = listening_socket(host, config.port)
    signal.signal(signal.SIGTERM, _stop)
    from core.cli.database import upgrade

    upgrade(config)
    sign_ins = _load_demo(config) if demo else ()
    worker = WorkerProcess(settings)
    worker.start()
    try:
        from core.web.app import create_app

        app = create_app(config)
        if not worker.wait_until_ready(WORKER_PATIENCE):
            raise click.ClickException("the worker did not start: its messages are above")
        _tell(config, sign_ins, time.monotonic() - began)
        _answer(app, taken)
    finally:
        worker.stop()
        taken.close()


def _stop(number: int, frame: object) -> None:
    """A polite kill ends like Ctrl-C, so that the worker is stopped as well."""
    raise KeyboardInterrupt


def _load_demo(config: Config) -> tuple[SignIn, ...]:
    from core.cli.application import working
    from core.services.demo_setup import install_demo

    with working(config) as host:
        return install_demo(host, config, tell=click.echo)


def _answer(app: Flask, taken: socket.socket) -> None:
    """Answer requests until told to stop."""
    import waitress

    server = waitress.create_server(app, sockets=[taken], threads=THREADS, ident=None)
    try:
        server.run()
    except KeyboardInterrupt:
        click.echo("Stopping")
    finally:
        server.close()


def _tell(config: Config, sign_ins: Iterable[SignIn], seconds: float) -> None:
    """Addresses and sign-ins, once everything answers."""
    click.echo(f"\nUpheld is READY, after {seconds:.1f} seconds.\n")
    by_host: dict[str, list[SignIn]] = {}
    for sign_in in sign_ins:
        by_host.setdefault(sign_in.host, []).append(sign_in)
    for host, people in by_host.items():
        click.echo(f"  {people[0].council}: http://{host}:{config.port}    mail: http://{host}:{config.port}/demo/mail")
        for person in people:
            click.echo(f"      {person.email:<44} {person.roles}")
    if by_host:
        password = next(iter(sign_ins)).password  # type: ignore[call-overload]
        click.echo(f"\n  Staff sign in at /staff/sign-in with the password: {password}")
    click.echo("  Ctrl-C stops it.\n")
    sys.stdout.flush()

