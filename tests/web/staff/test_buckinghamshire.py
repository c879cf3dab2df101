"""The same pages under Buckinghamshire's rules: other days, an aim, and the Deputy Monitoring Officer's decision."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor, ActorKind
from core.services import progress
from core.services.steps import Step
from tests.web.staff.conftest import Desk, Log
from tests.web.staff.pressing import go, link, press, text


def at(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 10, 0, tzinfo=UTC)


ANSWER = {
    "issue1_finding": "not_upheld",
    "issue1_wrong": "You were sent the notice.",
    "issue1_reasons": "The log shows it, and the policy asks for one notice.",
    "section_looked": "The log of notices.",
}


def test_the_deputy_monitoring_officer_decides_on_stage_2(site: Flask, desk: Desk, complaint: Log) -> None:
    case = complaint("buckinghamshire", service="")
    page = f"/staff/cases/{case.reference}"
    with clock_at(at(20)):
        officer = desk("buckinghamshire")
        go(officer, page)
        dates = text(officer, ".up-dates")
        assert "Acknowledge Due Tue 24 Nov" in dates, "3 working days"
        assert "Answer, our aim What we aim for Due Thu 3 Dec" in dates, "10 working days"
        assert "Answer stage 1 Due Thu 17 Dec" in dates, "20 working days"
        assert "All stages together" in dates and "Thu 11 Feb" in dates, "12 weeks"
        go(officer, link(officer, "Decide what to take on"))
        assert len(officer.page.css("#new0_ground option")) == 1 + 18
        press(officer, "Save decisions", {"new0_decision": "take"})
        go(officer, f"{page}/moves/1/answer")
        press(officer, "Preview the letter", ANSWER)
        press(officer, "Send the letter")

    with site.app_context(), clock_at(at(23)):
        asked = {"unresolved": "The notice never came.", "outcome_wanted": "A new notice"}
        actor = Actor(ActorKind.PERSON, case.person_id)
        progress.take("buckinghamshire", actor, case.reference, Step("ask_stage2", answers=asked))

    with clock_at(at(24)):
        officer.next_day()
        go(officer, page)
        assert "Decide on the review" in text(officer, ".up-dates")
        assert "Accept the review" not in text(officer, ".up-identity")
        go(officer, f"{page}/moves/1/accept_review")
        assert "deputy monitoring officer" in text(officer)

        deputy = desk("buckinghamshire", roles=("deputy_monitoring_officer",), name="Dora Deputy")
        go(deputy, page)
        go(deputy, link(deputy, "Accept the review"))
        press(deputy, "Preview the letter", {"need_how": "A stage 2 officer will read the log again."})
        assert "A stage 2 officer will read the log again." in text(deputy, ".up-letter")
        press(deputy, "Send the letter")

        second = desk("buckinghamshire", roles=("stage2_officer",), name="Sam Second")
        go(second, f"{page}/moves/1/answer")
        press(second, "Preview the letter", ANSWER)
        assert "Local Government and Social Care Ombudsman" in text(second, ".up-letter")
        press(second, "Send the letter")
        assert second.heading.endswith("stage 2. Answered")
        told = text(second, ".up-identity")
        assert "Answered by Sam Second" in told and "nobody yet" not in told
        assert "Take stage 2" not in told
        go(second, "/staff/queue")
        assert case.reference in text(second)
        assert not [n for n in second.page.css("form") if case.reference in str(n.attributes.get("action"))]


def test_more_time_has_no_stated_limit_there(desk: Desk, complaint: Log) -> None:
    case = complaint("buckinghamshire")
    with clock_at(at(20)):
        officer = desk("buckinghamshire")
        go(officer, f"/staff/cases/{case.reference}/extend/1/stage1_response_due")
        assert "The rules state no limit." in text(officer)
