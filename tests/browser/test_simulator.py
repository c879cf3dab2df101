"""The simulator in a browser: asked without scripts, its answer without a fault for axe and at 320 pixels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Browser

from core.clock import clock_at
from core.domain.actor import Actor, ActorKind
from core.persistence.db import db
from core.persistence.repositories.people import PersonDetails
from core.services import intake
from core.services.intake import Feedback
from tests.conftest import AppFactory
from tests.support.browser import Served, Visit, serve, visit
from tests.support.browser_checks import axe_faults, narrow_faults
from tests.support.web import Browser as Client
from tests.support.web import hire, install

pytestmark = [pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="module")]
RECEIVED = datetime(2026, 11, 5, 10, 15, tzinfo=UTC)
NOW = datetime(2026, 11, 13, 10, 0, tzinfo=UTC)
PAGE = "/staff/rules/simulator"
COUNCIL = "buckinghamshire"


@pytest.fixture(scope="module")
def site(app_factory: AppFactory) -> Iterator[Flask]:
    app = app_factory()
    install(app, COUNCIL)
    with app.app_context(), clock_at(RECEIVED):
        person = PersonDetails("Alba Resident", email="alba@residents.example")
        for n in range(3):
            feedback = Feedback("complaint", "web", f"Bin {n} was missed.", "", "waste", person=person)
            intake.receive(COUNCIL, Actor(ActorKind.PERSON), feedback)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def served(site: Flask) -> Iterator[Served]:
    with serve(site, NOW) as running:
        yield running


def signed_in(here: Visit, site: Flask) -> None:
    with clock_at(NOW):
        client = Client(site, COUNCIL)
        client.sign_in(hire(site, COUNCIL, name="Olive Example"))
        here.take_cookies(COUNCIL, [(c.key, c.value) for c in client.client._cookies.values()])


@pytest.mark.req("A-01", "A-03")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_it_is_asked_and_answers(site: Flask, served: Served, browser: Browser, scripts: bool) -> None:
    with visit(browser, served, scripts=scripts) as here:
        signed_in(here, site)
        faults: list[str] = []

        def look(about: str) -> None:
            if scripts:  # axe is a script itself
                faults.extend(f"{about}: {one}" for one in (*axe_faults(here.page)[0], *narrow_faults(here.page)))

        here.go(COUNCIL, PAGE)
        here.page.select_option("#rules", "corporate/lgsco-code-2024")
        here.press("Show what can be changed in them")
        look("the form")
        here.page.get_by_label("Working days to acknowledge stage 1").fill("4")
        here.page.get_by_label("Month").first.fill("13")
        here.press("Try it on these cases")
        assert "There is a problem" in here.words
        look("an error")
        here.page.get_by_label("Month").first.fill("11")
        here.press("Try it on these cases")
        assert here.heading == "3 of 3 would have been late; 3 were"
        assert "These rules have no such dates" in here.words
        look("the answer")
        assert not faults, "\n".join(faults)
