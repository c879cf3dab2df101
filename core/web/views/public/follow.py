"""Following one's own case: getting at it, what is going on, adding something, asking for the next stage."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, g, redirect, request, url_for
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from core.domain.errors import DomainError
from core.domain.moves import LegalMove
from core.domain.procedure import Procedure
from core.ids import new_id
from core.persistence.repositories.letters import NewLetter
from core.services import letters, links, progress
from core.services.accounts import Throttled
from core.services.following import OwnCase, own_case, own_letter, why
from core.services.links import Follower
from core.services.steps import Step
from core.web import visitors
from core.web.access import person, public
from core.web.downloads import pdf_answer
from core.web.forms.follow import BY_MAIL, AddForm, FollowForm, OpenLinkForm, next_stage_form
from core.web.forms.once import command_id
from core.web.language import language, say, speaker
from core.web.mailed_links import mailed_url
from core.web.notice import tell
from core.web.own_case import IssueLine, OwnCasePage, case_page, issue_line
from core.web.pages import Link, Page, page
from core.web.views.public.feedback import WEB, why_page
from core.words.clocks import resident_sentence

blueprint = Blueprint("follow", __name__, url_prefix="/follow")


@dataclass(frozen=True, kw_only=True)
class SentLinkPage(Page):
    code: str


@dataclass(frozen=True, kw_only=True)
class OpenLinkPage(Page):
    action: str
    ask_code: bool


@dataclass(frozen=True, kw_only=True)
class LetterPage(Page):
    pdf_url: str
    large_url: str
    letter: Markup


@dataclass(frozen=True, kw_only=True)
class AddPage(Page):
    reader: str
    before: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NextStagePage(Page):
    """`dates` are those that asking brings; `issues` what we found so far; `send` the words of the button."""

    track: int
    explained: tuple[str, ...]
    issues: tuple[IssueLine, ...]
    dates: tuple[str, ...]
    send: str


@blueprint.route("", methods=["GET", "POST"])
@public
def start() -> BaseResponse:
    """Ask for the case number and something that goes with it."""
    form = FollowForm()
    if request.method == "POST" and form.validate():
        try:
            if form.by.data == BY_MAIL:
                return _send_link(form)
            token = links.open_by_postcode(
                g.authority.code, visitors.client(), form.reference.data, form.postcode.data
            )
        except Throttled as wait:
            form.add_error("", _wait(wait, by_mail=form.by.data == BY_MAIL))
        except DomainError as error:
            form.add(error)
        else:
            if token:
                visitors.follow(token)
                return redirect(url_for("follow.case"))
            form.add_error(
                "reference",
                gettext("Check the case number and the postcode. If you gave us an e-mail address, ask for a link."),
            )
    return page("public/follow/start.html", Page(title=gettext("Follow your case"), form=form))


def _wait(wait: Throttled, by_mail: bool) -> str:
    """For how long there is nothing to be had here, and what can be done meanwhile."""
    when = visitors.when(wait)
    if by_mail:
        told = gettext("You have asked for a link several times. Use the newest, or ask again %(when)s.", when=when)
        other = gettext("If you gave us no e-mail address, use your postcode instead.")
    else:
        told = gettext("There were too many tries. You can try again %(when)s.", when=when)
        other = gettext("If you gave us an e-mail address, ask for a link instead.")
    phone = g.runtime.profile.contact.phone
    return f"{told} {other} {gettext('Or phone us on %(phone)s: we can tell you how your case stands.', phone=phone)}"


def _send_link(form: FollowForm) -> BaseResponse:
    code = links.new_code()
    links.ask_for_link(
        g.authority.code,
        visitors.client(),
        form.reference.data,
        form.email.data,
        visitors.browser_token(),
        code,
        lambda token: mailed_url("follow.open_link", token=token),
    )
    return page("public/follow/link-sent.html", SentLinkPage(title=gettext("Look in your e-mail"), code=code))


@blueprint.route("/link/<token>", methods=["GET", "POST"])
@public
def open_link(token: str) -> BaseResponse:
    """The page a mailed link opens. Opening it uses nothing up; the button does."""
    browser = visitors.browser_token()
    opened = links.look_at_link(g.authority.code, visitors.client(), token, browser)
    if opened is None:
        return page("public/follow/link-gone.html", Page(title=gettext("This link has been used or is too old")), 404)
    form = OpenLinkForm()
    if request.method == "POST" and form.validate():
        session = links.use_link(g.authority.code, visitors.client(), token, browser, form.code.data or "")
        if session is None:
            return redirect(url_for("follow.open_link", token=token))
        if session:
            visitors.follow(session)
            return redirect(url_for("follow.case"))
        form.add_error("code", gettext("Enter the code that the other phone or computer shows"))
    action = url_for("follow.open_link", token=token)
    context = OpenLinkPage(
        title=gettext("Open your case"), form=form, action=action, ask_code=not opened.same_browser
    )
    return page("public/follow/open-link.html", context)


@blueprint.post("/leave")
@person
def leave() -> BaseResponse:
    """Stop following in this browser."""
    visitors.leave()
    tell(gettext("This device no longer follows your case."))
    return redirect(url_for("home.start"))


@blueprint.get("/case")
@person
def case() -> Response:
    """The case as its person sees it."""
    context: OwnCasePage = case_page(_own())
    return page("public/follow/case.html", context)


@blueprint.get("/case/why/<int:track>/<clock>")
@person
def case_why(track: int, clock: str) -> Response:
    """Why a date of the case is what it is."""
    found = why(g.authority.code, _follower().case_id, track, clock)
    if found is None:
        abort(404)
    return why_page(found, Link(gettext("Back to your case"), url_for("follow.case")))


@blueprint.get("/case/letters/<letter>")
@person
def letter(letter: str) -> Response:
    """A letter as we sent it."""
    found = _letter(letter)
    url = url_for("follow.letter_pdf", letter=letter)
    shown = Markup(found.html)  # noqa: S704 - made by our own renderer, which escapes every word
    large = "" if letters.document_sent(found).large else url_for("follow.letter_large", letter=letter)
    context = LetterPage(title=found.subject, back=_back(), pdf_url=url, large_url=large, letter=shown)
    return page("public/follow/letter.html", context)


@blueprint.get("/case/letters/<letter>.pdf")
@person
def letter_pdf(letter: str) -> Response:
    """The same letter as a PDF."""
    found = _letter(letter)
    return pdf_answer(found.pdf, f"{found.subject}.pdf")


@blueprint.get("/case/letters/<letter>/large-print.pdf")
@person
def letter_large(letter: str) -> Response:
    """The same letter as a PDF in large print."""
    found = _letter(letter)
    drawn = letters.large_print(g.authority.code, _follower().actor, found, speaker)
    return pdf_answer(drawn, f"{found.subject}, {gettext('large print')}.pdf")


@blueprint.route("/case/add", methods=["GET", "POST"])
@person
def add() -> BaseResponse:
    """Add something to the case, at any time."""
    own = _own()
    form = AddForm({"once": new_id()})
    if request.method == "POST" and form.validate():
        try:
            progress.add_information(
                g.authority.code,
                _follower().actor,
                own.case.reference,
                form.words.data,
                WEB,
                command_id=command_id(),
            )
        except DomainError as error:
            form.add(error)
        else:
            tell(gettext("We have what you added."), gettext("The people who look into your case will read it."))
            return redirect(url_for("follow.case"))
    closed = own.case.status.value == "closed"
    reader = (
        gettext("Your case is closed. You can still send this: the team that answered you reads it and tells you.")
        if closed
        else gettext("The people who look into your case will read it. Our dates stay as they are.")
    )
    context = AddPage(
        title=gettext("Add something to your case"),
        form=form,
        back=_back(),
        reader=reader,
        before=tuple(own.view.read(sealed) for sealed in own.added()),
    )
    return page("public/follow/add.html", context)


@blueprint.route("/case/next-stage/<int:track>", methods=["GET", "POST"])
@person
def next_stage(track: int) -> BaseResponse:
    """Ask for the next stage."""
    own = _own()
    asked = next(((t, legal) for t, legal in own.asks if t.no == track), None)
    if asked is None:
        abort(404)
    tracked, legal = asked
    procedure = own.procedure(tracked)
    form = next_stage_form(legal.move.needs, language())({"once": new_id()})
    if request.method == "POST" and form.validate():
        step = Step(legal.move.key, track, form.answers())
        try:
            progress.take(
                g.authority.code, _follower().actor, own.case.reference, step, command_id=command_id()
            )
        except DomainError as error:
            form.add(error)
        else:
            tell(gettext("We have your request."), gettext("The dates below say what happens next."))
            return redirect(url_for("follow.case"))
    title = legal.move.title.in_language(language())
    dates = [resident_sentence(change.after, say()) for change in legal.effect if change.before is None]
    context = NextStagePage(
        title=title,
        form=form,
        back=_back(),
        track=track,
        explained=_explained(procedure, legal),
        issues=tuple(issue_line(own, issue) for issue in own.case.issues if issue.track == track),
        dates=tuple(line for line in dates if line),
        send=title,
    )
    return page("public/follow/next-stage.html", context)


def _explained(procedure: Procedure, legal: LegalMove) -> tuple[str, ...]:
    """What the next stage is, who looks, and whether reasons are asked for, in a few sentences."""
    stage = procedure.stage(legal.stage)
    again, new = gettext("We will look at it again."), gettext("Someone new to this will look at it again.")
    told = [new if stage.not_by else again]
    if stage.outside_service:
        told.append(gettext("They do not work for the service that you complained about."))
    if all(need.optional for need in legal.move.needs):
        told.append(gettext("You need not say why."))
    return tuple(told)


def _letter(letter: str) -> NewLetter:
    found = own_letter(g.authority.code, _follower().actor, _follower().case_id, letter)
    if found is None:
        abort(404)
    return found


def _follower() -> Follower:
    found: Follower = g.follower
    return found


def _own() -> OwnCase:
    found = own_case(g.authority.code, _follower().actor, _follower().case_id)
    if found is None:
        abort(404)
    return found


def _back() -> Link:
    return Link(gettext("Back to your case"), url_for("follow.case"))
