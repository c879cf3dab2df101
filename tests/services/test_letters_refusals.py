"""What letters tell of the points that are not taken on: each once, by the first letter that can."""

from __future__ import annotations

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor
from core.domain.letters import words_of
from core.services import letters, triage
from core.services.steps import FindingGiven, Step
from tests.support import stories
from tests.support.casework import BOSTON, at, officer

REASON = "A tribunal decides on fines."
ANSWER = Step("answer", findings=(FindingGiven(1, "not_upheld", "The crew came each week."),))


@pytest.fixture
def ada(boston: Flask) -> Actor:
    return officer()


def refuse(reference: str, actor: Actor, ground: str, goes_to: str, when: str) -> None:
    refusal = triage.Refusal(ground, REASON, goes_to, ombudsman_told=True)
    with clock_at(at(when)):
        triage.triage(BOSTON, actor, reference, [triage.Point("The fine", decision=triage.REFUSE, refusal=refusal)])


def said(reference: str, actor: Actor, step: Step, when: str) -> str:
    with clock_at(at(when)):
        return words_of(letters.preview(BOSTON, actor, reference, step).document)


def test_an_answer_tells_what_was_refused_after_the_acknowledgement(ada: Actor) -> None:
    reference = stories.complain().reference
    stories.accept(reference, ada)
    stories.acknowledge(reference, ada, when="2025-01-07T10:00")
    refuse(reference, ada, "other_procedure", "The tribunal", "2025-01-08T09:00")
    assert REASON in said(reference, ada, ANSWER, "2025-01-09T09:00")


def test_an_answer_does_not_repeat_what_the_acknowledgement_refused(ada: Actor) -> None:
    reference = stories.complain().reference
    stories.accept(reference, ada)
    refuse(reference, ada, "other_procedure", "The tribunal", "2025-01-07T09:30")
    stories.acknowledge(reference, ada, when="2025-01-07T10:00")
    assert REASON not in said(reference, ada, ANSWER, "2025-01-09T09:00")


def test_another_valid_reason_is_told_in_the_officers_words_and_not_as_a_ground(ada: Actor) -> None:
    reference = stories.complain().reference
    stories.accept(reference, ada)
    refuse(reference, ada, "other_reason", "the county's highways team, 01632 960123", "2025-01-07T09:30")
    acknowledge = Step("acknowledge", answers=stories.UNDERSTOOD)
    with clock_at(at("2025-01-07T10:00")):
        shown = letters.preview(BOSTON, ada, reference, acknowledge)
    told = words_of(shown.document)
    assert shown.problems == ()
    assert f"We cannot look into it, for this reason:\n{REASON}\nWhere you can go with it instead:" in told
    assert "The county's highways team, 01632 960123." in told
    for word in ("Another valid reason", "own merits", "Wherever", "this is the part that applies"):
        assert word not in told
