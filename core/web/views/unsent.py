"""Messages of the council that did not leave: what each was, why, and trying it again."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, g, redirect, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from core.services import parked
from core.services.parked import Parked
from core.web.access import may, needs
from core.web.language import say
from core.web.navigation import Entry
from core.web.notice import tell
from core.web.pages import Page, page
from core.words.dates import moment
from core.words.sending import message_kind, what_helps, why_not_sent

blueprint = Blueprint("unsent", __name__, url_prefix="/staff/admin/messages")
NAVIGATION = (Entry("staff", _l("Messages not sent"), "unsent.show", order=75),)
ALL = "all"


@dataclass(frozen=True, slots=True)
class Unsent:
    """One message. `case_url` and `letter_url` are empty where the reader may not open cases, or there is none."""

    id: str
    what: str
    written: str
    why: str
    helps: str
    tries: str
    reference: str
    case_url: str
    letter_url: str


@dataclass(frozen=True, slots=True)
class UnsentBody:
    action: str
    count: str
    messages: tuple[Unsent, ...]


@dataclass(frozen=True, kw_only=True)
class UnsentPage(Page):
    page: UnsentBody


@blueprint.get("")
@needs("messages.retry")
def show() -> Response:
    """Every message that will not leave by itself, the latest written first."""
    found = parked.messages(g.authority.code)
    speak = say()
    count = speak.count("%(n)s message was not sent.", "%(n)s messages were not sent.", len(found)) if found else ""
    body = UnsentBody(url_for("unsent.retry"), count, tuple(map(_row, found)))
    return page("unsent.html", UnsentPage(title=gettext("Messages not sent"), page=body))


def _row(one: Parked) -> Unsent:
    speak, opens = say(), may("case.view")
    where = {"reference": one.reference}
    return Unsent(
        one.id,
        message_kind(one.kind, speak),
        moment(one.since, speak),
        why_not_sent(one.code, speak),
        what_helps(one.code, speak),
        speak.count("Tried %(n)s time", "Tried %(n)s times", one.attempts),
        one.reference,
        url_for("cases.show", **where) if one.reference and opens else "",
        url_for("letters.show", letter=one.letter, **where) if one.reference and one.letter and opens else "",
    )


@blueprint.post("/retry")
@needs("messages.retry")
def retry() -> Response:
    """Let one of them, or all that are there now, be tried again."""
    code, wanted, speak = g.authority.code, request.form.get("id", ""), say()
    ids = [one.id for one in parked.messages(code)] if wanted == ALL else [wanted]
    tried = sum(parked.retry(code, current_user.actor, id_) for id_ in ids)
    if tried:
        told = speak.count("%(n)s message is tried again", "%(n)s messages are tried again", tried)
        tell(told, gettext("Each leaves within a minute if the mail server takes it."))
    else:
        tell(gettext("Nothing was tried again"), gettext("That message is not waiting any more."), "warning")
    return redirect(url_for("unsent.show"), 303)
