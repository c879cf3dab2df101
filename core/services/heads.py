"""The daily anchor: one digest over the heads of all streams that moved on a day, chained to the day before.

Sent out of the system on the morning after, it proves to anybody who kept it what the record said that night. Days
without events have no anchor. Written once for each day, in one transaction; what was missed is caught up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from core.clock import utc_now
from core.domain.actor import SYSTEM
from core.domain.calendar import DAY, london_day
from core.domain.record import FIRST, heads_digest
from core.persistence import heads
from core.persistence.heads import Anchor
from core.services.unit_of_work import Mail, Work, perform

CATCH_UP = 40
"""Days back that missing anchors are still written for; what is older was loaded as history."""


def anchor_heads(authority: str, *, mail_to: str = "") -> tuple[Anchor, ...]:
    """Write the anchors of the London days before today that have none, and mail each to `mail_to` if given."""

    def action(work: Work) -> tuple[Anchor, ...]:
        written = tuple(_write(authority))
        for anchor in written if mail_to else ():
            work.mail(_told(authority, anchor, mail_to))
        return written

    return perform(authority, SYSTEM, action)


def _write(authority: str) -> Iterator[Anchor]:
    now = utc_now()
    today, last = london_day(now), heads.last_anchor()
    begin = today - timedelta(days=CATCH_UP)
    day = max(begin, last.day + DAY) if last else max(begin, heads.first_day() or today)
    prev = last.digest if last else FIRST
    while day < today:
        events, moved = heads.moved_on(day)
        if moved:
            digest = heads_digest(authority, day, moved, prev)
            anchor = Anchor(day, events, moved, digest, prev, now)
            heads.write_anchor(anchor)
            prev = digest
            yield anchor
        day += DAY


def _told(authority: str, anchor: Anchor, to: str) -> Mail:
    day = anchor.day.isoformat()
    text = (
        f"The record of {day}, for whoever keeps it safe outside the system.\n\n"
        f"Council: {authority}\nDay: {day}\nStreams that moved: {len(anchor.heads)}\nEvents: {anchor.events}\n"
        f"Digest: {anchor.digest}\nDigest before it: {anchor.prev or 'none, this is the first'}\n\n"
        "Keep this message. `upheld verify` compares the record with its anchors; this digest shows that the anchors "
        "themselves were not changed.\n"
    )
    return Mail(f"heads:{day}", "heads", to, f"Record of {day}: {anchor.digest[:16]}", text)
