"""A letter as it was sent, on the screen and on paper, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, g, make_response, redirect, url_for
from flask_babel import gettext
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from core.persistence.repositories.letters import NewLetter
from core.persistence.repositories.outbox import PARKED, Message
from core.services import delivery, letters, parked
from core.services.unit_of_work import NoSuchCase
from core.web.access import may, needs
from core.web.casework.case_page import Alert, Row
from core.web.casework.correspondence import delivery_words
from core.web.casework.view import CaseView, opened
from core.web.language import language, say, speaker
from core.web.notice import tell
from core.web.pages import Link, Page, page
from core.words.dates import moment
from core.words.sending import what_helps, why_not_sent

blueprint = Blueprint("letters", __name__, url_prefix="/staff/cases/<reference>/letters")


@dataclass(frozen=True, slots=True)
class LetterBody:
    reference: str
    html: Markup
    facts: tuple[Row, ...]
    alert: Alert | None
    pdf_url: str
    pdf_text: str
    large_url: str
    retry_url: str


@dataclass(frozen=True, kw_only=True)
class LetterPage(Page):
    page: LetterBody


def _letter(reference: str, letter: str) -> NewLetter:
    try:
        return letters.letter(g.authority.code, current_user.actor, reference, letter)
    except NoSuchCase:
        abort(404)


@blueprint.get("/<letter>")
@needs("case.view")
def show(reference: str, letter: str) -> Response:
    """The letter, whom it went to, and whether it left."""
    view, found = opened(reference), _letter(reference, letter)
    large = letters.document_sent(found).large
    message = delivery.message_of(g.authority.code, found.outbox_id) if found.outbox_id else None
    stuck = message is not None and message.state == PARKED
    where = {"reference": reference, "letter": letter}
    by_post = message is None
    body = LetterBody(
        reference,
        Markup(found.html),  # noqa: S704 - drawn by our renderer, which escapes every word
        tuple(_facts(view, found, message, large)),
        _alert(message, by_post),
        url_for("letters.pdf", **where),
        gettext("Print it (PDF)") if by_post else gettext("The same on paper (PDF)"),
        "" if large else url_for("letters.large", **where),
        url_for("letters.retry", **where) if stuck and may("letter.send") else "",
    )
    back = Link(gettext("Back to the case"), url_for("cases.show", reference=reference))
    return page("staff/letter.html", LetterPage(title=found.subject, back=back, page=body))


def _facts(view: CaseView, found: NewLetter, message: Message | None, large: bool) -> list[Row]:
    speak = say()
    channels = view.runtime.outbound_channels
    way = channels[found.channel].title.in_language(language()) if found.channel in channels else found.channel
    rows = [
        Row(speak("State"), delivery_words(message.state if message else "")),
        Row(speak("By"), way),
        Row(speak("To"), found.to.replace("\n", ", ")),
        Row(speak("Sent"), moment(found.sent_at, speak)),
        Row(speak("Sent by"), view.names.get(found.sent_by, speak("the system"))),
    ]
    if large:
        rows.append(Row(speak("Print"), speak("Large print (18 point), as they asked")))
    if message is not None and message.sent_at is not None:
        rows.append(Row(speak("Left"), moment(message.sent_at, speak)))
    return rows


def _alert(message: Message | None, by_post: bool) -> Alert | None:
    speak = say()
    if by_post:
        return Alert(speak("This letter goes by post"), speak("Print it and post it: no e-mail was sent."))
    if message is not None and message.state == PARKED:
        why = why_not_sent(message.last_error, speak)
        words = speak("%(why)s. The person does not have it. %(helps)s",
                      why=why, helps=what_helps(message.last_error, speak))  # fmt: skip
        return Alert(speak("This letter has not been sent"), words, "error")
    return None


@blueprint.get("/<letter>.pdf")
@needs("case.view")
def pdf(reference: str, letter: str) -> Response:
    """The letter on paper, exactly as it was made when it was sent."""
    found = _letter(reference, letter)
    return _inline(found.pdf, f"{reference}-{found.key}.pdf")


@blueprint.get("/<letter>/large-print.pdf")
@needs("case.view")
def large(reference: str, letter: str) -> Response:
    """The same letter in large print, for somebody who asks for it afterwards."""
    found = _letter(reference, letter)
    drawn = letters.large_print(g.authority.code, current_user.actor, found, speaker)
    return _inline(drawn, f"{reference}-{found.key}-large-print.pdf")


def _inline(pdf: bytes, name: str) -> Response:
    answer = make_response(pdf)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


@blueprint.post("/<letter>/retry")
@needs("letter.send")
def retry(reference: str, letter: str) -> BaseResponse:
    """Try a letter again that the mail server would not take."""
    found = _letter(reference, letter)
    if found.outbox_id and parked.retry(g.authority.code, current_user.actor, found.outbox_id):
        tell(gettext("The letter is tried again"), gettext("It leaves within a minute if the mail server takes it."))
    return redirect(url_for("letters.show", reference=reference, letter=letter))
