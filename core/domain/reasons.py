"""How a date was reached, as a tree: the same one is drawn for staff, told to the person and printed as JSON."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that did not count, and why."""

    on: date
    why: str


@dataclass(frozen=True, slots=True)
class FactDay:
    """The day a fact happened (day 0). `moved_from`: it arrived out of hours on that day and counts from `on`."""

    fact: str
    on: date
    at: datetime | None = None
    moved_from: date | None = None


@dataclass(frozen=True, slots=True)
class Projected:
    """The fact has not happened: it is expected on the last permitted day of the limit `clock` it must meet."""

    fact: str
    clock: str
    on: date
    because: Reason


@dataclass(frozen=True, slots=True)
class Counted:
    """`n` units after `base`. Working days list each day counted and each skipped; the others give the arithmetic.

    `extension`: the date `base` explains was extended by these days. `provisional`: a wait is still open.
    """

    base: Reason
    n: int
    unit: str
    on: date
    days: tuple[date, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    commencing: bool = False
    provisional: bool = False
    extension: bool = False
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Earliest:
    """The earliest of several: which branch won, and the others."""

    chosen: Reason
    not_chosen: tuple[Reason, ...]
    on: date


@dataclass(frozen=True, slots=True)
class RolledOn:
    """`base` fell on a day that does not count and rolled on to the next that does."""

    base: Reason
    on: date
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class NoDate:
    """There is no date: the fact has not happened and no limit says when it must."""

    fact: str
    on: None = None


Reason = FactDay | Projected | Counted | Earliest | RolledOn | NoDate

KINDS: dict[type, str] = {
    FactDay: "fact_day",
    Projected: "projected",
    Counted: "counted",
    Earliest: "earliest",
    RolledOn: "rolled_on",
    NoDate: "no_date",
}
"""The nodes' names in JSON, which programs may rely on."""


def to_data(reason: Reason) -> dict[str, object]:
    """The tree as plain data for JSON: `kind` names the node (`KINDS`), dates are ISO 8601."""
    return {"kind": KINDS[type(reason)], **{f.name: _plain(getattr(reason, f.name)) for f in fields(reason)}}


def _plain(value: object) -> object:
    if isinstance(value, Skipped):
        return {"on": value.on.isoformat(), "why": value.why}
    if isinstance(value, Reason):
        return to_data(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
