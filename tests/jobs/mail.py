"""Messages for tests, and a mail server that can be told how to fail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage

from core.domain.actor import SYSTEM
from core.persistence.repositories import outbox
from core.persistence.repositories.outbox import Message
from core.persistence.transaction import reading
from core.services.unit_of_work import Mail, perform


def write(authority: str, key: str, to: str = "ada@resident.example", *, case: str = "", subject: str = "Hello") -> str:
    """A message that waits to leave."""
    return perform(authority, SYSTEM, lambda w: w.mail(Mail(key, "receipt", to, subject, "Words", case=case)))


def state(authority: str, outbox_id: str) -> Message:
    """What has become of it."""
    with reading(authority):
        found = outbox.message(outbox_id)
    assert found is not None
    return found


@dataclass
class FakeServer:
    """Takes messages, or raises what `fails` returns for one."""

    fails: Callable[[EmailMessage], Exception | None] = lambda message: None
    taken: list[tuple[str, str, EmailMessage]] = field(default_factory=list)
    opened: int = 0

    @contextmanager
    def open(self) -> Iterator["FakeServer"]:
        self.opened += 1
        yield self

    def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        error = self.fails(message)
        if error is not None:
            raise error
        self.taken.append((sender, recipient, message))
