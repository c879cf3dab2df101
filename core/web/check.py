"""Whether the application's pages can be served with what is installed: asked by a command, without a database."""

from __future__ import annotations

from core.config import Config
from core.host import Host
from core.host.errors import Fault, HostError
from core.web.app import create_app

_NOWHERE = {"UPHELD_MODE": "development", "UPHELD_DATABASE": "sqlite:///nothing-is-opened"}


def route_faults(host: Host) -> tuple[Fault, ...]:
    """What would stop the start: it makes the application as a start does, and opens nothing.

    A page that needs a permission which nobody declares is told too: it starts, and nobody can ever open it.
    """
    try:
        app = create_app(Config.from_environment(_NOWHERE), host)
    except HostError as error:
        return error.faults
    known = {permission.key for _, permission in host.setup.permissions}
    needed = app.extensions["upheld_access"].items()
    return tuple(
        Fault(access.plugin or "core", f"the page {endpoint} needs {access.permission}, which nobody declares")
        for endpoint, access in needed
        if access.permission and access.permission not in known
    )
