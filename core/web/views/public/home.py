"""The council's start page: the right door in ten seconds, and by when we answer."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, g
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.services.promises import promised_today
from core.web.access import public
from core.web.language import say
from core.web.navigation import Entry
from core.web.pages import Page, page
from core.words.departures import with_code

blueprint = Blueprint("home", __name__)
NAVIGATION = (
    Entry("public", _("Give feedback"), "feedback.start", 10),
    Entry("public", _("Follow my case"), "follow.start", 20),
)


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A date as a sentence; `reading` is how we read the council's paper for it, where that leaves something open."""

    sentence: str
    reading: str


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    """`promises` are the dates of a complaint that comes today."""

    promises: tuple[PromiseLine, ...]


@blueprint.get("/")
@public
def start() -> Response:
    """Where residents begin."""
    dates = promised_today(g.authority.code)
    told = tuple(PromiseLine(one.sentence(say()), with_code(one.reading(say()), say())) for one in dates)
    return page("public/home.html", HomePage(title=gettext("Complaints and feedback"), promises=told))
