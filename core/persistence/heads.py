"""Heads of streams, day by day: which streams moved, and the anchors that were written of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain

from sqlalchemy import ColumnElement, func, select, true, tuple_

from core.domain.calendar import DAY, LONDON
from core.domain.record import FIRST, heads_digest
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.record import AUTHORITY, AUTHORITY_STREAM, Stamp, append, head_of, plain_text
from core.persistence.rows import put_all
from core.persistence.scope import current_authority

HeadLine = tuple[str, int, str]
"""A stream, the number of its last event, and that event's hash."""
_AT_ONCE = 500
HISTORY_LOADED = "HistoryLoaded"
"""The council's own event that vouches for streams which were loaded with dates that were anchored before."""


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
    """An anchor that does not hold. `why`: prev, digest, or what is wrong with event `seq` of `stream`: it is gone,
    differs, or was added; or, for a digest that was kept outside, not_as_kept or not_here."""

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


def admit_history(streams: Sequence[str], stamp: Stamp) -> int:
    """Record that these streams were loaded with dates that were anchored before; how many needed it.

    The event in the council's own stream, at the moment of loading, vouches for them as an anchor does: so history may
    be loaded late, and whatever else turns up on an anchored day is a fault.
    """
    last = last_anchor()
    if last is None or not streams:
        return 0
    vouched = _vouched()
    begin, end = _span(first_anchored(), last.day)
    needed = [
        (stream, seq)
        for start in range(0, len(streams), _AT_ONCE)
        for stream, seq in _newest(m.Event.stream_id.in_(streams[start : start + _AT_ONCE]), begin, end)
        if seq > vouched.get(stream, 0)
    ]
    if needed:
        hashes = hashes_at(iter(needed))
        lines = "\n".join(f"{stream} {seq} {hashes[stream, seq]}" for stream, seq in sorted(needed))
        body = (HISTORY_LOADED, 1, plain_text({"heads": lines}))
        append(AUTHORITY, AUTHORITY_STREAM, head_of(AUTHORITY_STREAM), (body,), stamp)
    return len(needed)


def first_anchored() -> date:
    """The first day that has an anchor; the last day there is without any."""
    return current_session().scalar(select(func.min(m.DailyHead.day))) or date.max


def broken_anchor() -> BrokenAnchor | None:
    """The first anchor of the council in scope that does not hold, or None: the earliest day of what is wrong."""
    found = [fault for fault in (_broken(), _added()) if fault is not None]
    return min(found, key=lambda fault: fault.day, default=None)


def unlike_kept(kept: Iterable[tuple[date, str]]) -> Iterator[BrokenAnchor]:
    """Days whose anchor is not the one of which somebody kept the digest (or how it begins) outside the system."""
    wanted = tuple(kept)
    query = select(m.DailyHead.day, m.DailyHead.digest).where(m.DailyHead.day.in_({day for day, _ in wanted}))
    held = {day: digest for day, digest in current_session().execute(query)} if wanted else {}
    for day, digest in wanted:
        if day not in held:
            yield BrokenAnchor(day, "not_here")
        elif not held[day].startswith(digest):
            yield BrokenAnchor(day, "not_as_kept")


def _broken() -> BrokenAnchor | None:
    prev = FIRST
    for anchor in anchors():
        if anchor.prev != prev:
            return BrokenAnchor(anchor.day, "prev")
        if heads_digest(current_authority(), anchor.day, anchor.heads, anchor.prev) != anchor.digest:
            return BrokenAnchor(anchor.day, "digest")
        gone = _unlike(anchor.day, anchor.heads)
        if gone is not None:
            return gone
        prev = anchor.digest
    return None


def _unlike(day: date, heads: tuple[HeadLine, ...]) -> BrokenAnchor | None:
    """The first of these heads that is not there as it was."""
    stored = hashes_at((stream, seq) for stream, seq, _ in heads)
    for stream, seq, hash_ in heads:
        if stored.get((stream, seq)) != hash_:
            return BrokenAnchor(day, "gone" if (stream, seq) not in stored else "differs", stream, seq)
    return None


def _added() -> BrokenAnchor | None:
    """The first event that an anchored day, or one between two of them, did not have, and that nobody loaded.

    What an anchor vouches for it vouches for with all events before it in the stream, as they are chained. An event
    recorded after an anchor bears a later day.
    """
    last = last_anchor()
    if last is None:
        return None
    for day, heads in _loaded():
        unlike = _unlike(day, heads)
        if unlike is not None:
            return unlike
    vouched = _vouched()
    begin, end = _span(first_anchored(), last.day)
    more = [(stream, vouched.get(stream, 0)) for stream, seq in _newest(true(), begin, end)
            if seq > vouched.get(stream, 0)]  # fmt: skip
    faults = []
    for stream, known in more:
        e = m.Event
        first = select(e.at, e.seq).where(e.stream_id == stream, e.seq > known, e.at >= begin, e.at < end)
        at, seq = current_session().execute(first.order_by(e.seq).limit(1)).one()
        faults.append(BrokenAnchor(at.astimezone(LONDON).date(), "added", stream, seq))
    return min(faults, key=lambda fault: (fault.day, fault.stream), default=None)


def _newest(which: ColumnElement[bool], begin: datetime, end: datetime) -> list[tuple[str, int]]:
    """The streams of these with events in the span, and the number of the last of those."""
    e = m.Event
    query = select(e.stream_id, func.max(e.seq)).where(which, e.at >= begin, e.at < end).group_by(e.stream_id)
    return [(stream, seq) for stream, seq in current_session().execute(query)]


def _span(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of one London day to the last of another."""
    return datetime.combine(first, time(), LONDON), datetime.combine(last + DAY, time(), LONDON)


def _vouched() -> dict[str, int]:
    """By stream, the highest number that an anchor or a recorded loading vouches for."""
    found: dict[str, int] = {}
    for heads in chain((anchor.heads for anchor in anchors()), (heads for _, heads in _loaded())):
        for stream, seq, _ in heads:
            found[stream] = max(seq, found.get(stream, 0))
    return found


def _loaded() -> Iterator[tuple[date, tuple[HeadLine, ...]]]:
    """What was loaded as history after its days were anchored: the day of loading, and the heads it told."""
    told = select(m.Event.at, m.Event.body).where(
        m.Event.stream_id == AUTHORITY_STREAM, m.Event.type == HISTORY_LOADED
    )
    for at, body in current_session().execute(told.order_by(m.Event.seq)):
        yield at.astimezone(LONDON).date(), _lines(json.loads(body)["heads"])


def _lines(text: str) -> tuple[HeadLine, ...]:
    parts = (line.split(" ") for line in text.splitlines())
    return tuple((stream, int(seq), hash_) for stream, seq, hash_ in parts)
