"""`upheld plugins`: what is installed, and whether it fits every council. Needs no database."""

from __future__ import annotations

import sys

import click

from core.cli.output import as_json, print_json, print_table


@click.group()
def plugins() -> None:
    """Check and list plugins."""


@plugins.command("list")
@as_json
def list_(as_json: bool) -> None:
    """What may be switched on, and what councils start with."""
    from core.host import Host

    host = Host.discover()
    users = {key: [c for c, p in host.profiles().items() if key in p.plugins] for key in host.plugins()}
    found = [
        {
            "key": key,
            "title": plugin.info.title.en,
            "version": plugin.info.version,
            "api": plugin.info.api,
            "summary": plugin.info.summary.en,
            "needs": list(plugin.info.needs),
            "authorities": users[key],
        }
        for key, plugin in sorted(host.plugins().items())
    ]
    if as_json:
        print_json({"plugins": found, "ignored": list(host.ignored)})
        return
    print_table(
        ("PLUGIN", "VERSION", "TITLE", "COUNCILS"),
        [(str(p["key"]), str(p["version"]), str(p["title"]), ", ".join(users[str(p["key"])])) for p in found],
    )
    for name in host.ignored:
        click.echo(f"found and not loaded, since it is not listed: {name}", err=True)


@plugins.command()
@as_json
def check(as_json: bool) -> None:
    """Build every council as declared; status 1 and one line for each fault when something does not fit."""
    from core.host import Host
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
        for code in sorted(host.profiles()):
            try:
                host.runtime(code)
            except HostError as error:
                faults += error.faults
            else:
                built.append(code)
    if as_json:
        told = [{"plugin": f.plugin, "authority": f.authority, "problem": f.words} for f in faults]
        print_json({"ok": not faults, "authorities": built, "plugins": installed, "faults": told})
    elif not faults:
        click.echo(f"{len(built)} councils and {len(installed)} plugins fit together")
    for fault in faults:
        click.echo(f"upheld: {fault}", err=True)
    sys.exit(1 if faults else 0)
