"""One search box: a reference, a name, or words. What is typed is posted and kept; addresses carry a code only."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, g, redirect, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from core.domain.reference import read_reference
from core.persistence.queries.lines import CaseLine
from core.services import looking, stored_search
from core.web.access import needs
from core.web.casework.lists import case_kind, short
from core.web.language import say
from core.web.navigation import Entry
from core.web.pages import Page, page
from core.words.dates import short_day_year

blueprint = Blueprint("search", __name__, url_prefix="/staff/search")
NAVIGATION = (Entry("staff", _l("Search"), "search.start", order=40),)
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that was found."""

    reference: str
    url: str
    person: str
    about: str
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class SearchBody:
    action: str
    words: str = ""
    searched: bool = False
    count: str = ""
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    page: SearchBody


@blueprint.get("")
@needs("case.view")
def start() -> Response:
    """The box, empty."""
    return page("staff/search.html", SearchPage(title=gettext("Search"), page=SearchBody(url_for("search.find"))))


@blueprint.post("")
@needs("case.view")
def find() -> Response:
    """Keep what was typed and go to what it finds; a whole reference of ours leads to its case at once."""
    typed = " ".join(request.form.get("words", "").split())[:LONGEST]
    if not typed:
        return redirect(url_for("search.start"))
    reference = read_reference(typed)
    if reference is not None:
        found = looking.search(g.authority.code, current_user.actor, reference)
        if [line.reference for line in found.lines] == [reference]:
            return redirect(url_for("cases.show", reference=reference))
    code = stored_search.keep(g.authority.code, current_user.signed_in, typed)
    return redirect(url_for("search.results", code=code))


@blueprint.get("/<code>")
@needs("case.view")
def results(code: str) -> Response:
    """What the search finds now: the same words where there is none and where there is none for the reader."""
    typed = stored_search.typed_for(current_user.signed_in, code)
    if typed is None:
        abort(404)
    found = looking.search(g.authority.code, current_user.actor, typed)
    speak = say()
    count = speak.count("%(n)s case, the latest first", "%(n)s cases, the latest first", len(found.lines))
    if found.more:
        count = speak("The latest %(n)s. There are more: add a word to narrow it", n=str(len(found.lines)))
    body = SearchBody(
        url_for("search.find"), typed, True, count if found.lines else speak("No case found"),
        tuple(_hit(line) for line in found.lines),
    )  # fmt: skip
    return page("staff/search.html", SearchPage(title=gettext("Search"), page=body))


def _hit(line: CaseLine) -> Hit:
    received = say()("received %(day)s", day=short_day_year(line.received_on, say()))
    url = url_for("cases.show", reference=line.reference)
    return Hit(line.reference, url, line.person, short(line.summary, 160), case_kind(g.runtime, line), received)
