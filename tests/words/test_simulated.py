"""What a simulation found, in words: each reason has its sentence, and nothing sounds like a forecast."""

from dataclasses import replace

import pytest

from core.domain.compared import Unknown, Why, moves_differ
from core.domain.simulated import Counts, Tally
from core.domain.text import Text
from core.words.simulated import headline, move_titles, moves_words, remarks, too_few, unknown_sentence
from tests.domain.texts import OFFER, STAGE_1, STAGE_2, TWO_STAGES

STAGES = {"stage1": Text("Stage 1"), "stage2": Text("Stage 2")}


@pytest.mark.parametrize("why", list(Why))
def test_every_reason_has_a_sentence(why: Why) -> None:
    what = "stage1.acknowledged" if why in (Why.NEVER_RECORDED, Why.MET_BY_OTHERS, Why.MAY_HAVE_WAITED) else "stage2"
    said = unknown_sentence(Unknown(why, what), STAGES)
    assert said.endswith(".") and "%(" not in said
    assert "forecast" not in said and "stage2" not in said


def test_the_answer_counts_one_and_many_and_never_hides_what_is_not_known() -> None:
    assert headline(Tally(Counts(412, 18, 31))) == "31 of 412 would have been late; 18 were"
    assert headline(Tally(Counts(412, 1, 0))) == "0 of 412 would have been late; 1 was"
    assert headline(Tally(Counts(412, 18, 10, 12, 9))) == "At least 10 of 412 would have been late; 18 were"
    assert headline(Tally()) == "There is no case to try it on"
    told = remarks(Tally(Counts(412, 18, 10, 12, 9), newly_late=1, no_longer_late=2, moved=400, still_open=3))
    assert told == (
        "1 case would have become late.",
        "2 cases would not have been late.",
        "Of 12 cases it cannot be told (late then: 9).",
        "400 cases would have had other dates.",
        "3 of the 412 cases are still open.",
    )


def test_few_cases_are_said_to_be_few_and_none_are_not() -> None:
    assert too_few(Tally(Counts(9))).startswith("These are fewer than 10 cases.")
    assert (too_few(Tally(Counts(10))), too_few(Tally())) == ("", "")


def test_a_step_of_any_time_is_told_once_with_its_stages() -> None:
    without = replace(TWO_STAGES, anytime=TWO_STAGES.anytime[1:])
    (one,) = moves_words(moves_differ(TWO_STAGES, without), STAGES)
    assert (one.stage, one.move) == ("Stage 1 and Stage 2", "Offer mediation")
    assert one.said == "the proposal does not have it"
    (other,) = moves_words(moves_differ(without, TWO_STAGES), STAGES)
    assert other.said == "only the proposal has it"


def test_steps_that_lead_elsewhere_or_record_something_else() -> None:
    answer = next(move for move in STAGE_1.moves if move.key == "answer")
    elsewhere = "in the proposal it leads elsewhere or may be taken at another time"
    for changed, said in (
        (replace(answer, source=("acknowledged",)), elsewhere),
        (replace(answer, records="replied"), "the proposal records something else by it"),
    ):
        moves = tuple(changed if move.key == "answer" else move for move in STAGE_1.moves)
        proposed = replace(TWO_STAGES, stages=(replace(STAGE_1, moves=moves), STAGE_2))
        assert [one.said for one in moves_words(moves_differ(TWO_STAGES, proposed), STAGES)] == [said]
    assert move_titles((OFFER.key, "no_such_step"), TWO_STAGES) == "“Offer mediation”"
