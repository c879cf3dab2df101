"""When the person knows of a decision on a point: with the letter that tells it, and not before."""

from __future__ import annotations

from core.domain import events as e
from core.domain.case import Sealed
from core.domain.telling import Told, told_of_points

WORDS = Sealed("row", "seal")
ADDED, OTHER = e.IssueAdded(1, 1, WORDS), e.IssueAdded(2, 2, WORDS)
TAKEN, NOT_TAKEN = e.IssueAccepted(1), e.IssueRefused(1, "has_appeal", WORDS, WORDS, "lgsco")
UNDONE, REWORDED = e.IssueRestored(1, WORDS), e.IssueReworded(1, WORDS, WORDS)


def step(meaning: str, track: int = 1) -> e.MoveMade:
    return e.MoveMade(track, meaning, meaning, "stage1", meaning, "stage1")


def told(*events: e.Event) -> Told:
    return told_of_points(enumerate(events, start=1))


def test_a_decision_is_told_by_the_next_letter_of_its_own_procedure_that_tells_decisions() -> None:
    assert told(ADDED, NOT_TAKEN) == Told(frozenset(), frozenset({2}))
    assert told(ADDED, NOT_TAKEN, step("step")) == Told(frozenset(), frozenset({2}))
    assert told(ADDED, NOT_TAKEN, step("acknowledge", 2)) == Told(frozenset(), frozenset({2}))
    for meaning in ("acknowledge", "answer", "refuse"):
        assert told(ADDED, NOT_TAKEN, step(meaning)) == Told(frozenset({1}), frozenset())
    assert told(ADDED, OTHER, NOT_TAKEN, step("acknowledge", 2)).held == {3}


def test_a_point_that_went_to_another_procedure_is_told_by_its_letters() -> None:
    moved = e.TrackOpened(2, "other", "1", "h", "stage1", "received", "c", (), (), issues=(1,))
    assert told(ADDED, moved, NOT_TAKEN, step("acknowledge")).held == {3}
    assert told(ADDED, moved, NOT_TAKEN, step("acknowledge", 2)).issues == {1}


def test_what_was_undone_before_its_letter_is_never_told() -> None:
    assert told(ADDED, NOT_TAKEN, UNDONE, TAKEN, step("acknowledge")) == Told(frozenset({1}), frozenset({2}))


def test_a_refusal_after_the_acknowledgement_waits_for_the_answer_and_taking_on_does_not() -> None:
    begun = (ADDED, TAKEN, step("acknowledge"), NOT_TAKEN)
    assert told(*begun) == Told(frozenset(), frozenset({4}))
    assert told(*begun, step("answer")) == Told(frozenset({1}), frozenset())
    assert told(*begun, UNDONE, TAKEN) == Told(frozenset({1}), frozenset({4}))


def test_words_are_put_right_unseen_until_a_letter_had_them() -> None:
    assert told(ADDED, REWORDED, TAKEN, REWORDED, step("acknowledge"), REWORDED).held == {2, 4}
