"""What the page of the simulator shows: the answer, its tables, what cannot be told, and the cases that change."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import url_for

from core.domain.reckon import CASE, all_clocks
from core.domain.simulate import ClockTried, Side
from core.domain.simulated import FEW, CaseTried, Counts, is_few
from core.services.simulating import Simulated, Wanted
from core.web.language import language, say
from core.web.pages import Page
from core.words.clocks import staff_label
from core.words.dates import day, short_day_year
from core.words.procedure_text import label
from core.words.simulated import (
    CAUTION,
    KINDS,
    move_titles,
    moves_words,
    remarks,
    stage_name,
    too_few,
    unknown_sentence,
)


@dataclass(frozen=True, slots=True)
class CountTable:
    """Cases, late then, late under the proposal and, where any, those that cannot be told: a row for each of what."""

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class UnknownLine:
    """A date of which it cannot be told, in how many cases, why, and which steps would have recorded it."""

    what: str
    cases: str
    why: str


@dataclass(frozen=True, slots=True)
class DifferLine:
    """A step that differs from the version `version`."""

    version: str
    stage: str
    move: str
    said: str


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date of a case under both rules; `proposed` is what came of it in a word."""

    label: str
    then: str
    then_said: str
    proposed: str
    proposed_said: str
    met: str


@dataclass(frozen=True, slots=True)
class CaseTriedLine:
    reference: str
    url: str
    received: str
    dates: tuple[DateLine, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """`few` warns where there are so few cases that they say little. `hidden`: which cases is not for the reader, and
    `withheld`: no figure either, as they would tell of single cases."""

    tried: tuple[str, ...]
    remarks: tuple[str, ...]
    caution: str
    none: bool
    few: str
    tables: tuple[CountTable, ...]
    unknown: tuple[UnknownLine, ...]
    dropped: str
    differ: tuple[DifferLine, ...]
    changed: str
    cases: tuple[CaseTriedLine, ...]
    hidden: bool
    withheld: bool
    first_url: str
    later_url: str


@dataclass(frozen=True, kw_only=True)
class SimulatorPage(Page):
    """`heading` stands over the answer. `setting_keys` are the names of the form's fields for settings.

    `too_many`: the sentence, and the `command` that does it. `of`: the rules whose settings are shown;
    `days`: what the address says of them, kept while other rules are chosen.
    """

    heading: str = ""
    action: str
    of: str
    many: bool
    days: Mapping[str, str] = field(default_factory=dict)
    result: Result | None = None
    too_many: str = ""
    command: str = ""


def result_of(found: Simulated, titles: Mapping[str, str], may_see: bool, first_url: str, later_url: str) -> Result:
    """The answer for the page. `titles` are what the settings are called; the addresses are those of other pages."""
    tally, speak = found.tally, say()
    if not may_see and is_few(tally.cases.all):
        return _withheld(found, titles)
    shown = speak.count(
        "%(n)s case that would have been late, or in time, instead",
        "%(n)s cases that would have been late, or in time, instead",
        tally.changed,
    )  # fmt: skip
    return Result(
        tried=(*_tried(found, titles), *_compared(found, may_see)),
        remarks=remarks(tally, speak),
        caution=speak(CAUTION),
        none=not tally.cases.all,
        few=too_few(tally, speak),
        tables=tuple(_tables(found, may_see)),
        unknown=tuple(_unknown(found, may_see)),
        dropped=speak.listed([_named(found, clock) for _, clock in tally.dropped]),
        differ=tuple(
            DifferLine(version, one.stage, one.move, one.said)
            for version, moves in found.differ.items()
            for one in moves_words(moves, found.stages, speak)
        ),
        changed=shown if tally.changed else "",
        cases=tuple(_case(found, case) for case in found.changed),
        hidden=not may_see,
        withheld=False,
        first_url=first_url,
        later_url=later_url,
    )


def _withheld(found: Simulated, titles: Mapping[str, str]) -> Result:
    """What is left of the answer where figures would tell of single cases, and the reader may open none."""
    words = say()(
        "Fewer than %(few)s cases were received on those days. Figures of so few would tell of single cases, and are "
        "shown to those who may open cases. Choose more days.",
        few=str(FEW),
    )
    return Result(
        tried=tuple(_tried(found, titles)), remarks=(), caution="", none=False, few=words, tables=(), unknown=(),
        dropped="", differ=(), changed="", cases=(), hidden=True, withheld=True, first_url="", later_url="",
    )  # fmt: skip


def _tried(found: Simulated, titles: Mapping[str, str]) -> Iterator[str]:
    speak, proposal, wanted = say(), found.proposal, found.wanted
    title = proposal.base.title.in_language(language())
    yield speak("Rules tried: %(title)s, %(version)s.", title=title, version=proposal.version)
    if not proposal.adopted:
        yield speak("The council has not adopted this version.")
    for key, value in proposal.settings.items():
        yield speak("Changed: %(title)s: %(value)s.", title=titles.get(key, key), value=_plain(value))
    yield speak(
        "Cases received from %(first)s to %(last)s, as the record stood at the end of %(day)s.",
        first=day(wanted.first, speak), last=day(wanted.last, speak), day=day(found.as_of, speak),
    )  # fmt: skip


def _compared(found: Simulated, may_see: bool) -> Iterator[str]:
    """The rules that the cases follow, with how many."""
    speak = say()
    told = sorted(found.tally.versions.items())
    versions = speak.listed([version if is_few(n) and not may_see else f"{version} ({n})" for version, n in told])
    if versions:
        yield speak("They are compared with the rules that each of them follows: %(versions)s.", versions=versions)


def _plain(value: str) -> str:
    """A setting's own text as it is read."""
    if value == "off":
        return say()("the day it comes in counts")
    return value.removeprefix("next_working_day@").replace("_", " ").replace(",", ", ")


def _named(found: Simulated, key: str) -> str:
    """What staff call a date, in the words of the proposal where it has it."""
    text = found.proposal.text
    clock = next((clock for _, clock in all_clocks(text) if clock.key == key), None)
    return label(clock, text.key, say()) if clock is not None else staff_label(key, say())


def _tables(found: Simulated, may_see: bool) -> Iterator[CountTable]:
    speak, tally = say(), found.tally
    unknown = bool(tally.unknown)
    stages = [(stage_name(stage, found.stages, speak), counts) for stage, counts in tally.stages.items()]
    yield _table(speak("By stage"), speak("Stage"), stages, unknown, may_see)
    titles = {key: title.in_language(language()) for key, title in found.services.items()}
    named = ((titles.get(key, key) or speak("None named"), counts) for key, counts in tally.services.items())
    yield _table(speak("By service"), speak("Service"), sorted(named, key=lambda one: one[0]), unknown, may_see)
    dates = [
        (f"{_named(found, clock)}{'' if kind.value == 'limit' else f' ({speak(KINDS[kind])})'}", counts)
        for (_, clock, kind), counts in tally.clocks.items()
    ]
    yield _table(speak("By date"), speak("Date"), dates, unknown, may_see)


def _table(title: str, about: str, rows: list[tuple[str, Counts]], unknown: bool, may_see: bool) -> CountTable:
    """Where a row is of so few cases that it would tell of single ones, whoever may open none sees no figures of it."""
    speak = say()
    heads = (about, speak("Cases"), speak("Were late"), speak("Would have been late"))
    few, not_shown = speak("Fewer than %(few)s", few=str(FEW)), speak("Not shown")
    cells = (
        (name, few, *[not_shown] * 3)
        if is_few(c.all) and not may_see
        else (name, str(c.all), str(c.late_then), str(c.late_proposed), str(c.unknown))
        for name, c in rows
    )
    if unknown:
        return CountTable(title, about, (*heads, speak("Cannot be told")), tuple(cells))
    return CountTable(title, about, heads, tuple(cell[:4] for cell in cells))


def _unknown(found: Simulated, may_see: bool) -> Iterator[UnknownLine]:
    speak = say()
    for (stage, clock, unknown), n in found.tally.unknown.items():
        why = unknown_sentence(unknown, found.stages, speak)
        if unknown.moves:
            steps = move_titles(unknown.moves, found.proposal.text, speak)
            why += " " + speak("In the proposal it is recorded by %(steps)s.", steps=steps)
        what = _named(found, clock)
        if stage != CASE:
            what = f"{stage_name(stage, found.stages, speak)}: {what}"
        few = speak("in fewer than %(few)s cases", few=str(FEW))
        yield UnknownLine(what, few if is_few(n) and not may_see else speak.count("%(n)s case", "%(n)s cases", n), why)


def _case(found: Simulated, case: CaseTried) -> CaseTriedLine:
    url = url_for("cases.show", reference=case.reference)
    dates = tuple(_date(found, clock) for clock in case.changed)
    return CaseTriedLine(case.reference, url, short_day_year(case.received_on, say()), dates)


def _date(found: Simulated, clock: ClockTried) -> DateLine:
    speak = say()
    met = short_day_year(clock.met, speak) if clock.met else speak("Not yet")
    then, proposed = _due(clock.then), _due(clock.proposed)
    return DateLine(
        _named(found, clock.clock), then, _said(clock.late_then, clock.then), proposed,
        _said(bool(clock.late_proposed), clock.proposed), met,
    )  # fmt: skip


def _due(side: Side | None) -> str:
    due: date | None = side.due if side is not None else None
    return short_day_year(due, say()) if due is not None else say()("No date")


def _said(late: bool, side: Side | None) -> str:
    if side is None or side.due is None:
        return ""
    return say()("late") if late else say()("in time")


def command_of(authority: str, wanted: Wanted) -> str:
    """The command that does the same."""
    words = ["upheld", "simulate", "--authority", authority, "--procedure", wanted.procedure]
    words += ["--version", wanted.version] if wanted.version else []
    for key, value in wanted.settings.items():
        words += ["--set", f"{key}={value}"]
    return shlex.join([*words, "--from", wanted.first.isoformat(), "--to", wanted.last.isoformat()])
