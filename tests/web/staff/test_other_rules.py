"""One case, two procedures: each point follows its own, with its own dates and its own ombudsman."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask

from core.clock import clock_at
from core.persistence.db import db
from core.persistence.record import load_case
from core.persistence.transaction import reading
from core.persistence.verify import verify_case
from tests.conftest import AppFactory
from tests.support.web import install
from tests.web.staff.conftest import Desk, Log
from tests.web.staff.pressing import go, link, press, text

AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def site(app_factory: AppFactory) -> Iterator[Flask]:
    """The application with a council that is a landlord, and one that is not."""
    app = app_factory()
    install(app, "south_holland", "east_cambridgeshire")
    yield app
    with app.app_context():
        db.engine.dispose()


def test_a_point_about_the_landlord_gets_its_own_dates_and_ombudsman(site: Flask, desk: Desk, complaint: Log) -> None:
    case = complaint("south_holland", service="housing")
    page = f"/staff/cases/{case.reference}"
    with clock_at(AT):
        officer = desk("south_holland")
        go(officer, page)
        go(officer, link(officer, "Decide what to take on"))
        assert "A complaint about a landlord?" in text(officer)
        press(officer, "Add another issue", {"new0_words": "The boiler is cold.", "new0_decision": "take"})
        press(officer, "Save decisions", {"new1_words": "Nobody rang back.", "new1_decision": "take"})
        go(officer, link(officer, "Follow other rules too"))
        assert "If we are their landlord" in text(officer)
        assert "Complaints about your landlord, two stages (Housing Ombudsman)" in text(officer)
        press(officer, "Follow them too", {"procedure": "housing", "point": "1"})
        assert "The case follows them too now" in text(officer)
    with site.app_context(), reading("south_holland"):
        found = load_case(case.case_id).case
    assert [(track.procedure, track.beside) for track in found.tracks] == [("corporate", False), ("housing", True)]
    assert {issue.no: issue.track for issue in found.issues} == {1: 2, 2: 1}
    assert found.tracks[1].facts["case.received"].on == found.received_on
    assert "ack_due" in found.tracks[1].dues
    with clock_at(AT):
        assert [node.text() for node in officer.page.css("section[aria-labelledby=moves] h3")] == [
            "Complaints, two stages",
            "Complaints about your landlord, two stages",
        ]
        go(officer, f"{page}/rules")
        assert "Complaints about your landlord" not in text(officer)
        assert "Data protection complaints (Information Commissioner)" in text(officer)
    with site.app_context():
        assert verify_case("south_holland", case.case_id).whole


def test_nothing_is_chosen_by_itself(site: Flask, desk: Desk, complaint: Log) -> None:
    case = complaint("east_cambridgeshire", service="")
    with clock_at(AT):
        officer = desk("east_cambridgeshire")
        go(officer, f"/staff/cases/{case.reference}/rules")
        press(officer, "Follow them too")
        assert officer.errors == ["Choose the rules"]
    with site.app_context(), reading("east_cambridgeshire"):
        assert [track.procedure for track in load_case(case.case_id).case.tracks] == ["corporate"]
