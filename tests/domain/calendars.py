"""Working calendars for tests, from the published lists of bank holidays, written out."""

from __future__ import annotations

from datetime import date

from core.domain.calendar import ClosedDay, Nation, WorkingCalendar

ENGLAND = """
2019-01-01 2019-04-19 2019-04-22 2019-05-06 2019-05-27 2019-08-26 2019-12-25 2019-12-26
2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28
2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
"""
SCOTLAND = "2024-01-01 2024-01-02 2025-01-01 2025-01-02 2025-04-18 2025-05-05 2025-05-26 2025-08-04 2025-12-01"
NORTHERN_IRELAND = "2025-01-01 2025-03-17 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-07-14 2025-08-25"


def calendar(
    holidays: str = ENGLAND,
    *,
    nation: Nation = Nation.ENGLAND,
    key: str = "authority",
    version: str = "test",
    closures: tuple[date, ...] = (),
) -> WorkingCalendar:
    """A calendar from a list of ISO dates, with closures that the authority has published."""
    closed = [ClosedDay(date.fromisoformat(day), "bank holiday") for day in holidays.split()]
    closed += [ClosedDay(day, "closed by the council", "closure") for day in closures]
    return WorkingCalendar(key, version, nation, date(2019, 1, 1), date(2028, 12, 31), tuple(closed))


ENGLISH = calendar()
