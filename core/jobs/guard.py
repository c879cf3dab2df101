"""A wrong clock does no damage: work that destroys refuses to run once the clock has jumped.

The machine's clock is compared with how long the process has been running, and with the database's own clock where
that is another machine. Restarting the worker takes the clock as it then is for right; the database's is still asked.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

MOST = timedelta(hours=1)


class ClockJumped(RuntimeError):
    """The clock moved by more than an hour against time that passed, or differs from the database's by more."""


def running_time() -> float:
    """Seconds that only ever grow, sleep of the machine included where the system can tell."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class ClockGuard:
    """Remembers what the clock said when the worker started, and how long it has run since."""

    def __init__(self, now: Callable[[], datetime], running: Callable[[], float] = running_time) -> None:
        self._now, self._running = now, running
        self._wall, self._started = now(), running()

    def check(self, database_now: datetime | None = None) -> None:
        """Raise ClockJumped unless the clock can be trusted. `database_now` is what the database's clock says."""
        now = self._now()
        expected = self._wall + timedelta(seconds=self._running() - self._started)
        if abs(now - expected) > MOST:
            raise ClockJumped("the clock jumped since the worker started")
        if database_now is not None and abs(now - database_now) > MOST:
            raise ClockJumped("the clock differs from the database's")
