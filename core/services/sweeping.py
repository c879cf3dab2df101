"""Removes what has had its time: sessions, links, drafts of forms, counters of tries, the list of work done."""

from __future__ import annotations

from datetime import timedelta

from core.clock import utc_now
from core.persistence import statistics
from core.persistence.repositories import drafts, sessions, tasks, throttle
from core.persistence.transaction import in_one_transaction

COUNTERS_FOR, WORK_FOR = timedelta(days=2), timedelta(days=60)


def sweep(authority: str) -> int:
    """Remove what has expired at the council; how many rows. Nothing of the record is ever touched."""

    def action() -> int:
        now = utc_now()
        gone = sessions.sweep_sessions(now) + drafts.sweep_drafts(now)
        return gone + throttle.sweep(now, COUNTERS_FOR) + tasks.sweep_done(authority, now - WORK_FOR)

    return in_one_transaction(authority, action)


def refresh_statistics() -> bool:
    """Let the database look at its own sizes, so that it goes on choosing the right indexes; False where it does so by
    itself. For every day, and after much was loaded. Not inside a transaction."""
    return statistics.refresh()
