"""The council's rules: every version of every procedure, each as it reads, and two of them side by side."""

from __future__ import annotations

from flask import Blueprint, abort, g, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from core.domain.calendar import london_day
from core.domain.errors import DomainError
from core.services.versions import Rules, RulesHere, Standing, Version, rules_here
from core.web.access import needs
from core.web.forms.rules import CompareForm
from core.web.language import language, say
from core.web.navigation import Entry
from core.web.pages import Link, page
from core.web.rules_compared import ComparePage, parts_of, summary_of
from core.web.rules_pages import RulesPage, rules_parts, short_since, simulator, text_page, version_line
from core.words.dates import day
from core.words.problems import sentence

blueprint = Blueprint("rules", __name__, url_prefix="/staff/rules")
NAVIGATION = (Entry("staff", _l("Rules"), "rules.index", order=70),)


def _here(*, counting: bool = True) -> RulesHere:
    return rules_here(g.authority.code, current_user.actor, counting=counting)


@blueprint.get("")
@needs("rules.view")
def index() -> Response:
    """Each procedure: what is in force since when, what was, what is only offered, and how many cases follow each."""
    here = _here()
    hidden = "" if here.sees_cases else gettext("How many cases follow each version is shown to those who see cases.")
    context = RulesPage(title=gettext("Rules"), parts=rules_parts(here), hidden=hidden, tools=simulator())
    return page("staff/rules.html", context)


@blueprint.get("/<procedure>/<version>")
@needs("rules.view")
def show(procedure: str, version: str) -> Response:
    """One text, part by part."""
    here = _here()
    rules = here.rules(procedure) or abort(404)
    found = rules.version(version) or abort(404)
    return page("staff/rules_text.html", text_page(here, rules, found))


@blueprint.get("/<procedure>/compare")
@needs("rules.view")
def compare(procedure: str) -> Response:
    """Two versions side by side, in words and in dates from a day that may be chosen."""
    here = _here(counting=False)
    rules = here.rules(procedure) or abort(404)
    older, newer = _pair(rules)
    choices = [(v.name, f"{v.name}, {short_since(v)}") for v in rules.versions]
    today = london_day(here.now)
    start = {"older": older.name, "newer": newer.name if newer else older.name, "received": today}
    form = CompareForm(start, choices)
    received = form.day_or_none()
    try:
        parts = parts_of(here, older, newer, received) if newer else ()
    except DomainError as error:  # a day that no calendar reaches
        form.add_error("received", sentence(error.problems[0], say()))
        parts, received = parts_of(here, older, newer, None) if newer else (), None
    title = gettext("%(title)s: two versions compared", title=rules.title.in_language(language()))
    context = ComparePage(
        title=title,
        form=form,
        back=Link(gettext("All rules"), url_for(".index")),
        action=request.path,
        older=version_line(here, rules, older),
        newer=version_line(here, rules, newer) if newer else None,
        parts=parts,
        summary=summary_of(parts, received),
        received=day(received, say()) if received else "",
        no_calendar=here.calendar(older.text) is None,
        alone=len(rules.versions) < 2,
        tools=simulator(),
    )
    return page("staff/rules_compare.html", context)


def _pair(rules: Rules) -> tuple[Version, Version | None]:
    """The versions that the address names; without it the one in force and the one that says most about it."""
    named = [request.args.get(name, "")[:120] for name in ("from", "to")]
    older, newer = (rules.version(name) if name else None for name in named)
    if any(named) and (older is None or newer is None):
        abort(404)
    if older is not None and newer is not None:
        return older, newer
    held = rules.in_force or rules.versions[0]
    rest = [v for v in rules.versions if v is not held]
    before = next((v for v in rest if v.standing is Standing.EARLIER), None)
    if before is not None:
        return before, held
    return held, next(iter(rest), None)
