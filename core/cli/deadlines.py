"""`upheld deadlines`: the dates of one stage, from what is known of it, with every reason. Needs no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

import click

from core.cli.output import as_json, print_json
from core.cli.rules import Rules, rules_of, version_of
from core.cli.when import EXAMPLE, Moment, happenings, pairs
from core.clock import utc_now
from core.domain.calendar import LONDON, WorkingCalendar
from core.domain.deadlines import as_data, stage_dates
from core.domain.errors import DomainError, NoRulesKnown, UnknownName
from core.domain.procedure import Procedure
from core.domain.reckon import Reckoned, find_clock
from core.domain.shape import CLOSED_DAYS, OUT_OF_HOURS, apply_settings, setting_keys


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks."""

    authority: str
    procedure: str
    version: str
    stage: str
    received: datetime
    acknowledged: datetime | None
    events: Mapping[str, datetime | date]
    extend: int | None
    settings: Mapping[str, str]

    @property
    def case_received(self) -> datetime | date:
        """When the case itself was received: it picks the version in force."""
        return self.events.get("case.received", self.received)

    @property
    def received_by(self) -> str:
        """The option that said so."""
        return "--event case.received" if "case.received" in self.events else "--received"


@click.command()
@click.option("--authority", required=True, metavar="CODE", help="The council's code.")
@click.option("--procedure", required=True, metavar="KEY", help="The procedure's key.")
@click.option("--version", default="", metavar="NAME", help="A version by name; otherwise the one in force at receipt.")
@click.option("--stage", required=True, metavar="KEY", help="The stage's key.")
@click.option("--received", required=True, type=Moment(), help=f"When the stage began, such as {EXAMPLE}.")
@click.option("--acknowledged", type=Moment(), help="When it was acknowledged.")
@click.option("--event", "events", multiple=True, metavar="NAME=WHEN", help="Another thing that happened; repeatable.")
@click.option("--extend", type=int, metavar="N", help="Extended by N working days, told on the original date.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Try a setting; saves nothing; repeatable.")
@as_json
def deadlines(
    authority: str,
    procedure: str,
    version: str,
    stage: str,
    received: datetime,
    acknowledged: datetime | None,
    events: tuple[str, ...],
    extend: int | None,
    settings: tuple[str, ...],
    as_json: bool,
) -> None:
    """Reckon the dates of one stage and say why each is what it is.

    Reads the rules that the council has adopted where a database is there and has the council, else the texts that
    its module declares; the answer says which ("source").
    """
    given = happenings(events, "--event")
    tried = pairs(settings, "--set")
    asked = Asked(authority, procedure, version, stage, received, acknowledged, given, extend, tried)
    answer = reckoned(asked, rules_of(authority))
    if as_json:
        print_json(answer.data())
    else:
        from core.cli.telling import told

        for line in told(answer):
            click.echo(line)


@dataclass(frozen=True, slots=True)
class Answer:
    """The dates asked for, and under which rules."""

    authority: str
    procedure: str
    version: str
    stage: str
    source: str
    clocks: Mapping[str, Reckoned]
    text: Procedure

    def data(self) -> dict[str, object]:
        """As programs read it."""
        return {
            "authority": self.authority,
            "procedure": self.procedure,
            "version": self.version,
            "stage": self.stage,
            "source": self.source,
            "clocks": {key: as_data(found, find_clock(self.text, key)[1]) for key, found in self.clocks.items()},
        }


def reckoned(asked: Asked, rules: Rules) -> Answer:
    """The answer. Raises DomainError or ClickException for what makes no sense."""
    text, calendar = _text(asked, rules)
    if asked.stage not in {stage.key for stage in text.stages}:
        stages = _list(stage.key for stage in text.stages)
        raise click.ClickException(f"--stage: {text.version} has no {asked.stage!r}; it has {stages}")
    try:
        clocks = stage_dates(
            text,
            calendar,
            asked.stage,
            asked.received,
            acknowledged=asked.acknowledged,
            events=asked.events,
            extend=asked.extend,
        )
    except DomainError as error:
        raise _named(error, {name: f"--event {name}" for name in asked.events}) from None
    return Answer(asked.authority, text.key, text.version, asked.stage, rules.source, clocks, text)


def _text(asked: Asked, rules: Rules) -> tuple[Procedure, WorkingCalendar]:
    """The text and calendar to reckon by, shaped by the settings that are tried."""
    register = rules.register
    procedures = register.keys()
    try:
        # By the name of its version, a procedure is found too that is offered and that nobody has adopted yet.
        named = version_of(asked.authority, rules, asked.procedure, asked.version) if asked.version else None
    except UnknownName:
        if asked.procedure in procedures:
            raise
        named = None
    if named is None and asked.procedure not in procedures:
        raise click.ClickException(
            f"--procedure: {asked.authority} knows no {asked.procedure!r}; it has {_list(procedures)}"
        )
    try:
        text = named or register.procedure(asked.procedure, _instant(asked.case_received))
    except NoRulesKnown as error:
        raise _named(error, {"procedure": asked.received_by}) from None
    known = {OUT_OF_HOURS, CLOSED_DAYS, *setting_keys(text)}
    unknown = sorted(asked.settings.keys() - known)
    if unknown:
        raise click.ClickException(f"--set: there is no setting {_list(unknown)}; there are {_list(sorted(known))}")
    return apply_settings(text, register.calendar(text.calendar, utc_now()), asked.settings)


def _named(error: DomainError, options: Mapping[str, str]) -> DomainError:
    """The same problems at the options that were typed, by the field that each names."""
    return DomainError(*(replace(one, field=options.get(one.field, one.field)) for one in error.problems))


def _instant(when: datetime | date) -> datetime:
    """A London day as its first moment."""
    return when if isinstance(when, datetime) else datetime.combine(when, time.min, LONDON)


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
