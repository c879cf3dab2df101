"""The mail that left, shown in the demo only: it takes the place of the boxes of people who do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, abort, g, request, url_for
from flask_babel import gettext, lazy_gettext
from markupsafe import Markup

from core.domain.calendar import LONDON
from core.ids import is_id
from core.persistence.repositories.letters import NewLetter
from core.persistence.repositories.outbox import Message
from core.services.demo_mail import mail_of, message_of
from core.web.access import public
from core.web.language import say
from core.web.navigation import Entry
from core.web.pages import Fact, Link, Page, is_demo_council, page, unbroken
from core.words import dates

blueprint = Blueprint("demo_mail", __name__, url_prefix="/demo/mail")
DEMO_ONLY = True
NAVIGATION = (Entry("demo", lazy_gettext("Mail that left"), "demo_mail.index"),)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
_STATES = {
    "queued": lazy_gettext("Waiting to leave"),
    "sending": lazy_gettext("Leaving now"),
    "sent": lazy_gettext("Left"),
    "parked": lazy_gettext("Could not leave"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message's text; `url` when it is an address to follow."""

    text: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class MailPage(Page):
    """The council's messages as links, with whom they went to and when."""

    rows: tuple[tuple[str | Markup, ...], ...]
    more: str


@dataclass(frozen=True, kw_only=True)
class MessagePage(Page):
    """One message. `letter` is the letter's own HTML, `pdf` where its PDF is."""

    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    letter: Markup | None
    pdf: str


@blueprint.before_request
def only_in_the_demo() -> None:
    """Anywhere but in a demo, mail is between the council and who gets it."""
    if not is_demo_council():
        abort(404)


@blueprint.get("")
@public
def index() -> Response:
    """Every message of this council, newest first."""
    found = mail_of(g.authority.code, before=_id(request.args.get("before", "")))
    more = url_for(".index", before=found.more) if found.more else ""
    rows = tuple(_row(message) for message in found.messages)
    return page("demo/mail.html", MailPage(title=gettext("Mail that left"), rows=rows, more=more))


@blueprint.get("/<uuid:message_id>")
@public
def show(message_id: object) -> Response:
    """One message as its reader gets it."""
    message, letter = _found(message_id)
    facts = (
        Fact(gettext("To"), message.to_address),
        Fact(gettext("From"), g.runtime.profile.contact.email),
        Fact(gettext("Written"), dates.moment(message.created_at, say())),
        Fact(gettext("State"), str(_STATES[message.state])),
        Fact("Message-ID", message.message_id),
    )
    return page(
        "demo/message.html",
        MessagePage(
            title=message.subject,
            back=Link(gettext("Mail that left"), url_for(".index")),
            facts=facts,
            parts=tuple(parts_of(message.text)),
            letter=Markup(letter.html) if letter else None,  # noqa: S704 - made by `letter_text`, which escapes
            pdf=url_for(".pdf", message_id=message.id) if letter else "",
        ),
    )


@blueprint.get("/<uuid:message_id>/letter.pdf")
@public
def pdf(message_id: object) -> Response:
    """The letter that a message carries, on paper."""
    _, letter = _found(message_id)
    if letter is None:
        abort(404)
    answer = Response(letter.pdf, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="letter.pdf"'
    return answer


def parts_of(text: str) -> Iterator[Part]:
    """The text in pieces, so that addresses in it can be followed."""
    at = 0
    for found in _ADDRESS.finditer(text):
        if found.start() > at:
            yield Part(text[at : found.start()])
        yield Part(found[0], found[0])
        at = found.end()
    if at < len(text):
        yield Part(text[at:])


def _found(message_id: object) -> tuple[Message, NewLetter | None]:
    found = message_of(g.authority.code, str(message_id))
    if found is None:
        abort(404)
    return found


def _row(message: Message) -> tuple[str | Markup, ...]:
    link = Markup('<a class="govuk-link" href="{}">{}</a>').format(
        url_for(".show", message_id=message.id), unbroken(message.subject)
    )
    to = Markup("@<wbr>").join(message.to_address.split("@"))
    at = message.created_at
    written = f"{dates.short_day_year(at.astimezone(LONDON).date(), say())}, {dates.time(at, say())}"
    return link, to, written, str(_STATES[message.state])


def _id(text: str) -> str:
    """`text` if it has the form of an id; a cursor that somebody made up starts from the beginning."""
    return text if is_id(text) else ""
