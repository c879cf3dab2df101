"""The deadline algebra: four nodes are enough for every clock in the field.

A date starts on the day a named fact happened (or was stated), has days added to it, is the earliest of several, or
rolls on to a working day. The shorthands at the end are what procedures are written with.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"


WORKING_DAYS = Unit.WORKING_DAYS
CALENDAR_DAYS = Unit.CALENDAR_DAYS
MONTHS = Unit.MONTHS


@dataclass(frozen=True, slots=True)
class Span:
    """Days from fact `begins` to fact `ends` that do not count, and why. An open span makes a provisional date."""

    begins: str
    ends: str
    why: str


@dataclass(frozen=True, slots=True)
class On:
    """The London day on which a fact happened or was stated; day 0 of whatever is counted from it."""

    fact: str


@dataclass(frozen=True, slots=True)
class Plus:
    """`base` plus `n` units. Day 1 is the day after the base. `commencing` counts the base as the first day."""

    base: Rule
    n: int
    unit: Unit
    waiting: tuple[Span, ...] = ()
    commencing: bool = False
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """The earliest of several dates: a limit with a ceiling."""

    of: tuple[Rule, ...]
    which: str = "earliest"


@dataclass(frozen=True, slots=True)
class Rolled:
    """`base`, or the next working day when it is not one."""

    base: Rule


Rule = On | Plus | Pick | Rolled


def after(fact: str, n: int, unit: Unit, *, waiting: tuple[Span, ...] = (), cite: str = "") -> Plus:
    """`n` units after the day of `fact`."""
    return Plus(On(fact), n, unit, waiting=waiting, cite=cite)


def earliest(*rules: Rule) -> Pick:
    """The earliest of `rules`; those without a date yet are left out."""
    return Pick(rules)


def rolled(rule: Rule) -> Rolled:
    """`rule`, rolled on to a working day."""
    return Rolled(rule)


def commencing(fact: str, n: int, unit: Unit, *, cite: str = "") -> Plus:
    """`n` units commencing on the day of `fact`, which is itself the first day."""
    return Plus(On(fact), n, unit, commencing=True, cite=cite)


def stated(fact: str) -> On:
    """A date that somebody stated (a new date that was told, a date agreed), kept as a fact."""
    return On(fact)
