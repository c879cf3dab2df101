"""My work, and the queue of the council's open cases: what is due next comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, g, redirect, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from core.persistence.queries import my_work as mine
from core.persistence.queries.worklist import NOBODY, BadCursor, Filters
from core.services import looking, opening
from core.services.opening import Standing
from core.web.access import may, needs
from core.web.casework.lists import CaseRow, Lines, stage_titles, state_titles
from core.web.casework.view import service_choices, type_choices
from core.web.language import say
from core.web.navigation import Entry
from core.web.pages import Link, Page, page
from core.words.dates import day
from core.words.outcomes import remedy_kind

blueprint = Blueprint("worklist", __name__, url_prefix="/staff")
NAVIGATION = (
    Entry("staff", _l("My work"), "worklist.my_work", order=10),
    Entry("staff", _l("Queue"), "worklist.queue", order=20),
)
FACETS = ("type", "stage", "state", "service", "owner")
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
class Empty:
    """What belongs here, why there is none, one thing to do."""

    text: str
    why: str = ""
    link: Link | None = None


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


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that was promised and is not done."""

    reference: str
    case_url: str
    kind: str
    words: str
    by: str
    late: bool
    finish_url: str


@dataclass(frozen=True, slots=True)
class MyWorkBody:
    count: str
    next_due: CaseRow | None
    groups: tuple[Group, ...]
    waiting: tuple[CaseRow, ...]
    actions: tuple[Promise, ...]
    more: str
    more_url: str
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class MyWorkPage(Page):
    page: MyWorkBody


@blueprint.get("/work")
@needs("case.view")
def my_work() -> Response:
    """What is mine, by what is due next."""
    standing = opening.standing(g.authority.code)
    found = looking.see_my_work(g.authority.code, current_user.actor)
    lines = _lines(standing)
    running = [line for line in found.lines if not line.waiting]
    groups = _groups(lines, running, standing)
    first = next((row for group in groups for row in group.rows if row.clock), None)
    more = max(0, found.total - len(found.lines))
    body = MyWorkBody(
        _mine_in_words(found),
        first,
        groups,
        lines.rows(line for line in found.lines if line.waiting),
        tuple(_promise(action, standing) for action in found.actions),
        say().count("%(n)s more case of yours is in the queue", "%(n)s more cases of yours are in the queue", more),
        url_for("worklist.queue", owner=current_user.actor.id) if more else "",
        Empty(
            gettext("Nothing is due from you."),
            gettext("Cases that are given to you, or that you take from the queue, stand here."),
            Link(gettext("Open the queue"), url_for("worklist.queue")),
        ),
    )
    return page("staff/my_work.html", MyWorkPage(title=gettext("My work"), page=body))


def _groups(lines: Lines, running: list[Any], standing: Standing) -> tuple[Group, ...]:
    today = standing.today
    sunday = today + timedelta(days=6 - today.weekday())
    named = (
        (gettext("Late"), lambda due: due is not None and due < today),
        (gettext("Today"), lambda due: due == today),
        (gettext("This week"), lambda due: due is not None and today < due <= sunday),
        (gettext("Later"), lambda due: due is not None and due > sunday),
        (gettext("No date is running"), lambda due: due is None),
    )
    found = (Group(title, lines.rows(line for line in running if fits(line.next_due))) for title, fits in named)
    return tuple(group for group in found if group.rows)


def _mine_in_words(found: mine.MyWork) -> str:
    """ "2 due today, 1 late": only what there is."""
    speak = say()
    parts = [
        speak.count("%(n)s late", "%(n)s late", found.late) if found.late else "",
        speak.count("%(n)s due today", "%(n)s due today", found.today) if found.today else "",
        speak.count("%(n)s more this week", "%(n)s more this week", found.this_week) if found.this_week else "",
        speak.count("%(n)s later", "%(n)s later", found.later) if found.later else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"{said}." if said else speak("Nothing is due.")


def _promise(action: mine.ActionLine, standing: Standing) -> Promise:
    finish = url_for("actions.finish", reference=action.reference, issue=action.issue, remedy=action.remedy)
    return Promise(
        action.reference,
        url_for("cases.show", reference=action.reference),
        remedy_kind(action.kind, say()),
        action.words,
        day(action.by, say()) if action.by else say()("No date"),
        action.by is not None and action.by < standing.today,
        finish if may("case.work") else "",
    )


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
    body = QueueBody(
        url_for("worklist.queue"),
        request.full_path.rstrip("?"),
        wanted["view"],
        _views(wanted),
        facets,
        chosen,
        _count(found.total, wanted["view"]),
        url_for("worklist.queue", **_kept({"view": wanted["view"]})),
        _lines(standing).rows(found.lines),
        _empty(wanted, chosen),
        url_for("worklist.queue", **_kept(wanted), before=found.before) if found.before else "",
        url_for("worklist.queue", **_kept(wanted), after=found.after) if found.after else "",
        url_for("log.new") if may("case.log") else "",
    )
    return page("staff/queue.html", QueuePage(title=gettext("Queue"), page=body))


def _filters(wanted: dict[str, str], standing: Standing) -> Filters:
    narrow = {name: wanted[name] for name in FACETS}
    if wanted["view"] == "unassigned":
        narrow["owner"] = NOBODY
    sunday = standing.today + timedelta(days=6 - standing.today.weekday())
    return Filters(
        **narrow,
        status="closed" if wanted["view"] == "closed" else "open",
        late=wanted["view"] == "late",
        due_by=sunday if wanted["view"] == "due" else None,
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
    }
    return tuple(
        Facet(name, text, tuple(Option(v, t, wanted[name] == v) for v, t in [("", gettext("Any")), *choices]))
        for name, (text, choices) in offers.items()
    )


def _count(total: int, view: str) -> str:
    speak = say()
    order = speak("the latest first") if view == "closed" else speak("next due first")
    return speak.count("%(n)s case, %(order)s.", "%(n)s cases, %(order)s.", total, order=order)


def _empty(wanted: dict[str, str], chosen: tuple[Link, ...]) -> Empty:
    """Names the filters, and the way out of them."""
    speak = say()
    views = {"due": speak("due this week"), "late": speak("late"), "unassigned": speak("without an owner"),
             "closed": speak("closed")}  # fmt: skip
    parts = [*(link.text for link in chosen), *([views[wanted["view"]]] if wanted["view"] else [])]
    if parts:
        clear = Link(speak("Show all open cases"), url_for("worklist.queue"))
        return Empty(speak("No case is %(filters)s.", filters=speak.listed(parts)), "", clear)
    log = Link(speak("Log a contact"), url_for("log.new")) if may("case.log") else None
    return Empty(speak("No case is open."), speak("What people send, and what you log for them, stands here."), log)


def _lines(standing: Standing) -> Lines:
    stages = stage_titles(standing.council.register)
    return Lines(g.runtime, stages, standing.calendar, standing.today, current_user.actor.id)
