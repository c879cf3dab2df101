"""`upheld procedures`: what the rules of every council promise, and whether they hold together. Needs no database, save
to adopt one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from textwrap import indent
from typing import TYPE_CHECKING, Any

import click

from core.cli.adopting import adopt
from core.cli.output import as_json, for_authority, print_json, print_table
from core.cli.rules import rules_of, version_of
from core.cli.when import EXAMPLE, Moment
from core.clock import utc_now
from core.domain.comparing import dates_moved
from core.domain.conformance import Conformance, StageTold, conformance

if TYPE_CHECKING:
    from core.domain.walk import Fault
    from core.host import Host


@click.group()
def procedures() -> None:
    """Check the rules that councils have on offer, compare two versions, and adopt one."""


procedures.add_command(adopt)


@dataclass(frozen=True, slots=True)
class Walked:
    """One text at one council. `since` is the first minute (UTC) suggested for it, "" for one that is offered only."""

    authority: str
    since: str
    found: Conformance


@procedures.command()
@click.option("--authority", default="", metavar="CODE", help="One council; otherwise every one.")
@as_json
def check(authority: str, as_json: bool) -> None:
    """Walk every procedure: faults, departures from the Code, destinations, independence, caps. Status 1 on a fault."""
    from core.host import Host

    walked = tuple(_walked(Host.discover(), authority))
    faulty = [(one, fault) for one in walked for fault in one.found.faults]
    if as_json:
        print_json({"ok": not faulty, "procedures": [_data(one) for one in walked]})
    else:
        for one in walked:
            for line in _told(one):
                click.echo(line)
        click.echo(f"{len(walked)} procedures walked, {len(faulty)} faults")
    for one, fault in faulty:
        name = f"{one.found.procedure.key} {one.found.procedure.version}"
        click.echo(f"upheld: {one.authority}: {name} {fault.where}: {_params(fault)}", err=True)
    sys.exit(1 if faulty else 0)


@procedures.command()
@for_authority
@click.option("--procedure", default="corporate", show_default=True, metavar="KEY", help="The procedure's key.")
@click.option("--from", "before", required=True, metavar="NAME", help="The older version.")
@click.option("--to", "after", required=True, metavar="NAME", help="The newer version.")
@click.option("--received", type=Moment(), default=None, help=f"Reckon dates from here, such as {EXAMPLE}; else today.")
@as_json
def diff(
    authority: str, procedure: str, before: str, after: str, received: datetime | None, as_json: bool
) -> None:
    """Two versions side by side: what each says, and the dates that a stage begun then would have."""
    from core.words.versions import differences

    rules = rules_of(authority)
    register = rules.register
    old, new = (version_of(authority, rules, procedure, version) for version in (before, after))
    moment = received or utc_now()
    found = differences(old, new)
    moved = dates_moved(
        (old, register.calendar(old.calendar, utc_now())), (new, register.calendar(new.calendar, utc_now())), moment
    )
    if as_json:
        print_json(
            {
                "authority": authority,
                "procedure": procedure,
                "from": before,
                "to": after,
                "received": moment.isoformat(),
                "words": [asdict(one) for one in found],
                "dates": [{**asdict(one), "before": _iso(one.before), "after": _iso(one.after)} for one in moved],
            }
        )
        return
    for one in found:
        click.echo(one.where)
        for name, said in ((before, one.before), (after, one.after)):
            # Every line of a value stays under its version.
            click.echo(indent(f"{name}: {said or '-'}".replace("\n", "\n  "), "  "))
    click.echo("")
    rows = [(one.stage, one.clock, _iso(one.before) or "-", _iso(one.after) or "-") for one in moved]
    print_table(("STAGE", "CLOCK", before.upper(), after.upper()), rows)


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _walked(host: Host, authority: str) -> Iterator[Walked]:
    codes = sorted(host.profiles())
    if authority and authority not in codes:
        raise click.ClickException(f"--authority: no module offers {authority!r}; offered are {', '.join(codes)}")
    for code in [authority] if authority else codes:
        offers = host.runtime(code).offers
        begins = {(e.key, e.version): e.from_ for e in reversed(offers.history) if e.kind == "procedure"}
        for text in offers.procedures:
            since = begins.get((text.key, text.version))
            yield Walked(code, since.isoformat() if since else "", conformance(text))


def _data(one: Walked) -> dict[str, Any]:
    from core.words.departures import departure

    text = one.found.procedure
    return {
        "authority": one.authority,
        "procedure": text.key,
        "version": text.version,
        "since": one.since or None,
        "source": text.source,
        "ombudsman": {"name": text.ombudsman.name.en, "web": text.ombudsman.web},
        "faults": [{"code": f.code, "where": f.where, **dict(f.params)} for f in one.found.faults],
        "departures": [
            {"code": f.code, "where": f.where, "words": departure(f), **_plain(f)} for f in one.found.departures
        ],
        "stages": [_stage_data(stage) for stage in one.found.stages],
        "grounds": [{"key": g.key, "goes_to": g.goes_to.en, "cite": g.cite} for g in text.grounds],
        "assumptions": [words.en for words in text.assumptions],
    }


def _plain(fault: Fault) -> dict[str, str]:
    return {key: value for key, value in fault.params if key != "words"}


def _stage_data(told: StageTold) -> dict[str, Any]:
    return {
        "stage": told.stage.key,
        "after_answer": told.next_stage or "ombudsman",
        "refusals": list(told.refusals),
        "not_by": list(told.not_by),
        "outside_service": told.outside_service,
        "caps": [asdict(cap) for cap in told.caps],
    }


def _told(one: Walked) -> Iterator[str]:
    from core.words.departures import departure

    text = one.found.procedure
    begun = f"since {one.since}" if one.since else "offered, not adopted"
    yield f"{one.authority}: {text.key} {text.version} ({begun})"
    for told in one.found.stages:
        yield f"  {told.stage.key}: {'; '.join(_promises(one, told))}"
    for fault in one.found.departures:
        yield f"  departs: {fault.where}: {departure(fault)}"
    for fault in one.found.faults:
        yield f"  FAULT: {fault.where}: {_params(fault)}"
    yield ""


def _promises(one: Walked, told: StageTold) -> Iterator[str]:
    ombudsman = one.found.procedure.ombudsman.name.en
    yield f"then {told.next_stage or ombudsman}"
    yield f"a refusal names where else it can go, and the {ombudsman}" if told.refusals else "no refusal"
    if told.not_by:
        yield f"not by whoever handled {' or '.join(told.not_by)}"
    if told.outside_service:
        yield "from outside the service"
    for cap in told.caps:
        most = "without a limit" if cap.most is None else f"by {cap.most} working days at most"
        yield f"{cap.clock} may be extended {most}{' (a hard limit)' if cap.hard else ''}"


def _params(fault: Fault) -> str:
    return ", ".join((fault.code, *(f"{key} {value}" for key, value in fault.params)))
