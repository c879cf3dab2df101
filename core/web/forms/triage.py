"""Triage: a complaint is split into points, and each is taken on or not, by itself, on one page.

The form has as many points as there are: those recorded already, and new ones that the officer adds. Which points are
new is told by the request, so "Add another issue" works without a script and keeps everything typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.fields.core import Field

from core.services.triage import LATER, REFUSE, TAKE
from core.web.forms.cases import LONG, CaseForm, Choices
from core.web.forms.fields import AtMost

MOST_POINTS = 20
_NEW = re.compile(r"^new(\d+)_words$")
PARTS = ("words", "service", "decision", "ground", "reason", "goes_to", "ombudsman_told")


@dataclass(frozen=True, slots=True)
class Offered:
    """What the selects offer: services, grounds, the words of a ground's destination, and who may handle it.

    Without `handlers` the reader may not give it to anybody.
    """

    services: Choices
    grounds: Choices
    goes_to: Mapping[str, str]
    handlers: Choices


@dataclass(frozen=True, slots=True)
class PointFields:
    """The fields of one point. `issue` is its number when it is recorded already, 0 for a new one."""

    key: str
    issue: int
    fields: Mapping[str, Field]

    def __getattr__(self, name: str) -> Field:
        """`point.words`, `point.ground`, …: templates ask so."""
        try:
            return self.fields[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def wordless(self) -> bool:
        """A new point that does not say yet what it is about."""
        return not self.issue and not str(self.fields["words"].data or "").strip()

    @property
    def blank(self) -> bool:
        """A new point that nobody wrote in and nobody decided: left out. Whatever was written or decided is kept."""
        written = (str(self.fields[part].data or "").strip() for part in ("reason", "goes_to"))
        return self.wordless and self.decision_made == LATER and not any(written)

    @property
    def decision_made(self) -> str:
        return str(self.fields["decision"].data or LATER)


class TriageForm(CaseForm):
    """Made by `triage_form`; `points` are its parts in the order of the page."""

    points_made: Sequence[tuple[str, int]] = ()
    decided: int = 0
    offered: Offered
    handler: Any = None

    @property
    def points(self) -> list[PointFields]:
        return [
            PointFields(key, issue, {part: self._fields[f"{key}_{part}"] for part in PARTS})
            for key, issue in self.points_made
        ]

    def number(self, point: PointFields) -> int:
        """The number that the page shows: a recorded point's own, and for new ones those that they will get."""
        if point.issue:
            return point.issue
        known = [issue for _key, issue in self.points_made if issue]
        new = [key for key, issue in self.points_made if not issue]
        return len(known) + self.decided + new.index(point.key) + 1

    @property
    def filled(self) -> Iterator[PointFields]:
        """The points that say something."""
        return (point for point in self.points if not point.blank)

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape only: each refusal has its four parts, each new point its words; all problems at once."""
        sound = super().validate(extra_validators)
        for point in self.points:
            number = self.number(point)
            if point.wordless and not point.blank:
                point.words.errors = [gettext("Issue %(number)s: write what it is about", number=str(number))]
            if not point.blank and point.decision_made == REFUSE:
                self._check_refusal(point, number)
        if self.points and not list(self.filled):
            self.points[0].words.errors = [gettext("Write at least one issue")]
        return sound and not self.failed

    def _check_refusal(self, point: PointFields, number: int) -> None:
        """A refusal tells ground, reason, where else to go, and the ombudsman; a ground offers words for the third."""
        which = {"number": str(number)}
        if not point.ground.data:
            point.ground.errors = [gettext("Issue %(number)s: choose the ground", **which)]
        if not point.reason.data:
            point.reason.errors = [gettext("Issue %(number)s: say why that ground fits here", **which)]
        if not point.goes_to.data:
            point.goes_to.errors = [self._where(point, which)]
        if not point.ombudsman_told.data:
            words = gettext("Issue %(number)s: say that the letter will tell them of the ombudsman", **which)
            point.ombudsman_told.errors = [words]

    def _where(self, point: PointFields, which: dict[str, str]) -> str:
        self.fill(point.key)
        if str(point.goes_to.data or "").strip():
            return gettext("Issue %(number)s: check where they can go instead. These are the ground's words", **which)
        return gettext("Issue %(number)s: say where they can go instead", **which)

    def fill(self, key: str) -> None:
        """Put the words of the chosen ground's destination into the point. Where it has none, what is there stays."""
        ground, where = str(self._fields[f"{key}_ground"].data or ""), self._fields[f"{key}_goes_to"]
        if ground in self.offered.goes_to:
            where.data = self.offered.goes_to[ground]
        elif ground:
            where.errors = [gettext("This ground names no place. Write where they can go instead")]


def triage_form(
    recorded: Sequence[tuple[int, Mapping[str, Any]]],
    offered: Offered,
    start: Mapping[str, Any],
    *,
    first: tuple[str, str] | None = None,
    decided: int = 0,
) -> TriageForm:
    """The form for points already `recorded` ((number, field values)) and for new ones.

    `first`: nothing is recorded yet, so a first point starts with these words and this service. `start` is for the
    fields of the whole form. `decided`: so many points are recorded and are not asked about.
    """
    points = [(f"issue{no}", no) for no, _values in recorded] + [(key, 0) for key in _new_keys(first is None)]
    shape = {"points_made": tuple(points), "offered": offered, "decided": decided}
    made = type("BoundTriageForm", (TriageForm,), shape)
    for key, _issue in points:
        for part, field in _point(offered).items():
            setattr(made, f"{key}_{part}", field)
    if offered.handlers:
        choices = [("", gettext("Nobody yet")), *offered.handlers]
        made.handler = SelectField(_("Who handles it?"), choices=choices)  # type: ignore[attr-defined]
    data = dict(start) | {f"issue{no}_{part}": value for no, values in recorded for part, value in values.items()}
    if first is not None:
        data |= {"new0_words": first[0], "new0_service": first[1]}
    form: TriageForm = made(data)
    return form


def _new_keys(some_recorded: bool) -> list[str]:
    """The new points of the request; on the first visit one, unless points are recorded. One more where asked for."""
    if request.method != "POST":
        return [] if some_recorded else ["new0"]
    numbers = sorted(int(found[1]) for name in request.form if (found := _NEW.match(name)))
    asked = request.form.get("do", "")
    if asked == "add" and len(numbers) < MOST_POINTS:
        numbers.append(numbers[-1] + 1 if numbers else 0)
    if asked.startswith("remove:new"):
        numbers = [n for n in numbers if asked != f"remove:new{n}"]
    return [f"new{n}" for n in numbers[:MOST_POINTS]]


def _point(offered: Offered) -> dict[str, Any]:
    """Unbound fields of one point; the words of a recorded one are shown, not asked for again."""
    return {
        "words": TextAreaField(_("The issue, in the person's words or close to them"), validators=[AtMost(LONG)]),
        "service": SelectField(_("Service"), choices=[("", _("Not sure")), *offered.services]),
        "decision": RadioField(
            _("Do we take it on?"),
            choices=[(TAKE, _("Take on")), (REFUSE, _("Do not take on")), (LATER, _("Decide later"))],
            default=LATER,
        ),
        "ground": SelectField(_("Ground"), choices=[("", _("Choose a ground")), *offered.grounds]),
        "reason": TextAreaField(_("Why that ground fits here"), validators=[AtMost(LONG)]),
        "goes_to": TextAreaField(_("Where they can go instead"), validators=[AtMost(LONG)]),
        "ombudsman_told": BooleanField(_("The letter will say that they can ask the ombudsman whether we were right")),
    }
