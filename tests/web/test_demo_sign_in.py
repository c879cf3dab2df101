"""Only a demonstration shows who can sign in and which code their app would show; guesses at once count one by one."""

from collections.abc import Iterator
from threading import Thread

import pytest
from flask import Flask

from core.persistence.db import db
from core.services import passwords
from core.services.demo_accounts import DEMO_PASSWORD, add_demo_account
from tests.conftest import AppFactory
from tests.support.web import Browser, hire, install
from tests.web.conftest import Open

EMAIL = "ada@officers.example"


@pytest.fixture(scope="module")
def demo(app_factory: AppFactory) -> Iterator[Flask]:
    app = app_factory(UPHELD_MODE="demo")
    install(app, "boston", "east_lindsey")
    with app.app_context():
        for council in ("boston", "east_lindsey"):
            add_demo_account(council, email=EMAIL, name="Ada Example", roles=["complaints_officer"])
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.mark.req("AUT-04")
def test_a_demonstration_shows_the_way_in(demo: Flask) -> None:
    at = Browser(demo, "boston")
    at.get("/staff/sign-in")
    assert EMAIL in at.page.text()
    assert DEMO_PASSWORD in at.page.text()
    at.follow(at.post("/staff/sign-in", {"email": EMAIL, "password": DEMO_PASSWORD}))
    code = at.page.css_first("main .up-secret").text()
    assert at.post("/staff/sign-in/code", {"code": code}).status_code == 303
    assert at.get("/staff/account").status_code == 200


@pytest.mark.req("AUT-04")
def test_nothing_else_shows_it(demo: Flask, app_factory: AppFactory) -> None:
    """The same database, opened as anything but a demonstration."""
    app = app_factory()
    at = Browser(app, "boston")
    at.get("/staff/sign-in")
    assert EMAIL not in at.page.text()
    assert DEMO_PASSWORD not in at.page.text()
    at.follow(at.post("/staff/sign-in", {"email": EMAIL, "password": DEMO_PASSWORD}))
    assert at.heading == "Enter your code"
    assert at.page.css_first("main .up-secret") is None
    with app.app_context():
        db.engine.dispose()


@pytest.mark.req("AUT-04")
def test_a_demo_account_is_an_invented_address(demo: Flask) -> None:
    with demo.app_context(), pytest.raises(ValueError, match=r"\.example"):
        add_demo_account("boston", email="someone@council.org", name="Someone", roles=["auditor"])


@pytest.mark.req("AUT-01")
def test_guesses_sent_at_once_do_not_beat_the_count(
    site: Flask, browser: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = hire(site, "boston")
    looked_at: list[str] = []
    real = passwords._hasher

    class Counting:
        def verify(self, kept: str, password: str) -> bool:
            looked_at.append(password)
            return real.verify(kept, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    guessers = []
    for number in range(20):
        at = browser()
        at.get("/staff/sign-in")
        sent = {"email": victim.email, "password": f"guess number {number} of many"}
        guessers.append(Thread(target=at.post, args=("/staff/sign-in", sent)))
    for guesser in guessers:
        guesser.start()
    for guesser in guessers:
        guesser.join()
    assert len(looked_at) == 5
