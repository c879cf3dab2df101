"""From a procedure's own declaration to the page of a step, and from what was filled in to the act that services do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask import g, request, url_for
from flask_login import current_user

from core.domain.case import Finding, IssueStatus, Track
from core.domain.letters import Fill, Purpose, Written
from core.domain.moves import Extendable, LegalMove
from core.domain.procedure import PERSON, ClockKind, Meaning, Move, Need
from core.services import letters
from core.services.letter_acts import FOLLOWED, QUESTION, Act, Message, Question, draft_key
from core.services.letters import LetterPreview
from core.services.opening import colleagues
from core.services.steps import FindingGiven, MoreTime, RemedyGiven, Step
from core.web.casework.view import CaseView, type_title
from core.web.forms.letters import (
    IssueFields,
    MoveForm,
    MoveShape,
    NeedShape,
    SectionShape,
    Typed,
    happened_or_none,
    move_form,
    rows_of,
)
from core.web.language import language, say, speaker
from core.words.clocks import staff_label
from core.words.outcomes import finding_for_staff, remedy_kinds

BACKDATED = (Meaning.ASK, Meaning.SETTLE)
FINDINGS = (Finding.UPHELD, Finding.PARTLY_UPHELD, Finding.NOT_UPHELD, Finding.RESOLVED, Finding.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Target:
    """What the page is about: a step of a track (`legal`), more time for one of its clocks (`extendable`), or a letter
    that goes with neither (`writing`: "question", or the letter's key; only then may there be no track).

    `barred`: the step (`barred_move`) cannot be taken now, or the clock (`barred_clock`) not be extended, and why.
    """

    view: CaseView
    track: Track | None
    legal: LegalMove | None = None
    extendable: Extendable | None = None
    barred: tuple[str, ...] = ()
    barred_move: Move | None = None
    barred_clock: str = ""
    writing: str = ""

    @property
    def on(self) -> Track:
        """The track that a step or more time is about."""
        if self.track is None:
            raise LookupError("a letter that goes with no step has no track")
        return self.track

    @property
    def move(self) -> Move | None:
        return self.legal.move if self.legal else self.barred_move

    @property
    def clock(self) -> str:
        return self.extendable.clock if self.extendable else self.barred_clock

    @property
    def title(self) -> str:
        """What is done, for the heading."""
        if self.writing:
            return writing_title(self.view, self.writing)
        if self.move is not None:
            return self.move.title.in_language(language())
        return say()("Take more time: %(clock)s", clock=staff_label(self.clock, say()).lower())

    @property
    def url(self) -> str:
        """The page where it is filled in."""
        if self.writing:
            return url_for("write.show", reference=self.view.reference, kind=self.writing)
        where = {"reference": self.view.reference, "track": self.on.no}
        if self.move is not None:
            return url_for("moves.show", move=self.move.key, **where)
        return url_for("extend.show", clock=self.clock, **where)

    @property
    def key(self) -> str:
        """What a draft of it is kept under."""
        return draft_key(self.empty())

    @property
    def writes(self) -> bool:
        """Whether a letter tells the person. Nobody can write to somebody who did not say who they are."""
        if not self.view.case.person:
            return False
        return self.move is None or bool(self.move.letter or self.move.meaning.value in FOLLOWED)

    def empty(self) -> Act:
        """The act before anything is filled in."""
        no = self.track.no if self.track else 1
        if self.writing:
            return Question("", track=no) if self.writing == QUESTION else Message(self.writing, track=no)
        if self.move is None:
            return MoreTime(self.clock, 0, "", True, track=no)
        return Step(self.move.key, no)

    @property
    def where(self) -> str:
        """The stage it is about; for a case without stages, what kind of feedback it is."""
        view = self.view
        return view.stage_title(self.track) if self.track else type_title(view.runtime, view.case.type)


def writing_title(view: CaseView, kind: str) -> str:
    """What writing to the person is called."""
    if kind == QUESTION:
        return say()("Ask them something")
    return view.runtime.letter_templates[kind].name.in_language(language())


def writings(view: CaseView) -> tuple[str, ...]:
    """What may be written at any time: a question, and the council's letters that go with no step."""
    kind = view.runtime.feedback_types.get(view.case.type)
    # Thanks are for what asks for no answer: beside a complaint they would be taken for one.
    free = (Purpose.GENERAL,) if kind is None or kind.answered else (Purpose.GENERAL, Purpose.THANKS)
    keys = (k for k, one in view.runtime.letter_templates.items() if one.purpose in free and not one.automatic)
    return (QUESTION, *keys)


def bare_shape(target: Target) -> MoveShape:
    """What the page asks for, without the letter."""
    move, view, speak = target.move, target.view, say()
    if target.writing:
        return MoveShape(needs=_question_needs() if target.writing == QUESTION else ())
    if move is None:
        return MoveShape(clock=target.clock)
    answers = move.meaning is Meaning.ANSWER and view.stage(target.on).findings
    issues = [i for i in view.case.issues if i.track == target.on.no and i.status is IssueStatus.ACCEPTED]
    decided = tuple((i.no, view.read(i.words)) for i in issues) if answers else ()
    return MoveShape(
        needs=tuple(_need(target, need) for need in move.needs),
        issues=decided,
        findings=tuple((finding.value, finding_for_staff(finding, speak)) for finding in FINDINGS),
        remedies=tuple(remedy_kinds(speak)),
        backdated=move.meaning in BACKDATED or PERSON in move.by or not target.writes,
    )


def _question_needs() -> tuple[NeedShape, ...]:
    speak = say()
    hint = speak("Our own dates run on all the while.")
    return (
        NeedShape("question", speak("What do you want to ask?"), "text"),
        NeedShape("reply_by", speak("When would you like to hear by?"), "date", optional=True, hint=hint),
    )


def _need(target: Target, need: Need) -> NeedShape:
    lang = language()
    choices = tuple((key, words.in_language(lang)) for key, words in need.choices)
    if need.key == "ground" and not choices:
        procedure = target.view.procedure(target.on)
        choices = tuple((ground.key, ground.title.in_language(lang)) for ground in procedure.grounds)
    if need.kind == "person":
        choices = tuple((member.id, member.name) for member in colleagues(g.authority.code))
    return NeedShape(
        need.key, need.words.in_language(lang), need.kind, choices, need.optional, need.cite, _start(target, need.key)
    )


def _start(target: Target, key: str) -> Any:
    """What the case can tell already."""
    view = target.view
    if key == "understanding":
        accepted = [i for i in view.case.issues if i.track == target.on.no and i.status is IssueStatus.ACCEPTED]
        return "\n\n".join(view.read(issue.words) for issue in accepted) or view.read(view.case.summary)
    if key in ("ground", "reason", "goes_to") and target.move and target.move.meaning is Meaning.REFUSE:
        return _refused_already(target, key)
    if key == "outcome_sought":
        return view.read(view.case.wanted)
    return answer_day(target) if key == "answer_by" else None


def _refused_already(target: Target, key: str) -> str:
    """What was said of the issues that were not taken on: the letter says it again."""
    view = target.view
    refused = [i for i in view.case.issues if i.track == target.on.no and i.status is IssueStatus.REFUSED]
    if key == "ground":
        return refused[0].ground if refused else ""
    told = [view.read(issue.refusal if key == "reason" else issue.goes_to) for issue in refused]
    return "\n\n".join(dict.fromkeys(filter(None, told)))


def answer_day(target: Target) -> date | None:
    """The day by which we must answer once the step is taken."""
    moved = {change.clock: change.after for change in target.legal.effect} if target.legal else {}
    stage = target.view.stage(target.on)
    for clock in stage.clocks:
        if clock.kind is ClockKind.LIMIT and clock.met_by[:1] == ("answered",) and not clock.extends:
            due = moved.get(clock.key) or target.on.dues.get(clock.key)
            return due.on if due else None
    return None


def act_of(target: Target, form: MoveForm) -> Act:
    """The form as the act that services carry out."""
    empty = target.empty()
    if isinstance(empty, MoreTime):
        return replace(
            empty,
            days=form.days.data or 0,
            reason=form.reason.data or "",
            good_reason=form.good_reason.data or "",
        )
    answers = {need.key: field.data for need, field in form.needs() if field.data not in (None, "", False)}
    if isinstance(empty, Question):
        return replace(empty, question=str(answers.get("question", "")), reply_by=form["need_reply_by"].data)
    if isinstance(empty, Message):
        return empty
    findings = tuple(_finding(issue) for issue in form.issues() if _said(issue))
    return Step(
        target.legal.move.key if target.legal else "",
        target.on.no,
        answers,
        happened_or_none(form, target.view.now) if form.shape.backdated else None,
        findings,
    )


def _said(issue: IssueFields) -> bool:
    return bool(issue.finding.data or issue.reasons_told or any(not remedy.blank for remedy in issue.remedies))


def _finding(issue: IssueFields) -> FindingGiven:
    remedies = tuple(
        RemedyGiven(row.kind.data or "", row.words.data or "", row.by.data, (row.pounds.data or "").lstrip("£"))
        for row in issue.remedies
        if not row.blank
    )
    return FindingGiven(issue.no, issue.finding.data or "", issue.reasons_told, remedies)


@dataclass(frozen=True, slots=True)
class Filled:
    """The page as it stands: its form, the act, and the letter of it where there is one."""

    form: MoveForm
    act: Act
    own: Mapping[str, str] = field(default_factory=dict)
    fixed: tuple[Written, ...] = ()
    letter: LetterPreview | None = None


def fill(target: Target, typed: Typed | None, *, posted: bool = False, asked: str = "") -> Filled:
    """The form as `posted`, else as a draft has it, else from the case; with the letter's parts as they are now."""
    source = {name: request.form.getlist(name) for name in request.form} if posted else typed or {}
    rows = rows_of(source, asked)
    shape = bare_shape(target)
    first = move_form(shape, typed, rows=rows, posted=posted)
    first.read_dates()
    act = act_of(target, first)
    if not target.writes:
        return Filled(first, act)
    looking = letters.previewing(
        g.authority.code, current_user.actor, target.view.reference, act, speaker=speaker, opened=target.view
    )
    with looking as letter_with:
        shown = letter_with({})
        # Before the new date is known there is nothing to read: the letter is offered once there is one.
        written = shown.sections if target.extendable is None or shown.effects else ()
        open_parts = tuple(
            SectionShape(part.key, part.heading or part.prompt, part.text, part.prompt if part.heading else "")
            for part in written
            if part.fill is not Fill.FIXED
        )
        form = move_form(replace(shape, sections=open_parts), typed, rows=rows, posted=posted)
        form.read_dates()
        own = form.own_words()
        form.renew_offers(own)
        fixed = tuple(part for part in written if part.fill is Fill.FIXED and part.text)
        return Filled(form, act, own, fixed, letter_with(own) if own else shown)
