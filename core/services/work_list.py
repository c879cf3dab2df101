"""The worker's list of work. Each step is one short transaction, since the work itself has its own.

Tasks belong to no council's tables: they hold ids only, so that any worker may take any of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from core.clock import utc_now
from core.persistence.repositories import registry, tasks
from core.persistence.repositories.tasks import Taken
from core.persistence.transaction import database_now, in_shared_transaction

__all__ = [
    "Taken",
    "add",
    "database_now",
    "fail",
    "finish",
    "give_back",
    "open_councils",
    "park",
    "put_off",
    "renew",
    "take",
]

PUT_OFF = timedelta(seconds=5)
DISSOLVED = "dissolved"


def open_councils() -> tuple[str, ...]:
    """The codes of the councils that scheduled work is done for."""
    found = in_shared_transaction(registry.authorities)
    return tuple(council.code for council in found if council.lifecycle != DISSOLVED)


def add(kind: str, authority: str, once: str, payload: Mapping[str, str] | None = None) -> bool:
    """Ask for work now; False when this `once` was asked for before. Raises ValueError without a council."""
    now = utc_now()
    return in_shared_transaction(lambda: tasks.add_task(kind, authority, once, now, now, payload))


def take(
    lease: timedelta, most: int, *, only: frozenset[str] = frozenset(), but: frozenset[str] = frozenset()
) -> tuple[Taken, ...]:
    """Tasks that are due, in our hand until the lease ends."""
    return in_shared_transaction(lambda: tasks.take(utc_now(), lease, most, only=only, but=but))


def finish(task: Taken) -> bool:
    """Done; False when somebody else had taken it over."""
    return in_shared_transaction(lambda: tasks.finish(task, utc_now()))


def fail(task: Taken, code: str) -> datetime:
    """It failed and comes again, later each time; when."""
    return in_shared_transaction(lambda: tasks.fail(task, utc_now(), code))


def put_off(task: Taken, code: str) -> None:
    """It cannot be done just now; it comes again soon, and the try does not count."""
    in_shared_transaction(lambda: tasks.put_off(task, utc_now() + PUT_OFF, code))


def park(task: Taken, code: str) -> None:
    """It failed for good and waits for a person."""
    in_shared_transaction(lambda: tasks.park(task, utc_now(), code))


def give_back(task: Taken) -> None:
    """Not begun, as the worker stops."""
    in_shared_transaction(lambda: tasks.give_back(task))


def renew(task: Taken, lease: timedelta) -> bool:
    """Still being done; False when somebody else has taken it over."""
    return in_shared_transaction(lambda: tasks.renew(task, utc_now() + lease))
