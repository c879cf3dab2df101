"""One worker: a clock that ticks, a lane for mail and a lane for everything else, stopped politely.

Any number of workers may run. Lanes ask for work once a second, so what the web process writes leaves within that.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from core.clock import utc_now
from core.jobs.guard import ClockGuard
from core.jobs.kinds import Kind
from core.jobs.runner import LEASE, Runner
from core.jobs.schedule import Schedule, ticking
from core.services import work_list

if TYPE_CHECKING:
    from flask import Flask

EVERY = 1.0
LONGEST_REST = 30.0
_log = logging.getLogger("upheld.worker")


class Worker:
    """`mail` are the kinds of the fast lane. `run` returns once `stop` was called and what is in hand is done."""

    def __init__(
        self,
        app: Flask,
        kinds: Iterable[Kind],
        schedules: Iterable[Schedule],
        *,
        mail: frozenset[str] = frozenset({"mail"}),
        lease: timedelta = LEASE,
    ) -> None:
        self._app = app
        self._stopping = threading.Event()
        known: Mapping[str, Kind] = {kind.key: kind for kind in kinds}
        guard = ClockGuard(utc_now)
        self._lanes = (
            Runner(app, known, guard, lease=lease, only=mail),
            Runner(app, known, guard, lease=lease, but=mail),
        )
        self._clock = ticking(schedules, self._insert)

    def run(self, on_ready: Callable[[], None] = lambda: None) -> None:
        """Work until stopped."""
        threads = [
            threading.Thread(target=self._work, args=(lane,), name=f"lane {number}")
            for number, lane in enumerate(self._lanes, 1)
        ]
        self._clock.start()
        for thread in threads:
            thread.start()
        on_ready()
        try:
            self._stopping.wait()
        except KeyboardInterrupt:
            self._stopping.set()
        self._clock.shutdown(wait=True)
        for thread in threads:
            thread.join()

    def stop(self) -> None:
        """Finish what is in hand and end. A signal handler raises KeyboardInterrupt in `run` instead."""
        self._stopping.set()

    def stopped(self, seconds: float) -> bool:
        """Wait so long at most; whether the worker is stopping."""
        return self._stopping.wait(seconds)

    def _work(self, lane: Runner) -> None:
        rest = EVERY
        while not self._stopping.is_set():
            try:
                done = lane.run_due(self._stopping)
                rest = EVERY
            except Exception:
                # The database is away: every lane would say so each second.
                done, rest = 0, min(rest * 2, LONGEST_REST)
                _log.exception("the list of work cannot be read")
            if not done:
                self._stopping.wait(rest)

    def _insert(self, schedule: Schedule) -> None:
        """Write the slot's task for each council; one whose row cannot be written does not stop the others."""
        now = utc_now()
        if schedule.is_stale(now):
            return
        slot = schedule.slot(now)
        with self._app.app_context():
            for code in work_list.open_councils():
                try:
                    work_list.add(schedule.kind, code, f"{schedule.kind}:{code}:{slot}", {"slot": slot})
                except Exception:
                    _log.exception("the slot %s of %s could not be written", slot, schedule.kind)
