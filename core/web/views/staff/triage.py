"""Triage: their words on the left; on the right each issue, taken on or not by itself, and who handles it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, g, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from core.domain.case import Issue, IssueStatus, Track
from core.domain.errors import DomainError, Problem
from core.domain.events import InformationAdded, IssueReworded
from core.domain.procedure import OWN_REASON
from core.services import looking, opening, triage
from core.services.triage import REFUSE, Point, Refusal
from core.services.unit_of_work import NotPermitted
from core.web.access import may, needs
from core.web.casework import case_page as parts
from core.web.casework.acting import Act, act, start_values
from core.web.casework.handing import Unable, candidates
from core.web.casework.independence import independence_notes
from core.web.casework.steps import rewording_problems
from core.web.casework.view import CaseView, channel_title, opened, service_choices, service_title, track_of
from core.web.forms import cases as case_forms
from core.web.forms.once import command_id
from core.web.forms.triage import Offered, PointFields, TriageForm, triage_form
from core.web.language import language, say
from core.web.notice import tell
from core.web.pages import Link, Page, page
from core.words.dates import moment
from core.words.problems import sentence
from core.words.status import issue_for_staff

blueprint = Blueprint("triage", __name__, url_prefix="/staff/cases/<reference>/triage")
BRIEF = 600
"""Words of the person up to this length are offered as the first issue: longer ones want splitting."""


@dataclass(frozen=True, slots=True)
class Added:
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Hint:
    """A ground or another route that a plugin thought of, and why; never applied by itself."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Decided:
    """An issue that was decided before."""

    no: int
    words: str
    status: str
    tag: str
    restore_url: str
    reword_url: str


@dataclass(frozen=True, slots=True)
class TriageBody:
    reference: str
    action: str
    case_url: str
    summary: str
    arrived: str
    wanted: str
    added: tuple[Added, ...]
    rules: str
    suggestion: str
    exclusions: tuple[Hint, ...]
    service_of: dict[int, str]
    reword_urls: dict[int, str]
    decided: tuple[Decided, ...]
    independence: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TriagePage(Page):
    page: TriageBody


@blueprint.route("/<int:track>", methods=["GET", "POST"])
@needs("case.triage")
def show(reference: str, track: int) -> Response:
    """Split, decide, hand over: saved together or not at all."""
    view = opened(reference)
    at = track_of(view, track)
    able, unable = candidates(view, at, opening.colleagues(g.authority.code))
    form = _form(view, at, able)
    asked = request.form.get("do", "") if request.method == "POST" else ""
    if asked.startswith("fill:"):
        form.fill(asked.removeprefix("fill:"))
    if asked in ("save", "next") and form.validate():
        try:
            _save(view, at, form)
        except NotPermitted:
            abort(403)
        except DomainError as error:
            _add(form, error)
        else:
            tell(*_told(form))
            return redirect(_onward(reference) if asked == "next" else url_for("cases.show", reference=reference))
    return page("staff/triage.html", _page(view, at, form, unable))


def _form(view: CaseView, track: Track, able: list[tuple[str, str]]) -> TriageForm:
    procedure, lang = view.procedure(track), language()
    offered = Offered(
        service_choices(view.runtime),
        [(ground.key, ground.title.in_language(lang)) for ground in procedure.grounds],
        {one.key: one.goes_to.in_language(lang) for one in procedure.grounds if one.key != OWN_REASON},
        able if may("case.assign") else [],
    )
    undecided = [i for i in view.case.issues if i.track == track.no and i.status is IssueStatus.UNDECIDED]
    recorded = [(i.no, {"words": view.read(i.words), "service": i.service}) for i in undecided]
    some = any(issue.track == track.no for issue in view.case.issues)
    summary = view.read(view.case.summary)
    mine = current_user.actor.id if current_user.actor.id in dict(able) else ""
    start = {**start_values(view), "handler": track.handlers.get(track.stage, "") or mine}
    first = (summary if len(summary) <= BRIEF else "", view.case.service)
    others = len(view.case.issues) - len(recorded)
    return triage_form(recorded, offered, start, first=None if some else first, decided=others)


def _save(view: CaseView, track: Track, form: TriageForm) -> None:
    points = [_point(point) for point in form.filled]
    handler = str(form.handler.data or "") if form.handler else ""
    triage.triage(
        g.authority.code,
        current_user.actor,
        view.reference,
        points,
        track=track.no,
        handler="" if handler == track.handlers.get(track.stage, "") else handler,
        seen=form.seen_version or 0,
        command_id=command_id(),
    )


def _point(point: PointFields) -> Point:
    refused = point.decision_made == REFUSE
    refusal = Refusal(
        point.ground.data or "", point.reason.data or "", point.goes_to.data or "", bool(point.ombudsman_told.data)
    )
    return Point(
        point.words.data or "", point.service.data or "", point.issue, point.decision_made, refusal if refused else None
    )


def _add(form: TriageForm, error: DomainError) -> None:
    """Put each problem at the part of the issue it names: `points.<place>.<field>`."""
    filled = list(form.filled)
    for problem in error.problems:
        form.add_error(_field(problem, filled), sentence(problem, say()))


def _field(problem: Problem, filled: list[PointFields]) -> str:
    kind, _, rest = problem.field.partition(".")
    place, _, part = rest.partition(".")
    if kind != "points" or not place.isdecimal() or int(place) >= len(filled):
        return problem.field
    fields = filled[int(place)].fields
    return str(fields[part if part in fields else "decision"].name)


def _told(form: TriageForm) -> tuple[str, str]:
    """What was decided, and what is to be done about it."""
    speak = say()
    taken = sum(point.decision_made == "take" for point in form.filled)
    refused = sum(point.decision_made == REFUSE for point in form.filled)
    parts = [
        speak.count("%(n)s issue taken on", "%(n)s issues taken on", taken) if taken else "",
        speak.count("%(n)s not taken on", "%(n)s not taken on", refused) if refused else "",
    ]
    said = ", ".join(part for part in parts if part) or speak("The issues are saved")
    detail = speak("Nobody has been told yet: the letters of the next steps say it.") if taken or refused else ""
    return said, detail


def _onward(reference: str) -> str:
    """The next case of mine that is due, else the case itself."""
    following = looking.next_of_mine(g.authority.code, current_user.actor, reference)
    return url_for("cases.show", reference=following or reference)


def _page(view: CaseView, track: Track, form: TriageForm, unable: list[Unable]) -> TriagePage:
    speak = say()
    case_url = url_for("cases.show", reference=view.reference)
    procedure = view.procedure(track)
    body = TriageBody(
        view.reference,
        request.path,
        case_url,
        view.read(view.case.summary),
        parts.arrived(view),
        view.read(view.case.wanted),
        tuple(_added(view)),
        f"{procedure.title.in_language(language())}: {procedure.version}",
        _suggestion(view),
        tuple(_hints(view, track)),
        {i.no: service_title(view.runtime, i.service) for i in view.case.issues if i.service},
        {i.no: _reword_url(view, i) for i in view.case.issues if i.status is IssueStatus.UNDECIDED},
        tuple(_decided(view, track)),
        tuple(independence_notes(view, track, unable)),
    )
    title = speak("Decide what to take on")
    return TriagePage(title=title, form=form, back=Link(speak("Back to the case"), case_url), page=body)


def _added(view: CaseView) -> list[Added]:
    """What came after the first words."""
    speak = say()
    return [
        Added(
            speak("Added %(when)s, %(channel)s", when=moment(entry.at, speak),
                  channel=channel_title(view.runtime, entry.event.channel).lower()),
            view.read(entry.event.words),
        )
        for entry in view.entries
        if isinstance(entry.event, InformationAdded)
    ]  # fmt: skip


def _suggestion(view: CaseView) -> str:
    """Why the case follows these rules, as the council's own plugins chose."""
    reason = opening.why_these_rules(view)
    return reason.in_language(language()) if reason else ""


def _hints(view: CaseView, track: Track) -> list[Hint]:
    procedure = view.procedure(track)
    found = []
    for exclusion in opening.exclusions_of(view):
        ground = procedure.ground(exclusion.ground)
        if ground is not None:
            found.append(Hint(ground.title.in_language(language()), exclusion.why.in_language(language())))
    for signpost in opening.signposts_of(view):
        found.append(Hint(signpost.title.in_language(language()), signpost.words.in_language(language())))
    return found


def _decided(view: CaseView, track: Track) -> list[Decided]:
    speak = say()
    found = []
    for issue in view.case.issues:
        if issue.track == track.no and issue.status is not IssueStatus.UNDECIDED:
            again = track.stage not in issue.findings and issue.status is not IssueStatus.WITHDRAWN
            url = url_for("triage.restore", reference=view.reference, issue=issue.no) if again else ""
            tag = parts.TAGS[issue.status]
            status, reword_url = issue_for_staff(issue, speak), _reword_url(view, issue)
            found.append(Decided(issue.no, view.read(issue.words), status, tag, url, reword_url))
    return found


def _reword_url(view: CaseView, issue: Issue) -> str:
    if rewording_problems(view, issue):
        return ""
    return url_for("triage.reword", reference=view.reference, issue=issue.no)


@blueprint.route("/again/<int:issue>", methods=["GET", "POST"])
@needs("case.triage")
def restore(reference: str, issue: int) -> Response:
    """Undo the decision on an issue, with a reason."""
    view = opened(reference)
    found = next((one for one in view.case.issues if one.no == issue), None) or abort(404)
    about = Act(
        gettext("Decide issue %(number)s again", number=issue),
        gettext("Undo the decision"),
        gettext("Issue %(number)s is to be decided again", number=issue),
        (gettext("What was decided stays in the history, with your reason."),),
        facts=(
            parts.Row(gettext("Issue"), view.read(found.words)),
            parts.Row(gettext("Decided"), issue_for_staff(found, say())),
        ),
    )

    def do(form: case_forms.ReasonForm) -> object:
        triage.restore_issue(
            g.authority.code, current_user.actor, reference, issue, form.reason.data,
            seen=form.seen_version or 0, command_id=command_id(),
        )  # fmt: skip
        return url_for("triage.show", reference=reference, track=found.track)

    return act(view, case_forms.ReasonForm(start_values(view)), about, do)


@blueprint.route("/words/<int:issue>", methods=["GET", "POST"])
@needs("case.triage")
def reword(reference: str, issue: int) -> Response:
    """Put the words of an issue right, as long as it is not answered."""
    view = opened(reference)
    found = next((one for one in view.case.issues if one.no == issue), None) or abort(404)
    form = case_forms.RewordForm({**start_values(view), "words": view.read(found.words)})
    about = Act(
        gettext("Correct the words of issue %(number)s", number=issue),
        gettext("Save the words"),
        gettext("The words of issue %(number)s are corrected", number=issue),
        (
            gettext("Letters from now on, and the person's own page, use the new words."),
            gettext("The words before stay in the history, with your reason."),
        ),
        reasons=tuple(rewording_problems(view, found)),
        theirs={"words": view.read(found.words)} if _reworded_since(view, issue, form.seen_version) else {},
    )

    def do(form: case_forms.RewordForm) -> object:
        triage.reword_issue(
            g.authority.code, current_user.actor, reference, issue, form.words.data, form.reason.data,
            seen=form.seen_version or 0, command_id=command_id(),
        )  # fmt: skip
        return url_for("cases.show", reference=reference, _anchor=f"issue-{issue}")

    return act(view, form, about, do)


def _reworded_since(view: CaseView, issue: int, seen: int | None) -> bool:
    """Whether the words of the issue were corrected after the version of the case that the reader looked at."""
    later = (entry.event for entry in view.entries if seen is not None and entry.seq > seen)
    return any(isinstance(event, IssueReworded) and event.issue == issue for event in later)
