"""Fields and checks of our own: a date typed as three numbers, and messages that say what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

from flask_babel import gettext
from wtforms import Field, ValidationError
from wtforms.validators import StopValidation

from core.documents.mail_address import NotAnAddress, written
from core.words.say import inside

_PARTS = ("day", "month", "year")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DateField(Field):
    """A day that somebody remembers, typed as day, month and year. Months may be named; two-figure years are refused.

    `what` names the date in messages: "The date it happened". Optional unless `required` is true.
    """

    def __init__(self, label: str = "", *, what: str = "", required: bool = False, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.what = what or label
        self.required = required
        self.typed: dict[str, str] = dict.fromkeys(_PARTS, "")
        self.wrong: tuple[str, ...] = ()
        self.data: date | None = None

    @property
    def first_wrong_id(self) -> str:
        """The id of the input to go to when something is wrong."""
        return f"{self.id}-{self.wrong[0] if self.wrong else 'day'}"

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the three inputs, or spread a date over them."""
        self.process_errors: list[str] = []
        self.object_data = self.data = data if data is not None else self.default
        if formdata is not None and f"{self.name}-day" in formdata:
            self.data = None
            self.typed = {part: str(formdata.get(f"{self.name}-{part}", "")).strip()[:20] for part in _PARTS}
        elif isinstance(self.data, date):
            self.typed = {part: str(getattr(self.data, part)) for part in _PARTS}

    def pre_validate(self, form: Any) -> None:
        """Turn what was typed into a date, or say which part is missing or impossible."""
        missing = tuple(part for part in _PARTS if not self.typed[part])
        if len(missing) == len(_PARTS):
            if self.required:
                self._refuse(_PARTS, gettext("Enter %(what)s", what=inside(self.what)))
            self.data = None
            raise StopValidation()
        if missing:
            names = {"day": gettext("a day"), "month": gettext("a month"), "year": gettext("a year")}
            listed = gettext(" and ").join(names[part] for part in missing)
            self._refuse(missing, gettext("%(what)s must include %(missing)s", what=self.what, missing=listed))
        self.data = self._read()

    def _read(self) -> date:
        month = _month(self.typed["month"])
        year = self.typed["year"]
        if not self.typed["day"].isdecimal() or not 1 <= int(self.typed["day"]) <= 31:
            self._refuse(("day",), gettext("%(what)s must have a day from 1 to 31", what=self.what))
        if month is None:
            self._refuse(("month",), gettext("%(what)s must have a month from 1 to 12", what=self.what))
        if not (year.isdecimal() and len(year) == 4):
            self._refuse(("year",), gettext("%(what)s must have a year of 4 numbers", what=self.what))
        try:
            return date(int(year), month or 0, int(self.typed["day"]))
        except ValueError:
            self._refuse(_PARTS, gettext("%(what)s must be a real date", what=self.what))

    def _refuse(self, parts: Sequence[str], message: str) -> NoReturn:
        self.wrong = tuple(parts)
        raise StopValidation(message)


def _month(typed: str) -> int | None:
    if typed.isdecimal():
        return int(typed) if 1 <= int(typed) <= 12 else None
    start = typed.lower()[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else None


class Given:
    """The field must hold something other than blanks; the message says what to do."""

    field_flags = {"asked": True}

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Any, field: Field) -> None:
        if not field.data or (isinstance(field.data, str) and not field.data.strip()):
            field.errors = []
            raise StopValidation(self.message)


class AtMost:
    """No longer than `most` characters."""

    def __init__(self, most: int, message: str = "") -> None:
        self.most = most
        self.message = message
        self.field_flags = {"maxlength": most}

    def __call__(self, form: Any, field: Field) -> None:
        if field.data and len(field.data) > self.most:
            raise ValidationError(
                self.message or gettext("Use %(most)s characters or fewer", most=f"{self.most:,}")
            )


def read_email(typed: str, wrong: str) -> str:
    """An e-mail address that our mail can reach, as far as its form shows. Raises ValidationError: `wrong`, for what is
    no address at all."""
    try:
        return written(typed)
    except NotAnAddress as refused:
        if refused.name:
            wrong = gettext("We cannot send to an address with letters such as é before the “@”. Enter another one")
        raise ValidationError(wrong) from None
