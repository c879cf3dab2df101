"""Looking at a letter more than once, and sending what was looked at: each look knows nothing of the others."""

from datetime import date

from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor
from core.domain.letters import words_of
from core.services import letters
from core.services.opening import look_at
from core.services.steps import Step
from tests.documents.support import read
from tests.support.casework import BOSTON, at
from tests.support.stories import accept, complain

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


def test_a_letter_is_drawn_from_what_is_sent_not_from_what_was_shown(boston: Flask, ada: Actor) -> None:
    reference = taken_on(ada)
    with clock_at(at("2025-01-07T10:00")):
        stale = letters.preview(BOSTON, ada, reference, ACKNOWLEDGE, {"thanks": "An older text, at stage 1."})
        sent = letters.send(BOSTON, ada, reference, ACKNOWLEDGE, {"thanks": "The newer text, at stage 1."}, shown=stale)
        drawn = read(letters.letter_pdf(BOSTON, ada, reference, sent.letter))
    assert "The newer text" in drawn and "An older text" not in drawn
