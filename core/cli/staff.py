"""`upheld staff`: who works for a council. The first administrator is invited here, the others on their pages."""

from __future__ import annotations

import click

from core.cli.application import working
from core.cli.output import as_json, for_authority, print_json, print_table
from core.cli.settings import configured_to_look

_BY = "operator:"


@click.group()
def staff() -> None:
    """Invite, list and revoke staff."""


@staff.command()
@for_authority
@click.option("--email", required=True, help="Where the link will be sent; they sign in with it.")
@click.option("--name", required=True)
@click.option("--role", "roles", multiple=True, default=("administrator",), show_default=True, help="May be repeated.")
@click.option("--service", "services", multiple=True, help="A service they work in; may be repeated.")
@as_json
def invite(
    authority: str, email: str, name: str, roles: tuple[str, ...], services: tuple[str, ...], as_json: bool
) -> None:
    """Print a link that sets up an account: once, within 7 days."""
    from core.services import invitations
    from core.services.addresses import address, set_up_path
    from core.services.registry import hosts_of

    config = configured_to_look()
    with working(config):
        known_roles = _roles(authority)
        hosts = hosts_of(authority)
        if not hosts:
            raise click.ClickException(f"{authority} has no host name yet, so no link would open")
        token = invitations.invite(
            authority, email=email, name=name, roles=roles, services=services, invited_by=_BY, known_roles=known_roles
        )
    link = address(config, hosts[0], set_up_path(token))
    if as_json:
        print_json({"authority": authority, "email": email, "roles": list(roles), "link": link, "days": 7})
    else:
        click.echo(link)


@staff.command("list")
@for_authority
@as_json
def list_(authority: str, as_json: bool) -> None:
    """Who works for the council now, and who is invited."""
    from core.services import invitations

    with working(configured_to_look()):
        _roles(authority)
        members = invitations.staff_of(authority)
        open_ones = [one for one in invitations.invitations_of(authority) if one.state == "open"]
    people = [
        {"name": m.name, "email": m.email, "roles": list(m.roles), "services": list(m.services), "state": "works here"}
        for m in members
    ] + [
        {"name": i.name, "email": i.email, "roles": list(i.roles), "services": list(i.services), "state": "invited"}
        for i in open_ones
    ]
    if as_json:
        print_json({"authority": authority, "staff": people})
        return
    rows = ((str(p["name"]), str(p["email"]), ", ".join(map(str, p["roles"])), str(p["state"])) for p in people)
    print_table(("NAME", "E-MAIL", "ROLES", "STATE"), rows)


@staff.command()
@for_authority
@click.option("--email", required=True)
@click.option("--last-administrator", is_flag=True, help="Even if nobody else could invite staff then.")
@as_json
def revoke(authority: str, email: str, last_administrator: bool, as_json: bool) -> None:
    """End somebody's place at the council, their sessions there, and open invitations to them."""
    from core.services import invitations

    with working(configured_to_look()):
        _roles(authority)
        taken_back = invitations.revoke_invitation(authority, email, _BY)
        places = [m for m in invitations.staff_of(authority) if m.email == email.strip().lower()]
        for place in places:
            invitations.end_place(authority, place.id, _BY, last_administrator_may_go=last_administrator)
    if not places and not taken_back:
        raise click.ClickException(f"{email} neither works for {authority} nor is invited")
    if as_json:
        print_json({"authority": authority, "email": email, "ended": len(places), "invitation": taken_back})
    else:
        click.echo(f"{email} can no longer sign in at {authority}")


@staff.command()
@for_authority
@click.option("--email", required=True)
@as_json
def reset(authority: str, email: str, as_json: bool) -> None:
    """End a lost password and second factor at once, and print a link that sets up new ones within an hour."""
    from core.services import invitations
    from core.services.addresses import address, set_up_path
    from core.services.registry import hosts_of

    config = configured_to_look()
    with working(config):
        _roles(authority)
        hosts = hosts_of(authority)
        token = invitations.reset(authority, email, _BY)
    link = address(config, hosts[0], set_up_path(token))
    if as_json:
        print_json({"authority": authority, "email": email, "link": link, "minutes": 60})
    else:
        click.echo(link)


def _roles(authority: str) -> tuple[str, ...]:
    """The role keys of the council. Raises UnknownName, told in one line, when there is no such council."""
    from core.services.registry import known_council, runtime_of

    return tuple(runtime_of(known_council(authority)).roles)
