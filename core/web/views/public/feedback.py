"""Giving feedback: one question a page, kept on the server as it goes, checked, sent, and confirmed on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, Response, abort, g, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from core.domain.errors import DomainError
from core.domain.procedure import ClockKind
from core.ids import new_token
from core.services import drafts, journey
from core.services.accounts import Throttled
from core.services.drafts import Draft, Sent
from core.services.following import Promise, promises_of, why
from core.web.access import public
from core.web.cookies import cookie_value, drop_cookie, set_cookie
from core.web.forms import journey as forms
from core.web.forms.base import BaseForm
from core.web.language import language, say
from core.web.mailed_links import mailed_url
from core.web.notice import tell
from core.web.pages import Link, Page, page
from core.web.public_words import AnswerGroup, answer_groups, answer_label
from core.web.visitors import client, when
from core.words.departures import names_code, the_code, with_code
from core.words.reasons import PlainReasons, told

blueprint = Blueprint("feedback", __name__, url_prefix="/feedback")
JOURNEY = "journey"
WEB = "web"
ANOTHER = {"another": "yes"}
"""In the address of the first question: what this browser sent before is done with, this is something else."""


@dataclass(frozen=True, kw_only=True)
class QuestionPage(Page):
    """One question. `action` is where the form goes; `hints` explain choices; `groups` are the answers to check."""

    action: str
    hints: Mapping[str, str] = field(default_factory=dict)
    give_name_url: str = ""
    groups: tuple[AnswerGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A date we owe as a sentence, and the page of its reasons, which also says how we read our policy if we `read`."""

    sentence: str
    why_url: str
    read: bool


@dataclass(frozen=True, kw_only=True)
class SentPage(Page):
    sent: Sent
    promises: tuple[PromiseLine, ...]
    nothing_due: str
    copy: str
    followable: bool


@dataclass(frozen=True, kw_only=True)
class WhyPage(Page):
    reasons: PlainReasons
    rule: str
    code: str
    assumed: str
    if_late: str


@blueprint.get("")
@public
def start() -> BaseResponse:
    """Begin, or go on where this browser stopped."""
    draft = _draft()
    if draft.sent is not None:
        return redirect(url_for("feedback.question", step=journey.KIND, **ANOTHER))
    return redirect(url_for("feedback.question", step=journey.next_open(draft.answers, _types())))


@blueprint.post("/clear")
@public
def clear() -> BaseResponse:
    """Forget what this browser has typed or sent, for computers that others use too."""
    token = cookie_value(JOURNEY)
    if token:
        drafts.forget(g.authority.code, token)
    drop_cookie(JOURNEY)
    tell(gettext("This device has forgotten what you typed."), kind="information")
    return redirect(url_for("home.start"))


@blueprint.route("/<step>", methods=["GET", "POST"])
@public
def question(step: str) -> BaseResponse:
    """One question of the form. Who goes back to one after sending is told that we have it."""
    if step != journey.CHECK and step not in forms.FORMS:
        abort(404)
    draft = _draft()
    if draft.sent is not None and not _another(step):
        return redirect(url_for("feedback.sent"))
    answers = {} if draft.sent else draft.answers
    if step == journey.CHECK:
        return _check(answers)
    if not journey.may_show(step, answers, _types()):
        return redirect(url_for("feedback.question", step=journey.next_open(answers, _types())))
    form = _form(step, answers)
    if request.method == "POST" and form.validate():
        return _keep(step, form)
    return page(f"public/feedback/{step}.html", _question_page(step, answers, form))


@blueprint.get("/sent")
@public
def sent() -> BaseResponse:
    """We have it: the reference, what happens next and why then."""
    done = _draft().sent
    if done is None:
        return redirect(url_for("feedback.start"))
    copy = gettext("We have sent this to %(address)s too.", address=done.mailed_to) if done.mailed_to else ""
    found = promises_of(g.authority.code, done.case_id)
    return page(
        "public/feedback/sent.html",
        SentPage(
            title=gettext("We have it"),
            sent=done,
            promises=tuple(_line(promise) for promise in found),
            nothing_due=gettext("A person will read it. Thank you for telling us."),
            copy=copy,
            followable=bool(done.person_id),
        ),
    )


@blueprint.get("/sent/why/<int:track>/<clock>")
@public
def sent_why(track: int, clock: str) -> Response:
    """Why a date on the confirmation is what it is."""
    done = _draft().sent
    found = why(g.authority.code, done.case_id, track, clock) if done else None
    if found is None:
        abort(404)
    return why_page(found, Link(gettext("Back"), url_for("feedback.sent")))


def why_page(found: Promise, back: Link) -> Response:
    """The reasons of a date in plain words; the same page for a date that was just promised and for a case followed."""
    reasons = told(found.due.clock, found.reason, say(), firm=found.due.firm)
    if found.limitless:
        agree = gettext("We can agree a date with you. Tell us if you would like one, or phone us.")
        reasons = PlainReasons(gettext("No time limit is stated for our answer"), (agree,))
    rule = gettext("Our rules “%(title)s”.", title=found.title)
    if found.cite:
        rule = gettext("Our rules “%(title)s”. They rest here on: %(cite)s.", title=found.title, cite=found.cite)
    who = found.ombudsman.in_language(language()) if found.ombudsman else gettext("ombudsman")
    late = gettext("If that day passes, it is our fault and you need do nothing. You can ask the %(who)s.", who=who)
    if found.due.kind == ClockKind.TARGET:
        late = gettext("This is what we aim for, not the last day. If we miss it you need do nothing.")
    context = WhyPage(
        title=reasons.heading,
        reasons=reasons,
        rule=rule,
        assumed=with_code(found.reading(say()), say()),
        code=the_code(say()) if names_code(rule) and not names_code(found.reading(say())) else "",
        if_late="" if found.limitless else late,
        back=back,
    )
    return page("public/follow/why.html", context)


def _line(promise: Promise) -> PromiseLine:
    url = url_for("feedback.sent_why", track=promise.track, clock=promise.due.clock)
    return PromiseLine(promise.sentence(say()), url, bool(promise.reading(say())))


def _draft() -> Draft:
    token = cookie_value(JOURNEY)
    return drafts.load(g.authority.code, token) if token else Draft()


def _types() -> Mapping[str, object]:
    return g.runtime.feedback_types  # type: ignore[no-any-return]


def _form(step: str, answers: journey.Answers) -> BaseForm:
    """The form of a question, filled with what was answered before."""
    kind = forms.FORMS[step]
    if step == journey.STORY and journey.feedback_type(answers) == journey.COMPLAINT:
        kind = forms.DatedStoryForm
    given: dict[str, object] = {name: answers[name] for name in journey.question(step).fields if name in answers}
    if "adjustments" in given:
        given["adjustments"] = str(given["adjustments"]).splitlines()
    form = kind(given)
    if isinstance(form, forms.KindForm):
        offered = [one for one in g.runtime.feedback_types.values() if one.public]
        form.offer([(one.key, one.title.in_language(language())) for one in offered])
    if isinstance(form, forms.ServiceForm):
        form.offer([(one.key, one.title.in_language(language())) for one in g.runtime.services.values()])
    return form


def _keep(step: str, form: BaseForm) -> BaseResponse:
    """Put the answers away and go on: to the next question, or back to the check where it was changed from there."""
    answers = {"language": language()}
    for name in journey.question(step).fields:
        value = form.data.get(name)
        answers[name] = "\n".join(value) if isinstance(value, list) else str(value or "")
    if step == journey.CONTACT:
        answers["named"] = journey.YES
    token = cookie_value(JOURNEY)
    if not token:
        token = new_token()
        set_cookie(JOURNEY, token)
    draft = drafts.keep(g.authority.code, token, answers, step)
    types = g.runtime.feedback_types
    complete = journey.next_open(draft.answers, types) == journey.CHECK
    back_to_check = complete and request.args.get("back") == journey.CHECK
    after = journey.CHECK if back_to_check else journey.step_after(step, draft.answers, types)
    return redirect(url_for("feedback.question", step=after))


def _question_page(step: str, answers: journey.Answers, form: BaseForm) -> QuestionPage:
    back = request.args.get("back") == journey.CHECK
    before = journey.CHECK if back else journey.step_before(step, answers, _types())
    url = url_for("feedback.question", step=before) if before else url_for("home.start")
    arguments = {"back": journey.CHECK} if back else ANOTHER if _another(step) else {}
    hints = {one.key: one.meaning.in_language(language()) for one in g.runtime.feedback_types.values()}
    return QuestionPage(
        title=forms.TITLES[step],
        form=form,
        back=Link(gettext("Back"), url),
        action=url_for("feedback.question", step=step, **arguments),
        hints=hints,
        give_name_url=url_for("feedback.question", step=journey.WHO),
    )


def _another(step: str) -> bool:
    """Whether the first question is asked on purpose for something else than what was sent."""
    return step == journey.KIND and bool(request.args.get("another"))


def _check(answers: journey.Answers) -> BaseResponse:
    """All answers on one page, and the button that sends them."""
    if journey.next_open(answers, _types()) != journey.CHECK:
        return redirect(url_for("feedback.question", step=journey.next_open(answers, _types())))
    form = forms.CheckForm()
    if request.method == "POST" and form.validate():
        try:
            _send()
        except Throttled as wait:
            kept = gettext("What you typed is kept here.")
            wait_for = gettext("Many forms came from where you are. You can send this %(when)s.", when=when(wait))
            form.add_error("", f"{wait_for} {kept}")
        except DomainError as error:
            form.add(error)
        else:
            return redirect(url_for("feedback.sent"))
    groups = answer_groups(answers, g.runtime, language())
    before = journey.step_before(journey.CHECK, answers, _types())
    return page(
        "public/feedback/check.html",
        QuestionPage(
            title=gettext("Check what you have told us"),
            form=form,
            back=Link(gettext("Back"), url_for("feedback.question", step=before)),
            action=url_for("feedback.question", step=journey.CHECK),
            groups=groups,
        ),
    )


def _send() -> None:
    follow_url = mailed_url("follow.start")
    drafts.send(g.authority.code, cookie_value(JOURNEY), WEB, answer_label, follow_url, client())
