"""Whose a stage is: taken by whoever works cases where nobody has it, handed over by whoever may, kept from some."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor, ActorKind
from core.services import progress
from core.services.steps import FindingGiven, Step
from tests.web.staff.conftest import Desk, Log, Officer
from tests.web.staff.pressing import go, link, press, text

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

ASKED = {"unresolved": "The notice never came.", "outcome_wanted": "A new notice"}


def at_stage_2(site: Flask, first: Officer, reference: str, person: str) -> None:
    """Answered by `first`; the person asks for stage 2."""
    go(first, f"/staff/cases/{reference}/triage/1")
    press(first, "Save decisions", {"new0_words": "The bins", "new0_decision": "take"})
    officer = Actor(ActorKind.STAFF, first.membership, frozenset({"complaints_officer"}))
    with site.app_context():
        found = FindingGiven(1, "not_upheld", "The log shows every collection.")
        progress.take(first.council, officer, reference, Step("answer", findings=(found,)))
        asked = ASKED if first.council == "buckinghamshire" else {}
        progress.take(first.council, Actor(ActorKind.PERSON, person), reference, Step("ask_stage2", answers=asked))


def test_stage_2_is_taken_on_the_case_page_by_somebody_new(site: Flask, desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        first, second = desk(name="Fay First"), desk(name="Sam Second", roles=("stage2_officer",))
        at_stage_2(site, first, case.reference, case.person_id)
        go(first, f"/staff/cases/{case.reference}")
        assert "Owner: nobody yet" in text(first)
        assert "You cannot take stage 2: you dealt with stage 1." in text(first)
        assert not [b for b in first.page.css("main button") if "Take stage 2" in b.text()]
        go(second, f"/staff/cases/{case.reference}")
        press(second, "Take stage 2")
        assert f"{case.reference} is yours now" in text(second) and "Owner: Sam Second" in text(second)
        assert "Stage 2 given to Sam Second" in text(second, ".up-timeline")
        go(second, "/staff/work")
        assert case.reference in text(second)


def test_the_queue_says_why_somebody_may_not_take_it(site: Flask, desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        first = desk(name="Fay First")
        at_stage_2(site, first, case.reference, case.person_id)
        go(first, "/staff/queue")
        press(first, "Take")
        assert f"{case.reference} was not taken" in text(first) and "You dealt with stage 1." in text(first)


def test_who_has_it_hands_it_over_and_whoever_cannot_work_cases_is_not_offered(
    site: Flask, desk: Desk, complaint: Log
) -> None:
    case = complaint()
    with clock_at(NOON):
        second, other = desk(name="Sam Second", roles=("stage2_officer",)), desk(name="Otto Other")
        auditor, first = desk(name="Alma Auditor", roles=("auditor",)), desk(name="Fern Firstly")
        at_stage_2(site, first, case.reference, case.person_id)
        go(second, f"/staff/cases/{case.reference}")
        press(second, "Take stage 2")
        go(second, link(second, "Hand it over"))
        assert second.heading.endswith("Hand stage 2 over") and "It is with Sam Second now." in text(second)
        offered = text(second, "#handler")
        assert "Otto Other" in offered and "Fern Firstly" not in offered and "Alma Auditor" not in offered
        press(second, "Give it to them", {"handler": auditor.membership})
        assert second.errors == ["Choose somebody whose role lets them work cases"]
        press(second, "Give it to them", {"handler": other.membership})
        assert "Owner: Otto Other" in text(second)


def test_an_investigator_takes_what_nobody_has_and_hands_nothing_over(desk: Desk, complaint: Log) -> None:
    case, taken = complaint(), complaint()
    with clock_at(NOON):
        officer, investigator = desk(), desk(name="Ines Investigator", roles=("investigator",))
        go(officer, f"/staff/cases/{taken.reference}")
        press(officer, "Take stage 1")
        go(investigator, f"/staff/cases/{case.reference}")
        press(investigator, "Take stage 1")
        assert "Owner: Ines Investigator" in text(investigator)
        investigator.post(f"/staff/cases/{case.reference}/take")  # pressed twice
        go(investigator, f"/staff/cases/{case.reference}")
        assert f"{case.reference} is yours now" in text(investigator)
        assert "Hand it over" not in text(investigator)
        assert investigator.get(f"/staff/cases/{case.reference}/assign").status_code == 403
        go(investigator, f"/staff/cases/{taken.reference}")
        assert "Take stage 1" not in text(investigator)
        investigator.post(f"/staff/cases/{taken.reference}/take")
        go(investigator, f"/staff/cases/{taken.reference}")
        assert f"{taken.reference} was not taken" in text(investigator)
        assert "It is with Olive Officer already." in text(investigator)
        assert "Owner: Olive Officer" in text(investigator)


def test_somebody_in_the_service_complained_about_reads_why_not(site: Flask, desk: Desk, complaint: Log) -> None:
    """Buckinghamshire's stage 2 asks for somebody outside the service."""
    case = complaint("buckinghamshire", service="planning")
    with clock_at(NOON):
        first = desk("buckinghamshire", name="Fenn Firstly")
        at_stage_2(site, first, case.reference, case.person_id)
        insider = desk("buckinghamshire", name="Iolo Insider", roles=("stage2_officer",), services=("planning",))
        go(insider, f"/staff/cases/{case.reference}")
        assert "You cannot take stage 2: you work in Planning" in text(insider)
        go(insider, link(insider, "Give it to somebody"))
        assert "It must be somebody who does not work in Planning" in text(insider)
        assert "Not offered: Iolo Insider, who works in Planning" in text(insider)


def test_somebody_who_can_only_find_an_owner_is_led_to_that(site: Flask, desk: Desk, complaint: Log) -> None:
    case = complaint("buckinghamshire", service="planning")
    with clock_at(NOON):
        first = desk("buckinghamshire", name="Fran Firstly")
        at_stage_2(site, first, case.reference, case.person_id)
        go(first, f"/staff/cases/{case.reference}")
        assert text(first, ".up-identity__actions").strip() == "Give it to somebody"


def test_a_request_without_a_procedure_has_no_owner_and_a_reply_is_its_next_step(desk: Desk, complaint: Log) -> None:
    request = complaint("buckinghamshire", type="service_request", summary="Please mend the light", service="")
    thanks = complaint("buckinghamshire", type="compliment", summary="Well done", service="")
    with clock_at(NOON):
        officer = desk("buckinghamshire")
        go(officer, f"/staff/cases/{request.reference}")
        assert "Owner" not in text(officer, ".up-identity")
        assert "Thanks for a compliment" not in text(officer, "section[aria-labelledby=tools]")
        assert text(officer, ".up-identity__actions").strip() == "Reply to them"
        go(officer, link(officer, "Reply to them"))
        press(officer, "Preview the letter", {"section_words": "We mend it on Monday."})
        press(officer, "Send the letter")
        assert text(officer, ".up-identity__actions").strip() == "Close the case"
        go(officer, f"/staff/cases/{thanks.reference}")
        assert text(officer, ".up-identity__actions").strip() == "Close the case", "no reply is owed"
        assert "Thanks for a compliment" in text(officer, "section[aria-labelledby=tools]")
