"""Moments and NAME=VALUE pairs as a command line gives them. What is wrong is one line that names the option."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import click

from core.domain.register import london_minute

EXAMPLE = "2025-01-06T10:15:00+00:00"
EXAMPLE_MINUTE = "2026-12-01T00:00"


class Moment(click.ParamType[datetime]):
    """An aware instant such as 2025-01-06T10:15:00+00:00. One without a zone could be many moments and is refused."""

    name = "WHEN"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        return value if isinstance(value, datetime) else moment(str(value), param.opts[0] if param else "the moment")


class LondonMinute(click.ParamType[datetime]):
    """A minute of London's clocks such as 2026-12-01T00:00, or an instant of a whole minute with its offset."""

    name = "MINUTE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        return value if isinstance(value, datetime) else london(str(value), _name(param))


class Day(click.ParamType[date]):
    """A day such as 2025-01-06."""

    name = "DATE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        return value if isinstance(value, date) else day_of(str(value), _name(param))


def _name(param: click.Parameter | None) -> str:
    return param.opts[0] if param else "the day"


def day_of(text: str, option: str) -> date:
    """`text` as a day. Raises ClickException with one line."""
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise click.ClickException(f"{option}: {text!r} is no day such as 2025-01-06") from None


def moment(text: str, option: str) -> datetime:
    """`text` as an aware instant. Raises ClickException with one line."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise click.ClickException(f"{option}: {text!r} is no moment such as {EXAMPLE}") from None
    if found.tzinfo is None:
        raise click.ClickException(f"{option}: {text!r} names no time zone; write it like {EXAMPLE}")
    if not 1900 <= found.year < 9000:
        raise click.ClickException(f"{option}: {text!r} is out of reach of any calendar")
    return found


def london(text: str, option: str) -> datetime:
    """`text` as an aware instant, by London's clocks where it has no offset. Raises ClickException with one line, and
    DomainError for a minute that the clocks leave out or repeat."""
    try:
        if len(text.strip()) < len(EXAMPLE_MINUTE):
            raise ValueError
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise click.ClickException(f"{option}: {text!r} is no minute such as {EXAMPLE_MINUTE}") from None
    if found.second or found.microsecond:
        raise click.ClickException(f"{option}: {text!r} has seconds; give a whole minute such as {EXAMPLE_MINUTE}")
    if not 1900 <= found.year < 9000:
        raise click.ClickException(f"{option}: {text!r} is out of reach of any calendar")
    return found if found.tzinfo else london_minute(found)


def pairs(given: Iterable[str], option: str) -> dict[str, str]:
    """NAME=VALUE of a repeatable option; a name given twice, or none, is refused."""
    found: dict[str, str] = {}
    for text in given:
        name, sign, value = text.partition("=")
        name = name.strip()
        if not sign or not name:
            raise click.ClickException(f"{option}: {text!r} is not of the form NAME=VALUE")
        if name in found:
            raise click.ClickException(f"{option}: {name} is given twice")
        found[name] = value.strip()
    return found


def happenings(given: Iterable[str], option: str) -> dict[str, datetime | date]:
    """NAME=WHEN of a repeatable option, where WHEN is an aware instant, or a day for what is known by its day only."""
    found: dict[str, datetime | date] = {}
    for name, text in pairs(given, option).items():
        try:
            found[name] = date.fromisoformat(text) if len(text) == 10 else moment(text, f"{option} {name}")
        except ValueError:
            raise click.ClickException(f"{option} {name}: {text!r} is no day or moment such as {EXAMPLE}") from None
    return found
