"""What became of a message that carries a letter, and trying it again when it was parked."""

from __future__ import annotations

from core.clock import utc_now
from core.ids import new_id
from core.persistence.repositories import outbox
from core.persistence.repositories.outbox import Message
from core.persistence.repositories.tasks import add_task
from core.persistence.transaction import in_one_transaction, reading
from core.services.unit_of_work import MAIL_TASK


def message_of(authority: str, outbox_id: str) -> Message | None:
    """The message as it stands."""
    with reading(authority):
        return outbox.message(outbox_id)


def try_again(authority: str, outbox_id: str) -> bool:
    """Let a parked message leave after all; False when it is not parked. It keeps its Message-ID."""

    def action() -> bool:
        now = utc_now()
        if not outbox.unpark(outbox_id, now):
            return False
        again = f"mail:{authority}:{outbox_id}:{new_id()}"
        return add_task(MAIL_TASK, authority, again, now, now, {"outbox": outbox_id})

    return in_one_transaction(authority, action)
