"""Forms about the rules: two versions to compare from a day on, and a case to move to another version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import Form, HiddenField, RadioField, SelectField, TextAreaField

from core.web.forms.base import BaseForm
from core.web.forms.cases import LONG, CaseForm, Choices
from core.web.forms.fields import AtMost, DateField, Given


class CompareForm(BaseForm):
    """Asked in the address, so that a comparison can be sent to somebody."""

    class Meta(BaseForm.Meta):
        csrf = False

    older = SelectField(_("Version"), name="from")
    newer = SelectField(_("Compared with"), name="to")
    received = DateField(_("A day to reckon from"), what=_("The day to reckon from"), required=True)

    def __init__(self, data: Mapping[str, Any], versions: Choices) -> None:
        Form.__init__(self, formdata=None, data=dict(data))
        self.whole_errors: list[str] = []
        self.older.choices = self.newer.choices = versions
        if "received-day" in request.args:
            self.received.process(request.args)

    def day_or_none(self) -> date | None:
        """The day that was chosen; None where it cannot be read, and then its field says why."""
        return self.received.data if self.received.validate(self) else None


class MoveVersionForm(CaseForm):
    """`shown` is the digest of the dates that were looked at."""

    problem_fields = {"procedure_hash": "to"}

    to = RadioField(_("Which version should it follow?"), validators=[Given(_("Choose a version"))])
    reason = TextAreaField(_("Why does it move?"), validators=[Given(_("Say why it moves")), AtMost(LONG)])
    shown = HiddenField()

    def offer(self, versions: Choices) -> None:
        self.to.choices = versions
