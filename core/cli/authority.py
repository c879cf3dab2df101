"""`upheld authority`: the councils of the deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from core.cli.output import as_json, for_authority, print_json, print_table
from core.cli.settings import configured_to_look
from core.cli.which import chosen

if TYPE_CHECKING:
    from core.domain.register import Adoption
    from core.persistence.repositories.registry import Registered


@click.group()
def authority() -> None:
    """List, show and install councils."""


@authority.command("list")
@as_json
def list_(as_json: bool) -> None:
    """The councils that are installed, and those that a module offers."""
    from core.cli.application import working
    from core.persistence.db import read_only
    from core.persistence.repositories import registry

    with working(configured_to_look()) as host:
        with read_only():
            installed = {council.code: (council, registry.hosts_of(council.code)) for council in registry.authorities()}
        offered = sorted(set(host.profiles()) - set(installed))
    if as_json:
        print_json({"authorities": [_data(*found) for found in installed.values()], "offered": offered})
        return
    print_table(
        ("CODE", "NAME", "LIFECYCLE", "HOSTS"),
        [(c.code, c.name, f"{c.lifecycle}{' (demo)' if c.demo else ''}", ", ".join(h)) for c, h in installed.values()],
    )
    for code in offered:
        click.echo(f"offered, not installed: {code}", err=True)


@authority.command()
@click.argument("code")
@as_json
def show(code: str, as_json: bool) -> None:
    """One council: how it is reached, its plugins, and the rules it has adopted."""
    from core.cli.application import working
    from core.persistence.register_store import read_register
    from core.persistence.repositories import registry
    from core.persistence.transaction import reading

    with working(configured_to_look()):
        (code,) = chosen(code, False)
        with reading(code):
            council, hosts = registry.authority(code), registry.hosts_of(code)
            adoptions = read_register().adoptions
    if council is None:
        raise click.ClickException(f"there is no council {code!r} here")
    data = _data(council, hosts)
    if as_json:
        print_json({**data, "adopted": [_adopted(adoption) for adoption in adoptions]})
        return
    rows = [(name, ", ".join(value) if isinstance(value, list) else str(value)) for name, value in data.items()]
    print_table(("WHAT", "VALUE"), rows)
    click.echo("")
    rules = [(f"{a.kind} {a.key}", a.version, a.from_.isoformat()) for a in adoptions]
    print_table(("RULES", "VERSION", "FROM"), rules)


@authority.command()
@for_authority
@click.option("--host", "hosts", multiple=True, metavar="NAME", help="A host name that it is reached at; repeatable.")
@as_json
def install(authority: str, hosts: tuple[str, ...], as_json: bool) -> None:
    """Register a council that a module offers, in shadow, with the history of rules that it suggests."""
    from core.cli.application import working
    from core.services.install import install_authority

    with working(configured_to_look()) as host:
        if authority not in host.profiles():
            known = ", ".join(sorted(host.profiles())) or "none"
            raise click.ClickException(f"--authority: no module offers {authority!r}; offered are {known}")
        try:
            install_authority(authority, demo=False, hosts=hosts)
        except ValueError as wrong:
            raise click.ClickException(f"--host: {wrong}") from None
    if as_json:
        print_json({"installed": authority, "hosts": list(hosts)})
    else:
        click.echo(f"{authority} is installed, in shadow")


def _adopted(adoption: Adoption) -> dict[str, object]:
    return {
        "kind": adoption.kind,
        "key": adoption.key,
        "version": adoption.version,
        "from": adoption.from_.isoformat(),
        "hash": adoption.hash,
        "loaded": adoption.loaded,
    }


def _data(council: Registered, hosts: tuple[str, ...]) -> dict[str, object]:
    return {
        "code": council.code,
        "name": council.name,
        "prefix": council.prefix,
        "lifecycle": council.lifecycle,
        "demo": council.demo,
        "nation": council.nation,
        "partnership": council.partnership,
        "parent": council.parent,
        "languages": list(council.languages),
        "plugins": list(council.plugins),
        "hosts": list(hosts),
        "config_version": council.config_version,
    }
