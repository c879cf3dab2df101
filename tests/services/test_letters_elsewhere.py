"""Letters under another council's procedure: a decision to review, a refusal of the whole, thanks for a compliment."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor
from core.domain.letters import words_of
from core.persistence.repositories.people import PersonDetails
from core.services import intake, letters, triage
from core.services.intake import Feedback
from core.services.letter_acts import Message
from core.services.steps import FindingGiven, Step
from tests.support.casework import BUCKS, PUBLIC, at, casework_app, officer
from tests.support.databases import DatabaseUrls

OMAR = PersonDetails("Omar Invented", "omar@resident.example")
ACKNOWLEDGE = Step(
    "acknowledge",
    answers={"understanding": "Nobody mended the gate.", "outcome_sought": "A new gate", "answer_by": date(2025, 2, 3)},
)
ANSWER = Step("answer", findings=(FindingGiven(1, "not_upheld", "The gate was mended on 9 January.", ()),))


@pytest.fixture(scope="module")
def bucks(database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(database, BUCKS) as app:
        yield app


@pytest.fixture(scope="module")
def deputy(bucks: Flask) -> Actor:
    return officer(BUCKS, "deputy_monitoring_officer", "stage2_officer", "complaints_officer", name="Dee Example")


@pytest.fixture(scope="module")
def cal(bucks: Flask) -> Actor:
    return officer(BUCKS, "complaints_officer", name="Cal Example")


def _case(kind: str = "complaint") -> str:
    with clock_at(at("2025-01-06T10:15")):
        return intake.receive(BUCKS, PUBLIC, Feedback(kind, "web", "The gate is broken.", person=OMAR)).reference


def _answered(cal: Actor) -> str:
    reference = _case()
    with clock_at(at("2025-01-07T09:00")):
        triage.triage(BUCKS, cal, reference, [triage.Point("The gate is broken", decision=triage.TAKE)])
        letters.send(BUCKS, cal, reference, ACKNOWLEDGE)
    with clock_at(at("2025-01-20T09:00")):
        letters.send(BUCKS, cal, reference, ANSWER, {"looked": "The job sheets."})
    return reference


def test_an_answer_says_when_the_next_stage_wants_reasons(bucks: Flask, cal: Actor) -> None:
    reference = _answered(cal)
    kept = letters.letter(BUCKS, cal, reference, letters.letters_of(BUCKS, cal, reference)[-1].id)
    assert "which parts are still not right" in kept.text and "You need not give a reason" not in kept.text


def test_a_decision_to_review_tells_how_and_by_when(bucks: Flask, cal: Actor, deputy: Actor) -> None:
    from core.services import progress

    reference = _answered(cal)
    asked = Step("ask_stage2", answers={"unresolved": "It is still broken.", "outcome_wanted": "Mend it"})
    with clock_at(at("2025-01-27T09:00")):
        progress.take(BUCKS, cal, reference, asked)
    accept = Step("accept_review", answers={"how": "Another service reads the job sheets again."})
    with clock_at(at("2025-01-29T09:00")):
        shown = letters.preview(BUCKS, deputy, reference, accept)
        letters.send(BUCKS, deputy, reference, accept)
    said = words_of(shown.document)
    assert shown.problems == ()
    assert "We will review your complaint: stage 2" in said
    assert "by Monday 24 February 2025 (20 working days after you asked for stage 2)" in said
    assert "Another service reads the job sheets again." in said


def test_a_refusal_of_the_whole_names_ground_reason_place_and_ombudsman(bucks: Flask, cal: Actor) -> None:
    from core.persistence.transaction import reading
    from core.services.council import open_council

    with reading(BUCKS):
        procedure = open_council(BUCKS).register.procedure("corporate", at("2025-01-06T10:15"))
    ground = procedure.grounds[0]
    answers = {
        "ground": ground.key,
        "reason": "It is for a court.",
        "goes_to": "The county court",
        "ombudsman_told": True,
    }
    with clock_at(at("2025-01-07T09:00")):
        shown = letters.preview(BUCKS, cal, _case(), Step("refuse", answers=answers))
    said = words_of(shown.document)
    assert shown.problems == ()
    for words in (ground.title.en, "It is for a court.", "The county court", "www.lgo.org.uk", "The gate is broken."):
        assert words in said


def test_a_refusal_of_all_points_tells_each_of_them_once(bucks: Flask, cal: Actor) -> None:
    reference = _case()
    fine = triage.Refusal("parish_council", "The parish owns it.", "The parish council", ombudsman_told=True)
    wall = triage.Refusal("own_appeal", "There is an appeal.", "Ask the inspectorate.", ombudsman_told=True)
    points = [
        triage.Point("The gate is broken.", decision=triage.REFUSE, refusal=fine),
        triage.Point("The wall was allowed.", decision=triage.REFUSE, refusal=wall),
    ]
    offered = {
        "ground": "parish_council",
        "reason": "The parish owns it.\n\nThere is an appeal.",
        "goes_to": "The parish council\n\nAsk the inspectorate.",
        "ombudsman_told": True,
    }
    with clock_at(at("2025-01-07T09:00")):
        triage.triage(BUCKS, cal, reference, points)
        shown = letters.preview(BUCKS, cal, reference, Step("refuse", answers=offered))
        other = letters.preview(BUCKS, cal, reference, Step("refuse", answers=offered | {"reason": "It is too old."}))
    said = words_of(shown.document)
    assert shown.problems == () and other.problems == ()
    assert said.count("The parish owns it.") == 1 and said.count("There is an appeal.") == 1
    assert said.index("The parish council.") < said.index("Ask the inspectorate.")
    assert "What we cannot look into: point 2" in said and "It is too old." in words_of(other.document)


def test_a_compliment_gets_thanks_without_any_procedure(bucks: Flask, cal: Actor) -> None:
    reference = _case("compliment")
    with clock_at(at("2025-01-07T09:00")):
        own = {"what": "The crew has read it."}
        shown = letters.preview(BUCKS, cal, reference, Message("thanks"), own)
        letters.send(BUCKS, cal, reference, Message("thanks"), own)
    assert shown.problems == () and "We got your compliment on Monday 6 January 2025" in words_of(shown.document)
