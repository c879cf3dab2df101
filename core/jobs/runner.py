"""Runs tasks: taken with a lease, each for its one council, each in transactions of its own.

A task of a worker that was killed comes back when its lease ends, so work is done at least once. A council whose work
fails does not hold up another's; what fails waits longer each time and is parked, where it can be seen, in the end.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from core.clock import utc_now
from core.jobs.guard import ClockGuard, ClockJumped
from core.jobs.kinds import Job, Kind, NotYet
from core.logs import context
from core.services import work_list
from core.services.work_list import Taken

if TYPE_CHECKING:
    from flask import Flask

T = TypeVar("T")
LEASE = timedelta(minutes=2)
MOST_AT_ONCE = 5
_log = logging.getLogger("upheld.worker")


class Runner:
    """Takes and runs tasks of some kinds; several may run in one process and in many."""

    def __init__(
        self,
        app: Flask,
        kinds: Mapping[str, Kind],
        guard: ClockGuard,
        *,
        lease: timedelta = LEASE,
        only: frozenset[str] = frozenset(),
        but: frozenset[str] = frozenset(),
    ) -> None:
        self._app, self._kinds, self._guard = app, kinds, guard
        self._lease, self._only, self._but = lease, only, but

    def run_due(self, stopping: threading.Event | None = None) -> int:
        """Run what is due now, some at a time; how many tasks were done or failed. Stops between two tasks."""
        taken = self._in_context(
            lambda: work_list.take(self._lease, MOST_AT_ONCE, only=self._only, but=self._but)
        )
        for place, task in enumerate(taken):
            if stopping is not None and stopping.is_set():
                for left in taken[place:]:
                    self._in_context(lambda left=left: work_list.give_back(left))  # type: ignore[misc]
                return place
            self._run_one(task)
        return len(taken)

    def _run_one(self, task: Taken) -> None:
        kind = self._kinds.get(task.kind)
        token = context.set({"authority": task.authority, "task": task.id, "kind": task.kind})
        try:
            with _Keeper(self, task):
                error = self._try(kind, task)
            self._in_context(lambda: self._note(kind, task, error))
        finally:
            context.reset(token)

    def _try(self, kind: Kind | None, task: Taken) -> Exception | None:
        """Do the work; what went wrong, if anything. No failure of one task may reach another."""
        try:
            if not task.authority:
                raise LookupError("no_authority")
            if kind is None:
                raise LookupError("unknown_kind")
            if task.attempts > kind.tries:
                raise LookupError("never_ended")  # each try took its worker down, so that none could tell of it
            if kind.destroys:
                self._guard.check(self._in_context(work_list.database_now))
            self._in_context(lambda: kind.run(Job(task.authority, task.payload, utc_now())))
        except Exception as error:
            return error
        return None

    def _note(self, kind: Kind | None, task: Taken, error: Exception | None) -> None:
        if error is None:
            work_list.finish(task)
            return
        code = _code(error)
        if isinstance(error, NotYet):
            work_list.put_off(task, code)
        elif isinstance(error, LookupError) and code in ("no_authority", "unknown_kind"):
            _log.error("task refused: %s", code)
            work_list.park(task, code)
        elif task.attempts >= (kind.tries if kind else 1):
            _log.error("task given up after %s tries: %s", task.attempts, code, exc_info=error)
            work_list.park(task, code)
        else:
            _log.warning("task failed, try %s: %s", task.attempts, code, exc_info=error)
            work_list.fail(task, code)

    def keep(self, task: Taken) -> bool:
        """Keep a task that is still in hand."""
        return self._in_context(lambda: work_list.renew(task, self._lease))

    @property
    def lease(self) -> timedelta:
        return self._lease

    def _in_context(self, action: Callable[[], T]) -> T:
        with self._app.app_context():
            return action()


class _Keeper:
    """Renews the lease of a task while it is being done, so that slow work is not taken by somebody else."""

    def __init__(self, runner: Runner, task: Taken) -> None:
        self._runner, self._task = runner, task
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="lease keeper", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *raised: object) -> None:
        self._over.set()

    def _keep(self) -> None:
        while not self._over.wait(self._runner.lease.total_seconds() / 3):
            try:
                if not self._runner.keep(self._task):
                    return
            except Exception:
                _log.warning("the lease of a task could not be renewed", exc_info=True)


def _code(error: Exception) -> str:
    """What may be kept of a failure: a code of ours, or the kind of exception; never its words."""
    code = getattr(error, "code", None)
    if isinstance(code, str) and code.isidentifier():
        return code
    if isinstance(error, ClockJumped):
        return "clock_jumped"
    if isinstance(error, LookupError) and error.args and str(error.args[0]).isidentifier():
        return str(error.args[0])
    return type(error).__name__

