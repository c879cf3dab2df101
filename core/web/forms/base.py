"""What every form shares: trimmed text, all the errors at once, a token, and errors of the rules put at their fields.

A form checks shape ("this is a date"); the rules check meaning ("that date is too late"). A form that leads to a
command has `to_command()`, which a view calls after `validate()`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext
from wtforms import Form, StringField
from wtforms.fields import PasswordField
from wtforms.fields.choices import SelectChoice, SelectFieldBase
from wtforms.fields.core import Field, UnboundField
from wtforms.meta import DefaultMeta

from core.domain.errors import DomainError
from core.web.csrf import FIELD, BoundCSRF
from core.web.forms.fields import DateField
from core.web.language import say
from core.words.problems import sentence

# Control characters other than tab and line feed are no part of what anybody means to say.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
_DELETED_LINES = "\r\n"


def tidy(value: object) -> object:
    """Text without blanks at its ends, with plain line ends and without control characters; anything else as it is."""
    if not isinstance(value, str):
        return value
    return _CONTROL.sub("", value.replace(_DELETED_LINES, "\n").replace("\r", "\n")).strip()


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One error as the summary shows it: the words, and the id of the input that puts it right."""

    text: str
    href: str


class BaseForm(Form):
    """The parent of every form on the site."""

    # The command's field name where it differs from the form's: {"issue.0.ground": "ground"}.
    problem_fields: Mapping[str, str] = {}

    class Meta(DefaultMeta):
        csrf = True
        csrf_class = BoundCSRF
        csrf_field_name = FIELD
        locales = False

        def bind_field(self, form: Any, unbound_field: UnboundField[Any], options: dict[str, Any]) -> Field:
            """Give text fields the tidying (passwords stay as typed), and choices the type that WTForms wants."""
            kind, given = unbound_field.field_class, unbound_field.kwargs
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                options["filters"] = [*given.get("filters", ()), tidy]
            if issubclass(kind, SelectFieldBase) and given.get("choices"):
                options["choices"] = [SelectChoice(value, label) for value, label in given["choices"]]
            return super().bind_field(form, unbound_field, options)

    def __init__(self, data: Mapping[str, Any] | None = None, *, posted: bool | None = None) -> None:
        """Read the request's form when it was posted, else start from `data` (field name to value)."""
        if posted is None:
            posted = request.method == "POST"
        super().__init__(formdata=request.form if posted else None, data=dict(data or {}))
        self.whole_errors: list[str] = []

    @property
    def failed(self) -> bool:
        """Whether there is anything to put right."""
        return bool(self.whole_errors) or any(field.errors for field in self)

    def add_error(self, field_name: str, message: str) -> None:
        """Say what is wrong with a field, or with the whole form when there is no such field."""
        field = self._fields.get(field_name)
        if field is None:
            self.whole_errors.append(message)
        else:
            field.errors = [*field.errors, message]

    def add(self, error: DomainError) -> None:
        """Put each of the rules' problems at the field it names, in words."""
        for problem in error.problems:
            name = self.problem_fields.get(problem.field, problem.field)
            self.add_error(name, sentence(problem, say()))

    def summary(self) -> list[SummaryLine]:
        """Every error in the order of the page, each leading to the input that puts it right."""
        lines = [SummaryLine(text, "#main-content") for text in self.whole_errors]
        for field in self:
            lines += [SummaryLine(words, "#" + _first_input(field)) for words in _messages(field)]
        return lines


def _messages(field: Field) -> Iterable[str]:
    if field.name == FIELD and field.errors:
        return (gettext("This page was open for a long time. Check what you wrote and send it again."),)
    return (str(error) for error in field.errors)


def _first_input(field: Field) -> str:
    if isinstance(field, DateField):
        return field.first_wrong_id
    return "main-content" if field.name == FIELD else str(field.id)
