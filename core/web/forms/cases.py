"""Small forms on a case: a note, a question, an action done, a wrong day, another type, closing and reopening."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from core.web.forms.base import BaseForm
from core.web.forms.fields import AtMost, DateField, Given

LONG = 20_000
LONGEST_VERSION = 9  # digits that every database holds as a number
Choices = list[tuple[str, str]]


class CaseForm(BaseForm):
    """A form on a case. `seen` is the case's version when the page was made, `once` makes a repeat harmless."""

    seen = HiddenField()
    once = HiddenField()

    @property
    def seen_version(self) -> int | None:
        """The version of the case that the person looked at; None where the page did not say."""
        return version_of(self.seen.data)


def version_of(text: str | None) -> int | None:
    """The version that a hidden field names; None for anything that is no version."""
    return int(text) if text and text.isdecimal() and len(text) <= LONGEST_VERSION else None


class NoteForm(CaseForm):
    words = TextAreaField(_("Note"), validators=[Given(_("Write the note")), AtMost(LONG)])


class InformationForm(CaseForm):
    words = TextAreaField(_("What they added"), validators=[Given(_("Write what they added")), AtMost(LONG)])
    channel = SelectField(_("How it reached us"), validators=[Given(_("Choose how it reached us"))])

    def offer(self, channels: Choices) -> None:
        self.channel.choices = [("", gettext("Choose")), *channels]


class FinishForm(CaseForm):
    on = DateField(_("When was it done?"), what=_("The day it was done"), required=True)
    evidence = TextAreaField(_("How do we know? (optional)"), validators=[AtMost(LONG)])


class CorrectForm(CaseForm):
    fact = SelectField(_("Which day is wrong?"), validators=[Given(_("Choose the day that is wrong"))])
    on = DateField(_("The right day"), what=_("The right day"), required=True)
    reason = TextAreaField(_("How do you know?"), validators=[Given(_("Say how you know")), AtMost(LONG)])

    def offer(self, facts: Choices) -> None:
        self.fact.choices = [("", gettext("Choose")), *facts]


class RetypeForm(CaseForm):
    problem_fields = {"procedure": "type"}

    type = RadioField(_("What is it really?"), validators=[Given(_("Choose what it is"))])
    reason = TextAreaField(_("Why?"), validators=[Given(_("Say why")), AtMost(LONG)])

    def offer(self, types: Choices) -> None:
        self.type.choices = types


class OtherRulesForm(CaseForm):
    problem_fields = {"issues": "point"}

    procedure = RadioField(_("Which rules?"), validators=[Given(_("Choose the rules"))])
    point = SelectField(_("Which point goes with them?"), validators=[Given(_("Choose a point"))])

    def offer(self, procedures: Choices, points: Choices) -> None:
        self.procedure.choices, self.point.choices = procedures, points


class ReasonForm(CaseForm):
    """Anything that needs a reason and nothing else."""

    reason = TextAreaField(_("Why?"), validators=[Given(_("Say why")), AtMost(LONG)])


class RewordForm(CaseForm):
    words = TextAreaField(
        _("The issue, in the person's words or close to them"),
        validators=[Given(_("Write what the issue is about")), AtMost(LONG)],
    )
    reason = TextAreaField(_("Why are the words changed?"), validators=[Given(_("Say why")), AtMost(LONG)])


class CloseForm(CaseForm):
    reason = TextAreaField(_("Anything to note about closing it? (optional)"), validators=[AtMost(LONG)])


class LinkForm(CaseForm):
    problem_fields = {"other": "reference"}

    reference = StringField(_("Reference of the other case"), validators=[Given(_("Enter the other case's reference"))])
    kind = RadioField(_("How do they belong together?"), validators=[Given(_("Choose how they belong together"))])

    def offer(self, kinds: Choices) -> None:
        self.kind.choices = kinds


class RaiseForm(CaseForm):
    words = TextAreaField(_("What went wrong with it?"), validators=[Given(_("Say what went wrong")), AtMost(LONG)])
    wanted = TextAreaField(_("What would put it right? (optional)"), validators=[AtMost(LONG)])
    channel = SelectField(_("How did they tell us?"), validators=[Given(_("Choose how they told us"))])

    def offer(self, channels: Choices) -> None:
        self.channel.choices = [("", gettext("Choose")), *channels]


class AssignForm(CaseForm):
    problem_fields = {"handler": "handler", "services": "handler"}

    # Anybody else than those offered is for the rules to refuse: they say why.
    handler = SelectField(
        _("Who will handle it?"), validators=[Given(_("Choose who will handle it"))], validate_choice=False
    )

    def offer(self, staff: Choices) -> None:
        self.handler.choices = [("", gettext("Choose")), *staff]
