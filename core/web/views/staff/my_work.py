"""My work: what is due from the reader, what waits for the person, what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, g, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from core.persistence.queries import my_work as mine
from core.services import looking, opening
from core.services.opening import Standing
from core.web.access import may, needs
from core.web.casework.lists import CaseRow, Empty, Lines, lines_of
from core.web.language import say
from core.web.navigation import Entry
from core.web.pages import Link, Page, page
from core.words.dates import day
from core.words.outcomes import remedy_kind

blueprint = Blueprint("my_work", __name__, url_prefix="/staff")
NAVIGATION = (Entry("staff", _l("My work"), "my_work.show", order=10),)


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
def show() -> Response:
    """What is mine, by what is due next."""
    standing = opening.standing(g.authority.code)
    found = looking.see_my_work(g.authority.code, current_user.actor)
    lines = lines_of(standing)
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
