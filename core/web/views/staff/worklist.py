"""The queue of the council's cases: what is due next comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, g, redirect, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from core.domain.register import Register
from core.persistence.queries.worklist import MOST_COUNTED, NOBODY, BadCursor, Filters, Worklist
from core.services import looking, opening, versions
from core.services.opening import Standing
from core.web.access import may, needs
from core.web.casework.lists import CaseRow, Empty, lines_of, stage_titles, state_titles
from core.web.casework.view import service_choices, type_choices
from core.web.language import language, say
from core.web.navigation import Entry
from core.web.pages import Link, Page, page

blueprint = Blueprint("worklist", __name__, url_prefix="/staff")
NAVIGATION = (Entry("staff", _l("Queue"), "worklist.queue", order=20),)
FACETS = ("type", "stage", "state", "service", "owner", "rules")
VIEWS = ("due", "late", "unassigned", "closed")


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One select of the filters."""

    name: str
    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A named view of the queue."""

    text: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class QueueBody:
    action: str
    here: str
    view: str
    views: tuple[ViewLink, ...]
    facets: tuple[Facet, ...]
    chosen: tuple[Link, ...]
    count: str
    clear_url: str
    rows: tuple[CaseRow, ...]
    empty: Empty
    earlier_url: str
    later_url: str
    log_url: str


@dataclass(frozen=True, kw_only=True)
class QueuePage(Page):
    page: QueueBody


@blueprint.get("/queue")
@needs("case.view")
def queue() -> Response:
    """The council's cases, narrowed by what the address says."""
    standing = opening.standing(g.authority.code)
    wanted = {name: request.args.get(name, "")[:80] for name in (*FACETS, "view")}
    wanted["view"] = wanted["view"] if wanted["view"] in VIEWS else ""
    places = {name: request.args.get(name, "")[:80] for name in ("after", "before")}
    try:
        found = looking.see_queue(g.authority.code, current_user.actor, _filters(wanted, standing), **places)
    except BadCursor:
        return redirect(url_for("worklist.queue", **_kept(wanted)))
    facets = _facets(wanted, standing)
    chosen = tuple(
        Link(f"{facet.text}: {option.text}", url_for("worklist.queue", **_kept(wanted | {facet.name: ""})))
        for facet in facets
        for option in facet.options
        if option.chosen and option.value
    )
    clear_url = url_for("worklist.queue", **_kept({"view": wanted["view"]}))
    body = QueueBody(
        url_for("worklist.queue"),
        request.full_path.rstrip("?"),
        wanted["view"],
        _views(wanted),
        facets,
        chosen,
        _count(found, standing.today, wanted["view"], any(places.values())),
        clear_url,
        lines_of(standing).rows(found.lines),
        _empty(wanted, [o.text for facet in facets for o in facet.options if o.chosen and o.value], clear_url),
        url_for("worklist.queue", **_kept(wanted), before=found.before) if found.before else "",
        url_for("worklist.queue", **_kept(wanted), after=found.after) if found.after else "",
        url_for("log.new") if may("case.log") else "",
    )
    return page("staff/queue.html", QueuePage(title=gettext("Queue"), page=body))


def _filters(wanted: dict[str, str], standing: Standing) -> Filters:
    narrow = {name: wanted[name] for name in FACETS if name != "rules"}
    if wanted["view"] == "unassigned":
        narrow["owner"] = NOBODY
    sunday = standing.today + timedelta(days=6 - standing.today.weekday())
    return Filters(
        **narrow,
        status="closed" if wanted["view"] == "closed" else "open",
        late=wanted["view"] == "late",
        due_by=sunday if wanted["view"] == "due" else None,
        texts=versions.hashes_named(standing.council.register, wanted["rules"]) if wanted["rules"] else None,
    )


def _kept(wanted: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in wanted.items() if value}


def _views(wanted: dict[str, str]) -> tuple[ViewLink, ...]:
    names = {
        "": gettext("All open"),
        "due": gettext("Due this week"),
        "late": gettext("Late"),
        "unassigned": gettext("Not assigned"),
        "closed": gettext("Closed"),
    }
    rest = {name: wanted[name] for name in FACETS}
    return tuple(
        ViewLink(text, url_for("worklist.queue", **_kept(rest | {"view": key})), wanted["view"] == key)
        for key, text in names.items()
    )


def _facets(wanted: dict[str, str], standing: Standing) -> tuple[Facet, ...]:
    register = standing.council.register
    owners = [(member.id, member.name) for member in standing.members]
    offers = {
        "type": (gettext("Kind"), type_choices(g.runtime)),
        "stage": (gettext("Stage"), list(stage_titles(register).items())),
        "state": (gettext("State"), list(state_titles(register).items())),
        "service": (gettext("Service"), service_choices(g.runtime)),
        "owner": (gettext("Owner"), [(NOBODY, gettext("Nobody yet")), *owners]),
        "rules": (gettext("Rules"), _rules(register)),
    }
    return tuple(
        Facet(name, text, tuple(Option(v, t, wanted[name] == v) for v, t in [("", gettext("Any")), *choices]))
        for name, (text, choices) in offers.items()
    )


def _rules(register: Register) -> list[tuple[str, str]]:
    """Every version that was ever adopted, so that the cases under an old one can be found."""
    return [
        (value, gettext("%(title)s: %(version)s", title=text.title.in_language(language()), version=name))
        for value, text, name in versions.rules_names(register)
    ]


def _count(found: Worklist, today: date, view: str, places: bool) -> str:
    """How many there are; on the first page, where the late ones stand first, how many of them too."""
    speak = say()
    order = speak("the latest first") if view == "closed" else speak("next due first")
    if found.total > MOST_COUNTED:
        said = speak("More than %(n)s cases, %(order)s.", n=f"{MOST_COUNTED:,}", order=order)
    elif found.total:
        said = speak.count("%(n)s case, %(order)s.", "%(n)s cases, %(order)s.", found.total, order=order)
    else:
        said = speak("No cases.")
    late = sum(line.late(today) for line in found.lines)
    whole = late < len(found.lines) or not found.after
    told = speak.count("%(n)s late.", "%(n)s late.", late) if late and whole and not view and not places else ""
    return f"{said} {told}".strip()


def _empty(wanted: dict[str, str], chosen: list[str], clear_url: str) -> Empty:
    """Names the filters, and the way out of them."""
    speak = say()
    views = {
        "": speak("No case is open."),
        "due": speak("No case is due this week."),
        "late": speak("No case is late."),
        "unassigned": speak("Every open case has an owner."),
        "closed": speak("No case is closed yet."),
    }
    if chosen:
        names = {"due": speak("due this week"), "late": speak("late"), "unassigned": speak("without an owner"),
                 "closed": speak("closed")}  # fmt: skip
        parts = [*chosen, *filter(None, [names.get(wanted["view"])])]
        fits = speak("No case fits: %(filters)s.", filters=", ".join(parts))
        return Empty(fits, "", Link(speak("Clear filters"), clear_url))
    if wanted["view"]:
        return Empty(views[wanted["view"]], "", Link(speak("Show all open cases"), url_for("worklist.queue")))
    log = Link(speak("Log a contact"), url_for("log.new")) if may("case.log") else None
    return Empty(views[""], speak("What people send, and what you log for them, stands here."), log)
