"""What a piece of work knows of its council: how it is configured now, and which rules it has adopted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from flask import current_app

from core.domain.errors import Problem, UnknownName
from core.domain.register import Register
from core.host import AuthorityRuntime, Host
from core.persistence.db import db
from core.persistence.plugin_tables import map_tables
from core.persistence.register_store import read_register
from core.persistence.repositories import registry
from core.persistence.start import check_database

if TYPE_CHECKING:
    from flask import Flask

EXTENSION, KEPT = "upheld_host", "upheld_councils"


@dataclass(frozen=True, slots=True)
class Council:
    """One council as its registry row, its plugins and its register say at this moment."""

    code: str
    prefix: str
    lifecycle: str
    demo: bool
    config_version: int
    runtime: AuthorityRuntime
    register: Register

    @property
    def may_load_history(self) -> bool:
        """Only a council in shadow, or a demo, may adopt a text as in force earlier."""
        return self.demo or self.lifecycle == "shadow"


def set_up_services(app: Flask, host: Host) -> None:
    """Let services of this application find the plugin host, and the database its plugins' tables."""
    app.extensions[EXTENSION] = host
    map_tables(host.setup.tables)


def require_ready(app: Flask, *, walls: bool) -> None:
    """Raise NotReady unless the database is up to date and, with `walls`, safe to serve several councils from.

    The words are for whoever runs the program: what is wrong and what to do, in one line without a password.
    """
    with app.app_context():
        try:
            check_database(db.engine, host().setup.migrations, walls=walls)
        finally:
            db.engine.dispose()


def host() -> Host:
    """The plugin host of the running application."""
    return cast(Host, current_app.extensions[EXTENSION])


def open_council(code: str) -> Council:
    """The council in scope, as configured now. Raises UnknownName when there is none of that code.

    Made anew only when the version of its configuration has moved. What a transaction changed itself is never kept:
    were it rolled back, somebody else's change would get the same version.
    """
    if registry.changed_here(code):
        return _make_council(code)
    kept: dict[str, Council] = current_app.extensions.setdefault(KEPT, {})
    version = registry.config_version(code)
    found = kept.get(code)
    if found is None or found.config_version != version:
        found = kept[code] = _make_council(code)
    return found


def _make_council(code: str) -> Council:
    row = registry.authority(code)
    if row is None:
        raise UnknownName(Problem("unknown_authority", "authority", (("authority", code),)))
    installed = host()
    offered = installed.profiles().get(code)
    if offered is None:
        raise UnknownName(Problem("authority_has_no_module", "authority", (("authority", code),)))
    profile = replace(offered, name=row.name, prefix=row.prefix)
    runtime = installed.runtime(profile, row.plugins, str(row.config_version))
    return Council(code, row.prefix, row.lifecycle, row.demo, row.config_version, runtime, read_register())
