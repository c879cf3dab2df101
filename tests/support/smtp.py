"""A real SMTP server that keeps what it is sent, so that tests read mail as a reader's server would get it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.support.ports import free_port


@dataclass
class SmtpSink:
    """What arrived, in order, and how the next message is to be answered."""

    port: int
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[tuple[str, ...]] = field(default_factory=list)
    answer: Callable[[EmailMessage], str] = lambda message: "250 OK"

    @property
    def url(self) -> str:
        """As the setting that names the mail server wants it."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Called by the SMTP library when a message is complete; keeps it unless the answer refuses it."""
        assert isinstance(envelope.content, bytes)
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(envelope.content)
        answer = self.answer(message)
        if answer.startswith("2"):
            self.messages.append(message)
            self.recipients.append(tuple(envelope.rcpt_tos))
        return answer


@contextmanager
def smtp_sink() -> Iterator[SmtpSink]:
    """A server on a free port of 127.0.0.1 for as long as the block runs."""
    sink = SmtpSink(free_port())
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
