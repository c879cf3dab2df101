"""Work of the council in scope that was given up and waits for a person: messages, and tasks of the worker.

Codes, kinds, numbers and references only: whom a message is for and what it says is no part of it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select

from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.repositories.cases import references_of
from core.persistence.repositories.outbox import PARKED
from core.persistence.repositories.tasks import PARKED_CODE
from core.persistence.scope import current_authority

MESSAGE, TASK = "message", "task"
MOST = 200


@dataclass(frozen=True, slots=True)
class Parked:
    """One piece of work that was given up.

    `what` is "message" or "task"; `kind` what sort (receipt, letter …; mail, react, sweep …); `code` why, as a short
    code of ours or the name of an exception; `since` when a message was written, or when a task was given up (UTC).
    `reference` is that of the case it is about, "" where it is about none; `letter` the id of the letter it carries.
    """

    what: str
    id: str
    kind: str
    code: str
    attempts: int
    since: datetime
    case: str = ""
    reference: str = ""
    letter: str = ""


def parked_messages(most: int = MOST) -> tuple[Parked, ...]:
    """Messages that will not leave by themselves, the latest written first."""
    o = m.Outbox
    case = and_(m.CaseFile.authority_id == o.authority_id, m.CaseFile.id == o.case_id)
    columns = (o.id, o.kind, o.last_error, o.attempts, o.created_at, o.case_id, m.CaseFile.reference, o.letter_id)
    query = select(*columns).select_from(o).outerjoin(m.CaseFile, case).where(o.state == PARKED)
    found = current_session().execute(query.order_by(o.created_at.desc(), o.id.desc()).limit(most))
    return tuple(
        Parked(MESSAGE, id_, kind, code, tries, at, case_id or "", reference or "", letter or "")
        for id_, kind, code, tries, at, case_id, reference, letter in found
    )


def parked_tasks(most: int = MOST) -> tuple[Parked, ...]:
    """Tasks that are not tried again by themselves, the latest given up first."""
    t = m.Task
    mine = (t.authority_id == current_authority(), t.done.is_not(None), t.last_error.startswith(PARKED_CODE))
    query = select(t.id, t.kind, t.last_error, t.attempts, t.done, t.payload).where(*mine)
    rows = current_session().execute(query.order_by(t.done.desc(), t.id.desc()).limit(most)).all()
    payloads: dict[str, Any] = {row.id: json.loads(row.payload) for row in rows}
    messages = _cases_of_messages([p["outbox"] for p in payloads.values() if "outbox" in p])
    cases = {id_: p.get("case") or messages.get(p.get("outbox", ""), "") for id_, p in payloads.items()}
    references = references_of(sorted({case for case in cases.values() if case}))
    return tuple(
        Parked(
            TASK, row.id, row.kind, row.last_error.removeprefix(PARKED_CODE), row.attempts, row.done,
            cases[row.id], references.get(cases[row.id], ""),
        )
        for row in rows
    )  # fmt: skip


def _cases_of_messages(ids: list[str]) -> dict[str, str]:
    """The case that each of these messages is about."""
    if not ids:
        return {}
    query = select(m.Outbox.id, m.Outbox.case_id).where(m.Outbox.id.in_(ids), m.Outbox.case_id.is_not(None))
    return {id_: case for id_, case in current_session().execute(query)}
