"""Forms of somebody who follows their own case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, RadioField, StringField, TextAreaField, ValidationError

from core.domain.procedure import Need
from core.web.forms.base import BaseForm
from core.web.forms.cases import LONG
from core.web.forms.fields import AtMost, Given
from core.words.say import inside

BY_MAIL, BY_POSTCODE = "email", "postcode"


class FollowForm(BaseForm):
    """The case number, and an e-mail address or a postcode to go with it."""

    reference = StringField(
        _("Case number"),
        description=_("For example %(example)s", example="ABC-7K3F-29QX"),
        validators=[Given(_("Enter your case number")), AtMost(40)],
    )
    by = RadioField(
        _("How can we check that it is you?"),
        choices=[
            (BY_MAIL, _("Send a link to my e-mail address")),
            (BY_POSTCODE, _("I gave no e-mail address: use my postcode")),
        ],
        default=BY_MAIL,
        validators=[Given(_("Choose how we can check that it is you"))],
    )
    email = StringField(
        _("Your e-mail address"), description=_("For a link: the address that you gave us."), validators=[AtMost(320)]
    )
    postcode = StringField(
        _("Your postcode"), description=_("If you gave us no e-mail address."), validators=[AtMost(20)]
    )

    def validate_email(self, field: StringField) -> None:
        """Needed to send a link."""
        typed = field.data or ""
        if self.by.data == BY_MAIL and ("@" not in typed or " " in typed):
            raise ValidationError(gettext("Enter the e-mail address that you gave us"))

    def validate_postcode(self, field: StringField) -> None:
        """Needed where there is no e-mail address."""
        if self.by.data == BY_POSTCODE and not field.data:
            raise ValidationError(gettext("Enter the postcode that you gave us"))


class OpenLinkForm(BaseForm):
    """The code is asked for in another browser than the link was asked from."""

    code = StringField(_("Code"), validators=[AtMost(10)])


class AddForm(BaseForm):
    once = HiddenField()
    words = TextAreaField(
        _("What would you like to add?"), validators=[Given(_("Write what you would like to add")), AtMost(LONG)]
    )


class NextStageForm(BaseForm):
    """What the procedure asks of somebody who wants the next stage; the fields are made from its declared needs."""

    once = HiddenField()
    need_names: tuple[str, ...] = ()

    def needs(self) -> Iterator[Field]:
        """The fields of the needs, in the procedure's order."""
        return (self[name] for name in self.need_names)

    def answers(self) -> Mapping[str, str]:
        """What was written, by need."""
        return {name: str(self[name].data or "") for name in self.need_names}


def next_stage_form(needs: tuple[Need, ...], language: str) -> type[NextStageForm]:
    """The form for these needs."""
    fields: dict[str, Any] = {"need_names": tuple(need.key for need in needs)}
    for need in needs:
        words = need.words.in_language(language)
        label = gettext("%(what)s (optional)", what=words) if need.optional else words
        checks: list[object] = [AtMost(LONG)]
        if not need.optional:
            checks.insert(0, Given(gettext("Tell us: %(what)s", what=inside(words))))
        fields[need.key] = TextAreaField(label, validators=checks)
    return type("NextStageFormOfText", (NextStageForm,), fields)
