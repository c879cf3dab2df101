"""Now, or earlier: a day and a time that somebody types when something is written down after it happened."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form, RadioField, StringField, ValidationError

from core.domain.calendar import LONDON
from core.web.forms.fields import AtMost, DateField

NOW, EARLIER = "now", "earlier"
_CLOCK = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$", re.IGNORECASE)


class HappenedFields(Form):
    """When something happened. Without a time it counts as midday, which moves no date."""

    happened = RadioField(_("When did it happen?"), choices=[(NOW, _("Now")), (EARLIER, _("Earlier"))], default=NOW)
    happened_on = DateField(_("The day"), what=_("The day it happened"))
    happened_time = StringField(_("At about what time?"), validators=[AtMost(10)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Somebody who says "earlier" says when; an empty day ends its own checks, so it is asked for here."""
        sound = super().validate(extra_validators)
        if self.earlier and self.happened_on.data is None and not self.happened_on.errors:
            self.happened_on.errors = [gettext("Enter the day it happened")]
            return False
        return sound

    def validate_happened_time(self, field: StringField) -> None:
        """A time of day, where one is given at all."""
        if self.earlier and field.data and clock_time(field.data) is None:
            raise ValidationError(gettext("Enter a time such as 4:30pm, or leave it empty"))

    @property
    def earlier(self) -> bool:
        return self.happened.data == EARLIER

    def happened_at(self, now: datetime) -> datetime:
        """The instant: now, or the day and time told."""
        if not self.earlier or self.happened_on.data is None:
            return now
        at = clock_time(self.happened_time.data or "") or time(12)
        return datetime.combine(self.happened_on.data, at, tzinfo=LONDON)


def clock_time(typed: str) -> time | None:
    """ "4:30pm", "16.30", "9am" or "9" as a time of day; None for anything else."""
    found = _CLOCK.match(typed.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
