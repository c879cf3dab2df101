"""How often something may be tried, counted in a table so that it holds across processes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, case, delete, literal, null, or_, select

from core.persistence.db import Instant, current_session
from core.persistence.models import Throttle
from core.persistence.repositories.common import changed, upsert


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `hits` in `window`; who goes on is blocked for `block`."""

    hits: int
    window: timedelta
    block: timedelta


@dataclass(frozen=True, slots=True)
class Tried:
    """The answer to a try: how many there were in the window, and until when no more are let through."""

    hits: int
    blocked_until: datetime | None

    @property
    def allowed(self) -> bool:
        """Whether this try may go on."""
        return self.blocked_until is None


def hit(key: str, limit: Limit, now: datetime) -> Tried:
    """Count a try under `key` (a keyed hash that covers the council), in one statement however many processes try."""
    moment = literal(now, Instant())
    blocked = and_(Throttle.blocked_until.is_not(None), Throttle.blocked_until > moment)
    over = and_(~blocked, or_(Throttle.blocked_until.is_not(None), Throttle.window_start <= now - limit.window))
    blocks = and_(Throttle.blocked_until.is_(None), Throttle.hits >= limit.hits)
    first_blocks = limit.hits < 1
    statement = upsert(Throttle).values(
        key=key, window_start=now, hits=1, blocked_until=now + limit.block if first_blocks else None
    )
    statement = statement.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "window_start": case((over, moment), else_=Throttle.window_start),
            "hits": case((over, 1), else_=Throttle.hits + 1),
            "blocked_until": case(
                (over, null()), (blocks, literal(now + limit.block, Instant())), else_=Throttle.blocked_until
            ),
        },
    ).returning(Throttle.hits, Throttle.blocked_until)
    hits, until = current_session().execute(statement).one()
    return Tried(hits, until)


def blocked_until(key: str, now: datetime) -> datetime | None:
    """Until when tries under `key` are blocked, without counting one."""
    until = current_session().scalar(select(Throttle.blocked_until).where(Throttle.key == key))
    return until if until and until > now else None


def forget(key: str) -> None:
    """Start afresh, after a success."""
    changed(delete(Throttle).where(Throttle.key == key))


def sweep(now: datetime, older_than: timedelta) -> int:
    """Remove counts that no longer matter; how many."""
    idle = or_(Throttle.blocked_until.is_(None), Throttle.blocked_until <= now)
    return changed(delete(Throttle).where(Throttle.window_start < now - older_than, idle))
