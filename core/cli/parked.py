"""`upheld parked`: messages that could not leave and work that failed for good, by codes, and trying them again."""

from __future__ import annotations

import click

from core.cli.authority import OPERATOR
from core.cli.output import as_json, for_authority, print_json, print_table
from core.cli.settings import configured_to_look
from core.cli.which import chosen


@click.group()
def parked() -> None:
    """List work that was given up and retry it. Names nobody and quotes nothing."""


@parked.command("list")
@click.option("--authority", default="", metavar="CODE", help="One council; otherwise every one.")
@as_json
def list_(authority: str, as_json: bool) -> None:
    """What each council has parked: why by a code, how often it was tried, which case it is about."""
    from core.cli.application import working
    from core.services.parked import everything

    with working(configured_to_look()):
        found = [(code, one) for code in chosen(authority, not authority) for one in everything(code)]
    rows = [
        {
            "authority": code,
            "id": one.id,
            "what": one.what,
            "kind": one.kind,
            "code": one.code,
            "attempts": one.attempts,
            "since": one.since.isoformat(timespec="seconds"),
            "case": one.reference,
        }
        for code, one in found
    ]
    if as_json:
        print_json({"parked": rows})
        return
    heads = ("AUTHORITY", "ID", "WHAT", "KIND", "CODE", "ATTEMPTS", "SINCE", "CASE")
    print_table(heads, ([str(value) for value in row.values()] for row in rows))


@parked.command()
@for_authority
@click.option("--id", "ids", multiple=True, metavar="ID", help="One of them, as the list names it; repeatable.")
@click.option("--all", "every", is_flag=True, help="All that the council has parked now.")
@as_json
def retry(authority: str, ids: tuple[str, ...], every: bool, as_json: bool) -> None:
    """Let parked work be tried again from its first try, by the next free worker. Harmless when repeated.

    A message keeps its Message-ID, so that its reader's server can tell a repeat. Who did it is on the record.
    """
    from core.cli.application import working
    from core.services.parked import everything
    from core.services.parked import retry as try_again

    if bool(ids) == every:
        raise click.ClickException("say which with --id ID, or --all for all that the council has parked")
    with working(configured_to_look()):
        (code,) = chosen(authority, False)
        wanted = tuple(one.id for one in everything(code)) if every else tuple(dict.fromkeys(ids))
        retried = [id_ for id_ in wanted if try_again(code, OPERATOR, id_)]
    left = [id_ for id_ in wanted if id_ not in retried]
    if as_json:
        print_json({"authority": authority, "retried": retried, "not_parked": left})
        return
    for id_ in left:
        click.echo(f"upheld: {id_} is not parked at {authority}, so nothing was done", err=True)
    click.echo(f"{len(retried)} tried again")
