"""What became of a message that carries a letter."""

from __future__ import annotations

from core.persistence.repositories import outbox
from core.persistence.repositories.outbox import Message
from core.persistence.transaction import reading


def message_of(authority: str, outbox_id: str) -> Message | None:
    """The message as it stands."""
    with reading(authority):
        return outbox.message(outbox_id)
