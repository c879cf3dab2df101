"""`upheld worker`: scheduled work and outgoing mail, until stopped."""

from __future__ import annotations

import os
import signal
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from core.cli.child import READY
from core.cli.settings import configured

if TYPE_CHECKING:
    from core.jobs.worker import Worker

LOOK_EVERY = 1.0


@click.command()
@click.option(
    "--lease",
    type=click.IntRange(1, 86400),
    default=120,
    show_default=True,
    metavar="SECONDS",
    help="How long a task stays with a worker that died.",
)
@click.option("--with-parent", type=int, default=0, hidden=True, help="Stop when this process is gone.")
def worker(lease: int, with_parent: int) -> None:
    """Do scheduled work and send what is waiting. Any number may run: each job runs once."""
    from core.cli.application import working_application
    from core.jobs.setup import make_worker
    from core.logs import configure_logging

    config = configured()
    configure_logging()
    made = make_worker(working_application(config, walls=config.is_production), config, lease=timedelta(seconds=lease))
    signal.signal(signal.SIGTERM, _stop)
    if with_parent:
        # Ctrl-C reaches the whole group at once: the parent hears it and stops us in good order.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Thread(target=_follow, args=(made, with_parent), name="parent watch", daemon=True).start()
    made.run(on_ready=lambda: click.echo(READY))


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _follow(made: Worker, parent: int) -> None:
    """End with the process that started us, also when it was killed outright."""
    while os.getppid() == parent:
        if made.stopped(LOOK_EVERY):
            return
    made.stop()
