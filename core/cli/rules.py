"""Where a command finds a council's rules: the register of the database, else what its module declares."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli.settings import configured_to_look
from core.domain.errors import UnknownName
from core.domain.procedure import Procedure
from core.domain.register import Register

if TYPE_CHECKING:
    from core.config import Config

REGISTER, DECLARED = "register", "declared"
_FILE = "sqlite:///"


@dataclass(frozen=True, slots=True)
class Rules:
    """A council's register, and whether it is the adopted one or the one its module suggests."""

    register: Register
    source: str


def rules_of(code: str) -> Rules:
    """The rules of the council `code`. Raises ClickException when nobody knows it."""
    adopted = _adopted(code)
    if adopted is not None:
        return Rules(adopted, REGISTER)
    from core.host import Host
    from core.host.declared import declared_register

    host = Host.discover()
    if code not in host.profiles():
        known = ", ".join(sorted(host.profiles())) or "none"
        raise click.ClickException(f"--authority: there is no council {code!r} here; known are {known}")
    return Rules(declared_register(host.runtime(code)), DECLARED)


def version_of(code: str, rules: Rules, procedure: str, version: str) -> Procedure:
    """A version by its name: adopted, or else offered by the council's module. Raises UnknownName."""
    try:
        return rules.register.procedure_version(procedure, version)
    except UnknownName:
        if rules.source == DECLARED:
            raise
    from core.host import Host
    from core.host.declared import declared_register

    host = Host.discover()
    offered = declared_register(host.runtime(code)) if code in host.profiles() else rules.register
    return offered.procedure_version(procedure, version)


def database_there() -> Config | None:
    """The configuration, if it names a database that is there; this file is not made by asking."""
    config = None
    if os.environ.get("UPHELD_DATABASE") or Path(os.environ.get("UPHELD_DATA") or "var").is_dir():
        config = configured_to_look()
        address = config.database
        if address.startswith(_FILE) and not Path(address.removeprefix(_FILE)).exists():
            config = None
    return config


def _adopted(code: str) -> Register | None:
    """The register of a council that is installed in a migrated database, or None."""
    config = database_there()
    if config is None:
        return None
    from core.cli.application import bare_application
    from core.persistence.db import db
    from core.persistence.migrate import told_plainly
    from core.persistence.register_store import read_register
    from core.persistence.repositories import registry
    from core.persistence.transaction import reading

    with bare_application(config).app_context(), told_plainly(db.engine):
        with db.engine.connect() as connection:
            if not db.engine.dialect.has_table(connection, "authority"):
                return None
        if registry.authority(code) is None:
            return None
        with reading(code):
            return read_register()
