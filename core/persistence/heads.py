"""Heads of streams, day by day: which streams moved, and the anchors that were written of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import func, select, tuple_

from core.domain.calendar import DAY, LONDON
from core.domain.record import FIRST, heads_digest
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.rows import put_all
from core.persistence.scope import current_authority

HeadLine = tuple[str, int, str]
"""A stream, the number of its last event, and that event's hash."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Anchor:
    """One day's anchor as it was written. `events` counts those of the day."""

    day: date
    events: int
    heads: tuple[HeadLine, ...]
    digest: str
    prev: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class BrokenAnchor:
    """An anchor that does not hold. `why`: prev, digest, or what became of event `seq` of `stream`: gone, differs."""

    day: date
    why: str
    stream: str = ""
    seq: int = 0


def anchors(after: date | None = None) -> Iterator[Anchor]:
    """The anchors of the council in scope, oldest first; those after a day when one is given."""
    query = select(m.DailyHead).order_by(m.DailyHead.day)
    if after is not None:
        query = query.where(m.DailyHead.day > after)
    for row in current_session().scalars(query):
        yield Anchor(row.day, row.events, _lines(row.heads), row.digest, row.prev, row.created_at)


def last_anchor() -> Anchor | None:
    """The newest anchor."""
    row = current_session().scalar(select(m.DailyHead).order_by(m.DailyHead.day.desc()).limit(1))
    return Anchor(row.day, row.events, _lines(row.heads), row.digest, row.prev, row.created_at) if row else None


def first_day() -> date | None:
    """The London day of the earliest event; None when there is none."""
    earliest: datetime | None = current_session().scalar(select(func.min(m.Event.at)))
    return earliest.astimezone(LONDON).date() if earliest else None


def moved_on(day: date) -> tuple[int, tuple[HeadLine, ...]]:
    """How many events the London day has, and the heads of their streams as of its end."""
    begin, end = (datetime.combine(d, time(), LONDON) for d in (day, day + DAY))
    in_day = (m.Event.at >= begin, m.Event.at < end)
    query = select(m.Event.stream_id, func.max(m.Event.seq), func.count()).where(*in_day).group_by(m.Event.stream_id)
    found = current_session().execute(query).all()
    hashes = hashes_at((stream, seq) for stream, seq, _ in found)
    heads = tuple(sorted((stream, seq, hashes[stream, seq]) for stream, seq, _ in found))
    return sum(count for _, _, count in found), heads


def hashes_at(places: Iterator[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The hash of each event at (stream, number), of those that are there."""
    wanted = sorted(places)
    found: dict[tuple[str, int], str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        query = select(m.Event.stream_id, m.Event.seq, m.Event.hash).where(
            tuple_(m.Event.stream_id, m.Event.seq).in_(some)
        )
        found |= {(stream, seq): hash_ for stream, seq, hash_ in current_session().execute(query)}
    return found


def write_anchor(anchor: Anchor) -> None:
    """Write a day's anchor; one that is there already makes the database refuse."""
    row = {
        "authority_id": current_authority(),
        "day": anchor.day,
        "streams": len(anchor.heads),
        "events": anchor.events,
        "heads": "\n".join(f"{stream} {seq} {hash_}" for stream, seq, hash_ in anchor.heads),
        "digest": anchor.digest,
        "prev": anchor.prev,
        "created_at": anchor.created_at,
    }
    put_all(m.DailyHead, [row])


def broken_anchor() -> BrokenAnchor | None:
    """The first anchor of the council in scope that does not hold, or None."""
    prev = FIRST
    for anchor in anchors():
        if anchor.prev != prev:
            return BrokenAnchor(anchor.day, "prev")
        if heads_digest(current_authority(), anchor.day, anchor.heads, anchor.prev) != anchor.digest:
            return BrokenAnchor(anchor.day, "digest")
        stored = hashes_at((stream, seq) for stream, seq, _ in anchor.heads)
        for stream, seq, hash_ in anchor.heads:
            if stored.get((stream, seq)) != hash_:
                return BrokenAnchor(anchor.day, "gone" if (stream, seq) not in stored else "differs", stream, seq)
        prev = anchor.digest
    return None


def _lines(text: str) -> tuple[HeadLine, ...]:
    parts = (line.split(" ") for line in text.splitlines())
    return tuple((stream, int(seq), hash_) for stream, seq, hash_ in parts)


