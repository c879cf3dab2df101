"""The log of reads: who looked at what, when and why. Only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from core.ids import new_id
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.rows import put_all
from core.persistence.scope import current_authority


@dataclass(frozen=True, slots=True)
class Read:
    """Somebody looked. `actor` is an opaque key such as `staff:<id>`."""

    at: datetime
    actor: str
    what: str
    why: str


def note_read(case_id: str, actor: str, what: str, why: str, now: datetime) -> None:
    """Note one look; `case_id` is empty for what is about no one case (a search)."""
    row = {"authority_id": current_authority(), "id": new_id(), "at": now, "actor": actor}
    put_all(m.ReadLog, [{**row, "case_id": case_id or None, "what": what, "why": why}])


def reads_of(case_id: str, most: int = 200) -> tuple[Read, ...]:
    """Who looked at a case, the latest first."""
    found = select(m.ReadLog.at, m.ReadLog.actor, m.ReadLog.what, m.ReadLog.why).where(m.ReadLog.case_id == case_id)
    rows = current_session().execute(found.order_by(m.ReadLog.at.desc()).limit(most))
    return tuple(Read(*row) for row in rows)
