"""Mail that we accepted to send is sent at least once, by the right council, and a repeat can be told as one."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from core.clock import clock_at, utc_now
from core.services import outbox, parked
from core.services.outbox import HOLD, MOST_TRIES, InHand, NotSent, WaitsForEarlier
from core.services.transport import KeptHere, Refused, TryAgain, transport_for
from tests.jobs.mail import FakeServer, state, write
from tests.support.smtp import SmtpSink

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


@pytest.mark.req("R-05")
def test_a_message_leaves_once_with_its_message_id(working: Flask) -> None:
    server = FakeServer()
    with working.app_context():
        id_ = write("boston", "receipt:1")
        assert outbox.send("boston", id_, server) is True
        assert outbox.send("boston", id_, server) is False
        sent = state("boston", id_)
    ((sender, recipient, message),) = server.taken
    assert (sender, recipient) == ("feedback@boston.example", "ada@resident.example")
    assert (message["Message-ID"], sent.state) == (sent.message_id, "sent")
    assert message["Auto-Submitted"] == "auto-generated"


@pytest.mark.req("R-05")
def test_a_message_in_hand_when_the_worker_died_leaves_again_as_the_same(working: Flask) -> None:
    died = FakeServer(fails=lambda message: None)

    class Killed(BaseException):
        pass

    def kill(message: object) -> Exception | None:
        raise Killed

    with working.app_context():
        id_ = write("boston", "receipt:1")
        first = FakeServer(fails=kill)
        with pytest.raises(Killed):
            outbox.send("boston", id_, first)
        assert state("boston", id_).state == "sending"
        with pytest.raises(InHand):
            outbox.send("boston", id_, died)
        with clock_at(utc_now() + HOLD):
            assert outbox.send("boston", id_, died) is True
        assert len(died.taken) == 1
        assert died.taken[0][2]["Message-ID"] == state("boston", id_).message_id


@pytest.mark.req("R-05")
def test_a_4xx_is_tried_again_later_and_later_and_parked_in_the_end(working: Flask) -> None:
    busy = FakeServer(fails=lambda message: TryAgain("smtp_451"))
    with working.app_context(), clock_at(NOW):
        id_ = write("boston", "receipt:1")
        for pause in (30, 60, 120):
            with pytest.raises(NotSent, match="smtp_451"):
                outbox.send("boston", id_, busy)
            waiting = state("boston", id_)
            assert (waiting.state, waiting.next_try) == ("queued", NOW + timedelta(seconds=pause))
        for _ in range(MOST_TRIES - 4):
            with pytest.raises(NotSent):
                outbox.send("boston", id_, busy)
        assert outbox.send("boston", id_, busy) is False
        given_up = state("boston", id_)
        assert (given_up.state, given_up.attempts, given_up.last_error) == ("parked", MOST_TRIES, "smtp_451")


@pytest.mark.req("R-05")
def test_a_5xx_is_parked_where_a_person_sees_it(working: Flask) -> None:
    never = FakeServer(fails=lambda message: Refused("smtp_550"))
    with working.app_context():
        id_ = write("boston", "receipt:1")
        assert outbox.send("boston", id_, never) is False
        assert [(m.id, m.code) for m in parked.messages("boston")] == [(id_, "smtp_550")]
        assert parked.messages("buckinghamshire") == ()


@pytest.mark.req("R-05")
def test_the_order_of_one_case_is_kept_while_other_mail_goes_on(working: Flask) -> None:
    case = "01900000-0000-7000-8000-000000000001"
    with working.app_context():
        first, second = write("boston", "a", case=case), write("boston", "b", case=case)
        other = write("boston", "c", case="01900000-0000-7000-8000-000000000002")
        with pytest.raises(WaitsForEarlier):
            outbox.send("boston", second, FakeServer())
        assert outbox.send("boston", other, FakeServer()) is True
        assert outbox.send("boston", first, FakeServer()) is True
        assert outbox.send("boston", second, FakeServer()) is True


@pytest.mark.req("ISO-16")
def test_each_council_sends_as_itself_and_cannot_send_anothers(working: Flask) -> None:
    server = FakeServer()
    with working.app_context():
        ours, theirs = write("boston", "receipt:1"), write("buckinghamshire", "receipt:1")
        assert outbox.send("boston", theirs, server) is False
        assert outbox.send("boston", ours, server) and outbox.send("buckinghamshire", theirs, server)
    assert [sender.partition("@")[2] for sender, _, _ in server.taken] == ["boston.example", "buckinghamshire.example"]
    assert all("Buckinghamshire" not in str(m["From"]) for s, _, m in server.taken if s.endswith("@boston.example"))


def test_an_address_that_is_none_is_parked_at_once(working: Flask) -> None:
    with working.app_context():
        id_ = write("boston", "receipt:1", "ada@resident.example,eve@evil.example")
        assert outbox.send("boston", id_, FakeServer()) is False
        assert state("boston", id_).last_error == "unsafe_message"


@pytest.mark.req("MAIL-05")
def test_mail_reaches_a_real_server_for_one_recipient(working: Flask, smtp: SmtpSink) -> None:
    with working.app_context():
        id_ = write("boston", "receipt:1", subject="Café\r\nBcc: eve@evil.example")
        assert outbox.send("boston", id_, transport_for(smtp.url)) is True
    assert smtp.recipients == [("ada@resident.example",)]
    assert smtp.messages[0]["Bcc"] is None


def test_without_a_server_the_demo_keeps_what_it_sent(working: Flask) -> None:
    with working.app_context():
        id_ = write("boston", "receipt:1")
        assert outbox.send("boston", id_, KeptHere()) is True
        assert state("boston", id_).state == "sent"


@pytest.mark.parametrize(
    ("kept", "sent"),
    [
        ("jo@bücher.example", "jo@xn--bcher-kva.example"),
        ("jo@straße.example", "jo@xn--strae-oqa.example"),  # the older rules would make it strasse.example
    ],
)
def test_an_international_domain_goes_to_a_real_server_in_its_ascii_form(
    working: Flask, smtp: SmtpSink, kept: str, sent: str
) -> None:
    with working.app_context():
        id_ = write("boston", "receipt:1", kept)
        assert outbox.send("boston", id_, transport_for(smtp.url)) is True
    assert smtp.recipients == [(sent,)]
    assert smtp.messages[0]["To"] == sent


def test_a_name_that_no_server_need_take_is_parked_at_once(working: Flask) -> None:
    with working.app_context():
        id_ = write("boston", "receipt:1", "siân@mail.example")
        assert outbox.send("boston", id_, FakeServer()) is False
        assert state("boston", id_).last_error == "unsafe_message"
