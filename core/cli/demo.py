"""`upheld demo`: more invented cases for the demo's councils."""

from __future__ import annotations

import os
from datetime import date

import click

from core.cli.output import as_json, print_json
from core.cli.settings import configured, demo_settings
from core.cli.when import Day
from core.cli.which import chosen


@click.command()
@click.option("--cases", type=click.IntRange(1, 1_000_000), required=True, metavar="N", help="For each council.")
@click.option("--seed", default="1", show_default=True, metavar="S", help="The same seed again adds nothing.")
@click.option("--as-of", type=Day(), default=None, metavar="DATE", help="The day whose evening it is; today.")
@click.option("--authority", default="", metavar="CODE", help="One council of the demo; otherwise each of them.")
@as_json
def demo(cases: int, seed: str, as_of: date | None, authority: str, as_json: bool) -> None:
    """Add invented cases by ordinary commands under a set clock, spread over the year before the given day."""
    from core.cli.application import working
    from core.cli.database import upgrade
    from core.services.demo import make_cases
    from core.services.demo_setup import install_demo
    from core.services.sweeping import refresh_statistics

    config = configured(demo_settings(os.environ))
    upgrade(config)
    made = []
    with working(config) as host:
        councils = {council.code: council for council in install_demo(host, config.base_host)}
        codes = chosen(authority, False) if authority else tuple(councils)
        for code in codes:
            make_cases(code, 0, seed=seed, as_of=as_of)  # refuses what makes no sense before anything is written
        for code in codes:
            follow = f"http://{councils[code].host}:{config.port}/follow" if code in councils else ""
            result = make_cases(code, cases, seed=seed, as_of=as_of, follow_url=follow)
            made.append({"authority": code, "new": result.new, "known": result.known})
            for why in result.stopped:
                click.echo(f"upheld: a story stopped early: {why}", err=True)
            if not as_json:
                known = f", {result.known} there already" if result.known else ""
                click.echo(f"{code}: {result.new} {'case' if result.new == 1 else 'cases'} added{known}")
        refresh_statistics()
    if as_json:
        print_json({"seed": seed, "made": made})
