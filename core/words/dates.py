"""Dates and times as people say them. Days are London days; instants are aware and told in London time."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby

from core.domain.calendar import LONDON, require_aware
from core.words.say import ENGLISH, Say, mark

_DAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)
_MONTHS = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"), mark("July"),
    mark("August"), mark("September"), mark("October"), mark("November"), mark("December"),
)  # fmt: skip
_SHORT_DAYS = (mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"))
_SHORT_MONTHS = (
    mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"), mark("May"), mark("Jun"), mark("Jul"), mark("Aug"), mark("Sep"),
    mark("Oct"), mark("Nov"), mark("Dec"),
)  # fmt: skip


def day(on: date, say: Say = ENGLISH) -> str:
    """ "Thursday 9 January 2025": the weekday always, since people plan by it."""
    return say(
        "%(weekday)s %(day)s %(month)s %(year)s",
        weekday=say(_DAYS[on.weekday()]),
        day=str(on.day),
        month=say(_MONTHS[on.month - 1]),
        year=str(on.year),
    )


def short_day(on: date, say: Say = ENGLISH) -> str:
    """ "Thu 9 Jan": for lists of staff, where the year is plain."""
    return f"{say(_SHORT_DAYS[on.weekday()])} {on.day} {say(_SHORT_MONTHS[on.month - 1])}"


def short_day_year(on: date, say: Say = ENGLISH) -> str:
    """ "Thu 9 Jan 2025"."""
    return f"{short_day(on, say)} {on.year}"


def time(at: datetime, say: Say = ENGLISH) -> str:
    """ "4:30pm", "4pm", "midday", "midnight", in London."""
    local = require_aware(at).astimezone(LONDON)
    if local.minute == 0 and local.hour in (0, 12):
        return say("midday") if local.hour else say("midnight")
    half = say("am") if local.hour < 12 else say("pm")
    hour = str((local.hour - 1) % 12 + 1)
    return f"{hour}:{local.minute:02d}{half}" if local.minute else f"{hour}{half}"


def moment(at: datetime, say: Say = ENGLISH) -> str:
    """ "Thursday 9 January 2025 at 4:30pm"."""
    return say("%(day)s at %(time)s", day=day(require_aware(at).astimezone(LONDON).date(), say), time=time(at, say))


def by(on: date, because: str = "", say: Say = ENGLISH) -> str:
    """ "by Monday 13 January 2025 (5 working days after we got it)"; a date alone is half an answer."""
    if because:
        return say("by %(day)s (%(because)s)", day=day(on, say), because=because)
    return say("by %(day)s", day=day(on, say))


def days_in_a_row(days: list[date], say: Say = ENGLISH) -> list[str]:
    """Days grouped by month for a sentence: ["25 and 26 December", "1 January"]."""
    groups = groupby(sorted(days), key=lambda d: (d.year, d.month))
    return [
        f"{say.listed([str(d.day) for d in members])} {say(_MONTHS[month - 1])}"
        for (_, month), group in groups
        if (members := list(group))
    ]


def working_days(n: int, say: Say = ENGLISH) -> str:
    return say.count("%(n)s working day", "%(n)s working days", n)


def calendar_days(n: int, say: Say = ENGLISH) -> str:
    return say.count("%(n)s day", "%(n)s days", n)


def months(n: int, say: Say = ENGLISH) -> str:
    return say.count("%(n)s month", "%(n)s months", n)


def span(n: int, unit: str, say: Say = ENGLISH) -> str:
    """`n` of a unit of the deadline algebra. Whole weeks of calendar days are told as weeks."""
    if unit == "working_days":
        return working_days(n, say)
    if unit == "months":
        return months(n, say)
    if n % 7 == 0 and n >= 28:
        return say.count("%(n)s week", "%(n)s weeks", n // 7)
    return calendar_days(n, say)
