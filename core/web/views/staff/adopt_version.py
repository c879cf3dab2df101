"""Adopting a version of the rules from a minute on: what it does is looked at first, then it is done and told."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, abort, g, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from core.domain.adopting import Planned
from core.domain.calendar import LONDON
from core.domain.errors import DomainError
from core.domain.register import PROCEDURE
from core.services.adopting import Decision, Wanted, adopt_version, plan
from core.services.unit_of_work import NotPermitted
from core.services.versions import Rules, RulesHere, Version, rules_here
from core.web.access import needs
from core.web.adopt_page import AdoptBody, AdoptPage, body_of, digest_of, heading
from core.web.forms.rules import AdoptForm
from core.web.language import say
from core.web.notice import tell
from core.web.pages import Link, page
from core.words.adopting import will_follow

blueprint = Blueprint("adopt_version", __name__, url_prefix="/staff/rules/<procedure>/<version>/adopt")
ADOPT, CHANGE = "adopt", "change"
MIDNIGHT = "00:00"


@blueprint.route("", methods=["GET", "POST"])
@needs("rules.adopt")
def show(procedure: str, version: str) -> Response:
    """From when, who approved it and on what authority; look at what that does; then adopt it."""
    here = rules_here(g.authority.code, current_user.actor, counting=False)
    rules = here.rules(procedure) or abort(404)
    found = rules.version(version) or abort(404)
    form = AdoptForm(_start(here, rules, found))
    doing = request.form.get("do", "")
    if request.method != "POST" or doing == CHANGE or not form.validate():
        return _page(here, rules, found, form)
    begins = form.begins()
    if begins is None:
        return _page(here, rules, found, form)
    if doing == ADOPT and _done_already(here, found, begins):  # pressing twice
        return _told(rules, found, "")
    wanted = Wanted(rules.key, found.name, begins)
    try:
        planned = plan(g.authority.code, wanted)
    except DomainError as error:
        form.add(error)
        return _page(here, rules, found, form)
    seen = form.shown.data == digest_of(planned)
    if doing != ADOPT or not seen:
        return _page(here, rules, found, form, planned, again=doing == ADOPT)
    return _adopt(here, rules, found, form, wanted)


def _adopt(here: RulesHere, rules: Rules, found: Version, form: AdoptForm, wanted: Wanted) -> Response:
    decision = Decision(form.approved_by.data or "", form.authority.data or "", form.remark.data or "")
    try:
        done = adopt_version(g.authority.code, current_user.actor, wanted, decision)
    except NotPermitted:
        abort(403)
    except DomainError as error:
        form.add(error)
        return _page(here, rules, found, form)
    told = will_follow(done, found.name, say())
    return _told(rules, found, f"{told}.")


def _told(rules: Rules, found: Version, detail: str) -> Response:
    stays = found is rules.in_force
    words = gettext("%(version)s is kept", version=found.name) if stays else gettext(
        "%(version)s is adopted", version=found.name
    )  # fmt: skip
    tell(words, detail)
    return redirect(url_for("rules.show", procedure=found.text.key, version=found.name))


def _start(here: RulesHere, rules: Rules, found: Version) -> dict[str, object]:
    """Who is signed in; the minute of one still to come where this would take its place."""
    start: dict[str, object] = {"time": MIDNIGHT, "approved_by": current_user.name}
    last = here.council.register.adopted(PROCEDURE, rules.key)[-1:]
    if last and last[0].from_ > here.now and last[0].hash != found.hash:
        begins = last[0].from_.astimezone(LONDON)
        start |= {"on": begins.date(), "time": begins.strftime("%H:%M")}
    return start


def _done_already(here: RulesHere, found: Version, begins: datetime) -> bool:
    last = here.council.register.adopted(PROCEDURE, found.text.key)[-1:]
    return bool(last) and (last[0].hash, last[0].from_, last[0].by) == (found.hash, begins, current_user.actor.key)


def _page(
    here: RulesHere,
    rules: Rules,
    found: Version,
    form: AdoptForm,
    planned: Planned | None = None,
    *,
    again: bool = False,
) -> Response:
    body: AdoptBody = body_of(here, rules, found, planned, action=request.path, again=again)
    back = Link(gettext("Back to the text"), url_for("rules.show", procedure=rules.key, version=found.name))
    context = AdoptPage(title=heading(rules, found, planned), form=form, back=back, page=body)
    return page("staff/adopt_version.html", context)
