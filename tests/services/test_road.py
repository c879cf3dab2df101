"""A complaint's whole road through the services, at Boston's rules, on both databases."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from core.clock import clock_at
from core.domain.actor import Actor, ActorKind
from core.domain.case import CaseStatus, Finding, IssueStatus
from core.domain.errors import DomainError
from core.domain.reference import read_reference
from core.persistence import models as m
from core.persistence import record
from core.persistence.db import current_session
from core.persistence.repositories import outbox
from core.persistence.repositories.people import PersonDetails
from core.persistence.transaction import reading
from core.services import intake, progress, triage
from core.services.intake import Feedback, Received
from core.services.steps import FindingGiven, MoreTime, RemedyGiven, Step
from tests.support.casework import BOSTON, PUBLIC, at

ROSA = PersonDetails("Rosa Invented", "rosa@resident.example", postcode="PE21 0XX")


def send(**changes: object) -> Received:
    given = {
        "type": "complaint",
        "channel": "web",
        "summary": "The bins on Sample Street were not collected for three weeks.",
        "wanted": "An apology and a collection.",
        "person": ROSA,
    }
    with clock_at(at("2025-01-06T10:15")):
        return intake.receive(BOSTON, PUBLIC, Feedback(**(given | changes)))  # type: ignore[arg-type]


def case_of(got: Received) -> record.CaseStream:
    with reading(BOSTON):
        found = record.load_case_of(got.reference)
    assert found is not None
    return found


def test_a_complaint_travels_from_receipt_to_a_second_answer(boston: Flask, ada: Actor, ben: Actor) -> None:
    got = send()
    assert read_reference(got.reference) == got.reference and got.reference.startswith("BOS-")
    resident = Actor(ActorKind.PERSON, got.person_id)
    refusal = triage.Refusal("other_procedure", "It is an appeal.", "The appeal service.", ombudsman_told=True)
    points = [
        triage.Point("Missed collections", decision=triage.TAKE),
        triage.Point("The parking fine", decision=triage.REFUSE, refusal=refusal),
    ]
    with clock_at(at("2025-01-07T09:00")):
        triage.triage(BOSTON, ada, got.reference, points)
        triage.assign(BOSTON, ada, got.reference, ada.id)
        understood = {"understanding": "Bins missed.", "outcome_sought": "Apology.", "answer_by": date(2025, 1, 21)}
        progress.take(BOSTON, ada, got.reference, Step("acknowledge", answers=understood))
    with clock_at(at("2025-01-20T09:00")):
        more = MoreTime("stage1_response_due", 5, "A key witness is away.", ombudsman_told=True)
        progress.extend(BOSTON, ada, got.reference, more)
    apology, fix = RemedyGiven("apology"), RemedyGiven("procedure_change", "A new round.", by=date(2025, 3, 31))
    with clock_at(at("2025-01-27T15:00")):
        finding = FindingGiven(1, "upheld", "The round was short of a driver.", (apology, fix))
        progress.take(BOSTON, ada, got.reference, Step("answer", findings=(finding,)))
    with pytest.raises(DomainError) as refused, clock_at(at("2025-01-28T15:00")):
        progress.close(BOSTON, ada, got.reference)
    assert "actions_open" in {p.code for p in refused.value.problems}
    with clock_at(at("2025-02-03T20:00")):
        progress.ask_next_stage(BOSTON, resident, got.reference, "Nobody told me of the new round.")
    with pytest.raises(DomainError), clock_at(at("2025-02-04T09:00")):
        triage.assign(BOSTON, ben, got.reference, ada.id)  # who answered stage 1 cannot take stage 2
    with clock_at(at("2025-02-10T09:00")):
        triage.assign(BOSTON, ada, got.reference, ben.id)
        finding = FindingGiven(1, "partly_upheld", "We should have told you.", (apology,))
        progress.take(BOSTON, ben, got.reference, Step("answer", findings=(finding,)))
        action = case_of(got).case.open_actions[0].id
        progress.finish_action(BOSTON, ben, got.reference, 1, action, date(2025, 2, 10), "The round runs.")
        progress.close(BOSTON, ben, got.reference)
    case = case_of(got).case
    assert case.status is CaseStatus.CLOSED
    assert case.issue(1).findings == {"stage1": Finding.UPHELD, "stage2": Finding.PARTLY_UPHELD}
    assert case.issue(2).status is IssueStatus.REFUSED
    assert case.tracks[0].version == "selcp-2024"
    assert case.tracks[0].answerers == {"stage1": ada.id, "stage2": ben.id}


def test_the_receipt_carries_no_word_that_the_sender_chose(boston: Flask) -> None:
    got = send(person=PersonDetails("Buy cheap watches", "victim@elsewhere.example"))
    with reading(BOSTON):
        (sent,) = outbox.messages(case_id=got.case_id)
    assert sent.to_address == "victim@elsewhere.example" and got.reference in sent.text
    for chosen in ("watches", "bins", "apology"):
        assert chosen not in (sent.subject + sent.text + sent.html).lower()


def test_the_same_form_sent_twice_makes_one_case(boston: Flask) -> None:
    with clock_at(at("2025-01-06T10:15")):
        feedback = Feedback("complaint", "web", "Twice the same.", person=ROSA)
        first = intake.receive(BOSTON, PUBLIC, feedback, key="form-1")
        second = intake.receive(BOSTON, PUBLIC, feedback, key="form-1")
    assert first == second
    with reading(BOSTON):
        assert len(outbox.messages(case_id=first.case_id)) == 1


def test_nobody_needs_a_name_or_an_address(boston: Flask) -> None:
    anonymous = send(person=None)
    assert anonymous.person_id == "" and anonymous.mailed_to == ""
    unreachable = send(person=PersonDetails("Len Letterless"))
    assert unreachable.person_id and unreachable.mailed_to == ""
    with reading(BOSTON):
        assert outbox.messages(case_id=unreachable.case_id) == ()


@pytest.mark.parametrize("kind", ["compliment", "comment", "suggestion", "service_request", "enquiry"])
def test_staff_log_every_other_kind_of_feedback_without_a_procedure(boston: Flask, ada: Actor, kind: str) -> None:
    with clock_at(at("2025-01-08T10:00")):
        feedback = Feedback(kind, "phone", "Said on the phone.", received_at=at("2025-01-07T16:00"))
        got = intake.receive(BOSTON, ada, feedback)
    case = case_of(got).case
    assert (case.type, case.received_on, case.tracks) == (kind, date(2025, 1, 7), ())


def test_all_that_is_wrong_with_a_submission_is_told_at_once(boston: Flask) -> None:
    with pytest.raises(DomainError) as refused:
        send(type="rant", channel="phone", service="moon", summary="  ")
    codes = {(p.code, p.field) for p in refused.value.problems}
    assert codes == {
        ("unknown_type", "type"),
        ("unknown_channel", "channel"),
        ("unknown_service", "service"),
        ("summary_missing", "summary"),
    }


def test_a_stranger_can_neither_date_back_nor_speak_as_somebody_else(boston: Flask) -> None:
    known = send()
    with pytest.raises(DomainError) as refused:
        send(person=None, person_id=known.person_id, received_at=at("2024-01-01T10:00"))
    assert {p.code for p in refused.value.problems} == {"unknown_person", "person_acts_now"}


def test_a_request_becomes_a_complaint_of_its_own_and_stays_open(boston: Flask, ada: Actor) -> None:
    request = send(type="service_request", summary="Please mend the lamp.")
    with clock_at(at("2025-01-09T09:00")):
        feedback = Feedback("complaint", "phone", "The lamp was never mended.")
        made = intake.raise_complaint(BOSTON, ada, request.reference, feedback, command_id="raise-1")
        again = intake.raise_complaint(BOSTON, ada, request.reference, feedback, command_id="raise-1")
    assert made == again and made.person_id == request.person_id
    before, after = case_of(request).case, case_of(made).case
    assert before.status is CaseStatus.OPEN and before.links == ((made.case_id, "became"),)
    assert after.origin == request.case_id and after.tracks[0].procedure == "corporate"


def test_a_case_is_called_something_else_and_back(boston: Flask, ada: Actor) -> None:
    got = send()
    with clock_at(at("2025-01-08T09:00")):
        triage.retype(BOSTON, ada, got.reference, "service_request", "It is the first report.")
        assert case_of(got).case.tracks[0].status == "parked"
        triage.retype(BOSTON, ada, got.reference, "complaint", "It was reported before.")
    case = case_of(got).case
    assert case.type == "complaint" and case.tracks[0].status == "open"
    assert case.tracks[0].dues["ack_due"].on == date(2025, 1, 13)


def test_what_people_write_is_kept_apart_from_the_record(boston: Flask, ada: Actor) -> None:
    got = send(summary="A very secret summary")
    with clock_at(at("2025-01-08T09:00")):
        progress.add_note(BOSTON, ada, got.reference, "A very secret note")
    with reading(BOSTON):
        bodies = current_session().scalars(select(m.Event.body).where(m.Event.stream_id == got.case_id)).all()
    assert len(bodies) == 3 and not any("secret" in body for body in bodies)
