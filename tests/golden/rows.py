"""What a worked date is: inputs, and for each clock the days counted one by one, so that a person can check them.

Nothing of the system is imported here or beside it: these are the dates that the system must reach by itself.

A clock is written as it was counted. `5wd 2025-01-06: Jan 7 8 9 10 13` is five working days after 6 January 2025, each
of them, the last being the date. `84cd 2025-01-06: Jan 25 Feb 28 Mar 31` is 84 calendar days by how many fall in each
month. `12m 2024-01-10: 2025-01-10` is twelve months after, `6mc 2026-05-15: 2026-11-14` six months that commence on
that day. `on 2025-03-03` is a date that was stated. ` > 2026-07-20` behind a count says where it rolled on to. `none`
is no date: none is stated, or what it is counted from has not happened. A leading `~` says that the date is projected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

NONE = "none"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Count:
    """One clock as counted: `n` of `unit` (wd, cd, m, mc, on) after `start`. `parts` are the days of cd by month.

    `reached` is where the count itself ends, before it rolls on to `due`.
    """

    clock: str
    paragraph: str
    n: int
    unit: str
    start: date
    due: date
    firm: bool
    reached: date
    days: tuple[date, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Row:
    """One worked example. `authority` is "" for a text that no council has adopted.

    `offered`: the council has the text and has not adopted it. `undated` are clocks without a date, `waits` the day
    that a wait began and the day it ended: those between, the last included, do not count.
    """

    authority: str
    version: str
    stage: str
    received: str
    why: str
    clocks: tuple[Count, ...]
    acknowledged: str = ""
    extend: int = 0
    events: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    procedure: str = "corporate"
    offered: bool = False
    undated: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.authority or 'no council'}, {self.procedure}, {self.stage}, {self.received}: {self.why}"


def rows_of(
    paragraphs: Mapping[str, str], procedure: str = "corporate", *, offered: bool = False
) -> Callable[..., Row]:
    """A maker of rows of one procedure whose clocks are founded on `paragraphs`, by clock."""

    def row(
        authority: str, version: str, stage: str, received: str, why: str, *,
        acknowledged: str = "", extend: int = 0, events: Mapping[str, str] | None = None,
        settings: Mapping[str, str] | None = None, waits: tuple[str, ...] = (), **clocks: str,
    ) -> Row:  # fmt: skip
        counts = tuple(parse(clock, paragraphs[clock], text) for clock, text in clocks.items() if text != NONE)
        undated = tuple(clock for clock, text in clocks.items() if text == NONE and paragraphs[clock])
        return Row(
            authority, version, stage, received, why, counts, acknowledged, extend, events or {}, settings or {},
            procedure, offered, undated, waits,
        )  # fmt: skip

    return row


def parse(clock: str, paragraph: str, text: str) -> Count:
    """The count that `text` writes."""
    firm = not text.startswith("~")
    text, _, rolled = text.removeprefix("~").partition(" > ")
    head, _, listed = text.partition(": ")
    amount, start = head.split()
    if amount == "on":
        stated = date.fromisoformat(start)
        return Count(clock, paragraph, 0, "on", stated, stated, firm, stated)
    unit = amount.lstrip("0123456789")
    n, begin, words = int(amount.removesuffix(unit)), date.fromisoformat(start), listed.split()
    if unit in ("m", "mc"):
        reached = date.fromisoformat(listed)
        return Count(clock, paragraph, n, unit, begin, reached, firm, reached)
    if unit == "cd":
        parts = tuple(zip(words[::2], map(int, words[1::2]), strict=True))
        reached = _end(begin, parts)
        due = date.fromisoformat(rolled) if rolled else reached
        return Count(clock, paragraph, n, unit, begin, due, firm, reached, parts=parts)
    days = _days(begin, words)
    return Count(clock, paragraph, n, unit, begin, days[-1], firm, days[-1], days)


def _days(begin: date, words: list[str]) -> tuple[date, ...]:
    days: list[date] = []
    year, month = begin.year, 0
    for word in words:
        if word in MONTHS:
            named = MONTHS.index(word) + 1
            year += named < (month or begin.month)
            month = named
        else:
            days.append(date(year, month, int(word)))
    return tuple(days)


def _end(begin: date, parts: tuple[tuple[str, int], ...]) -> date:
    """The day that the last month's share of days reaches."""
    month = MONTHS.index(parts[-1][0]) + 1
    year = begin.year + (month < begin.month)
    same = (year, month) == (begin.year, begin.month)
    return date(year, month, parts[-1][1] + (begin.day if same else 0))
