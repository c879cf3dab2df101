"""Unfinished forms of the public, kept for the browser that holds the token, at the council in scope."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from core.persistence.db import Instant, current_session
from core.persistence.direct import ours, read_rows
from core.persistence.models import JourneyDraft
from core.persistence.repositories.common import changed


@dataclass(frozen=True, slots=True)
class Draft:
    """`data` is JSON of the answers so far; `version` rises with each change."""

    token_hash: str
    data: str
    step: str
    version: int
    updated_at: datetime
    expires_at: datetime


_DRAFT = select(*(getattr(JourneyDraft, name) for name in Draft.__slots__)).where(
    ours(JourneyDraft),
    JourneyDraft.token_hash == bindparam("token"),
    JourneyDraft.expires_at > bindparam("now", type_=Instant()),
)


def draft(token_hash: str, now: datetime) -> Draft | None:
    """The draft of that token."""
    found = read_rows(_DRAFT, token=token_hash, now=now) if token_hash else ()
    return Draft(*found[0]) if found else None


def start_draft(token_hash: str, data: str, step: str, now: datetime, expires_at: datetime) -> None:
    """Keep a new draft."""
    if not token_hash:
        raise ValueError("an empty token opens nothing")
    session = current_session()
    session.add(
        JourneyDraft(token_hash=token_hash, data=data, step=step, version=1, updated_at=now, expires_at=expires_at)
    )
    session.flush()


def save_draft(token_hash: str, data: str, step: str, version: int, now: datetime, expires_at: datetime) -> bool:
    """Change a draft that was read at `version`; False when another tab was quicker, or it is gone."""
    mine = update(JourneyDraft).where(JourneyDraft.token_hash == token_hash, JourneyDraft.version == version)
    new = {"data": data, "step": step, "version": version + 1, "updated_at": now, "expires_at": expires_at}
    done = changed(mine.values(**new)) == 1
    current_session().expire_all()
    return done


def all_drafts() -> tuple[tuple[str, str], ...]:
    """Token hash and data of every draft at the council in scope."""
    query = select(JourneyDraft.token_hash, JourneyDraft.data)
    return tuple((hash_, data) for hash_, data in current_session().execute(query))


def drop_draft(token_hash: str) -> bool:
    """Forget a draft, when it has become a case or its writer says so; False when there was none."""
    return changed(delete(JourneyDraft).where(JourneyDraft.token_hash == token_hash)) == 1


def sweep_drafts(now: datetime) -> int:
    """Remove drafts that nobody came back to; how many."""
    return changed(delete(JourneyDraft).where(JourneyDraft.expires_at <= now))
