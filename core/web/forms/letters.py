"""The page of any move: what it needs, what is found on each point, and the parts of the letter that tells the person.

Made from the procedure's own declaration, so a step that nobody foresaw has a page too. What is filled in is kept as a
draft, name by name as it was typed; a part of the letter that nobody changed is written anew from the latest facts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.core import Field
from wtforms.validators import StopValidation

from core.domain.errors import Problem
from core.web.forms.base import tidy
from core.web.forms.cases import LONG, CaseForm
from core.web.forms.fields import AtMost, DateField, Given
from core.web.forms.when import HappenedFields

MOST_REMEDIES = 12
_FINDINGS = re.compile(r"^findings\.(\d+)(?:\.(finding|reasons|remedies\.(\d+)(?:\.(\w+))?))?$")
TOLD_IN = {"understanding": "understanding", "outcome_sought": "wanted", "answer_by": "dates"}
"""The part of the letter that says what a need was answered with."""
Typed = Mapping[str, Sequence[str]]
"""A form as it was typed: field name to values."""


@dataclass(frozen=True, slots=True)
class NeedShape:
    """One thing that the move asks for. `kind`: text, date, tick, choice or person; `start` is what is offered."""

    key: str
    label: str
    kind: str
    choices: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    hint: str = ""
    start: Any = None


@dataclass(frozen=True, slots=True)
class SectionShape:
    """One part of the letter that the officer may write. `text` is what is offered."""

    key: str
    heading: str
    text: str
    prompt: str = ""

    @property
    def rows(self) -> int:
        """How high the box is: about as high as what it holds."""
        return min(14, max(3, self.text.count("\n") + len(self.text) // 80 + 1))


@dataclass(frozen=True, slots=True)
class MoveShape:
    """What the page asks. `issues`: (number, words) of each issue to be decided; `findings` and `remedies` the choices.

    `backdated`: it may have happened earlier. `clock`: more time is taken for it, rather than a step.
    """

    needs: tuple[NeedShape, ...] = ()
    issues: tuple[tuple[int, str], ...] = ()
    findings: tuple[tuple[str, str], ...] = ()
    remedies: tuple[tuple[str, str], ...] = ()
    sections: tuple[SectionShape, ...] = ()
    backdated: bool = False
    clock: str = ""


@dataclass(frozen=True, slots=True)
class RemedyFields:
    kind: Field
    words: Field
    by: Field
    pounds: Field
    key: str

    @property
    def blank(self) -> bool:
        typed = (self.kind.data, self.words.data, self.pounds.data, *self.by.typed.values())
        return not any(typed)


@dataclass(frozen=True, slots=True)
class IssueFields:
    """The fields about one point."""

    no: int
    told: str
    finding: Field
    wrong: Field
    impact: Field
    reasons: Field
    remedies: tuple[RemedyFields, ...]

    @property
    def reasons_told(self) -> str:
        """What went wrong, what it did, and why we find so: one text, paragraph by paragraph."""
        return "\n\n".join(str(f.data).strip() for f in (self.wrong, self.impact, self.reasons) if f.data)


def safe(key: str) -> str:
    """A key of a procedure or letter as part of a field's name and id."""
    return re.sub(r"[^a-z0-9_]", "_", key)


class MoveForm(CaseForm, HappenedFields):
    """Made by `move_form`."""

    draft_version = HiddenField()
    shape: MoveShape = MoveShape()

    def start(self, seq: int, once: str, version: int) -> None:
        """Say what the page was made from, so that a later change can be told."""
        self.seen.data, self.once.data, self.draft_version.data = str(seq), once, str(version)

    def needs(self) -> Iterator[tuple[NeedShape, Field]]:
        return ((need, self._fields[f"need_{safe(need.key)}"]) for need in self.shape.needs)

    def sections(self) -> Iterator[tuple[SectionShape, Field]]:
        return ((part, self._fields[f"section_{safe(part.key)}"]) for part in self.shape.sections)

    def offered(self, part: SectionShape) -> Field:
        """The hidden field that tells whether the part was changed."""
        return self._fields[f"offered_{safe(part.key)}"]

    def issues(self) -> Iterator[IssueFields]:
        for no, told in self.shape.issues:
            at = f"issue{no}_"
            parts = {name: self._fields[at + name] for name in ("finding", "wrong", "impact", "reasons")}
            yield IssueFields(no, told, remedies=tuple(self._remedies(at)), **parts)

    def _remedies(self, at: str) -> Iterator[RemedyFields]:
        for row in range(MOST_REMEDIES):
            key = f"{at}remedy{row}_"
            if f"{key}kind" in self._fields:
                yield RemedyFields(*(self._fields[key + part] for part in ("kind", "words", "by", "pounds")), key=key)

    def own_words(self) -> dict[str, str]:
        """The parts of the letter that the officer changed, by section: the rest is written anew from the facts."""
        changed = {}
        for part, field in self.sections():
            if mark(field.data or "") != self.offered(part).data:
                changed[part.key] = field.data or ""
        return changed

    def read_dates(self) -> None:
        """Make dates of what was typed, where it is one: a draft is previewed before anybody asks for its faults."""
        for field in self:
            if isinstance(field, DateField):
                with suppress(StopValidation):
                    field.pre_validate(self)
                field.wrong = ()

    def renew_offers(self, own: Mapping[str, str]) -> None:
        """Parts that nobody changed say what the facts now say."""
        for part, field in self.sections():
            if part.key not in own:
                field.data = part.text
            self.offered(part).data = mark(part.text)

    def typed(self) -> dict[str, list[str]]:
        """Everything as it was typed, for the draft; parts of the letter that nobody changed are left out."""
        kept: dict[str, list[str]] = {}
        own = {f"section_{safe(key)}" for key in self.own_words()}
        for name, field in self._fields.items():
            if name in ("csrf_token", "seen", "once", "draft_version") or name.startswith("offered_"):
                continue
            if name.startswith("section_") and name not in own:
                continue
            if isinstance(field, DateField):
                kept |= {f"{name}-{part}": [value] for part, value in field.typed.items()}
            elif isinstance(field, BooleanField):
                kept |= {name: ["y"]} if field.data else {}
            else:
                kept[name] = ["" if field.data is None else str(field.data)]
        return kept

    def field_for(self, problem: Problem) -> str:
        """The name of the field that a problem of the rules or of the letter is about; "" for the whole."""
        found = _FINDINGS.match(problem.field)
        if found:
            return self._finding_field(found)
        for name in (f"need_{safe(problem.field)}", f"section_{safe(problem.field)}", problem.field):
            if name in self._fields:
                return name
        issue = re.fullmatch(r"(?:answer|refused):(\d+)", problem.field)
        return f"issue{issue[1]}_finding" if issue and f"issue{issue[1]}_finding" in self._fields else ""

    def _finding_field(self, found: re.Match[str]) -> str:
        no, rest, place, part = found[1], found[2], found[3], found[4]
        if rest == "reasons":
            return f"issue{no}_reasons"
        if place is not None:
            rows = [row for issue in self.issues() if str(issue.no) == no for row in issue.remedies if not row.blank]
            return rows[int(place)].key + (part or "kind") if int(place) < len(rows) else f"issue{no}_finding"
        return f"issue{no}_finding"

    def add_problems(self, problems: Sequence[tuple[Problem, str]]) -> None:
        """Put each problem, with its sentence, at the field it is about; what is not filled in is told once."""
        missing = {problem.field for problem, _ in problems if problem.code == "need_missing"}
        repeated = {TOLD_IN[need] for need in missing if need in TOLD_IN}
        for problem, words in problems:
            if problem.field in repeated and problem.code.startswith("letter_"):
                continue
            name = self.field_for(problem)
            if problem.code == "need_missing" and name:
                what, ticked = self._fields[name].label.text, isinstance(self._fields[name], BooleanField)
                words = gettext("Tick “%(what)s”", what=what) if ticked else gettext("Fill in “%(what)s”", what=what)
            self.add_error(name, words)


def mark(text: str) -> str:
    """Tells whether an offered text was changed, whatever became of line ends and blanks at its edges."""
    return hashlib.sha256(str(tidy(text)).encode()).hexdigest()[:16]


def move_form(
    shape: MoveShape, typed: Typed | None = None, *, rows: Mapping[int, int] | None = None, posted: bool = False
) -> MoveForm:
    """The form of `shape`: as `posted`, else as the draft has it (`typed`), else with what is offered.

    `rows` is how many remedies each issue has room for.
    """
    made = type("BoundMoveForm", (MoveForm,), {"shape": shape})
    data: dict[str, Any] = {}
    for name, field in (_time_fields() if shape.clock else {}).items():
        setattr(made, name, field)
    for need in shape.needs:
        name = f"need_{safe(need.key)}"
        setattr(made, name, _need_field(need))
        data[name] = need.start
    for no, _words in shape.issues:
        for name, field in _issue_fields(no, shape, (rows or {}).get(no, 1)).items():
            setattr(made, name, field)
    for part in shape.sections:
        name = safe(part.key)
        field = TextAreaField(part.heading, description=part.prompt, validators=[AtMost(LONG)])
        setattr(made, f"section_{name}", field)
        setattr(made, f"offered_{name}", HiddenField())
        data |= {f"section_{name}": part.text, f"offered_{name}": mark(part.text)}
    form: MoveForm = made(data, posted=posted)
    if typed is not None and not posted:
        form.process(MultiDict([(name, value) for name, values in typed.items() for value in values]), data=data)
        _keep_offers(form, typed)
    return form


def _keep_offers(form: MoveForm, typed: Typed) -> None:
    """What the draft does not hold stands as offered; a draft holds only what was written."""
    for part, field in form.sections():
        form.offered(part).data = mark(part.text)
        if field.name not in typed:
            field.data = part.text


def rows_of(typed: Typed, asked: str = "") -> dict[int, int]:
    """How many remedies each point of a form has room for; `asked` is "remedy:<issue>" to make room for one more."""
    rows: dict[int, int] = {}
    for name in typed:
        found = re.match(r"issue([0-9]{1,6})_remedy([0-9]{1,6})_", name)
        if found:
            rows[int(found[1])] = max(rows.get(int(found[1]), 1), int(found[2]) + 1)
    more = re.fullmatch(r"remedy:([0-9]{1,6})", asked)
    if more:
        no = int(more[1])
        rows[no] = rows.get(no, 1) + 1
    return {no: min(count, MOST_REMEDIES) for no, count in rows.items()}


def _time_fields() -> dict[str, Any]:
    """More time: how many working days in all from the original date, and why."""
    return {
        "days": IntegerField(
            _("How many more working days?"),
            description=_("Counted from the original date, in all."),
            validators=[Given(_("Enter how many more working days, such as 5"))],
        ),
        "reason": TextAreaField(
            _("Why do we need longer?"), description=_("In words for the person: the letter says it."),
            validators=[Given(_("Say why we need longer")), AtMost(LONG)],
        ),
        "good_reason": TextAreaField(
            _("If it is longer than the rules allow for: the good reason"), validators=[AtMost(LONG)]
        ),
    }  # fmt: skip


def _need_field(need: NeedShape) -> Any:
    label = need.label if not need.optional else gettext("%(label)s (optional)", label=need.label)
    if need.kind == "date":
        return DateField(label, what=need.label, description=need.hint)
    if need.kind == "tick":
        return BooleanField(label, description=need.hint)
    if need.kind in ("choice", "person"):
        return SelectField(label, choices=[("", gettext("Choose")), *need.choices], description=need.hint)
    return TextAreaField(label, validators=[AtMost(LONG)], description=need.hint)


def _issue_fields(no: int, shape: MoveShape, rows: int) -> dict[str, Any]:
    at = f"issue{no}_"
    fields: dict[str, Any] = {
        f"{at}wrong": TextAreaField(_("What happened, and what should have"), validators=[AtMost(LONG)]),
        f"{at}impact": TextAreaField(_("What it did to the person"), validators=[AtMost(LONG)]),
        f"{at}finding": RadioField(_("What do we find?"), choices=list(shape.findings), validate_choice=False),
        f"{at}reasons": TextAreaField(
            _("Why: the evidence, and the policy or law we measured it by"), validators=[AtMost(LONG)]
        ),
    }
    for row in range(rows):
        key = f"{at}remedy{row}_"
        fields |= {
            f"{key}kind": SelectField(_("What we do"), choices=[("", gettext("Nothing")), *shape.remedies]),
            f"{key}words": TextAreaField(_("In words for the person"), validators=[AtMost(LONG)]),
            f"{key}by": DateField(
                _("By when"), what=_("The day it is promised for"), description=_("Leave empty if this letter does it.")
            ),
            f"{key}pounds": StringField(_("Pounds"), validators=[AtMost(12)]),
        }
    return fields


def happened_or_none(form: HappenedFields, now: datetime) -> datetime | None:
    """When the step happened where the officer said so; None is now."""
    return form.happened_at(now) if form.earlier else None
