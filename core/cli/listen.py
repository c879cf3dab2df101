"""Takes the port before anything else is done, so that a port in use is said at once and nothing has been changed."""

from __future__ import annotations

import errno
import socket

import click

WHY = {
    errno.EADDRINUSE: "is in use by another program: stop it, or choose another with --port or UPHELD_PORT",
    errno.EACCES: "needs more rights than this user has: choose one above 1023 with --port or UPHELD_PORT",
    errno.EADDRNOTAVAIL: "cannot be had, since the address does not belong to this machine",
}


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket bound to `host` and `port`, which accepts nothing yet. One clear line when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        # Two programs may bind one port as long as neither listens; listening settles who has it.
        taken.listen(128)
    except OSError as error:
        taken.close()
        raise click.ClickException(f"port {port} on {host} {WHY.get(error.errno or 0, str(error.strerror))}") from None
    return taken
