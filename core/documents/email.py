"""A message of the outbox as the mail that leaves: one recipient, the same Message-ID however often it is built.

Headers are made from outside data and so are guarded three times: encoded words are decoded until nothing changes,
control and separator characters are dropped and the length is capped; and the bytes that come out are read again and
must hold exactly the headers that we set. Some versions of Python turn an encoded line break into a new header
(CVE-2024-6923), so none is trusted with one.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import format_datetime
from typing import Protocol

from core.documents.mail_address import to_send
from core.host import AuthorityRuntime

BY_HAND = frozenset({"letter"})
"""Kinds of message that somebody wrote and sent; all others say that a machine sent them (RFC 3834)."""
_SUBJECT, _NAME = 200, 80
_ALWAYS = ("from", "to", "subject", "date", "message-id")
_BODY = ("mime-version", "content-type", "content-transfer-encoding")


class UnsafeMessage(ValueError):
    """The bytes of a message hold another header than those we set, or an address that is none."""


class OutboxMessage(Protocol):
    """What is needed of a message that waits to leave."""

    @property
    def message_id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def to_address(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...


def build_message(runtime: AuthorityRuntime, message: OutboxMessage, pdf: bytes = b"") -> EmailMessage:
    """The mail for `message`, with its letter attached where there is one. Raises UnsafeMessage."""
    profile = runtime.profile
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = _address(profile.contact.email, profile.name)
    mail["To"] = _address(message.to_address)
    mail["Subject"] = clean(message.subject, _SUBJECT)
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = clean(message.message_id, 250).replace(" ", "")
    if message.kind not in BY_HAND:
        mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    if message.html:
        mail.add_alternative(message.html, subtype="html")
    if pdf:
        mail.add_attachment(pdf, maintype="application", subtype="pdf", filename="letter.pdf")
    _verify(mail)
    return mail


def clean(text: str, longest: int) -> str:
    """`text` fit for one header: decoded until stable, without control characters, blanks evened out, cut to length."""
    for _ in range(20):
        decoded = _decoded(_printable(text))
        if decoded == text:
            break
        text = decoded
    else:
        text = text.replace("=?", "").replace("?=", "")
    return " ".join(_printable(text).split())[:longest].strip()


def _decoded(text: str) -> str:
    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except (MessageError, LookupError, UnicodeError, ValueError):
        return text.replace("=?", "")


def _printable(text: str) -> str:
    """Line, paragraph and every other separator and control as a blank; halves of surrogate pairs are dropped."""
    kinds = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": "", "Cs": ""}
    return "".join(kinds.get(unicodedata.category(char), char) for char in text)


def _address(address: str, name: str = "") -> Address:
    """The one address that is meant: nothing that could be read as a second one."""
    if _printable(address) != address or any(char in address for char in ' ,;<>()[]\\":') or address.count("@") != 1:
        raise UnsafeMessage("not an e-mail address")
    try:
        local, _, domain = to_send(address).partition("@")
        return Address(clean(name, _NAME), local, domain)
    except (MessageError, UnicodeError, ValueError, IndexError) as error:
        raise UnsafeMessage("not an e-mail address") from error


def _verify(mail: EmailMessage) -> None:
    """Read the bytes as a mail server does: the headers are those that we set, each once."""
    found = [name.lower() for name in BytesHeaderParser(policy=policy.compat32).parsebytes(mail.as_bytes())]
    expected = [name for name in (*_ALWAYS, *(("auto-submitted",) if mail["Auto-Submitted"] else ()))]
    rest = [name for name in found if name not in _BODY]
    if sorted(rest) != sorted(expected) or len(set(found)) != len(found):
        raise UnsafeMessage("the message has a header that nobody set")
