"""Cases for staff to work on, made through the services under a set clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor, ActorKind
from core.persistence.repositories.people import PersonDetails
from core.services import intake
from core.services.intake import Feedback, Received
from tests.support.web import Browser, Staff, hire

Log = Callable[..., Received]


class Officer(Browser):
    """The browser of a member of staff. Sessions end within the day, so each day begins with signing in."""

    def __init__(self, site: Flask, council: str, staff: Staff) -> None:
        super().__init__(site, council)
        self.staff = staff
        self.membership = staff.memberships[council]
        self.at = "/staff/"

    def next_day(self) -> None:
        """Sign in again."""
        self.sign_in(self.staff)


Desk = Callable[..., Officer]

THURSDAY = datetime(2026, 11, 19, 10, 15, tzinfo=UTC)
"""When most cases of these tests are received; no bank holiday is near."""


HIRED = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
"""Staff of these tests begin before anything happens."""


@pytest.fixture
def desk(site: Flask) -> Desk:
    """Signs a new member of staff in: `desk("boston", roles=(…), name="…")` answers with their browser."""

    def sit_down(
        council: str = "boston",
        *,
        roles: tuple[str, ...] = ("complaints_officer",),
        name: str = "Olive Officer",
        services: tuple[str, ...] = (),
    ) -> Officer:
        with clock_at(HIRED):
            who = hire(site, council, roles=roles, name=name, services=services)
        opened = Officer(site, council, who)
        opened.sign_in(who)
        return opened

    return sit_down


@pytest.fixture
def complaint(site: Flask) -> Log:
    """Receives feedback from Alba Resident: `complaint()`, `complaint("boston", type="enquiry", summary="…")`."""

    def receive(
        council: str = "boston",
        *,
        type: str = "complaint",
        summary: str = "My bins were missed three times. The man on the phone was rude.",
        wanted: str = "An apology, and my bins collected",
        person: PersonDetails | None = PersonDetails("Alba Resident", email="alba@residents.example"),
        service: str = "waste",
        at: datetime = THURSDAY,
    ) -> Received:
        feedback = Feedback(type, "web", summary, wanted, service, person=person)
        with site.app_context(), clock_at(at):
            return intake.receive(council, Actor(ActorKind.PERSON), feedback)

    return receive
