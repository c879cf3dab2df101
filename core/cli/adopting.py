"""`upheld procedures adopt`: a text that is on offer applies from a minute still to come.

With `--json` it prints one object: `authority`, `procedure`, `version`, `hash`, `from` (UTC), `approved_by`,
`authority_for_change`, `note`; `before`, the version that applies until then, and `replaces`, one that was adopted from
the same minute and will not begin (null where there is none).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from core.cli.authority import OPERATOR
from core.cli.output import as_json, for_authority, print_json
from core.cli.when import EXAMPLE_MINUTE, LondonMinute

if TYPE_CHECKING:
    from core.domain.adopting import Planned
    from core.services.adopting import Decision, Wanted


class Words(click.ParamType[str]):
    """Words on one line, neither empty nor without end."""

    name = "WORDS"

    def __init__(self, most: int) -> None:
        self.most = most

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        words = " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
        if len(words) > self.most:
            option = param.opts[0] if param else "the words"
            raise click.ClickException(f"{option}: use {self.most:,} characters or fewer")
        return words


@click.command()
@for_authority
@click.option("--procedure", default="corporate", show_default=True, metavar="KEY", help="The procedure's key.")
@click.option("--version", required=True, metavar="NAME", help="The version, on offer or adopted before.")
@click.option("--from", "begins", required=True, type=LondonMinute(),
              help=f"The first minute, by London's clocks ({EXAMPLE_MINUTE}) or with an offset.")  # fmt: skip
@click.option("--approved-by", "--by", required=True, type=Words(200), help="Who approved it, such as the office.")
@click.option("--authority-for-change", required=True, type=Words(2000),
              help="On what authority: a minute, a delegation, a paragraph.")  # fmt: skip
@click.option("--note", default="", type=Words(2000), help="Anything else worth keeping.")
@as_json
def adopt(
    authority: str,
    procedure: str,
    version: str,
    begins: datetime,
    approved_by: str,
    authority_for_change: str,
    note: str,
    as_json: bool,
) -> None:
    """Let a version apply from a minute that is still to come. Open cases keep their rules.

    One that has not begun is withdrawn by adopting, from the same minute, what applies until then.
    """
    from core.services.adopting import Decision, Wanted

    decision = Decision(approved_by, authority_for_change, note)
    plan = _adopted(authority, Wanted(procedure, version, begins), decision)
    if as_json:
        print_json(_data(authority, version, plan, decision))
        return
    from core.words.adopting import turns, will_follow

    click.echo(f"{authority}: {will_follow(plan, version)}")
    for line in turns(plan):
        click.echo(line)


def _adopted(authority: str, wanted: Wanted, decision: Decision) -> Planned:
    from core.cli.application import working
    from core.cli.rules import database_there
    from core.cli.settings import configured_to_look
    from core.cli.which import chosen
    from core.services.adopting import adopt_version

    if database_there() is None:
        raise click.ClickException("there is no database to keep it in; `upheld db upgrade` makes one")
    with working(configured_to_look()):
        chosen(authority, False)
        return adopt_version(authority, OPERATOR, wanted, decision)


def _data(authority: str, version: str, plan: Planned, decision: Decision) -> dict[str, Any]:
    return {
        "authority": authority,
        "procedure": plan.text.key,
        "version": version,
        "hash": plan.hash,
        "from": plan.from_.isoformat(),
        "approved_by": decision.approved_by,
        "authority_for_change": decision.authority,
        "note": decision.remark,
        "before": plan.before.version if plan.before else None,
        "replaces": plan.replaces.version if plan.replaces else None,
    }
