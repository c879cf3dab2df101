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

blueprint = Blueprint("home", __name__)
NAVIGATION = (
    Entry("public", _("Give feedback"), "feedback.start", 10),
    Entry("public", _("Follow my case"), "follow.start", 20),
)


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    """`promises` are the dates of a complaint that comes today, as sentences."""

    promises: tuple[str, ...]


@blueprint.get("/")
@public
def start() -> Response:
    """Where residents begin."""
    told = tuple(promise.sentence(say()) for promise in promised_today(g.authority.code))
    return page("public/home.html", HomePage(title=gettext("Complaints and feedback"), promises=told))
