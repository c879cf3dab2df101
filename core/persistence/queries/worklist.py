"""The queue: open cases by what is due next, pages by key in both directions, and how many there are in all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, Uuid, func, literal, select, tuple_

from core.ids import is_id
from core.persistence import models as m
from core.persistence.db import Instant
from core.persistence.direct import ours, read_rows
from core.persistence.queries.by_text import cases_under
from core.persistence.queries.lines import CaseLine, lines_query, make_lines
from core.persistence.queries.visible import Viewer, visible_to

NOBODY = "nobody"
PAGE = 25
MOST_COUNTED = 1000
"""Counting stops after so many: a council has tens of thousands of closed cases, and nobody asks how many exactly."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; "" is any. `owner` is a membership or `NOBODY`; `status` "" is open and closed.

    `late`: the next date has passed. `due_by`: it is that day or earlier. `texts`: a track follows one of these texts
    of rules, told by their hash; None is any.
    """

    status: str = "open"
    type: str = ""
    procedure: str = ""
    stage: str = ""
    state: str = ""
    service: str = ""
    owner: str = ""
    late: bool = False
    waiting: bool = False
    due_by: date | None = None
    texts: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page. `before` and `after` are the cursors of the pages before and after, "" where there is none.

    `total` is how many there are in all, or MOST_COUNTED + 1 where there are more than MOST_COUNTED.
    """

    lines: tuple[CaseLine, ...]
    total: int
    before: str
    after: str


class BadCursor(ValueError):
    """What stands for a place in the list is none."""


def worklist(
    viewer: Viewer, filters: Filters, today: date, *, after: str = "", before: str = "", size: int = PAGE
) -> Worklist:
    """A page of the queue: three queries, however long it is.

    Open cases come by their next date, those without one last; where closed ones are among them, the latest received
    come first. `after` and `before` are cursors of an earlier page. Raises BadCursor.
    """
    order = _Order.of(filters)
    conditions = [visible_to(viewer), *_conditions(filters, today)]
    backwards = bool(before)
    query = lines_query().where(*conditions)
    if after or before:
        query = query.where(order.beyond(before or after, backwards=backwards))
    rows = list(read_rows(order.sort(query, backwards=backwards).limit(size + 1)))
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    (total,) = read_rows(_count(conditions))[0]
    has_before, has_after = (more, bool(rows)) if backwards else (bool(after and rows), more)
    return Worklist(
        tuple(make_lines(rows)),
        total,
        order.cursor(rows[0]) if has_before else "",
        order.cursor(rows[-1]) if has_after else "",
    )


def _count(conditions: list[ColumnElement[bool]]) -> Select[Any]:
    some = select(m.CaseFile.id).where(ours(m.CaseFile), *conditions).limit(MOST_COUNTED + 1)
    return select(func.count()).select_from(some.subquery())


def _conditions(filters: Filters, today: date) -> Iterator[ColumnElement[bool]]:
    file = m.CaseFile
    for name in ("status", "type", "procedure", "stage", "state", "service"):
        wanted = getattr(filters, name)
        if wanted:
            yield getattr(file, name) == wanted
    if filters.owner == NOBODY:
        yield file.owner.is_(None)
    elif is_id(filters.owner):
        yield file.owner == filters.owner
    elif filters.owner:  # an address that somebody made up narrows the list to nothing
        yield file.id.is_(None)
    if filters.late:
        yield file.queue_day < today
    if filters.waiting:
        yield file.waiting != ""
    if filters.due_by is not None:
        yield file.queue_day <= filters.due_by
    if filters.texts is not None:
        yield file.id.in_(cases_under(filters.texts))


@dataclass(frozen=True, slots=True)
class _Order:
    """By the next date, the earliest first; or by receipt, the latest first. The id settles ties either way."""

    by_date: bool

    @classmethod
    def of(cls, filters: Filters) -> _Order:
        return cls(filters.status == "open")

    @property
    def _column(self) -> Any:
        return m.CaseFile.queue_day if self.by_date else m.CaseFile.received_at

    def sort(self, query: Select[Any], *, backwards: bool) -> Select[Any]:
        ascending = self.by_date is not backwards
        keys = (self._column, m.CaseFile.id)
        return query.order_by(*(key.asc() if ascending else key.desc() for key in keys))

    def beyond(self, cursor: str, *, backwards: bool) -> ColumnElement[bool]:
        day, _, id_ = cursor.partition("_")
        try:
            place: Any = literal(date.fromisoformat(day), Date) if self.by_date else literal(_instant(day), Instant)
        except ValueError as error:
            raise BadCursor(cursor) from error
        if not is_id(id_):
            raise BadCursor(cursor)
        here = tuple_(self._column, m.CaseFile.id)
        there = tuple_(place, literal(id_, Uuid(as_uuid=False)))
        return here > there if self.by_date is not backwards else here < there

    def cursor(self, row: Any) -> str:
        place = row.queue_day.isoformat() if self.by_date else row.received_at.isoformat()
        return f"{place}_{row.id}"


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a cursor's instant has a zone")
    return found
