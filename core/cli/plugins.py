"""`upheld plugins`: what is installed, and whether it fits every council. Needs no database."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from core.cli.output import as_json, print_json, print_table

if TYPE_CHECKING:
    from core.host import Host


@click.group()
def plugins() -> None:
    """Check and list plugins."""


@plugins.command("list")
@as_json
def list_(as_json: bool) -> None:
    """What may be switched on, and what councils start with."""
    from core.host import Host
    from core.host.check import plugins_list

    host = Host.discover()
    rows = plugins_list(host)
    found = [
        {
            "key": row.key,
            "title": row.title,
            "version": row.version,
            "api": row.api,
            "summary": row.summary,
            "needs": list(row.needs),
            "authorities": list(row.on_at),
        }
        for row in rows
    ]
    if as_json:
        print_json({"plugins": found, "ignored": list(host.ignored)})
        return
    print_table(
        ("PLUGIN", "VERSION", "TITLE", "COUNCILS"),
        [(row.key, row.version, row.title, ", ".join(row.on_at)) for row in rows],
    )
    for name in host.ignored:
        click.echo(f"found and not loaded, since it is not listed: {name}", err=True)


@plugins.command()
@as_json
def check(as_json: bool) -> None:
    """Build every council as declared, walk what it offers, and make every page; status 1 and a line for each fault."""
    from core.host import Host
    from core.host.check import check as check_host
    from core.host.errors import Fault, HostError

    faults: list[Fault] = []
    built: list[str] = []
    installed: list[str] = []
    try:
        host = Host.discover()
    except HostError as error:
        faults += error.faults
    else:
        installed = sorted(host.plugins())
        from core.web.check import route_faults

        faults += (*check_host(host), *route_faults(host))
        wrong = {fault.authority for fault in faults}
        built = sorted(code for code in host.profiles() if code not in wrong)
    if as_json:
        told = [{"plugin": f.plugin, "authority": f.authority, "problem": f.words} for f in faults]
        print_json({"ok": not faults, "authorities": built, "plugins": installed, "faults": told})
    elif not faults:
        click.echo(f"{len(built)} councils and {len(installed)} plugins fit together")
    for fault in faults:
        click.echo(f"upheld: {fault}", err=True)
    sys.exit(1 if faults else 0)


def commands_of(host: Host, key: str) -> click.Group | None:
    """The commands that the plugin `key` brings, as a group of that name; None when it brings none."""
    brought = {command.name: command for plugin, command in host.setup.cli_commands if plugin == key}
    if not brought:
        return None
    named = {name: command for name, command in brought.items() if name}
    return click.Group(key, named, help=host.plugins()[key].info.summary.en)
