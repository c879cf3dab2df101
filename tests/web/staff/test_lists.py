"""Lists of cases: what is due first, narrowed by the address, with as many queries for 200 rows as for 10."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor, ActorKind
from core.persistence.queries import worklist as counting
from core.persistence.repositories.people import PersonDetails
from core.services import intake
from core.services.intake import Feedback
from core.web.views.staff import worklist as pages
from tests.support.counting import counted
from tests.web.staff.conftest import THURSDAY, Desk, Log
from tests.web.staff.pressing import go, link, press, text

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def fill(site: Flask, cases: int) -> None:
    with site.app_context():
        for number in range(cases):
            with clock_at(THURSDAY + timedelta(minutes=number)):
                address = f"r{number}@residents.example"
                who = PersonDetails(f"Resident {number}", email=address, adjustments="Large print")
                feedback = Feedback("complaint", "web", f"Bin {number} was missed", service="waste", person=who)
                intake.receive("east_lindsey", Actor(ActorKind.PERSON), feedback)


def test_the_queue_costs_as_many_queries_for_200_rows_as_for_10(
    site: Flask, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.services import looking

    monkeypatch.setattr(looking.see_queue, "__kwdefaults__", {**looking.see_queue.__kwdefaults__, "size": 200})
    costs = []
    with clock_at(NOON):
        officer = desk("east_lindsey")
        for more in (10, 190):
            fill(site, more)
            with site.app_context(), counted() as sent:
                go(officer, "/staff/queue")
            costs.append((len(officer.page.css(".up-cases tbody tr")), len(sent)))
    assert [rows for rows, _ in costs][-1] == 200
    assert costs[0][1] == costs[1][1], costs


def test_the_queue_pages_by_key_both_ways(site: Flask, desk: Desk) -> None:
    fill(site, 30)
    with clock_at(NOON):
        officer = desk("east_lindsey")
        go(officer, "/staff/queue")
        first = [node.text() for node in officer.page.css(".up-cases__reference")]
        assert len(first) == 25
        go(officer, link(officer, "Later"))
        second = [node.text() for node in officer.page.css(".up-cases__reference")]
        assert not set(first) & set(second)
        go(officer, link(officer, "Earlier"))
        assert [node.text() for node in officer.page.css(".up-cases__reference")] == first
        assert officer.get("/staff/queue?after=nonsense").status_code == 302


def test_what_is_late_stands_first_and_is_told_in_words(desk: Desk, complaint: Log) -> None:
    late = complaint(at=datetime(2026, 10, 19, 9, 0, tzinfo=UTC)).reference
    new = complaint().reference
    with clock_at(NOON):
        officer = desk()
        go(officer, "/staff/queue")
        rows = [node.text() for node in officer.page.css(".up-cases__reference")]
        assert rows.index(late) < rows.index(new)
        assert "working days late" in text(officer, f'[id="{late}"]')
        assert "Due Thu 26 Nov" in text(officer, f'[id="{new}"]')
        go(officer, "/staff/queue?view=late")
        assert new not in text(officer) and late in text(officer)


def test_an_empty_list_names_its_filters_and_the_way_out(desk: Desk) -> None:
    with clock_at(NOON):
        officer = desk("buckinghamshire")
        go(officer, "/staff/queue?view=late&stage=stage2")
        assert "No case fits: Stage 2, late." in text(officer)
        fold = officer.page.css_first("details.up-filter__fold")
        assert fold.css_first("summary").text() == "Choose filters" and len(fold.css("select")) == 6
        assert officer.page.css_first(".up-filter > .up-filter__chosen") is not None, "what is chosen is never folded"
        go(officer, link(officer, "Clear filters"))
        assert officer.heading == "Queue"
        assert "No case is late." in text(officer) and "No cases." in text(officer, "[role=status]")
        go(officer, link(officer, "Show all open cases"))
        assert officer.at == "/staff/queue"


def test_nobody_is_told_how_many_cases_there_are_beyond_a_thousand(
    desk: Desk, complaint: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        complaint()
    with clock_at(NOON):
        officer = desk()
        for module in (counting, pages):
            monkeypatch.setattr(module, "MOST_COUNTED", 2)
        go(officer, "/staff/queue")
        assert "More than 2 cases, next due first." in text(officer, "[role=status]")


def test_a_case_is_taken_from_the_queue_and_stands_in_my_work(desk: Desk, complaint: Log) -> None:
    reference = complaint().reference
    with clock_at(NOON):
        officer = desk()
        go(officer, "/staff/queue?view=unassigned")
        press(officer, f"Take {reference}")
        assert f"{reference} is yours now" in text(officer)
        assert officer.heading == "Queue"
        go(officer, "/staff/work")
        assert reference in text(officer)
        assert "later" in text(officer, "[role=status]") or "this week" in text(officer, "[role=status]")


def test_a_member_responsible_sees_no_case(desk: Desk, complaint: Log) -> None:
    reference = complaint().reference
    with clock_at(NOON):
        member = desk(roles=("member_responsible",))
        for path in ("/staff/queue", "/staff/work", "/staff/search", f"/staff/cases/{reference}"):
            assert member.get(path).status_code == 403


def test_another_councils_case_does_not_exist(desk: Desk, complaint: Log) -> None:
    reference = complaint("buckinghamshire").reference
    with clock_at(NOON):
        officer = desk()
        pages = (
            "", "/triage/1", "/why/1/ack_due", "/why/1/ack_due.json", "/moves/1/acknowledge", "/note", "/record",
            "/extend/1/stage1_response_due", "/write/question", "/letters/00000000-0000-7000-8000-000000000000",
        )  # fmt: skip
        bodies = set()
        for path in pages:
            theirs = officer.get(f"/staff/cases/{reference}{path}")
            nobodys = officer.get(f"/staff/cases/BOS-0000-0000{path}")
            assert (theirs.status_code, nobodys.status_code) == (404, 404), path
            assert theirs.get_data() == nobodys.get_data(), path
            bodies.add(officer.heading)
        assert bodies == {"Page not found"}
        press(go(officer, "/staff/search") and officer, "Search", {"words": reference})
        assert "Nothing here matches, or it is not yours to see." in text(officer)
