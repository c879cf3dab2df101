"""Log a contact: one page, filled in while somebody talks. Only their words and what it is are required."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from core.web.forms.base import BaseForm
from core.web.forms.cases import LONG, Choices
from core.web.forms.fields import AtMost, Given, read_email
from core.web.forms.when import HappenedFields

NEW_PERSON = "new"


class LogForm(BaseForm, HappenedFields):
    problem_fields = {"summary": "words", "received_at": "happened_on", "procedure": "type"}

    once = HiddenField()
    words = TextAreaField(_("What they say"), validators=[Given(_("Write what they say")), AtMost(LONG)])
    name = StringField(_("Name"), validators=[AtMost(200)])
    phone = StringField(_("Phone"), validators=[AtMost(50)])
    email = StringField(_("E-mail"), validators=[AtMost(320)])
    postcode = StringField(_("Postcode"), validators=[AtMost(20)])
    person = RadioField(_("Is it one of these people?"), default=NEW_PERSON)
    address = TextAreaField(_("Address for letters"), validators=[AtMost(500)])
    type = RadioField(_("What is it?"), validators=[Given(_("Choose what it is"))])
    service = SelectField(_("Which service is it about?"))
    wanted = TextAreaField(_("What would put it right?"), validators=[AtMost(LONG)])
    adjustments = TextAreaField(_("Anything we should do for you?"), validators=[AtMost(2000)])
    contact_notes = TextAreaField(_("Any address, phone or e-mail we must not use?"), validators=[AtMost(2000)])
    channel = SelectField(_("How did it reach us?"), validators=[Given(_("Choose how it reached us"))])

    def __init__(self, data: Mapping[str, Any] | None = None, *, posted: bool | None = None) -> None:
        super().__init__(data, posted=posted)
        # The page asks last when it was; what is wrong is told in the order of the page.
        for name in ("happened", "happened_on", "happened_time"):
            self._fields[name] = self._fields.pop(name)

    def offer(self, types: Choices, services: Choices, channels: Choices, people: Choices) -> None:
        """What the council's feedback types, services and channels are, and the people who may be meant."""
        self.type.choices = types
        self.service.choices = [("", gettext("Not sure")), *services]
        self.channel.choices = channels
        self.person.choices = [*people, (NEW_PERSON, gettext("New person"))]
        if self.person.data not in dict(self.person.choices):
            self.person.data = NEW_PERSON
        self.happened.label.text = gettext("When did we get it?")

    def validate_email(self, field: StringField) -> None:
        """Shape only; whether anybody reads it, only a letter can tell."""
        if field.data:
            wrong = gettext("Enter an e-mail address such as name@example.com, or leave it empty")
            field.data = read_email(field.data, wrong)
