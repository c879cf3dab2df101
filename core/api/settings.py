"""Settings as declarations: one drives validation, the administrator's form, the documentation and the API."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.domain.errors import Problem
from core.domain.text import Text

_OUT_OF_HOURS = re.compile(r"off|next_working_day@([01]\d|2[0-3]):[0-5]\d")


class SettingKind(StrEnum):
    """How a setting's text is read: a choice, a whole number, or dates separated by commas.

    OUT_OF_HOURS is `off` (the day it arrives counts) or `next_working_day@HH:MM`.
    """

    CHOICE = "choice"
    NUMBER = "number"
    DATES = "dates"
    OUT_OF_HOURS = "out_of_hours"


class Shapes(StrEnum):
    """What saving the setting builds anew; nothing reads a setting while a clock runs."""

    PROCEDURE = "procedure"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """One setting. Values are text; "" is no date at all for DATES.

    `shapes` says which kind of text it changes, `procedure` which procedure ("" for every one). `least` and `most`
    bound a NUMBER. `changed_by` is the permission needed. `source` cites where it comes from. What a procedure lets be
    set (`Procedure.shapeable`) becomes a setting of itself.
    """

    key: str
    title: Text
    kind: SettingKind
    default: str
    help: Text
    shapes: Shapes
    procedure: str = ""
    choices: tuple[tuple[str, Text], ...] = ()
    least: int | None = None
    most: int | None = None
    changed_by: str = "settings.manage"
    source: str = ""

    def problems(self, value: str) -> tuple[Problem, ...]:
        """What is wrong with `value`, each problem on this setting's key; nothing when it can be saved."""
        code = self._fault(value)
        return (Problem(code, self.key, (("value", value),)),) if code else ()

    def _fault(self, value: str) -> str:
        match self.kind:
            case SettingKind.CHOICE:
                return "" if value in dict(self.choices) else "setting_not_a_choice"
            case SettingKind.NUMBER:
                return self._number_fault(value)
            case SettingKind.DATES:
                return "" if all(map(_is_date, value.split(","))) or not value else "setting_not_dates"
            case SettingKind.OUT_OF_HOURS:
                return "" if _OUT_OF_HOURS.fullmatch(value) else "setting_not_out_of_hours"

    def _number_fault(self, value: str) -> str:
        if not (value.isascii() and value.isdigit()):
            return "setting_not_a_number"
        too_small = self.least is not None and int(value) < self.least
        too_large = self.most is not None and int(value) > self.most
        return "setting_out_of_bounds" if too_small or too_large else ""


def _is_date(value: str) -> bool:
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False
