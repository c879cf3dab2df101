"""The questions of the public form, one form a page. Only what we cannot do without is required."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField, ValidationError

from core.services import journey
from core.web.forms.base import BaseForm
from core.web.forms.cases import LONG, Choices
from core.web.forms.fields import AtMost, Given, read_email
from core.words import adjustments

_POSTCODE = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$", re.IGNORECASE)
_PHONE = re.compile(r"^\+?[\d\s()-]{7,25}$")
ADJUSTMENTS = tuple((key, _(words)) for key, words in adjustments.OFFERED.items())


class KindForm(BaseForm):
    kind = RadioField(
        _("What would you like to tell us?"),
        validators=[Given(_("Choose what you would like to tell us"))],
    )

    def offer(self, kinds: Choices) -> None:
        """The council's kinds of feedback."""
        self.kind.choices = kinds


class BeforeForm(BaseForm):
    before = RadioField(
        _("Have you told us about this before?"),
        choices=[(journey.YES, _("Yes, and it is still not right")), (journey.NO, _("No, this is the first time"))],
        validators=[Given(_("Choose yes or no"))],
    )


class ChoiceForm(BaseForm):
    choice = RadioField(
        _("Shall we put it right, or look into it as a complaint?"),
        choices=[
            (journey.REQUEST, _("Ask the service to put it right")),
            (journey.COMPLAINT, _("Make a complaint about it")),
        ],
        validators=[Given(_("Choose what you would like us to do"))],
    )


class ServiceForm(BaseForm):
    service = RadioField(_("What is it about?"), validators=[Given(_("Choose a service, or “I am not sure”"))])

    def offer(self, services: Choices) -> None:
        """The council's services; not being sure is always an answer."""
        self.service.choices = [*services, (journey.NOT_SURE, gettext("I am not sure, or something else"))]


class StoryForm(BaseForm):
    story = TextAreaField(
        _("What happened?"), validators=[Given(_("Tell us what happened")), AtMost(LONG)]
    )


class DatedStoryForm(StoryForm):
    """A complaint also asks when: the usual limit is 12 months, which is never a stop."""

    when = RadioField(
        _("When did you find out about it?"),
        choices=[
            ("year", _("In the last 12 months")),
            (journey.LONGER_AGO, _("More than 12 months ago")),
            (journey.NOT_SURE, _("I am not sure")),
        ],
        validators=[Given(_("Choose when you found out about it"))],
    )
    when_about = StringField(
        _("About when was that? (optional)"),
        description=_("A rough date is fine, such as “early March” or “last summer”."),
        validators=[AtMost(200)],
    )
    late_reason = TextAreaField(
        _("If it was more than 12 months ago: what made it hard to come sooner? (optional)"),
        description=_("We usually look back 12 months. You can still send this."),
        validators=[AtMost(LONG)],
    )


class EffectForm(BaseForm):
    effect_seen = HiddenField(default=journey.YES)
    impact = TextAreaField(_("How did it affect you? (optional)"), validators=[AtMost(LONG)])
    wanted = TextAreaField(_("What would put it right? (optional)"), validators=[AtMost(LONG)])


class WhoForm(BaseForm):
    named = RadioField(
        _("May we know who you are?"),
        choices=[(journey.YES, _("Yes, you may write to me")), (journey.NO, _("No, I want to stay anonymous"))],
        validators=[Given(_("Choose yes or no"))],
    )


class AnonymousForm(BaseForm):
    stay_anonymous = HiddenField(default=journey.YES)


class ContactForm(BaseForm):
    name = StringField(_("Your full name"), validators=[Given(_("Enter your name")), AtMost(200)])
    email = StringField(_("E-mail address (optional)"), validators=[AtMost(320)])
    phone = StringField(_("Phone number (optional)"), validators=[AtMost(50)])
    address = TextAreaField(_("Address for letters (optional)"), validators=[AtMost(500)])
    postcode = StringField(
        _("Postcode (optional)"),
        description=_("With your case number, it lets you follow your case without e-mail."),
        validators=[AtMost(20)],
    )
    prefers = RadioField(
        _("How shall we answer you?"),
        choices=[("email", _("By e-mail")), ("post", _("By letter")), ("phone", _("By phone, then in writing"))],
        validators=[Given(_("Choose how we should answer you"))],
    )
    contact_notes = TextAreaField(
        _("Is there an address, phone number or e-mail that we must not use? (optional)"),
        description=_("Tell us too if it is not safe to leave a message."),
        validators=[AtMost(2000)],
    )

    def validate_email(self, field: StringField) -> None:
        """An address that mail can reach, as far as its form shows, kept as the person would write it."""
        if not field.data:
            if self.prefers.data == "email":
                raise ValidationError(gettext("Enter your e-mail address, or choose another way for us to answer"))
            return
        field.data = read_email(field.data, gettext("Enter an e-mail address like name@town.example"))

    def validate_phone(self, field: StringField) -> None:
        """Digits, blanks and brackets, as people write telephone numbers."""
        if not field.data:
            if self.prefers.data == "phone":
                raise ValidationError(gettext("Enter your phone number, or choose another way for us to answer"))
        elif not _PHONE.match(field.data):
            raise ValidationError(gettext("Enter a phone number like 01632 960 001"))

    def validate_address(self, field: TextAreaField) -> None:
        """A letter needs somewhere to go."""
        if not field.data and self.prefers.data in ("post", "phone") and not self.email.data:
            raise ValidationError(gettext("Enter an address for our letters, or give an e-mail address"))

    def validate_postcode(self, field: StringField) -> None:
        """A postcode, or none."""
        if field.data and not _POSTCODE.match(field.data):
            raise ValidationError(gettext("Enter a postcode like PE21 8QR"))


class HelpForm(BaseForm):
    help_seen = HiddenField(default=journey.YES)
    adjustments = SelectMultipleField(
        _("Would anything make this easier for you? (optional)"),
        description=_("You need not say why. Choose all that would help."),
        choices=ADJUSTMENTS,
    )
    adjustments_other = TextAreaField(_("Anything else that would help? (optional)"), validators=[AtMost(2000)])


class CheckForm(BaseForm):
    """Sending needs no answer of its own."""


FORMS: Mapping[str, type[BaseForm]] = {
    journey.KIND: KindForm,
    journey.BEFORE: BeforeForm,
    journey.CHOICE: ChoiceForm,
    journey.SERVICE: ServiceForm,
    journey.STORY: StoryForm,
    journey.EFFECT: EffectForm,
    journey.WHO: WhoForm,
    journey.ANONYMOUS: AnonymousForm,
    journey.CONTACT: ContactForm,
    journey.HELP: HelpForm,
}
TITLES = {
    journey.KIND: _("What would you like to tell us?"),
    journey.BEFORE: _("Have you told us about this before?"),
    journey.CHOICE: _("Shall we put it right, or look into it as a complaint?"),
    journey.SERVICE: _("What is it about?"),
    journey.STORY: _("What happened?"),
    journey.EFFECT: _("How it affected you and what would put it right"),
    journey.WHO: _("May we know who you are?"),
    journey.ANONYMOUS: _("If you stay anonymous"),
    journey.CONTACT: _("Your name and how to reach you"),
    journey.HELP: _("Would anything make this easier for you? (optional)"),
}
