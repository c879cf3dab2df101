"""Two versions of the rules side by side: what each says, and the dates that a case received on a day would have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from core.domain.calendar import WorkingCalendar
from core.domain.comparing import DateMoved, dates_beside
from core.domain.procedure import Procedure
from core.domain.reckon import CASE, all_clocks
from core.services.versions import RulesHere, Version
from core.web.language import language, say
from core.web.pages import Link, Page
from core.web.rules_pages import VersionLine, role_titles
from core.words.dates import day, working_days
from core.words.procedure_text import label
from core.words.versions import Difference, differences


@dataclass(frozen=True, slots=True)
class Change:
    """One part under either version. `what` says in a word what happened to it; `sign` is drawn beside it."""

    part: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    what: str
    sign: str


@dataclass(frozen=True, slots=True)
class DateLine:
    """One date under either version, and by how much it moves. `same`: it does not."""

    label: str
    before: str
    after: str
    what: str
    same: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A stage, or the whole, with what changed in it."""

    title: str
    anchor: str
    changes: tuple[Change, ...]
    dates: tuple[DateLine, ...]


@dataclass(frozen=True, kw_only=True)
class ComparePage(Page):
    """`older` and `newer` are shown in full by their links; `summary` says how much changed. `alone`: there is no
    second version to compare with."""

    action: str
    older: VersionLine | None
    newer: VersionLine | None
    parts: tuple[Part, ...]
    summary: tuple[str, ...]
    received: str
    no_calendar: bool
    alone: bool
    tools: tuple[Link, ...] = ()


def parts_of(here: RulesHere, older: Version, newer: Version, received: date | None) -> tuple[Part, ...]:
    """Stage by stage, the whole first; a part in which nothing is different is told by its dates alone."""
    speak = say()
    found = differences(older.text, newer.text, speak, role_titles(here.council.runtime))
    dates = _dates(here, older.text, newer.text, received) if received else ()
    titles = _titles(older.text, newer.text)
    parts = []
    for key, title in titles.items():
        changes = tuple(_change(one) for one in found if one.stage == key)
        lines = tuple(line for stage, line in dates if stage == key)
        if changes or lines:
            parts.append(Part(title, key or "whole", changes, lines))
    return tuple(parts)


def _titles(older: Procedure, newer: Procedure) -> Mapping[str, str]:
    """The stages of both by key, the newer one's order; the whole first."""
    titles = {"": say()("The whole")}
    for text in (newer, older):
        for stage in text.stages:
            titles.setdefault(stage.key, stage.title.in_language(language()))
    return titles


def _change(one: Difference) -> Change:
    speak = say()
    if not one.before:
        what, sign = speak("Added"), "+"
    elif not one.after:
        what, sign = speak("Gone"), "−"
    else:
        what, sign = speak("Changed"), "≠"
    return Change(one.part, tuple(one.before.split("\n")) if one.before else (),
                  tuple(one.after.split("\n")) if one.after else (), what, sign)  # fmt: skip


def _dates(here: RulesHere, older: Procedure, newer: Procedure, received: date) -> tuple[tuple[str, DateLine], ...]:
    """Every date of either version, under the key of its stage. None where the council has no calendar yet."""
    old, new = here.calendar(older), here.calendar(newer)
    if old is None or new is None:
        return ()
    return tuple(_lines(dates_beside((older, old), (newer, new), received), older, newer, new))


def _lines(
    beside: tuple[DateMoved, ...], older: Procedure, newer: Procedure, calendar: WorkingCalendar
) -> Iterator[tuple[str, DateLine]]:
    speak = say()
    mine = {key: (stage, clock) for text in (older, newer) for stage, clock in all_clocks(text) if (key := clock.key)}
    had, has = ({clock.key for _, clock in all_clocks(text)} for text in (older, newer))
    whole: set[str] = set()
    for one in beside:
        owner, clock = mine[one.clock]
        if owner == CASE and one.clock in whole:
            continue  # a date of the whole is reckoned with every stage, and told once
        whole |= {one.clock} if owner == CASE else set()
        before = _dated(one.before, there=one.clock in had)
        after = _dated(one.after, there=one.clock in has)
        what = moved_words(one.before, one.after, calendar)
        if one.clock not in had:
            what = speak("New")
        elif one.clock not in has:
            what = speak("Gone")
        same = one.before == one.after and one.clock in had and one.clock in has
        line = DateLine(label(clock, newer.key, speak), before, after, what, same)
        yield ("" if owner == CASE else one.stage), line


def _dated(on: date | None, *, there: bool) -> str:
    if on is not None:
        return day(on, say())
    return say()("No date is fixed") if there else say()("No such date")


def moved_words(before: date | None, after: date | None, calendar: WorkingCalendar) -> str:
    """By how much a date moves: "5 working days sooner"; calendar days where no working day lies between."""
    speak = say()
    if before == after:
        return speak("The same")
    if before is None:
        return speak("A date where there was none")
    if after is None:
        return speak("No date any more")
    sooner = after < before
    first, last = (after, before) if sooner else (before, after)
    apart = calendar.between(first, last)
    days = working_days(apart, speak) if apart else speak.count("%(n)s day", "%(n)s days", (last - first).days)
    return speak("%(days)s sooner", days=days) if sooner else speak("%(days)s later", days=days)


def summary_of(parts: tuple[Part, ...], received: date | None) -> tuple[str, ...]:
    """How much changed, in a sentence or two."""
    speak = say()
    words = sum(len(part.changes) for part in parts)
    dates = [line for part in parts for line in part.dates]
    moved = sum(not line.same for line in dates)
    told = [speak.count("%(n)s part is put differently.", "%(n)s parts are put differently.", words)]
    if received and dates:
        told.append(
            speak.count(
                "Of %(all)s dates, %(n)s would be another.", "Of %(all)s dates, %(n)s would be others.", moved,
                all=str(len(dates)),
            )
        )  # fmt: skip
    return tuple(told)
