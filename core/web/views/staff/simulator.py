"""The simulator: other rules tried on past cases, before anybody decides. What is asked stands in the address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, g, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from core.api import SettingSpec
from core.domain.calendar import london_day
from core.domain.errors import DomainError
from core.domain.procedure import Procedure
from core.domain.shape import CLOSED_DAYS, OUT_OF_HOURS, STATUTORY
from core.domain.simulated import is_few
from core.host.text_settings import text_settings
from core.services.simulating import PAGE, TooMany, Wanted, simulate
from core.services.versions import Rules, RulesHere, Version, rules_here
from core.web.access import may, needs
from core.web.forms.simulator import SimulatorForm, form_for
from core.web.language import language, say
from core.web.pages import Link, page
from core.web.rules_pages import short_since
from core.web.simulated_page import SimulatorPage, command_of, result_of
from core.words.simulated import headline

blueprint = Blueprint("simulator", __name__, url_prefix="/staff/rules/simulator")
MOST = 5_000
"""So many cases are reckoned while somebody waits, which takes about two seconds; more by the command."""

YEAR = timedelta(days=365)


@blueprint.get("")
@needs("rules.try")
def show() -> Response:
    """The form and, once it was run, the answer."""
    here = rules_here(g.authority.code, current_user.actor, counting=False)
    offered = {f"{rules.key}/{one.name}": (rules, one) for rules in here.procedures for one in rules.versions}
    chosen = _chosen(here, offered)
    back = Link(gettext("All rules"), url_for("rules.index"))
    if not chosen:
        empty = SimulatorPage(title=gettext("Rules tried on past cases"), back=back, action="", of="", many=False)
        return page("staff/simulator.html", empty)
    rules, version = offered[chosen]
    specs = _specs(here, version.text)
    today = london_day(here.now)
    choices = [(key, _choice(*of)) for key, of in offered.items()]
    made = form_for(specs, version.text.day_rule.cut_off)
    form = made(_asked(), choices, chosen, today - YEAR, today)
    context: dict[str, Any] = {"form": form, "back": back, "action": request.path, "of": chosen}
    context |= {"title": gettext("Try other rules on past cases"), "many": len(offered) > 1}
    context["days"] = {key: value for key, value in request.args.items() if key.startswith(("from-", "to-"))}
    if "run" in request.args and form.validate():
        context |= _run(form, Wanted(
            rules.key, form.first.data, form.last.data, version.name, form.proposed(),  # type: ignore[arg-type]
        ), specs)  # fmt: skip
    return page("staff/simulator.html", SimulatorPage(**context))


def _run(form: SimulatorForm, wanted: Wanted, specs: tuple[SettingSpec, ...]) -> dict[str, Any]:
    """What the page shows of the answer; a refusal is put at its field."""
    sees = may("case.view")
    code, after = g.authority.code, request.args.get("after", "")[:80]
    try:
        actor = current_user.actor if sees else None
        found = simulate(code, wanted, after=after, page=PAGE if sees else 0, most=MOST, actor=actor)
    except TooMany as many:
        said = gettext(
            "%(n)s cases were received on those days, more than the %(most)s that are reckoned while you wait. "
            "Choose fewer days, or ask whoever runs the service for this command:",
            n=f"{many.count:,}", most=f"{MOST:,}",
        )  # fmt: skip
        return {"too_many": said, "command": command_of(code, wanted)}
    except DomainError as error:
        form.add(error)
        return {}
    shows = sees or not is_few(found.tally.cases.all)
    titles = {spec.key: spec.title.in_language(language()) for spec in specs}
    first_url = _address() if after else ""
    later_url = _address(found.later) if found.later else ""
    return {
        "title": headline(found.tally, say()) if shows else gettext("Too few cases to show"),
        "heading": gettext("Other rules tried on past cases"),
        "result": result_of(found, titles, sees, first_url, later_url),
    }


def _address(after: str = "") -> str:
    """The address of the same question, from the place `after` on. Its parameters are no arguments of `url_for`, which
    would take some names as its own."""
    asked = {key: value for key, value in request.args.items() if key != "after"}
    return f"{url_for('simulator.show')}?{urlencode({**asked, 'after': after} if after else asked)}"


def _chosen(here: RulesHere, offered: dict[str, tuple[Rules, Version]]) -> str:
    """The rules that the address names; else the first in force, or the first of all; "" where there are none."""
    named = request.args.get("rules", "")[:160]
    if named and named not in offered:
        abort(404)
    held = (f"{rules.key}/{rules.in_force.name}" for rules in here.procedures if rules.in_force is not None)
    return named or next(held, next(iter(offered), ""))


def _asked() -> MultiDict[str, str] | None:
    """What the address says; None while only the rules were chosen, and no days."""
    return request.args if "from-day" in request.args else None


def _specs(here: RulesHere, text: Procedure) -> tuple[SettingSpec, ...]:
    """What can be set in the text, and of the calendar; a statutory calendar takes no closed days."""
    known = here.council.runtime.settings
    calendar = [OUT_OF_HOURS] if text.calendar == STATUTORY else [OUT_OF_HOURS, CLOSED_DAYS]
    return (*text_settings(text), *(known[key] for key in calendar if key in known))


def _choice(rules: Rules, version: Version) -> str:
    title = version.text.title.in_language(language())
    if version is rules.in_force:
        return gettext("%(title)s: %(version)s, in force", title=title, version=version.name)
    return gettext("%(title)s: %(version)s, %(since)s", title=title, version=version.name, since=short_since(version))
