"""The timeline: every kind of event has a sentence, and the person sees what concerns them only."""

from datetime import UTC, date, datetime
from typing import get_args

import pytest

from core.domain import events as e
from core.domain.case import Due, DueState, Finding, Sealed
from core.domain.errors import Problem
from core.domain.moves import BarredMove
from core.domain.procedure import Meaning, Move
from core.domain.standing import DueChange
from core.domain.text import Text
from core.words.history import tell, told_events
from core.words.moves import effect, why_not
from core.words.outcomes import finding_for_person, remedy_kind, remedy_kinds

SEALED = Sealed("row", "seal")
AT = datetime(2025, 1, 6, 10, 0, tzinfo=UTC)


def _nothing(_: int) -> None:
    return None


def test_every_kind_of_event_has_a_teller() -> None:
    assert told_events() == frozenset(get_args(e.Event))


@pytest.mark.parametrize(
    "event",
    [
        e.NoteAdded(SEALED),
        e.Assigned(1, "stage1", "member"),
        e.FactCorrected(1, "stage1.acknowledged", date(2025, 1, 6), date(2025, 1, 7), SEALED),
    ],
    ids=["note", "assigned", "corrected"],
)
def test_what_is_internal_stays_internal(event: e.Event) -> None:
    found = tell(event, _nothing)
    assert found.staff and found.person is None and found.shown == ()


def test_an_extension_is_told_to_both() -> None:
    event = e.Extended(
        1, "stage1_response_due", 10, date(2025, 1, 9), date(2025, 1, 23), date(2025, 1, 6), SEALED, letter="l"
    )
    found = tell(event, _nothing)
    assert found.staff == "Answer stage 1 extended from Thursday 9 January 2025 to Thursday 23 January 2025"
    assert found.person == "We told you that we need until Thursday 23 January 2025"
    assert found.letter == "l" and found.shown == (SEALED,)


def test_findings_and_moves_are_told() -> None:
    finding = e.FindingMade(2, "stage1", Finding.PARTLY_UPHELD, date(2025, 1, 6), SEALED)
    assert tell(finding, _nothing).person == "Point 2: we were partly at fault"
    move = e.MoveMade(1, "acknowledge", "acknowledge", "stage1", "acknowledged", "stage1", departures=("late",))
    assert tell(move, _nothing).staff == "Acknowledge (departs from the rules: late)"
    assert tell(move, _nothing).person == "We wrote to confirm what we will look into"
    step = e.MoveMade(1, "note_first_known", "step", "stage1", "received", "stage1")
    assert tell(step, _nothing).person is None


def _due(on: date | None, **more: object) -> Due:
    return Due("stage1_response_due", on, **{"firm": True, "kind": "limit", **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            _due(date(2025, 1, 14)),
            _due(date(2025, 1, 9)),
            "Answer stage 1: moves from Tuesday 14 January 2025 to Thursday 9 January 2025",
        ),
        (None, _due(date(2025, 1, 9)), "Answer stage 1: due Thursday 9 January 2025"),
        (
            _due(date(2025, 1, 9), firm=False),
            _due(date(2025, 1, 9)),
            "Answer stage 1: Thursday 9 January 2025 is now certain",
        ),
        (
            _due(date(2025, 1, 9)),
            _due(date(2025, 1, 9), state=DueState.MET, met=date(2025, 1, 6)),
            "Answer stage 1: met",
        ),
        (_due(date(2025, 1, 9)), _due(date(2025, 1, 9), state=DueState.VOID), "Answer stage 1: no longer matters"),
        (_due(date(2025, 1, 9)), _due(date(2025, 1, 9)), ""),
    ],
    ids=["moves", "begins", "certain", "met", "void", "same"],
)
def test_effects_on_dates(before: Due | None, after: Due, told: str) -> None:
    assert effect(DueChange("stage1_response_due", before, after)) == told


def test_a_barred_move_says_why() -> None:
    move = Move("answer", Text("Answer"), ("received",), "answered", Meaning.ANSWER)
    assert why_not(BarredMove(move, (Problem("case_closed"),))) == ["This case is closed. Reopen it first"]


def test_outcomes() -> None:
    assert finding_for_person(Finding.UPHELD) == "We were at fault"
    assert remedy_kind("apology") == "An apology" and remedy_kind("flowers") == "Flowers"
    assert len(remedy_kinds()) == 8
