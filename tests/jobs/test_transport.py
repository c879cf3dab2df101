"""A message leaves by the mail server that the setting names, and failures are told apart: later, or never."""

from email.message import EmailMessage

import pytest

from core.services.transport import KeptHere, MailServer, Refused, TryAgain, transport_for
from tests.support.ports import free_port
from tests.support.smtp import SmtpSink


def _message() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "office@council.example", "ada@example.example", "Café"
    message["Message-ID"] = "<one@council.example>"
    message.set_content("Hello")
    return message


def _send(transport: MailServer) -> None:
    with transport.open() as session:
        session.send(_message(), "office@council.example", "ada@example.example")


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://mail.example", MailServer("mail.example", 25, "if_offered")),
        ("smtp://mail.example:2525?tls=never", MailServer("mail.example", 2525, "never")),
        ("smtps://mail.example", MailServer("mail.example", 465, "from_start")),
        ("smtp://me:p%40ss@mail.example", MailServer("mail.example", 587, "required", True, "me", "p@ss")),
        ("smtp://me:pass@127.0.0.1:1025", MailServer("127.0.0.1", 1025, "if_offered", True, "me", "pass")),
        ("smtps://mail.example?verify=no", MailServer("mail.example", 465, "from_start", False)),
    ],
)
def test_the_address_says_how_to_reach_the_server(address: str, server: MailServer) -> None:
    assert MailServer.at(address) == server


@pytest.mark.parametrize(
    "address", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example?tls=perhaps", "smtp://m.example?x=1"]
)
def test_an_address_that_means_nothing_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"smtp|tls"):
        MailServer.at(address)


def test_a_message_arrives_for_its_one_recipient(smtp: SmtpSink) -> None:
    _send(MailServer.at(smtp.url))
    assert smtp.recipients == [("ada@example.example",)]
    assert smtp.messages[0]["Message-ID"] == "<one@council.example>"


def test_several_messages_share_one_connection_even_after_a_refusal(smtp: SmtpSink) -> None:
    smtp.answer = lambda message: "550 no" if len(smtp.recipients) == 0 and not seen else "250 OK"
    seen: list[str] = []
    with MailServer.at(smtp.url).open() as session:
        with pytest.raises(Refused):
            session.send(_message(), "office@council.example", "ada@example.example")
        seen.append("refused")
        session.send(_message(), "office@council.example", "ada@example.example")
    assert len(smtp.messages) == 1


@pytest.mark.parametrize(("answer", "code"), [("451 later", "smtp_451"), ("421 busy", "smtp_421")])
def test_a_4xx_may_work_later(smtp: SmtpSink, answer: str, code: str) -> None:
    smtp.answer = lambda message: answer
    with pytest.raises(TryAgain) as failed:
        _send(MailServer.at(smtp.url))
    assert (failed.value.code, isinstance(failed.value, Refused)) == (code, False)


def test_a_5xx_never_will(smtp: SmtpSink) -> None:
    smtp.answer = lambda message: "554 never"
    with pytest.raises(Refused, match="smtp_554"):
        _send(MailServer.at(smtp.url))


def test_no_server_may_work_later() -> None:
    with pytest.raises(TryAgain, match="no_connection") as failed:
        _send(MailServer("127.0.0.1", free_port(), "never"))
    assert not isinstance(failed.value, Refused)


def test_where_tls_is_required_nothing_leaves_without_it(smtp: SmtpSink) -> None:
    with pytest.raises(TryAgain, match="tls_not_offered"):
        _send(MailServer.at(smtp.url + "?tls=required"))
    assert smtp.messages == []


def test_a_server_that_speaks_no_tls_is_not_taken_for_one_that_does(smtp: SmtpSink) -> None:
    with pytest.raises(TryAgain, match=r"tls_failed|no_connection|disconnected"):
        _send(MailServer("127.0.0.1", smtp.port, "from_start"))


def test_without_a_setting_messages_stay_here() -> None:
    transport = transport_for("")
    assert isinstance(transport, KeptHere)
    with transport.open() as session:
        session.send(_message(), "office@council.example", "ada@example.example")
