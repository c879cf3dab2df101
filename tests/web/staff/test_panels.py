"""Boxes of plugins on a case's page: drawn under our title, and a broken one leaves the page whole."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from core.clock import clock_at
from core.config import Config
from core.domain.actor import Actor, ActorKind
from core.persistence.db import db
from core.persistence.migrate import migrate
from core.persistence.plugin_tables import PluginRows
from core.persistence.record import load_case_of
from core.persistence.repositories.people import PersonDetails
from core.persistence.transaction import in_one_transaction, reading
from core.services import intake
from core.services.intake import Feedback
from core.web.app import create_app
from tests.conftest import environment
from tests.support.databases import DatabaseUrls
from tests.support.matrix_world import HERE, with_plugins
from tests.support.web import hire, install
from tests.web.staff.conftest import Officer
from tests.web.staff.pressing import go, text

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def site(database: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    host = with_plugins("tests.fixtures.box_plugins", on="whereabouts")
    migrate(database.owner, "upheld_app", plugins=host.setup.migrations)
    settings = environment(database, tmp_path_factory.mktemp("data"))
    app = create_app(Config.from_environment(settings), host)
    install(app, HERE)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def case(site: Flask) -> str:
    person = PersonDetails("Wanda Wanderer", email="wanda@residents.example")
    with site.app_context(), clock_at(NOON):
        got = intake.receive(HERE, Actor(ActorKind.PERSON), Feedback("complaint", "web", "My bins", person=person))
        row = {"person": got.person_id, "place": "By the <quay>"}
        in_one_transaction(HERE, lambda: PluginRows("whereabouts").add("seen", row))
    return got.reference


def open_case(site: Flask, case: str, *roles: str) -> Officer:
    who = hire(site, HERE, roles=roles or ("complaints_officer",))
    officer = Officer(site, HERE, who)
    officer.sign_in(who)
    go(officer, f"/staff/cases/{case}")
    return officer


@pytest.mark.req("PLG-04")
def test_a_box_is_drawn_under_its_title_and_a_broken_one_says_so(
    site: Flask, case: str, caplog: pytest.LogCaptureFixture
) -> None:
    with clock_at(NOON), caplog.at_level(logging.ERROR):
        officer = open_case(site, case)
    assert officer.heading.startswith(case), "the page lives"
    first, second = (officer.page.css_first(f"[aria-labelledby='panel-{n}']").text() for n in (1, 2))
    assert "Seen nowhere" in first and "This part could not be shown." in first
    assert "Seen by the quay" in second and "By the <quay>" in second
    assert "plugin whereabouts failed to draw whereabouts/broken.html: UndefinedError" in caplog.text
    assert "quay" not in caplog.text
    trouble = site.extensions["upheld_host"].runtime(HERE).failures.recent()
    assert not trouble or trouble[-1].plugin == "whereabouts"


def test_a_box_is_only_for_whoever_may_see_it(site: Flask, case: str) -> None:
    with clock_at(NOON):
        assert "Only for auditors" not in text(open_case(site, case))
        assert "Only for auditors" in text(open_case(site, case, "auditor"))


@pytest.mark.req("PLG-04")
def test_a_box_whose_statement_the_database_refuses_leaves_the_page_whole(
    site: Flask, case: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A page only reads; a plugin that changes its rows while it is drawn is refused, and costs its own boxes."""

    def meddling(rows: PluginRows, table: str, equals: object) -> tuple[object, ...]:
        rows.remove(table, "01900000-0000-7000-8000-00000000000f")
        return ()

    with clock_at(NOON), caplog.at_level(logging.ERROR):
        monkeypatch.setattr(PluginRows, "find", meddling)
        officer = open_case(site, case)
    assert officer.heading.startswith(case), "the page lives"
    assert "plugin whereabouts failed in upheld_case_panels" in caplog.text


@pytest.mark.req("PLG-04")
def test_what_the_database_refuses_one_plugin_costs_no_other_its_rows(site: Flask, case: str) -> None:
    rows = PluginRows("whereabouts")
    with site.app_context(), reading(HERE):
        (kept,) = (row for row in rows.find("seen", {"place": "By the <quay>"}) if row["person"] == person_of(case))
        for refused in (
            lambda: rows.remove("seen", str(kept["id"])),
            lambda: rows.change("seen", str(kept["id"]), {"place": "Elsewhere"}),
            lambda: rows.add("seen", {"person": "x", "place": "Nowhere"}),
        ):
            with pytest.raises(DBAPIError):
                refused()
            assert rows.get("seen", str(kept["id"])) == kept


def person_of(reference: str) -> str:
    stream = load_case_of(reference)
    assert stream is not None
    return stream.case.person
