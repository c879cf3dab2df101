"""Looking at a letter more than once, and sending what was looked at: each look knows nothing of the others."""

from datetime import date

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor
from core.domain.errors import DomainError
from core.domain.letters import words_of
from core.services import letters, triage
from core.services.opening import look_at
from core.services.steps import Step
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
