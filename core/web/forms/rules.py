"""Forms about the rules: two versions to compare from a day on, a case to move to another, and one to adopt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form, HiddenField, RadioField, SelectField, StringField, TextAreaField, ValidationError

from core.domain.errors import DomainError
from core.domain.register import london_minute
from core.web.forms.base import BaseForm
from core.web.forms.cases import LONG, CaseForm, Choices
from core.web.forms.fields import AtMost, DateField, Given
from core.web.forms.when import clock_time


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


class AdoptForm(BaseForm):
    """`shown` is the digest of what was looked at: what applies until then, and what would be put aside."""

    problem_fields = {"from": "on", "authority_for_change": "authority"}

    on = DateField(_("The day from which it applies"), what=_("The day from which it applies"), required=True)
    time = StringField(
        _("The time on that day"),
        validators=[Given(_("Enter a time such as 00:00")), AtMost(10)],
        description=_("By London's clocks, to the minute. 00:00 is when the day begins."),
    )
    approved_by = StringField(
        _("Who approved it?"), validators=[Given(_("Say who approved the change")), AtMost(200)]
    )
    authority = TextAreaField(
        _("On what authority?"),
        validators=[Given(_("Say on what authority the change is made")), AtMost(2_000)],
        description=_("Such as a minute, or the paragraph that lets an officer amend the policy without a committee."),
    )
    remark = TextAreaField(_("Anything else worth keeping? (optional)"), validators=[AtMost(2_000)])
    shown = HiddenField()

    def validate_on(self, field: DateField) -> None:
        """A year that calendars reach; the rules say how far ahead it may be."""
        if field.data is not None and not 1900 <= field.data.year < 9000:
            raise ValidationError(gettext("Check the year"))

    def validate_time(self, field: StringField) -> None:
        """A time of day."""
        if field.data and clock_time(field.data) is None:
            raise ValidationError(gettext("Enter a time such as 00:00 or 9:30am"))

    def begins(self) -> datetime | None:
        """The instant; None where the clocks of that night leave it out or repeat it, and then the day's field says
        so. After `validate`."""
        at = clock_time(self.time.data or "")
        if self.on.data is None or at is None:
            return None
        try:
            return london_minute(datetime.combine(self.on.data, at))
        except DomainError as error:
            self.add(error)
            return None
