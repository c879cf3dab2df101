"""How a message leaves: by a mail server named in one address, or, in a demo without one, onto the demo's mail page.

    smtp://user:password@host:587       STARTTLS, certificate checked (a name and password never travel in clear)
    smtps://user:password@host          TLS from the first byte
    smtp://host:25?tls=never            no TLS: for a server on this machine or inside a closed network
    …?verify=no                         TLS with a certificate that nobody vouches for: for trials

Failures are of two kinds. What may pass (4xx, no connection, time-out, failed TLS, failed sign-in: the message is not
to blame) is `TryAgain`; what the server refuses for good (5xx) is `Refused`. Codes of both are fit for a log: they
never hold an address or the server's words.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

PATIENCE = 20
"""Seconds to wait for a mail server at each step."""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class TryAgain(Exception):
    """Not sent, and it may work later; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Refused(TryAgain):
    """Not sent, and sending the same again would not help."""


class Session(Protocol):
    """An open way out, for several messages one after another."""

    def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        """Hand the message over for one recipient. Raises TryAgain or Refused."""
        ...


class Transport(Protocol):
    """Opens ways out."""

    def open(self) -> AbstractContextManager[Session]:
        """A way out for as long as the block runs. Raises TryAgain when there is none to be had."""
        ...


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server as its address names it. `tls` is "from_start", "required", "if_offered" or "never"."""

    host: str
    port: int
    tls: str
    verify: bool = True
    user: str = ""
    password: str = ""

    @classmethod
    def at(cls, address: str) -> MailServer:
        """Read an address such as smtp://user:password@host:587?tls=required. Raises ValueError."""
        parts = urlsplit(address)
        options = {name: values[-1] for name, values in parse_qs(parts.query, strict_parsing=bool(parts.query)).items()}
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or options.keys() - {"tls", "verify"}:
            raise ValueError("a mail server is named as smtp://host:port or smtps://host:port")
        usual = "from_start" if parts.scheme == "smtps" else "if_offered"
        if parts.username and parts.scheme == "smtp" and parts.hostname not in _LOOPBACK:
            usual = "required"
        tls = options.get("tls", usual)
        known = {"from_start", "required", "if_offered", "never"}
        if tls not in known or options.get("verify", "yes") not in {"yes", "no"}:
            raise ValueError("tls is required, if_offered or never; verify is yes or no")
        port = parts.port or (465 if tls == "from_start" else 587 if parts.username else 25)
        verify = options.get("verify", "yes") == "yes"
        return cls(parts.hostname, port, tls, verify, unquote(parts.username or ""), unquote(parts.password or ""))

    @contextmanager
    def open(self) -> Iterator[Session]:
        """A connection for as long as the block runs. Raises TryAgain when there is none to be had."""
        with _failures("connect"):
            client = self._connected()
        try:
            yield _Smtp(client)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                client.quit()
            client.close()

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if not self.verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        client: smtplib.SMTP
        if self.tls == "from_start":
            client = smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE, context=context)
        else:
            client = smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
        try:
            client.ehlo_or_helo_if_needed()
            if self.tls == "required" or (self.tls == "if_offered" and client.has_extn("starttls")):
                client.starttls(context=context)
                client.ehlo_or_helo_if_needed()
            if self.user:
                client.login(self.user, self.password)
        except BaseException:
            client.close()
            raise
        return client


class _Smtp:
    """One connection to a mail server."""

    def __init__(self, client: smtplib.SMTP) -> None:
        self._client = client

    def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        with _failures("send"):
            try:
                self._client.send_message(message, sender, [recipient])
            except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError, smtplib.SMTPRecipientsRefused):
                with suppress(smtplib.SMTPException):
                    self._client.rset()
                raise


@contextmanager
def _failures(step: str) -> Iterator[None]:
    """Sort what a mail server or the network may do to us into the two kinds."""
    try:
        yield
    except smtplib.SMTPAuthenticationError:
        raise TryAgain("sign_in_refused") from None
    except smtplib.SMTPRecipientsRefused as refused:
        raise _by_code(next(iter(refused.recipients.values()))[0]) from None
    except smtplib.SMTPConnectError as failed:
        raise TryAgain(f"smtp_{failed.smtp_code}") from None
    except smtplib.SMTPResponseException as answered:
        if step == "connect":
            raise TryAgain(f"smtp_{answered.smtp_code}") from None
        raise _by_code(answered.smtp_code) from None
    except smtplib.SMTPNotSupportedError:
        if step == "send":
            raise Refused("not_supported_by_server") from None
        raise TryAgain("tls_not_offered") from None
    except smtplib.SMTPServerDisconnected:
        raise TryAgain("disconnected") from None
    except ssl.SSLError:
        raise TryAgain("tls_failed") from None
    except TimeoutError:
        raise TryAgain("timed_out") from None
    except (OSError, smtplib.SMTPException):
        raise TryAgain("no_connection") from None


def _by_code(code: int) -> TryAgain:
    return Refused(f"smtp_{code}") if 500 <= code < 600 else TryAgain(f"smtp_{code}")


class KeptHere:
    """Nothing leaves: what is handed over stays in the outbox as sent, where the demo's mail page shows it."""

    @contextmanager
    def open(self) -> Iterator[Session]:
        yield self

    def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        """The row is the message; there is nothing more to do."""


def transport_for(address: str) -> Transport:
    """The way out that the setting names; without one, messages stay here."""
    return MailServer.at(address) if address else KeptHere()
