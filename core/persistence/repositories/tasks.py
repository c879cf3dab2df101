"""Work for the worker. A task is taken with a lease, so it is done at least once: effects need a key of their own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Update, delete, func, select, update

from core.ids import new_id
from core.persistence.db import current_session
from core.persistence.models import Task
from core.persistence.repositories.common import changed, dialect, upsert

_NEVER_TAKEN = datetime(2000, 1, 1, tzinfo=UTC)
PARKED_CODE = "parked: "
"""How the last error of a task that was given up begins; its code follows."""
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Taken:
    """A task in hand until the lease ends. `payload` holds ids only; `attempts` counts this one."""

    id: str
    kind: str
    authority: str
    once: str
    due: datetime
    payload: Mapping[str, str]
    attempts: int


def add_task(
    kind: str, authority: str, once: str, due: datetime, now: datetime, payload: Mapping[str, str] | None = None
) -> bool:
    """Ask for work at `due`. `once` names it in the whole deployment; False when it was asked for before.

    Raises ValueError without a council: work that belongs to none has no place to run.
    """
    if not authority or not once:
        raise ValueError("a task names its council and itself")
    values = {
        "id": new_id(),
        "kind": kind,
        "authority_id": authority,
        "once": once,
        "due": due,
        "taken_until": _NEVER_TAKEN,
        "done": None,
        "attempts": 0,
        "last_error": "",
        "payload": json.dumps(dict(payload or {}), sort_keys=True),
        "created_at": now,
    }
    session = current_session()
    session.flush()
    return session.connection().execute(_new_task(dialect()), values).first() is not None


@lru_cache(maxsize=4)
def _new_task(database: str) -> Any:
    return upsert(Task, database).on_conflict_do_nothing(index_elements=["once"]).returning(Task.id)


def take(
    now: datetime,
    lease: timedelta,
    most: int = 5,
    skip: frozenset[str] = frozenset(),
    *,
    only: frozenset[str] = frozenset(),
    but: frozenset[str] = frozenset(),
) -> tuple[Taken, ...]:
    """Take tasks that are due and in nobody's hand, oldest first; commit before doing them.

    On PostgreSQL rows that another worker is taking are passed over; SQLite lets one writer in at a time. `skip`
    names councils whose work rests. `only` and `but` are kinds, so that quick work need not wait behind slow work.
    """
    waiting = select(Task.id).where(Task.done.is_(None), Task.due <= now, Task.taken_until < now)
    if only:
        waiting = waiting.where(Task.kind.in_(sorted(only)))
    if but:
        waiting = waiting.where(Task.kind.not_in(sorted(but)))
    if skip:
        waiting = waiting.where(Task.authority_id.not_in(sorted(skip)))
    waiting = waiting.order_by(Task.due, Task.id).limit(most).with_for_update(skip_locked=True)
    taken = (
        update(Task)
        .where(Task.id.in_(waiting.scalar_subquery()))
        .values(taken_until=now + lease, attempts=Task.attempts + 1)
        .returning(Task.id, Task.kind, Task.authority_id, Task.once, Task.due, Task.payload, Task.attempts)
        .execution_options(synchronize_session=False)
    )
    rows = current_session().execute(taken).all()
    return tuple(
        Taken(id_, kind, authority, once, due, json.loads(payload), attempts)
        for id_, kind, authority, once, due, payload, attempts in sorted(rows, key=lambda row: (row[4], row[0]))
    )


def finish(task: Taken, now: datetime) -> bool:
    """The work is done; False when the lease had ended and somebody else took it over."""
    return changed(_mine(task).values(done=now, last_error="")) == 1


def fail(task: Taken, now: datetime, error: str) -> datetime:
    """The work failed with this code: it comes again after a pause that doubles; when."""
    pause: timedelta = _FIRST_PAUSE * 2 ** min(task.attempts - 1, 20)
    again = now + min(pause, _LONGEST_PAUSE)
    changed(_mine(task).values(due=again, taken_until=_NEVER_TAKEN, last_error=error[:80]))
    return again


def give_back(task: Taken) -> None:
    """Not done, nobody's fault (the worker stops): it can be taken again at once and the try does not count."""
    changed(_mine(task).values(taken_until=_NEVER_TAKEN, attempts=Task.attempts - 1))


def put_off(task: Taken, until: datetime, why: str) -> None:
    """It cannot be done just now and nobody is to blame: it comes again then, and the try does not count."""
    again = _mine(task).values(due=until, taken_until=_NEVER_TAKEN, attempts=Task.attempts - 1, last_error=why[:80])
    changed(again)


def park(task: Taken, now: datetime, error: str) -> None:
    """The work failed once too often: it is not tried again by itself, and a list shows it (`queries.parked`)."""
    changed(_mine(task).values(done=now, last_error=f"{PARKED_CODE}{error}"[:80]))


def renew(task: Taken, until: datetime) -> bool:
    """Keep a task that is still being done; False when the lease had ended and somebody else took it over."""
    return changed(_mine(task).values(taken_until=until)) == 1


def waiting(now: datetime) -> int:
    """How many tasks are due and not done."""
    query = select(func.count()).select_from(Task).where(Task.done.is_(None), Task.due <= now)
    return current_session().scalar(query) or 0


def failing(most: int = 50) -> tuple[tuple[str, str, str, int, str], ...]:
    """Tasks that failed and are not done: id, kind, council, attempts, last error."""
    query = select(Task.id, Task.kind, Task.authority_id, Task.attempts, Task.last_error)
    unwell = query.where(Task.done.is_(None), Task.last_error != "").order_by(Task.attempts.desc(), Task.id)
    return tuple((*row,) for row in current_session().execute(unwell.limit(most)))


def sweep_done(authority: str, before: datetime) -> int:
    """Forget work of a council that was done before then; what was given up stays for a person to see. How many."""
    old = delete(Task).where(Task.authority_id == authority, Task.done < before, Task.last_error == "")
    return changed(old)


def unpark(authority: str, id_: str, now: datetime) -> bool:
    """Let work of the council that was given up be tried again, from the first try; False when it is not parked."""
    given_up = update(Task).where(
        Task.id == id_, Task.authority_id == authority, Task.done.is_not(None), Task.last_error.startswith(PARKED_CODE)
    )
    return changed(given_up.values(done=None, due=now, taken_until=_NEVER_TAKEN, attempts=0, last_error="")) == 1


def _mine(task: Taken) -> Update:
    return update(Task).where(Task.id == task.id, Task.attempts == task.attempts, Task.done.is_(None))
