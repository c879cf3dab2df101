"""Looking at a letter more than once, and sending what was looked at: each look knows nothing of the others."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor
from core.domain.errors import DomainError
from core.domain.letters import LetterTemplate, words_of
from core.domain.text import Text
from core.persistence.transaction import reading
from core.services import letters, triage
from core.services.letter_acts import template_of
from core.services.opening import look_at
from core.services.steps import FindingGiven, Step
from core.services.unit_of_work import start_work
from tests.documents.support import read
from tests.support.casework import BOSTON, at
from tests.support.stories import accept, complain, stream_of

ACKNOWLEDGE = Step(
    "acknowledge",
    answers={"understanding": "The bins.", "outcome_sought": "A collection.", "answer_by": date(2025, 1, 21)},
)


def taken_on(ada: Actor) -> str:
    got = complain(wanted="A collection.")
    accept(got.reference, ada)
    return got.reference


def test_two_looks_at_one_letter_know_nothing_of_each_other(boston: Flask, ada: Actor) -> None:
    reference = taken_on(ada)
    with clock_at(at("2025-01-07T10:00")):
        opened = look_at(BOSTON, ada, reference)
        with letters.previewing(BOSTON, ada, reference, ACKNOWLEDGE, opened=opened) as letter_with:
            bare, mine, again = letter_with({}), letter_with({"thanks": "Thank you, and well said."}), letter_with({})
        assert again == bare == letters.preview(BOSTON, ada, reference, ACKNOWLEDGE)
    assert "well said" in words_of(mine.document) and "well said" not in words_of(bare.document)


@pytest.mark.req("VAL-04")
def test_a_letter_that_nobody_has_seen_is_not_sent(boston: Flask, ada: Actor, ben: Actor) -> None:
    reference = taken_on(ada)
    with clock_at(at("2025-01-07T10:00")):
        shown = letters.preview(BOSTON, ada, reference, ACKNOWLEDGE)
        triage.reword_issue(BOSTON, ben, reference, 1, "Gibberts never fetched", "Put right.")
        with pytest.raises(DomainError) as refused:
            letters.send(BOSTON, ada, reference, ACKNOWLEDGE, shown=shown)
        assert [problem.code for problem in refused.value.problems] == ["changed_meanwhile"]
        assert letters.letters_of(BOSTON, ada, reference) == ()
        assert stream_of(reference).case.tracks[0].state == "received"
        fresh = letters.preview(BOSTON, ada, reference, ACKNOWLEDGE)
        sent = letters.send(BOSTON, ada, reference, ACKNOWLEDGE, shown=fresh)
        drawn = read(letters.letter_pdf(BOSTON, ada, reference, sent.letter))
    assert "Gibberts never fetched" in drawn and "Missed collections" not in drawn


def test_an_apology_that_the_council_offers_is_recorded_with_its_gaps_filled(
    boston: Flask, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offering(*given: Any) -> LetterTemplate:
        template = template_of(*given)
        offered = (replace(s, text=Text("We are sorry, {name}.")) if s.apologises else s for s in template.sections)
        return replace(template, sections=tuple(offered))

    monkeypatch.setattr("core.services.letter_acts.template_of", offering)
    monkeypatch.setattr("core.services.letters.template_of", offering)
    reference = taken_on(ada)
    with clock_at(at("2025-01-07T10:00")):
        letters.send(BOSTON, ada, reference, ACKNOWLEDGE)
    answer = Step("answer", findings=(FindingGiven(1, "upheld", "The round was short of a driver."),))
    own = {"looked": "We read the round sheets."}
    with clock_at(at("2025-01-20T10:00")):
        shown = letters.preview(BOSTON, ada, reference, answer, own)
        letters.send(BOSTON, ada, reference, answer, own, shown=shown)
    assert "We are sorry, Rosa Invented." in words_of(shown.document)
    with reading(BOSTON):
        work = start_work(BOSTON, ada)
        (apology,) = work.case_of(reference).issue(1).remedies
        assert (apology.kind, work.read(apology.words)) == ("apology", "We are sorry, Rosa Invented.")
