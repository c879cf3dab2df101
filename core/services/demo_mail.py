"""The mail of a demo council, as its readers would find it in their boxes."""

from __future__ import annotations

from dataclasses import dataclass

from core.persistence.repositories import letters, outbox
from core.persistence.repositories.letters import NewLetter
from core.persistence.repositories.outbox import Message
from core.persistence.transaction import reading

AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class MailPage:
    """Messages, newest first; `more` is the id to ask for what comes after them, "" at the end."""

    messages: tuple[Message, ...]
    more: str = ""


def mail_of(authority: str, *, before: str = "") -> MailPage:
    """A page of the council's messages; `before` is the id that the page before it gave."""
    with reading(authority):
        last = outbox.message(before) if before else None
        found = outbox.messages(before=(last.created_at, last.id) if last else None, most=AT_ONCE + 1)
    more = found[AT_ONCE - 1].id if len(found) > AT_ONCE else ""
    return MailPage(found[:AT_ONCE], more)


def message_of(authority: str, id_: str) -> tuple[Message, NewLetter | None] | None:
    """One message with the letter that it carries; None when the council has none of that id."""
    with reading(authority):
        message = outbox.message(id_)
        if message is None:
            return None
        return message, letters.letter(message.letter_id) if message.letter_id else None
