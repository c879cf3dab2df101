"""Settings that shape every council's calendar."""

from __future__ import annotations

from collections.abc import Iterable

from core.api import AuthorityProfile, SettingKind, SettingSpec, Shapes, Text, hookimpl

SETTINGS = (
    SettingSpec(
        "calendar.out_of_hours",
        Text("What comes in out of hours"),
        SettingKind.OUT_OF_HOURS,
        default="off",
        help=Text(
            "off: the day something arrives is day 0, whatever the hour. "
            "next_working_day@17:00: what arrives after five, or on a day that does not count, counts from the next "
            "working day. That gives people an answer a day later."
        ),
        shapes=Shapes.PROCEDURE,
        source="a county's customer charter does so for contacts; no complaints rule we know does",
    ),
    SettingSpec(
        "calendar.closed_days",
        Text("Days we are closed and have said so"),
        SettingKind.DATES,
        default="",
        help=Text(
            "Dates separated by commas, as 2025-12-29,2025-12-30. Only closures that were published: "
            "any other day the offices are shut still counts as a working day."
        ),
        shapes=Shapes.CALENDAR,
    ),
)


@hookimpl
def upheld_settings_schema(authority: AuthorityProfile) -> Iterable[SettingSpec]:
    return SETTINGS
