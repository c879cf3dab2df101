"""Small things that are done to a case, each on a page of its own that says what follows from it."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from core.domain.actor import Actor
from core.domain.case import CaseStatus
from core.domain.errors import DomainError, Problem
from core.domain.reckon import CASE
from core.domain.reference import read_reference
from core.services import intake, progress, triage
from core.services.intake import Feedback
from core.services.opening import colleagues
from core.services.unit_of_work import NoSuchCase, NotPermitted
from core.web.access import needs
from core.web.casework.acting import Act, act, start_values
from core.web.casework.case_page import Row, due_day, link_kinds
from core.web.casework.handing import candidates, reasons_against
from core.web.casework.independence import independence_notes
from core.web.casework.steps import close_problems
from core.web.casework.view import CaseView, channel_choices, opened, type_choices, type_title
from core.web.forms import cases as forms
from core.web.forms.once import command_id
from core.web.language import language, say
from core.web.mailed_links import mailed_url
from core.web.notice import tell
from core.web.signing_in import safe_next
from core.words.dates import day
from core.words.facts import staff_name
from core.words.outcomes import remedy_kind
from core.words.problems import sentence
from core.words.say import inside

blueprint = Blueprint("actions", __name__, url_prefix="/staff/cases/<reference>")
BOTH = ["GET", "POST"]


def _who() -> tuple[str, Actor]:
    return g.authority.code, current_user.actor


@blueprint.route("/note", methods=BOTH)
@needs("case.work")
def note(reference: str) -> Response:
    """A note for staff."""
    view = opened(reference)
    about = Act(
        gettext("Add a note"), gettext("Add note"), gettext("Note added"),
        (gettext("Only staff read notes. They may be shown to the person if they ask for all we hold about them."),),
    )  # fmt: skip

    def do(f: forms.NoteForm) -> object:
        return progress.add_note(*_who(), reference, f.words.data, command_id=command_id())

    return act(view, forms.NoteForm(start_values(view)), about, do)


@blueprint.route("/information", methods=BOTH)
@needs("case.log")
def information(reference: str) -> Response:
    """Something the person told us later."""
    view = opened(reference)
    form = forms.InformationForm(start_values(view))
    form.offer(channel_choices(view.runtime))
    about = Act(
        gettext("Add something they told us"), gettext("Add to the case"), gettext("Added to the case"),
        (gettext("It becomes part of the case as their words. No date moves."),),
    )  # fmt: skip

    def do(f: forms.InformationForm) -> object:
        return progress.add_information(*_who(), reference, f.words.data, f.channel.data, command_id=command_id())

    return act(view, form, about, do)


@blueprint.route("/finish/<int:issue>/<remedy>", methods=BOTH)
@needs("case.work")
def finish(reference: str, issue: int, remedy: str) -> Response:
    """Something we promised is done."""
    view = opened(reference)
    found = next((i for i in view.case.issues if i.no == issue), None)
    promised = next((r for r in found.remedies if r.id == remedy), None) if found else None
    if promised is None:
        abort(404)
    facts = [Row(gettext("What we promised"), view.read(promised.words) or remedy_kind(promised.kind, say()))]
    facts += [Row(gettext("By when"), due_day(view, promised))] if promised.by else []
    about = Act(
        gettext("Record what was done"), gettext("Record as done"), gettext("Recorded as done"), facts=tuple(facts),
        detail=_still_open(len(view.case.open_actions) - 1),
    )  # fmt: skip

    def do(f: forms.FinishForm) -> object:
        return progress.finish_action(
            *_who(), reference, issue, remedy, f.on.data, f.evidence.data or "",
            seen=f.seen_version or 0, command_id=command_id(),
        )  # fmt: skip

    return act(view, forms.FinishForm({**start_values(view), "on": view.today}), about, do)


def _still_open(count: int) -> str:
    if count < 1:
        return gettext("Nothing that we promised is open any more.")
    return say().count("%(n)s more promise is open.", "%(n)s more promises are open.", count)


@blueprint.route("/close", methods=BOTH)
@needs("case.work")
def close(reference: str) -> Response:
    """Close the case, or say what stands in the way."""
    view = opened(reference)
    about = Act(
        gettext("Close the case"), gettext("Close the case"), gettext("The case is closed"),
        (gettext("A closed case can still be read, added to and reopened."),),
        reasons=tuple(close_problems(view)),
    )  # fmt: skip

    def do(f: forms.CloseForm) -> object:
        reason = f.reason.data or ""
        return progress.close(*_who(), reference, reason, seen=f.seen_version or 0, command_id=command_id())

    return act(view, forms.CloseForm(start_values(view)), about, do)


@blueprint.route("/reopen", methods=BOTH)
@needs("case.work")
def reopen(reference: str) -> Response:
    """Open a closed case again."""
    view = opened(reference)
    open_already = view.case.status is CaseStatus.OPEN
    about = Act(
        gettext("Reopen the case"), gettext("Reopen the case"), gettext("The case is open again"),
        reasons=(gettext("The case is open"),) if open_already else (),
    )  # fmt: skip

    def do(f: forms.ReasonForm) -> object:
        return progress.reopen(*_who(), reference, f.reason.data, seen=f.seen_version or 0, command_id=command_id())

    return act(view, forms.ReasonForm(start_values(view)), about, do)


@blueprint.route("/correct", methods=BOTH)
@needs("case.work")
def correct(reference: str) -> Response:
    """A wrong day is put right; the dates that hang on it move."""
    view = opened(reference)
    form = forms.CorrectForm(start_values(view))
    form.offer(_facts(view))
    about = Act(
        gettext("Put a wrong day right"), gettext("Put it right"), gettext("The day is put right"),
        (gettext("The dates that are counted from it move with it. What was recorded before stays in the history."),),
    )  # fmt: skip

    def do(f: forms.CorrectForm) -> object:
        track, _, fact = f.fact.data.partition("/")
        return progress.correct_fact(
            *_who(), reference, fact, f.on.data, f.reason.data, track=int(track),
            seen=f.seen_version or 0, command_id=command_id(),
        )  # fmt: skip

    return act(view, form, about, do)


def _facts(view: CaseView) -> forms.Choices:
    """What happened and when, by track: the receipt of the case once, though it is a fact of its first stage too."""
    speak = say()
    found = []
    for track in view.open_tracks:
        first = f"{view.procedure(track).stages[0].key}.received"
        for name, fact in track.facts.items():
            if name == first or name.startswith("extended:"):
                continue
            stage = view.stage_name(track, name)
            label = speak("%(what)s, %(day)s", what=staff_name(name, speak).capitalize(), day=day(fact.on, speak))
            found.append((f"{track.no}/{name}", f"{stage}: {label}" if stage and not name.startswith(CASE) else label))
    return found


@blueprint.route("/type", methods=BOTH)
@needs("case.retype")
def retype(reference: str) -> Response:
    """Call it what it is; nothing is lost, so it can be called back."""
    view = opened(reference)
    kinds = view.runtime.feedback_types
    form = forms.RetypeForm(start_values(view))
    form.offer([(key, words) for key, words in type_choices(view.runtime) if key != view.case.type])
    about = Act(
        gettext("Change what kind of feedback it is"), gettext("Change the kind"), gettext("The kind is changed"),
        (
            gettext("It is now: %(kind)s.", kind=type_title(view.runtime, view.case.type)),
            gettext("Its dates follow the rules of the new kind, from the day we got it. You can change it back."),
        ),
        hints={key: kind.meaning.in_language(language()) for key, kind in kinds.items()},
    )  # fmt: skip

    def do(f: forms.RetypeForm) -> object:
        return triage.retype(
            *_who(), reference, f.type.data, f.reason.data, seen=f.seen_version or 0, command_id=command_id()
        )

    return act(view, form, about, do)


@blueprint.route("/link", methods=BOTH)
@needs("case.work")
def link(reference: str) -> Response:
    """Tie two cases of this council."""
    view = opened(reference)
    form = forms.LinkForm(start_values(view))
    form.offer(list(link_kinds().items())[:2])
    about = Act(gettext("Link with another case"), gettext("Link the cases"), gettext("The cases are linked"))

    def do(f: forms.LinkForm) -> object:
        other = read_reference(f.reference.data) or f.reference.data.upper()
        seen = f.seen_version or 0
        try:
            return progress.link(*_who(), reference, other, f.kind.data, seen=seen, command_id=command_id())
        except NoSuchCase:  # the other one: this one was just opened
            raise DomainError(Problem("no_such_case", "reference")) from None

    return act(view, form, about, do)


@blueprint.route("/complaint", methods=BOTH)
@needs("case.log")
def raise_complaint(reference: str) -> Response:
    """A complaint about how a request was dealt with: a case of its own, and the request stays open."""
    view = opened(reference)
    form = forms.RaiseForm(start_values(view))
    form.offer(channel_choices(view.runtime))
    kind = inside(type_title(view.runtime, view.case.type))
    about = Act(
        gettext("Raise a complaint about this"), gettext("Raise the complaint"),
        gettext("The complaint is raised. You are looking at it now"),
        (
            gettext("The complaint becomes a case of its own, linked with this one."),
            gettext("This %(kind)s stays open and is worked on as before.", kind=kind),
        ),
    )  # fmt: skip

    def do(f: forms.RaiseForm) -> object:
        feedback = Feedback("complaint", f.channel.data, f.words.data, f.wanted.data or "", view.case.service)
        made = intake.raise_complaint(
            *_who(), reference, feedback, seen=f.seen_version or 0, command_id=command_id(),
            follow_url=mailed_url("follow.start"),
        )  # fmt: skip
        return url_for("cases.show", reference=made.reference)

    return act(view, form, about, do)


@blueprint.route("/assign", methods=BOTH)
@needs("case.assign")
def assign(reference: str) -> Response:
    """Give the present stage to somebody."""
    view = opened(reference)
    track = next(iter(view.open_tracks), None) or abort(404)
    form = forms.AssignForm({**start_values(view), "handler": track.handlers.get(track.stage, "")})
    able, unable = candidates(view, track, colleagues(g.authority.code))
    form.offer(able)
    stage, owner = view.stage_title(track).lower(), view.name(track.handlers.get(track.stage, ""))
    title = gettext("Hand %(stage)s over", stage=stage) if owner else gettext("Give %(stage)s to somebody", stage=stage)
    now = gettext("It is with %(name)s now.", name=owner) if owner else gettext("Nobody has it yet.")
    about = Act(
        title, gettext("Give it to them"), gettext("It is given"), (now, *independence_notes(view, track, unable))
    )

    def do(f: forms.AssignForm) -> object:
        return triage.assign(
            *_who(), reference, f.handler.data, track=track.no, seen=f.seen_version or 0, command_id=command_id()
        )

    return act(view, form, about, do)


@blueprint.post("/take")
@needs("case.work")
def take(reference: str) -> Response:
    """Take the present stage oneself, from the queue or the case's page; back to where it was pressed."""
    view = opened(reference)
    track = next(iter(view.open_tracks), None) or abort(404)
    default = url_for("cases.show", reference=reference)
    try:
        triage.assign(*_who(), reference, current_user.actor.id, track=track.no)
    except NotPermitted:  # somebody has it: to take it from them is to give it, which this reader may not
        name = view.name(track.handlers.get(track.stage, "")) or gettext("somebody else")
        words = gettext("It is with %(name)s already. Ask them, or somebody who hands work over.", name=name)
        tell(gettext("%(reference)s was not taken", reference=reference), words, "warning")
    except DomainError as error:
        why = reasons_against(view, track, current_user.actor.id, current_user.actor.services)
        words = gettext("You %(why)s.", why=say().listed(why)) if why else "; ".join(_sentences(error))
        tell(gettext("%(reference)s was not taken", reference=reference), words, "warning")
    else:
        tell(gettext("%(reference)s is yours now", reference=reference))
    return redirect(safe_next(request.form.get("next", ""), default) + f"#{reference}")


def _sentences(error: DomainError) -> list[str]:
    return [sentence(problem, say()) for problem in error.problems]
