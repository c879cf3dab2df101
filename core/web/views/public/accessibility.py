"""The accessibility statement, in the form that the regulations of 2018 ask of public bodies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, g
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.api import Nation
from core.web.access import public
from core.web.language import say
from core.web.navigation import Entry
from core.web.pages import Page, page
from core.words.dates import day

blueprint = Blueprint("accessibility", __name__)
NAVIGATION = (Entry("footer", _("Accessibility statement"), "accessibility.statement", 10),)

# When the statement was written, and when it was last compared with the pages. It is to be looked at every 12 months.
PREPARED = REVIEWED = date(2026, 11, 24)


@dataclass(frozen=True, kw_only=True)
class StatementPage(Page):
    """`problems` are what we know does not work yet; `enforcer` is the body that sees to the regulations here."""

    problems: tuple[str, ...]
    enforcer: str
    prepared: str
    reviewed: str


@blueprint.get("/accessibility")
@public
def statement() -> Response:
    """How far these pages work for everybody, and what to do where they do not."""
    northern = g.runtime.profile.nation is Nation.NORTHERN_IRELAND
    enforcer = (
        gettext("the Equality Commission for Northern Ireland")
        if northern
        else gettext("the Equality Advisory and Support Service")
    )
    problems = (
        gettext("Letters as PDF are tagged and pass a machine check. No person has read one with a screen reader yet."),
        gettext("Chinese, Japanese and Korean characters in a PDF letter are written as their names, in brackets."),
        gettext("The pages have not been tried by hand with screen readers, voice control and magnifiers yet."),
    )
    context = StatementPage(
        title=gettext("Accessibility statement"),
        problems=problems,
        enforcer=enforcer,
        prepared=day(PREPARED, say()),
        reviewed=day(REVIEWED, say()),
    )
    return page("public/accessibility.html", context)
