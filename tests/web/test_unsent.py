"""Messages that did not leave, for administrators: why in plain words, tried again by a press, each council's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor, ActorKind
from core.persistence.repositories.people import PersonDetails
from core.services import intake, outbox, parked
from core.services.intake import Feedback, Received
from core.services.transport import Refused
from core.words.sending import what_helps, why_not_sent
from tests.jobs.mail import FakeServer, write
from tests.support.web import hire
from tests.web.staff.conftest import Officer
from tests.web.staff.pressing import go, press, text

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
NAME, ADDRESS = "Wilma Withheld", "wilma@residents.example"


def administrator(site: Flask, council: str = "boston", *roles: str) -> Officer:
    who = hire(site, council, roles=("administrator", *roles), name="Ana Admin")
    browser = Officer(site, council, who)
    browser.sign_in(who)
    return browser


def park(site: Flask, key: str, code: str, case: str = "", *, council: str = "boston") -> str:
    with site.app_context():
        id_ = write(council, key, to=ADDRESS, case=case)
        assert outbox.send(council, id_, FakeServer(fails=lambda message: Refused(code))) is False
    return id_


def waiting(site: Flask, council: str = "boston") -> set[str]:
    with site.app_context():
        return {one.id for one in parked.messages(council)}


def received(site: Flask) -> Received:
    feedback = Feedback("complaint", "web", "My bins", service="waste", person=PersonDetails(NAME))
    with site.app_context():
        return intake.receive("boston", Actor(ActorKind.PERSON), feedback)


@pytest.fixture(autouse=True)
def nothing_left(site: Flask) -> Iterator[None]:
    yield
    with clock_at(NOON), site.app_context():
        for one in (*parked.messages("boston"), *parked.messages("buckinghamshire")):
            parked.retry("boston", Actor(ActorKind.OPERATOR), one.id)
            parked.retry("buckinghamshire", Actor(ActorKind.OPERATOR), one.id)


@pytest.mark.req("DAT-01")
def test_what_did_not_leave_is_listed_by_reference_and_reason_and_names_nobody(site: Flask) -> None:
    with clock_at(NOON):
        case = received(site)
        park(site, "unsent:1", "smtp_550", case.case_id)
        admin = administrator(site)
        go(admin, "/staff/admin/messages")
        said = text(admin)
        assert "1 message was not sent." in said and case.reference in said
        assert "The mail server at the other end knows no such address. Ring them or write by post" in said
        assert "The receipt for what somebody sent us" in said and "Tried 1 time" in said
        assert NAME not in said and ADDRESS not in said and "Words" not in said
        assert not admin.page.css(f"main a[href*='{case.reference}']"), "an administrator alone opens no case"
        both = administrator(site, "boston", "complaints_officer")
        go(both, "/staff/admin/messages")
        assert both.page.css(f"main a[href$='/staff/cases/{case.reference}']")


def test_one_is_tried_again_and_all_are_tried_again(site: Flask) -> None:
    with clock_at(NOON):
        first, second = park(site, "unsent:2", "smtp_554"), park(site, "unsent:3", "timed_out")
        third = park(site, "unsent:4", "no_connection")
        admin = administrator(site)
        go(admin, "/staff/admin/messages")
        admin.post("/staff/admin/messages/retry", data={"id": first})
        assert waiting(site) == {second, third}
        go(admin, "/staff/admin/messages")
        assert "1 message is tried again" in text(admin)
        press(admin, "Try all of them again")
        assert "2 messages are tried again" in text(admin)
        assert "Every message has left, or is still being tried." in text(admin)
        server = FakeServer()
        with site.app_context():
            assert outbox.send("boston", first, server) and len(server.taken) == 1
        admin.post("/staff/admin/messages/retry", data={"id": first})
        go(admin, "/staff/admin/messages")
        assert "Nothing was tried again" in text(admin)


@pytest.mark.req("ISO-01")
def test_another_councils_messages_are_neither_listed_nor_tried(site: Flask) -> None:
    with clock_at(NOON):
        theirs = park(site, "unsent:5", "smtp_550", council="buckinghamshire")
        admin = administrator(site)
        go(admin, "/staff/admin/messages")
        assert "Every message has left" in text(admin)
        admin.post("/staff/admin/messages/retry", data={"id": theirs})
        assert waiting(site, "buckinghamshire") == {theirs}


def test_the_menu_shows_the_page_to_whoever_may_open_it(site: Flask) -> None:
    with clock_at(NOON):
        admin = administrator(site)
        go(admin, "/staff/admin/people")
        assert "Messages not sent" in text(admin, "nav")
        who = hire(site, "boston", name="Olive Officer")
        officer = Officer(site, "boston", who)
        officer.sign_in(who)
        go(officer, "/staff/queue")
        assert "Messages not sent" not in text(officer, "nav")
        assert officer.get("/staff/admin/messages").status_code == 403


@pytest.mark.parametrize(
    ("code", "why", "helps"),
    [
        ("smtp_550", "The mail server at the other end knows no such address", "Ring them"),
        ("smtp_554", "The mail server would not take it (554)", "Ring them"),
        ("smtp_451", "The mail server was not ready for it (451)", "Try again"),
        ("timed_out", "Our mail server did not answer in time", "Nothing is wrong with the message"),
        ("cannot_send_KeyError", "Something went wrong on our side (KeyError)", "Tell whoever runs"),
    ],
)
def test_why_and_what_helps_are_told_in_words(code: str, why: str, helps: str) -> None:
    assert why_not_sent(code) == why
    assert what_helps(code).startswith(helps)
