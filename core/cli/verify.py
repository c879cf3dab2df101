"""`upheld verify`: whether a council's record is whole."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from core.cli.output import as_json, print_json
from core.cli.settings import configured_to_look
from core.cli.which import chosen

if TYPE_CHECKING:
    from core.persistence.verify import VerifyReport


@click.command()
@click.option("--authority", default="", metavar="CODE", help="One council by its code.")
@click.option("--all", "every", is_flag=True, help="Every council, one after another; the usual.")
@click.option("--chain", "chain_only", is_flag=True, help="Hashes and anchors only: no replay, no comparison.")
@as_json
def verify(authority: str, every: bool, chain_only: bool, as_json: bool) -> None:
    """Check the chain, replay every case and compare with what lists show. Status 1 when something does not hold.

    The first broken link is named by its stream and number.
    """
    from core.cli.application import working
    from core.persistence.verify import verify as verify_record

    with working(configured_to_look()):
        reports = [verify_record(code, chain_only) for code in chosen(authority, every or not authority)]
    if as_json:
        print_json({"ok": all(report.whole for report in reports), "authorities": [_data(each) for each in reports]})
    else:
        for report in reports:
            click.echo(f"{report.authority}: {report.events} events in {report.streams} streams, {_verdict(report)}")
    for report in reports:
        for fault in report.faults:
            place = f" {fault.stream} {fault.seq}" if fault.seq else f" {fault.stream}"
            click.echo(f"upheld: {report.authority}: {fault.check}{place}: {fault.why}", err=True)
    sys.exit(0 if all(report.whole for report in reports) else 1)


def _verdict(report: VerifyReport) -> str:
    if report.whole:
        return "whole" if not report.chain_only else "chain and anchors whole"
    return f"{len(report.faults)} faults, first: {report.faults[0].check} {report.faults[0].stream}"


def _data(report: VerifyReport) -> dict[str, object]:
    faults = [{"check": f.check, "stream": f.stream, "seq": f.seq, "why": f.why} for f in report.faults]
    return {
        "authority": report.authority,
        "ok": report.whole,
        "chain_only": report.chain_only,
        "streams": report.streams,
        "events": report.events,
        "cases": report.cases,
        "first_broken": faults[0] if faults else None,
        "faults": faults,
    }
