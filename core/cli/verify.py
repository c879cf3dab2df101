"""`upheld verify`: whether a council's record is whole."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from core.cli.output import as_json, print_json
from core.cli.settings import configured_to_look
from core.cli.when import day_of
from core.cli.which import chosen

if TYPE_CHECKING:
    from core.persistence.verify import VerifyReport


LEAST, MOST = 16, 64
"""Letters of a digest that may be given: as many as the subject of the mail has, up to all of them."""


@click.command()
@click.option("--authority", default="", metavar="CODE", help="One council by its code.")
@click.option("--all", "every", is_flag=True, help="Every council, one after another; the usual.")
@click.option("--chain", "chain_only", is_flag=True, help="Hashes and anchors only: no replay, no comparison.")
@click.option(
    "--anchor", "kept", multiple=True, metavar="DATE=DIGEST", help="A day's head kept outside, as mailed; repeatable."
)
@as_json
def verify(authority: str, every: bool, chain_only: bool, kept: tuple[str, ...], as_json: bool) -> None:
    """Check the chain, replay every case and compare with what lists show. Status 1 when something does not hold.

    The first broken link is named by its stream and number. With --anchor, the day's head must also be the one that
    somebody kept outside: then nothing before it was changed, cut off or replaced by an older copy.
    """
    from core.cli.application import working
    from core.persistence.verify import verify as verify_record

    anchors = _kept(kept)
    if anchors and not authority:
        raise click.ClickException("--anchor: say whose head it is with --authority CODE")
    with working(configured_to_look()):
        codes = chosen(authority, every or not authority)
        reports = [verify_record(code, chain_only, anchors) for code in codes]
    if as_json:
        print_json({"ok": all(report.whole for report in reports), "authorities": [_data(each) for each in reports]})
    else:
        for report in reports:
            click.echo(f"{report.authority}: {report.events} events in {report.streams} streams, {_verdict(report)}")
    for report in reports:
        for fault in report.faults:
            place = " ".join(part for part in (fault.stream, str(fault.seq or "")) if part)
            place = f" {place}" if place else ""
            click.echo(f"upheld: {report.authority}: {fault.check}{place}: {fault.why}", err=True)
    sys.exit(0 if all(report.whole for report in reports) else 1)


def _kept(given: tuple[str, ...]) -> tuple[tuple[date, str], ...]:
    """Days with the digests that were kept of them, or how those begin: 16 letters at least, as a subject has them."""
    found = []
    for text in given:
        day, _, digest = text.partition("=")
        digest = digest.strip().lower()
        if not (LEAST <= len(digest) <= MOST and set(digest) <= set("0123456789abcdef")):
            raise click.ClickException(f"--anchor: {text!r} is not of the form 2025-01-06=digest, as it was mailed")
        found.append((day_of(day.strip(), "--anchor"), digest))
    return tuple(found)


def _verdict(report: VerifyReport) -> str:
    if report.whole:
        return "whole" if not report.chain_only else "chain and anchors whole"
    return f"{len(report.faults)} faults, first: {report.faults[0].check} {report.faults[0].stream}".rstrip()


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
