"""Letters of a later stage, and of a case that follows several procedures: each says what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor
from core.domain.letters import words_of
from core.services import letters, progress, triage
from core.services.letter_acts import Act, Message
from core.services.letters import LetterPreview
from core.services.steps import FindingGiven, Step
from tests.support import stories
from tests.support.casework import BOSTON, at, officer

ACKNOWLEDGE = Step("acknowledge", answers=stories.UNDERSTOOD)
ACKNOWLEDGE_2 = Step("acknowledge", answers={**stories.UNDERSTOOD, "answer_by": date(2025, 2, 28)})
NOT_UPHELD = Step("answer", findings=(FindingGiven(1, "not_upheld", "The crew came each week."),))


@pytest.fixture
def ada(boston: Flask) -> Actor:
    return officer()


def preview(reference: str, actor: Actor, act: Act, when: str) -> LetterPreview:
    with clock_at(at(when)):
        return letters.preview(BOSTON, actor, reference, act)


def test_the_letters_of_a_later_stage_speak_of_the_request_for_it(ada: Actor) -> None:
    reference = stories.complain().reference
    stories.accept(reference, ada)
    first = words_of(preview(reference, ada, ACKNOWLEDGE, "2025-01-07T09:30").document)
    assert "Thank you for your complaint. We got it on Monday 6 January 2025. This is stage 1" in first
    stories.acknowledge(reference, ada)
    answered = words_of(preview(reference, ada, NOT_UPHELD, "2025-01-08T09:30").document)
    assert "This is our answer to your complaint of Monday 6 January 2025." in answered
    stories.answer(reference, ada)
    ben = officer(name="Ben Example")
    with clock_at(at("2025-01-27T09:00")):
        progress.take(BOSTON, ben, reference, Step("ask_stage2"))
        triage.assign(BOSTON, ben, reference, ben.id)
    shown = preview(reference, ben, ACKNOWLEDGE_2, "2025-01-28T09:00")
    said = words_of(shown.document)
    request = "You asked us to look at your complaint again. We got your request for stage 2 on Monday 27 January 2025."
    assert shown.problems == () and request in said and "Thank you for your complaint" not in said
    said = words_of(preview(reference, ben, NOT_UPHELD, "2025-01-28T09:00").document)
    assert "You asked us on Monday 27 January 2025 to look at your complaint again. This is our answer." in said


def test_a_letter_names_its_procedure_only_where_the_case_follows_several(ada: Actor) -> None:
    reference = stories.complain(when="2026-07-06T10:15").reference
    stories.accept(reference, ada, when="2026-07-07T09:00")
    alone = preview(reference, ada, ACKNOWLEDGE, "2026-07-07T09:30")
    assert alone.document.title == "What we will look into, and by when"
    with clock_at(at("2026-07-07T09:40")):
        triage.triage(BOSTON, ada, reference, [triage.Point("You gave my address away", decision=triage.TAKE)])
        triage.open_track(BOSTON, ada, reference, "data_protection", (2,))
    here = preview(reference, ada, ACKNOWLEDGE, "2026-07-07T10:00")
    assert here.document.title == "What we will look into, and by when (Complaints, two stages)"
    there = preview(reference, ada, replace(ACKNOWLEDGE, track=2), "2026-07-07T10:00")
    assert there.document.title == "What we will look into, and by when (Data protection complaints)"
    assert preview(reference, ada, Message(), "2026-07-07T10:00").document.title == "About your complaint"
