"""A case as one line of a list, with the names and the beginning of the words that a reader needs to know it by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Select, and_, func, select

from core.persistence import models as m
from core.persistence.direct import ours
from core.persistence.queries.names import staff_names

SUMMARY_LETTERS = 200


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list. `summary` is how the person's words begin; `owner` a membership, `owner_name` whose.

    `adjustments` are what the person needs from us, to be known before anybody contacts them.
    """

    case_id: str
    reference: str
    type: str
    status: str
    procedure: str
    stage: str
    state: str
    service: str
    channel: str
    received_at: datetime
    received_on: date
    next_due: date | None
    next_clock: str
    next_firm: bool
    waiting: bool
    reply_by: date | None
    issues: int
    open_issues: int
    open_actions: int
    closed_at: datetime | None
    person: str
    adjustments: str
    summary: str
    owner: str
    owner_name: str

    def late(self, today: date) -> bool:
        """Its next date has passed."""
        return self.next_due is not None and self.next_due < today


_FILE = (
    m.CaseFile.id,
    m.CaseFile.reference,
    m.CaseFile.type,
    m.CaseFile.status,
    m.CaseFile.procedure,
    m.CaseFile.stage,
    m.CaseFile.state,
    m.CaseFile.service,
    m.CaseFile.channel,
    m.CaseFile.received_at,
    m.CaseFile.received_on,
    m.CaseFile.next_due,
    m.CaseFile.next_clock,
    m.CaseFile.next_firm,
    m.CaseFile.waiting,
    m.CaseFile.reply_by,
    m.CaseFile.issues,
    m.CaseFile.open_issues,
    m.CaseFile.open_actions,
    m.CaseFile.closed_at,
)


_FILE_FIELDS = ("case_id", *(column.key for column in _FILE[1:]))


_BEGINS = func.substr(m.Words.body, 1, SUMMARY_LETTERS)
_LINES: Any = (
    select(*_FILE, m.Person.name, m.Person.adjustments, _BEGINS, m.CaseFile.owner, m.CaseFile.queue_day)
    .select_from(m.CaseFile)
    .outerjoin(m.Person, and_(ours(m.Person), m.Person.id == m.CaseFile.person_id))
    .outerjoin(m.Words, and_(ours(m.Words), m.Words.id == m.CaseFile.summary_id))
    .where(ours(m.CaseFile))
)


def lines_query() -> Select[Any]:
    """Cases with their person's name and the beginning of their summary, for `read_rows`, ready for conditions."""
    return cast(Select[Any], _LINES)


def make_lines(rows: Sequence[Any]) -> list[CaseLine]:
    """Rows of `lines_query` as lines, the owners named."""
    names = staff_names(row.owner for row in rows if row.owner)
    return [_line(row, names) for row in rows]


def _line(row: Any, names: dict[str, str]) -> CaseLine:
    *held, person, adjustments, summary, owner, _ = row
    told: dict[str, Any] = dict(zip(_FILE_FIELDS, held, strict=True))
    told["waiting"] = bool(told["waiting"])
    told |= {"person": person or "", "adjustments": adjustments or "", "summary": summary or ""}
    return CaseLine(**told, owner=owner or "", owner_name=names.get(owner or "", ""))
