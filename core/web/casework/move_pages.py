"""The page where a step is filled in: kept as a draft, with every gap shown at its field before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import g, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from core.domain.errors import Problem
from core.domain.letters import Written
from core.ids import new_id
from core.persistence.repositories.letters import LetterDraft
from core.services import letter_drafts, progress
from core.services.letter_drafts import DraftChanged
from core.services.steps import MoreTime, Step
from core.services.unit_of_work import Preview, Work, preview
from core.web.casework.case_page import Alert
from core.web.casework.clocks import ClockLine
from core.web.casework.effects import coming_dates, time_notes
from core.web.casework.moving import Filled, Target, fill
from core.web.casework.sending import send_it
from core.web.casework.view import CaseView
from core.web.forms.cases import version_of
from core.web.forms.letters import MoveForm
from core.web.forms.once import command_id
from core.web.language import language, say
from core.web.notice import tell
from core.web.pages import Link, Page, page
from core.words.adjustments import in_words
from core.words.dates import moment
from core.words.outcomes import finding_for_staff
from core.words.problems import sentence


@dataclass(frozen=True, slots=True)
class MoveBody:
    """What the template of a step asks for. `theirs`: what another tab or browser saved, by field."""

    reference: str
    stage: str
    action: str
    case_url: str
    summary: str
    wanted: str
    refused: tuple[str, ...] = ()
    notes: tuple[Alert, ...] = ()
    theirs: Mapping[str, str] = field(default_factory=dict)
    found_before: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    fixed: tuple[Written, ...] = ()
    effect: tuple[ClockLine, ...] = ()
    adjustments: tuple[str, ...] = ()
    saved: str = ""
    preview_button: str = ""
    draft: bool = False


@dataclass(frozen=True, kw_only=True)
class MovePage(Page):
    page: MoveBody


def filled_in(target: Target) -> Response:
    """Show the form, keep it, or go on to the last look."""
    if target.writing and not target.writes:
        return _page(target, None, refused=(_unwritten(target).text,))
    draft = letter_drafts.draft_of(g.authority.code, current_user.actor, target.view.case.id, target.empty())
    asked = request.form.get("do", "") if request.method == "POST" else ""
    if asked == "drop":
        letter_drafts.drop_draft(g.authority.code, current_user.actor, target.view.reference, target.empty())
        tell(gettext("The draft is thrown away"), gettext("Nothing has been sent."))
        return redirect(url_for("cases.show", reference=target.view.reference))
    if target.barred:
        return _page(target, None, draft=draft, refused=target.barred)
    made = fill(target, draft.typed if draft else None, posted=bool(asked), asked=asked)
    if not asked:
        made.form.start(target.view.case.seq, new_id(), draft.version if draft else 0)
        return _page(target, made, draft=draft)
    if asked == "save":
        return _save(target, made, draft, url_for("cases.show", reference=target.view.reference))
    if asked in ("preview", "send") and made.form.validate():
        made.form.add_problems([(problem, sentence(problem, say())) for problem in problems_of(target, made)])
        if not made.form.failed:
            if asked == "send":
                return send_it(target, made, made.form.seen_version or 0, command_id())
            return _save(target, made, draft, f"{target.url}/preview")
    return _page(target, made, draft=draft)


def problems_of(target: Target, made: Filled) -> tuple[Problem, ...]:
    """Everything that stands between this and the post: what the rules miss, and what the letter does."""
    return made.letter.problems if made.letter else dry_run(target, made).problems


def dry_run(target: Target, made: Filled) -> Preview:
    """What a step without a letter would do."""
    reference, act = target.view.reference, made.act

    def action(work: Work) -> object:
        if isinstance(act, MoreTime):
            return progress.extend_in(work, reference, act)
        return progress.take_in(work, reference, act) if isinstance(act, Step) else None

    return preview(g.authority.code, current_user.actor, reference, action)


def _save(target: Target, made: Filled, draft: LetterDraft | None, then: str) -> Response:
    """Keep what was typed; where another tab was quicker, show theirs beneath and leave ours in the boxes."""
    form = made.form
    try:
        letter_drafts.save_draft(
            g.authority.code,
            current_user.actor,
            target.view.reference,
            made.act,
            form.typed(),
            version=version_of(form.draft_version.data) or 0,
            seen=form.seen_version or 0,
        )
    except DraftChanged as changed:
        form.draft_version.data = str(changed.theirs.version) if changed.theirs else "0"
        return _page(target, made, draft=draft, theirs=_theirs(form, changed.theirs))
    if request.form.get("do") == "save":
        tell(gettext("Saved. Nothing has been sent"), gettext("You find it again on this case, under Letters."))
    return redirect(then)


def _theirs(form: MoveForm, draft: LetterDraft | None) -> dict[str, str]:
    """What the draft says where it differs from the form, in words."""
    if draft is None:
        return {}
    mine = form.typed()
    differs = {name for name, values in draft.typed.items() if mine.get(name) != values}
    shown: dict[str, str] = {}
    for name in sorted(differs):
        text = draft.typed[name][0] if draft.typed[name] else ""
        parts = name.removesuffix("-day").removesuffix("-month").removesuffix("-year")
        if text:
            shown[parts] = f"{shown[parts]} {text}" if parts in shown else text
    return shown


def _page(
    target: Target,
    made: Filled | None,
    *,
    draft: LetterDraft | None = None,
    refused: tuple[str, ...] = (),
    theirs: Mapping[str, str] | None = None,
) -> Response:
    speak, view = say(), target.view
    case_url = url_for("cases.show", reference=view.reference)
    notes = [*time_notes(target)]
    if theirs is not None:
        text = speak("Yours is still in the boxes. Theirs stands beneath. Press again to keep yours.")
        notes.insert(0, Alert(speak("This was saved from another window while you were writing"), text, "warning"))
    if made is not None and not target.writes:
        notes.append(_unwritten(target))
    body = MoveBody(
        reference=view.reference,
        stage=target.where,
        action=target.url,
        case_url=case_url,
        summary=view.read(view.case.summary),
        wanted=view.read(view.case.wanted),
        refused=refused,
        notes=tuple(notes),
        theirs=theirs or {},
        found_before=_found_before(target),
        fixed=made.fixed if made else (),
        effect=coming_dates(target),
        adjustments=_to_know(view),
        saved=speak("Saved %(when)s", when=moment(draft.updated_at, speak)) if draft else "",
        draft=draft is not None,
        preview_button=speak("Preview the letter") if target.writes else speak("Look at it once more"),
    )
    back = Link(speak("Back to the case"), case_url)
    form = made.form if made else None
    return page("staff/move.html", MovePage(title=target.title, form=form, back=back, page=body))


def _to_know(view: CaseView) -> tuple[str, ...]:
    """What must be known before somebody is written to."""
    if not view.person:
        return ()
    return tuple(filter(None, (view.person.contact_notes, in_words(view.person.adjustments, say()))))


def _unwritten(target: Target) -> Alert:
    speak = say()
    if not target.view.case.person:
        return Alert(speak("Nobody to write to"), speak("They did not say who they are, so no letter goes out."))
    return Alert(speak("No letter goes out"), speak("This step is recorded, and the person is not written to."))


def _found_before(target: Target) -> dict[int, tuple[str, ...]]:
    """What was found on each issue at earlier stages."""
    speak = say()
    if target.track is None:
        return {}
    stages = {stage.key: stage.title.in_language(language()) for stage in target.view.procedure(target.on).stages}
    return {
        issue.no: tuple(
            speak("%(stage)s: %(finding)s", stage=stages.get(key, key), finding=finding_for_staff(found, speak))
            for key, found in issue.findings.items()
            if key != target.on.stage
        )
        for issue in target.view.case.issues
    }
