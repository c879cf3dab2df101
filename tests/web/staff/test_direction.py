"""Whatever a story or a name sets about direction ends with it: the queue, the case and lists read as before."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from core.clock import clock_at
from core.persistence.repositories.people import PersonDetails
from tests.web.staff.conftest import Desk, Log, Officer
from tests.web.staff.pressing import go, press

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
OVERRIDE, END, ISOLATE, END_ISOLATE = "\u202e", "\u202c", "\u2068", "\u2069"
STORY = f"My bins {OVERRIDE}were missed"


def left_open(html: str) -> list[str]:
    """The texts between tags in which a change of direction is still open at the end."""
    texts = re.split(r"<[^>]*>|\n", re.sub(r"(?s)<(textarea|input)[^>]*>[^<]*", "", html))
    return [text for text in texts if text.count(OVERRIDE) != text.count(END)]


def page(officer: Officer, path: str) -> str:
    return go(officer, path).get_data(as_text=True)


@pytest.mark.req("VAL-01")
def test_a_story_that_reverses_text_reverses_its_own_only(desk: Desk, complaint: Log) -> None:
    name = f"Ev{OVERRIDE}il Example"
    case = complaint(summary=STORY, person=PersonDetails(name, email="ev@residents.example", adjustments=STORY))
    with clock_at(NOON):
        officer = desk(name="Una Upright")
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        press(officer, "Save decisions", {"new0_decision": "take"})
        for path in ("/staff/queue", "/staff/work", f"/staff/cases/{case.reference}",
                     f"/staff/cases/{case.reference}/triage/1", f"/staff/cases/{case.reference}/triage/words/1",
                     f"/staff/log/{case.reference}", f"/staff/cases/{case.reference}/moves/1/answer"):  # fmt: skip
            html = page(officer, path)
            assert OVERRIDE in html, path
            assert left_open(html) == [], path
        facts = page(officer, f"/staff/cases/{case.reference}")
        assert f"{ISOLATE}{name}{END}{END_ISOLATE}, by " in facts, "inside a sentence of ours it stands apart"


def test_a_name_written_from_right_to_left_stands_apart_in_the_queue(desk: Desk, complaint: Log) -> None:
    complaint(person=PersonDetails("דנה 12", email="dana@residents.example"))
    with clock_at(NOON):
        assert "<bdi>דנה 12</bdi>" in page(desk(), "/staff/queue")
