"""Work that was given up and waits for a person: messages that could not leave, and tasks of the worker that failed.

The command line (`upheld parked`) and the staff page stand on this. Codes and references only, no personal data, so a
list may be shown to whoever runs the deployment. Who may see or retry is the caller's to ask.
"""

from __future__ import annotations

from core.clock import utc_now
from core.domain.actor import Actor
from core.ids import is_id, new_id
from core.persistence.queries.parked import MESSAGE, TASK, Parked, parked_messages, parked_tasks
from core.persistence.record import AUTHORITY, AUTHORITY_STREAM, Stamp, append, head_of, plain_text
from core.persistence.repositories import outbox, tasks
from core.persistence.transaction import in_one_transaction, reading
from core.services.unit_of_work import MAIL_TASK

__all__ = ["MESSAGE", "TASK", "Parked", "everything", "messages", "retry"]
WORK_RETRIED = "WorkRetried"
"""The council's own event that tells who let which parked work be tried again."""


def messages(authority: str) -> tuple[Parked, ...]:
    """The council's messages that will not leave by themselves, the latest written first; 200 at most."""
    with reading(authority):
        return parked_messages()


def everything(authority: str) -> tuple[Parked, ...]:
    """The same and the worker's tasks that were given up; 200 at most of each, messages first."""
    with reading(authority):
        return (*parked_messages(), *parked_tasks())


def retry(authority: str, actor: Actor, id_: str) -> bool:
    """Let one parked message or task (`Parked.id`) be tried again, from the first try, by the next free worker.

    A message keeps its Message-ID. False, with nothing done, when it is not parked at this council (any more): so a
    second click does no harm. Who did it is an event of the council's own stream.
    """
    if not is_id(id_):
        return False

    def action() -> bool:
        now = utc_now()
        if outbox.unpark(id_, now):
            what = MESSAGE
            tasks.add_task(MAIL_TASK, authority, f"mail:{authority}:{id_}:{new_id()}", now, now, {"outbox": id_})
        elif tasks.unpark(authority, id_, now):
            what = TASK
        else:
            return False
        body = (WORK_RETRIED, 1, plain_text({"what": what, "id": id_}))
        append(AUTHORITY, AUTHORITY_STREAM, head_of(AUTHORITY_STREAM), (body,), Stamp(now, actor.key, new_id()))
        return True

    return in_one_transaction(authority, action)
