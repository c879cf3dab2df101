"""The form of the simulator: which rules, which settings of them, cases of which days. Asked in the address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField, StringField, ValidationError
from wtforms.fields.core import Field

from core.api import SettingKind, SettingSpec
from core.domain.shape import CLOSED_DAYS, OUT_OF_HOURS
from core.web.forms.base import BaseForm
from core.web.forms.cases import Choices
from core.web.forms.fields import AtMost, DateField
from core.web.forms.when import clock_time
from core.web.language import language

OFF, NEXT_DAY = "off", "next_working_day@"
_KEY = re.compile(r"\s*,\s*|\s+")


class SimulatorForm(BaseForm):
    """`settings` are the fields of settings, by key, with what the text says now. Made for one text: `for_text`.

    A field that still says what the text says proposes nothing.
    """

    problem_fields: Mapping[str, str] = {}
    present: Mapping[str, str] = {}

    class Meta(BaseForm.Meta):
        csrf = False

    rules = SelectField(_("Which rules?"))
    first: Any
    last: Any

    def __init__(self, asked: MultiDict[str, str] | None, rules: Choices, chosen: str, first: date, last: date) -> None:
        """`asked` is what the address says; None shows the form as it begins."""
        start = {"rules": chosen, "first": first, "last": last, **{_name(key): v for key, v in self.present.items()}}
        Form.__init__(self, formdata=asked, data=start)
        self.whole_errors: list[str] = []
        self.rules.choices = rules

    @property
    def settings(self) -> dict[str, Field]:
        """The fields of settings, in the order of the text."""
        return {key: self._fields[_name(key)] for key in self.present}

    def proposed(self) -> dict[str, str]:
        """The settings whose value was changed."""
        told = {key: _value(key, str(field.data or "")) for key, field in self.settings.items()}
        return {key: value for key, value in told.items() if value != _value(key, self.present[key])}

    def validate(self, extra_validators: Any = None) -> bool:
        """The first day is not after the last."""
        sound = super().validate(extra_validators)
        if self.first.data and self.last.data and self.first.data > self.last.data:
            self.add_error("last", gettext("Choose a last day that is not before the first"))
            return False
        return sound


def form_for(specs: tuple[SettingSpec, ...], cut_off: str) -> type[SimulatorForm]:
    """A form with a field for each setting; `cut_off` is the hour after which the text counts the next day."""
    present = {spec.key: spec.default for spec in specs}
    if OUT_OF_HOURS in present:
        present[OUT_OF_HOURS] = cut_off
    fields: dict[str, Any] = {_name(spec.key): _field(spec, present[spec.key]) for spec in specs}
    # Made last, so that what is wrong with them stands behind what is wrong with the settings, as on the page.
    fields["first"] = DateField(_("Cases received from"), name="from", what=_("The first day"), required=True)
    fields["last"] = DateField(_("up to"), name="to", what=_("The last day"), required=True)
    names = {"version": "rules", "to": "last", "from": "first", **{key: _name(key) for key in present}}
    return type("SimulatorForm", (SimulatorForm,), {**fields, "present": present, "problem_fields": names})


def _name(key: str) -> str:
    """A setting's key as a name that the form's fields may have."""
    return "set_" + key.replace(".", "_")


def _field(spec: SettingSpec, present: str) -> Field:
    title = spec.title.in_language(language())
    if spec.kind is SettingKind.CHOICE:
        choices = [(value, words.in_language(language())) for value, words in spec.choices]
        field: Any = SelectField(title, name=spec.key, choices=choices)
    elif spec.key == OUT_OF_HOURS:
        field = StringField(
            _("What comes in after this time counts from the next working day"), name=spec.key,
            description=_("Such as 17:00. Leave it empty where the day it comes in counts, whatever the hour."),
            validators=[_an_hour],
        )  # fmt: skip
    elif spec.key == CLOSED_DAYS:
        field = StringField(
            _("More days on which you are closed"), name=spec.key,
            description=_("As 2025-12-29, 2025-12-30. They count as closed beside those that each case knew."),
            validators=[AtMost(1000)],
        )  # fmt: skip
    else:
        hint = gettext("From %(least)s to %(most)s. It is %(now)s.", least=spec.least, most=spec.most, now=present)
        field = StringField(title, name=spec.key, description=hint, validators=[AtMost(10)])
    made: Field = field
    return made


def _an_hour(form: Form, field: StringField) -> None:
    if field.data and clock_time(field.data) is None:
        raise ValidationError(gettext("Enter a time such as 5pm or 17:00, or leave it empty"))


def _value(key: str, typed: str) -> str:
    """What was typed as the setting's own text."""
    typed = typed.strip()
    if key == OUT_OF_HOURS:
        hour = clock_time(typed) if typed else None
        return OFF if hour is None else f"{NEXT_DAY}{hour:%H:%M}"
    if key == CLOSED_DAYS:
        return ",".join(part for part in _KEY.split(typed) if part)
    return typed
