"""Every link that staff are shown leads somewhere, at each point of a case's life; and opening a case is noted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from core.clock import clock_at
from core.persistence.repositories.reads import reads_of
from core.persistence.transaction import reading
from tests.web.staff.conftest import Desk, Log, Officer
from tests.web.staff.pressing import go, press

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def crawl(officer: Officer, *starts: str) -> dict[str, int]:
    """Every address that can be reached by links, with its answer."""
    seen: dict[str, int] = {}
    waiting = list(starts)
    while waiting:
        path = waiting.pop().partition("#")[0]
        if not path.startswith("/") or path in seen:
            continue
        answer = officer.get(path)
        seen[path] = answer.status_code
        if 300 <= answer.status_code < 400:
            waiting.append(answer.headers["Location"].removeprefix(officer.base))
        elif answer.mimetype == "text/html":
            waiting += [node.attributes.get("href") or "" for node in officer.page.css("a[href]")]
    return seen


@pytest.mark.parametrize(
    "roles", [("complaints_officer",), ("intake",), ("investigator",), ("auditor",)], ids=lambda roles: roles[0]
)
def test_every_link_that_staff_are_shown_opens(desk: Desk, complaint: Log, roles: tuple[str, ...]) -> None:
    new, decided = complaint().reference, complaint().reference
    request = complaint(type="service_request").reference
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{decided}/triage/1")
        press(officer, "Save decisions", {"new0_decision": "take"})
        go(officer, f"/staff/cases/{decided}/moves/1/acknowledge")
        press(officer, "Preview the letter")
        press(officer, "Send the letter")
        go(officer, f"/staff/cases/{request}/close")
        press(officer, "Close the case")
        reader = desk(roles=roles)
        found = crawl(reader, *(f"/staff/cases/{reference}" for reference in (new, decided, request)))
    wrong = {path: status for path, status in found.items() if status not in (200, 302)}
    assert wrong == {}
    assert len(found) > 20, sorted(found)


@pytest.mark.req("AUD-02")
def test_opening_a_case_is_noted_once_and_its_other_pages_are_not(site: Flask, desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        for path in ("", "/triage/1", "/why/1/ack_due", "/note"):
            assert officer.get(f"/staff/cases/{case.reference}{path}").status_code == 200
        with site.app_context(), reading("boston"):
            noted = [(one.actor, one.what) for one in reads_of(case.case_id)]
    assert noted == [(f"staff:{officer.membership}", "case")]


def test_reasons_are_the_same_on_the_page_and_as_json(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        data = officer.get(f"/staff/cases/{case.reference}/why/1/ack_due.json").get_json()
        assert (data["due"], data["firm"], data["state"]) == ("2026-11-26", True, "running")
        assert data["procedure"]["version"] == "selcp-2024"
        days = ["2026-11-20", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"]
        assert data["reasons"]["days"] == days
        go(officer, f"/staff/cases/{case.reference}/why/1/ack_due")
        page = officer.page.css_first("main").text()
        assert "1 Fri 20 Nov, 2 Mon 23 Nov, 3 Tue 24 Nov, 4 Wed 25 Nov, 5 Thu 26 Nov" in page
        assert "21 and 22 November (weekend)" in page and "Scrutiny, 14 November 2024, item 117" in page
        go(officer, f"/staff/cases/{case.reference}/why/ack_due")
        assert officer.at.endswith("/why/1/ack_due")
