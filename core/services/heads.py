"""The daily anchor: one digest over the heads of all streams that moved on a day, chained to the day before.

Sent out of the system on the morning after, it proves to anybody who kept it what the record said that night. Days
without events have no anchor. Written once for each day, in one transaction; what was missed is caught up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def anchor_heads(authority: str, *, mail_to: Sequence[str] = ()) -> tuple[Anchor, ...]:
    """Write the anchors of the London days before today that have none, and mail the newest to each address.

    One message an address for all that were written at once, in the same transaction: the newest digest vouches for
    the earlier ones, since each is chained to the one before it.
    """

    def action(work: Work) -> tuple[Anchor, ...]:
        written = tuple(_write(authority))
        for number, to in enumerate(mail_to if written else ()):
            work.mail(_told(authority, written, to, number))
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


def _told(authority: str, written: Sequence[Anchor], to: str, number: int) -> Mail:
    last = written[-1]
    day = last.day.isoformat()
    days = "\n".join(
        f"{one.day.isoformat()}  {one.digest}  {one.events} event{'' if one.events == 1 else 's'}" for one in written
    )
    text = (
        f"The day's head of the record of {authority}, for whoever keeps it safe outside the system.\n\n"
        f"{days}\n\n"
        "Keep this message. The digest stands for everything recorded up to the end of that day. To see whether the "
        "record is still the one it stands for:\n\n"
        f"    upheld verify --authority {authority} --anchor {day}={last.digest}\n"
    )
    return Mail(f"heads:{day}:{number}", "heads", to, f"{authority}: record of {day}, {last.digest[:16]}", text)
