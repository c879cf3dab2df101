"""`upheld simulate`: how many past cases would have been late under a proposed version or setting. Changes nothing.

With `--json` it prints one object:

- `authority`, `procedure`, `proposal` (`version`, `settings`, `adopted`: whether that version ever was), `from`, `to`,
  `as_of`; `too_few`: so few cases that they say little
- `cases`: `{"all", "late_then", "late_proposed", "cannot_tell", "cannot_tell_late_then"}`, the last of them a part of
  both `cannot_tell` and `late_then`; and the same five for each of `stages` (with `stage`, `title`), `services`
  (`service`, `title`) and `clocks` (`stage`, `clock`, `kind`: limit, target or backstop). A case or stage is late when
  a limit was passed
- `newly_late`, `no_longer_late`, `dates_moved`, `still_open`: numbers of cases; `versions`: cases by version followed
- `cannot_tell`: `{"stage", "clock", "why", "what", "moves", "cases", "words"}`, where `moves` would have recorded it;
  `dropped`: `{"stage", "clock", "cases"}` for dates that the proposal does not have
- `moves_differ`: `{"version", "stage", "move", "then", "proposed"}`, the last two saying whether that text has the step
- `changed`: `{"all", "cases", "after"}`; give `after` to `--after` for more. A case is `{"reference", "received",
  "service", "version", "dates"}` and a date `{"stage", "clock", "met", "then", "late_then", "proposed",
  "late_proposed"}`; dates are ISO 8601, null where there is none
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from core.cli.output import as_json, for_authority, print_json, print_table
from core.cli.when import Day, pairs
from core.domain.simulated import Counts

if TYPE_CHECKING:
    from core.domain.simulate import ClockTried
    from core.services.simulating import Simulated, Wanted

HEADS = ("CASES", "WERE LATE", "WOULD HAVE BEEN", "CANNOT TELL")


@click.command()
@for_authority
@click.option("--procedure", required=True, metavar="KEY", help="The procedure's key.")
@click.option("--version", default="", metavar="NAME", help="A version to try; otherwise the one in force, with --set.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Try a setting; saves nothing; repeatable.")
@click.option("--from", "first", required=True, type=Day(), help="Cases received from this London day on.")
@click.option("--to", "last", required=True, type=Day(), help="And up to this one.")
@click.option("--as-of", type=Day(), default=None, help="As the record stood at the end of this day; today.")
@click.option("--after", default="", metavar="CASE", help="Go on with the changed cases behind this place.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="Changed cases to list.")
@as_json
def simulate(
    authority: str,
    procedure: str,
    version: str,
    settings: tuple[str, ...],
    first: date,
    last: date,
    as_of: date | None,
    after: str,
    limit: int,
    as_json: bool,
) -> None:
    """Reckon the recorded facts of past cases again under a proposed version or setting.

    Tells how many were late and how many would have been, by stage and service, and where it cannot be told. It is
    about the past and no forecast: under other dates people would have acted otherwise.
    """
    from core.services.simulating import Wanted

    wanted = Wanted(procedure, first, last, version, pairs(settings, "--set"), as_of)
    found = _answer(authority, wanted, after, limit)
    if as_json:
        print_json(_Data(authority, found).whole())
    else:
        _tell(authority, found)


def _answer(authority: str, wanted: Wanted, after: str, limit: int) -> Simulated:
    from core.cli.application import working
    from core.cli.rules import database_there
    from core.cli.settings import configured_to_look
    from core.cli.which import chosen
    from core.services.simulating import known_settings, simulate

    if database_there() is None:
        raise click.ClickException("there is no database, and so no past case; `upheld db upgrade` makes one")
    with working(configured_to_look()):
        chosen(authority, False)
        known = known_settings(authority, wanted)
        if known is None:
            raise click.ClickException(f"--procedure: {authority} knows no {wanted.procedure!r}")
        unknown = sorted(set(wanted.settings) - set(known))
        if unknown:
            there = ", ".join(sorted(known))
            raise click.ClickException(f"--set: there is no setting {', '.join(unknown)}; there are {there}")
        return simulate(authority, wanted, after=after, page=limit)


@dataclass(frozen=True, slots=True)
class _Data:
    """The answer as programs read it."""

    authority: str
    found: Simulated

    def whole(self) -> dict[str, Any]:
        found, tally = self.found, self.found.tally
        wanted, proposal = found.wanted, found.proposal
        return {
            "authority": self.authority,
            "procedure": wanted.procedure,
            "proposal": {
                "version": proposal.version, "settings": dict(proposal.settings), "adopted": proposal.adopted,
            },
            "from": wanted.first.isoformat(),
            "to": wanted.last.isoformat(),
            "as_of": found.as_of.isoformat(),
            "too_few": tally.few,
            "cases": _counts(tally.cases),
            "newly_late": tally.newly_late,
            "no_longer_late": tally.no_longer_late,
            "dates_moved": tally.moved,
            "still_open": tally.still_open,
            "versions": dict(sorted(tally.versions.items())),
            "stages": list(self._stages()),
            "services": list(self._services()),
            "clocks": [
                {"stage": stage, "clock": clock, "kind": kind.value, **_counts(counts)}
                for (stage, clock, kind), counts in tally.clocks.items()
            ],
            "cannot_tell": list(self._unknown()),
            "dropped": [
                {"stage": stage, "clock": clock, "cases": n} for (stage, clock), n in tally.dropped.items()
            ],
            "moves_differ": list(self._moves()),
            "changed": {
                "all": tally.changed,
                "cases": [_case(case) for case in found.changed],
                "after": found.later or None,
            },
        }  # fmt: skip

    def _stages(self) -> Iterator[dict[str, Any]]:
        from core.words.simulated import stage_name

        for stage, counts in self.found.tally.stages.items():
            yield {"stage": stage, "title": stage_name(stage, self.found.stages), **_counts(counts)}

    def _services(self) -> Iterator[dict[str, Any]]:
        for service, counts in sorted(self.found.tally.services.items()):
            title = self.found.services.get(service)
            yield {"service": service, "title": title.en if title else "", **_counts(counts)}

    def _unknown(self) -> Iterator[dict[str, Any]]:
        from core.words.simulated import unknown_sentence

        for (stage, clock, unknown), n in self.found.tally.unknown.items():
            words = unknown_sentence(unknown, self.found.stages)
            yield {
                "stage": stage, "clock": clock, "why": unknown.why.value, "what": unknown.what,
                "moves": list(unknown.moves), "cases": n, "words": words,
            }  # fmt: skip

    def _moves(self) -> Iterator[dict[str, Any]]:
        for version, moves in self.found.differ.items():
            for one in moves:
                move = one.has or one.had
                yield {
                    "version": version, "stage": one.stage, "move": move.key if move else "",
                    "then": one.had is not None, "proposed": one.has is not None,
                }  # fmt: skip


def _counts(counts: Counts) -> dict[str, int]:
    return {
        "all": counts.all, "late_then": counts.late_then, "late_proposed": counts.late_proposed,
        "cannot_tell": counts.unknown, "cannot_tell_late_then": counts.unknown_late,
    }  # fmt: skip


def _case(case: Any) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "received": case.received_on.isoformat(),
        "service": case.service,
        "version": case.version,
        "dates": [_date(clock) for clock in case.changed],
    }


def _date(clock: ClockTried) -> dict[str, Any]:
    return {
        "stage": clock.stage,
        "clock": clock.clock,
        "met": _iso(clock.met),
        "then": _iso(clock.then and clock.then.due),
        "late_then": clock.late_then,
        "proposed": _iso(clock.proposed and clock.proposed.due),
        "late_proposed": clock.late_proposed,
    }


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _tell(authority: str, found: Simulated) -> None:
    """The same for people."""
    from core.words.say import ENGLISH
    from core.words.simulated import CAUTION, headline, moves_words, remarks, stage_name, too_few, unknown_sentence

    wanted, proposal, tally = found.wanted, found.proposal, found.tally
    tried = " ".join([proposal.version, *(f"{key}={value}" for key, value in proposal.settings.items())])
    click.echo(f"{authority}: {wanted.procedure} {tried}")
    click.echo(f"Cases received {wanted.first} to {wanted.last}, as the record stood at the end of {found.as_of}")
    click.echo("")
    click.echo(f"{headline(tally)}.")
    for remark in (too_few(tally), *remarks(tally)):
        if remark:
            click.echo(remark)
    click.echo(ENGLISH(CAUTION))
    names = {key: stage_name(key, found.stages) for key in tally.stages}
    _counted("STAGE", [(names[key], counts) for key, counts in tally.stages.items()])
    titles = {key: title.en for key, title in found.services.items()} | {"": "(none named)"}
    _counted("SERVICE", [(titles.get(key, key), counts) for key, counts in sorted(tally.services.items())])
    _counted("DATE", [(f"{clock} ({kind.value})", counts) for (_, clock, kind), counts in tally.clocks.items()])
    if tally.unknown:
        click.echo("\nWhat cannot be told")
        for (_, clock, unknown), n in tally.unknown.items():
            click.echo(f"  {clock}, {n} times: {unknown_sentence(unknown, found.stages)}")
    if tally.dropped:
        click.echo(f"\nThe proposal has no such dates: {', '.join(clock for _, clock in tally.dropped)}")
    if found.differ:
        click.echo("\nSteps that differ; what was done under the old ones is taken as it was")
        for version, moves in found.differ.items():
            for one in moves_words(moves, found.stages):
                click.echo(f"  {version}, {one.stage}, {one.move}: {one.said}")
    if found.changed:
        _cases(found)


def _counted(head: str, rows: list[tuple[str, Counts]]) -> None:
    if rows:
        click.echo("")
        cells = [(name, str(c.all), str(c.late_then), str(c.late_proposed), str(c.unknown)) for name, c in rows]
        print_table((head, *HEADS), cells)


def _cases(found: Simulated) -> None:
    told = f"{len(found.changed)} of {found.tally.changed}"
    click.echo(f"\nCases that would have been late, or in time, instead ({told})")
    rows = []
    for case in found.changed:
        for clock in case.changed:
            then, proposed = (_iso(side and side.due) or "-" for side in (clock.then, clock.proposed))
            late = "late" if clock.late_proposed else "in time" if clock.proposed else "no such date"
            rows.append((case.reference, clock.clock, _iso(clock.met) or "not met", then, proposed, late))
    print_table(("CASE", "DATE", "MET", "DUE THEN", "DUE PROPOSED", "PROPOSED"), rows)
    if found.later:
        click.echo(f"More with --after {found.later}")
