"""`upheld authority`: the councils of the deployment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from core.cli.output import as_json, for_authority, print_json, print_table
from core.cli.settings import configured_to_look
from core.cli.which import chosen
from core.domain.actor import Actor, ActorKind

if TYPE_CHECKING:
    from core.api import AuthorityProfile
    from core.config import Config
    from core.domain.register import Adoption
    from core.persistence.repositories.registry import Registered
    from core.services.lifecycle import Moved

OPERATOR = Actor(ActorKind.OPERATOR)
"""Who gives a command on the machine itself."""


@click.group()
def authority() -> None:
    """List, show, install and open councils."""


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
        profiles = host.profiles()
        offered = sorted(set(profiles) - set(installed))
    if as_json:
        told = [_data(*found, profiles.get(code)) for code, found in installed.items()]
        print_json({"authorities": told, "offered": offered})
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

    with working(configured_to_look()) as host:
        (code,) = chosen(code, False)
        profile = host.profiles().get(code)
        with reading(code):
            council, hosts = registry.authority(code), registry.hosts_of(code)
            adoptions = read_register().adoptions
    if council is None:
        raise click.ClickException(f"there is no council {code!r} here")
    data = _data(council, hosts, profile)
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
    """Register a council that a module offers, in shadow, with the history of rules that it suggests.

    Of a council that is there already nothing is changed, save that it is reached at each --host as well.
    """
    from core.cli.application import working
    from core.persistence.db import read_only
    from core.persistence.repositories import registry
    from core.services.install import install_authority

    config = configured_to_look()
    with working(config) as host:
        if authority not in host.profiles():
            known = ", ".join(sorted(host.profiles())) or "none"
            raise click.ClickException(f"--authority: no module offers {authority!r}; offered are {known}")
        try:
            done = install_authority(authority, demo=False, hosts=hosts)
        except ValueError as wrong:
            raise click.ClickException(f"--host: {wrong}") from None
        with read_only():
            council, reached = registry.authority(authority), registry.hosts_of(authority)
    if council is None:
        raise click.ClickException(f"--authority: {authority} was removed meanwhile")
    _warn_of_hosts(config, authority, reached)
    if as_json:
        print_json(
            {
                "installed": authority,
                "new": done.new,
                "lifecycle": council.lifecycle,
                "hosts": list(reached),
                "hosts_added": list(done.hosts_added),
            }
        )
        return
    click.echo(
        f"{authority} is installed, in shadow; `upheld authority open --authority {authority}` takes it live"
        if done.new
        else f"{authority} was installed before, and is {council.lifecycle}"
    )
    for name in done.hosts_added:
        click.echo(f"{authority} is reached at {name}")


@authority.command("open")
@for_authority
@as_json
def open_(authority: str, as_json: bool) -> None:
    """Take a council live: its rules are in force, and no history of them is loaded any more."""
    from core.cli.application import working
    from core.persistence.db import read_only
    from core.persistence.repositories import registry
    from core.services.invitations import staff_of
    from core.services.lifecycle import go_live

    config = configured_to_look()
    with working(config):
        moved = go_live(authority, OPERATOR)
        with read_only():
            council, reached = registry.authority(authority), registry.hosts_of(authority)
        staff = staff_of(authority)
    if council is not None and not council.demo:
        _warn_of_hosts(config, authority, reached)
    if not staff:
        click.echo(f"upheld: nobody works for {authority} yet: see `upheld staff invite`", err=True)
    _tell_moved(authority, moved, as_json)


@authority.command()
@for_authority
@as_json
def shadow(authority: str, as_json: bool) -> None:
    """Take a council that has no case yet back into shadow, so that more history of its rules can be loaded."""
    from core.cli.application import working
    from core.services.lifecycle import go_shadow

    with working(configured_to_look()):
        moved = go_shadow(authority, OPERATOR)
    _tell_moved(authority, moved, as_json)


def _tell_moved(authority: str, moved: Moved, as_json: bool) -> None:
    if as_json:
        print_json({"authority": authority, "before": moved.before, "lifecycle": moved.after})
    elif moved.before == moved.after:
        click.echo(f"{authority} was {_at(moved.after)} before")
    else:
        click.echo(f"{authority} is {_at(moved.after)}")


def _at(lifecycle: str) -> str:
    return "in shadow" if lifecycle == "shadow" else lifecycle


def _warn_of_hosts(config: Config, authority: str, hosts: Iterable[str]) -> None:
    """A host name that the pages would not answer under is the commonest slip of a new deployment."""
    from core.web.authority import is_trusted

    names = tuple(hosts)
    if not names:
        click.echo(f"upheld: {authority} has no host name, so it is reached nowhere: see --host", err=True)
    strange = [name for name in names if not config.trusted_hosts or not is_trusted(name, config.trusted_hosts)]
    if strange:
        why = "does not cover" if config.trusted_hosts else "is not set here, and must cover"
        told = f"UPHELD_TRUSTED_HOSTS {why} {', '.join(strange)}: without it every page there is “Not found”"
        click.echo(f"upheld: {told}", err=True)


def _adopted(adoption: Adoption) -> dict[str, object]:
    return {
        "kind": adoption.kind,
        "key": adoption.key,
        "version": adoption.version,
        "from": adoption.from_.isoformat(),
        "hash": adoption.hash,
        "loaded": adoption.loaded,
        "by": adoption.by,
        "approved_by": adoption.approved_by,
        "authority_for_change": adoption.note,
        "note": adoption.remark,
    }


def _data(council: Registered, hosts: tuple[str, ...], profile: AuthorityProfile | None) -> dict[str, object]:
    return {
        "code": council.code,
        "name": council.name,
        "prefix": council.prefix,
        "lifecycle": council.lifecycle,
        "demo": council.demo,
        "nation": council.nation,
        "partnership": council.partnership,
        "parent": council.parent,
        "predecessors": list(profile.predecessors if profile else ()),
        "languages": list(council.languages),
        "plugins": list(council.plugins),
        "hosts": list(hosts),
        "config_version": council.config_version,
    }
