"""What one member of staff has to do: their open cases by what is due next, and what they have promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, case, func, select

from core.persistence import models as m
from core.persistence.direct import ours, read_rows
from core.persistence.queries.lines import CaseLine, lines_query, make_lines
from core.persistence.queries.visible import Viewer, visible_to

MOST = 100


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Something that was promised in a case and is not done."""

    reference: str
    issue: int
    remedy: str
    kind: str
    words: str
    by: date | None


@dataclass(frozen=True, slots=True)
class MyWork:
    """Counts are over all of one's open cases; `lines` are the first hundred by what is due next."""

    lines: tuple[CaseLine, ...]
    late: int
    today: int
    this_week: int
    later: int
    undated: int
    waiting: int
    actions: tuple[ActionLine, ...]

    @property
    def total(self) -> int:
        return self.late + self.today + self.this_week + self.later + self.undated


def my_work(viewer: Viewer, today: date) -> MyWork:
    """The work of the member of staff who looks: four queries. This week ends with Sunday."""
    file = m.CaseFile
    mine = and_(visible_to(viewer), file.status == "open", file.owner == viewer.actor.id)
    sunday = today + timedelta(days=6 - today.weekday())
    day = file.queue_day
    groups = (
        day < today,
        day == today,
        and_(day > today, day <= sunday),
        and_(day > sunday, file.next_due.is_not(None)),
        file.next_due.is_(None),
        file.waiting != "",
    )
    counts = select(*(func.coalesce(func.sum(case((group, 1), else_=0)), 0) for group in groups))
    numbers = read_rows(counts.select_from(file).where(ours(file), mine))[0]
    rows = read_rows(lines_query().where(mine).order_by(day, file.id).limit(MOST))
    late, due_today, week, later, undated, waiting = (int(number) for number in numbers)
    lines = tuple(make_lines(rows))
    return MyWork(lines, late, due_today, week, later, undated, waiting, _actions(viewer))


def next_of_mine(viewer: Viewer, but: str) -> str:
    """The reference of the case of theirs that is due next, other than `but`; "" for none."""
    file = m.CaseFile
    mine = (ours(file), visible_to(viewer), file.status == "open", file.owner == viewer.actor.id, file.reference != but)
    query = select(file.reference).where(*mine).order_by(file.queue_day, file.id).limit(1)
    found = read_rows(query)
    return found[0][0] if found else ""


def _actions(viewer: Viewer) -> tuple[ActionLine, ...]:
    same = and_(ours(m.CaseFile), m.CaseFile.id == m.ActionRow.case_id)
    words = and_(ours(m.Words), m.Words.id == m.ActionRow.words_id)
    query = (
        select(
            m.CaseFile.reference,
            m.ActionRow.issue,
            m.ActionRow.remedy,
            m.ActionRow.kind,
            m.Words.body,
            m.ActionRow.by,
        )
        .select_from(m.ActionRow)
        .join(m.CaseFile, same)
        .outerjoin(m.Words, words)
        .where(ours(m.ActionRow), visible_to(viewer), m.CaseFile.owner == viewer.actor.id, m.ActionRow.done.is_(None))
        .order_by(m.ActionRow.by, m.ActionRow.remedy)
        .limit(MOST)
    )
    return tuple(
        ActionLine(reference, issue, remedy, kind, body or "", by)
        for reference, issue, remedy, kind, body, by in read_rows(query)
    )
