"""`upheld web`: the pages, for production: several processes with several threads each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from core.cli.listen import listening_socket
from core.cli.settings import configured

if TYPE_CHECKING:
    from flask import Flask

WAIT = 30
"""Seconds that a request in hand may take when the server is told to stop."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Port to listen on; UPHELD_PORT otherwise.")
@click.option("--processes", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True, help="Threads of each process.")
def web(host: str, port: int | None, processes: int, threads: int) -> None:
    """Serve the pages until stopped. Keeps nothing between requests, so any number of machines may run it."""
    config = configured()
    at = port or config.port
    listening_socket(host, at).close()
    from core.services.council import require_ready
    from core.web.app import create_app

    app = create_app(config)
    require_ready(app, walls=config.is_production)
    _serve(app, {"bind": f"[{host}]:{at}" if ":" in host else f"{host}:{at}", "workers": processes, "threads": threads})


def _serve(app: Flask, options: dict[str, Any]) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        """Our application and settings, none from a file or the command line."""

        def load_config(self) -> None:
            settings = {"worker_class": "gthread", "graceful_timeout": WAIT, "preload_app": True, **options}
            settings["control_socket_disable"] = True
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    Server().run()
