"""Bank holidays of the four nations, from the `holidays` package.

A working day is Monday to Friday and no public holiday of the nation. Closures count as working days until the council
has published them (setting `calendar.closed_days`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import holidays

from core.api import AuthorityProfile, ClosedDay, Nation, hookimpl

SUBDIVISION = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


@cache
def bank_holidays(nation: Nation, year: int) -> tuple[ClosedDay, ...]:
    """The weekdays of `year` that are public holidays in `nation`, in order."""
    found = holidays.country_holidays("GB", subdiv=SUBDIVISION[nation], years=year, language="en_GB")
    return tuple(ClosedDay(day, name) for day, name in sorted(found.items()) if day.year == year and day.weekday() < 5)


@hookimpl
def upheld_closed_days(authority: AuthorityProfile, year: int) -> Iterable[ClosedDay]:
    return bank_holidays(authority.nation, year)
