"""The timeline: every kind of event has a sentence, and the person sees what concerns them only."""

from datetime import UTC, date, datetime
from typing import get_args

import pytest

from core.domain import events as e
from core.domain.case import Due, DueState, Finding, Sealed
from core.domain.errors import Problem
from core.domain.moves import BarredMove
from core.domain.procedure import Ground, Meaning, Move, Need, Ombudsman, Procedure, Stage
from core.domain.standing import DueChange
from core.domain.text import Text
from core.words.history import Known, tell, told_events
from core.words.moves import effect, why_not
from core.words.outcomes import finding_for_person, remedy_kind, remedy_kinds

SEALED = Sealed("row", "seal")
AT = datetime(2025, 1, 6, 10, 0, tzinfo=UTC)

NOBODY_KNOWS = Known()
MOVES = (
    Move(
        "refuse", Text("Do not take on"), ("received",), "refused", Meaning.REFUSE,
        needs=(Need("ground", Text("Which ground you rely on"), "choice"), Need("by_whom", Text("Who"), "person"),
               Need("reason", Text("Why, in words for the person")), Need("told", Text("Told"), "tick")),
    ),
    Move("ask_stage2", Text("Ask for stage 2"), ("answered",), "stage:stage2", Meaning.ASK),
)  # fmt: skip
NOBODY = Ombudsman("none", Text("No ombudsman"), "https://none.example")
STAGE = Stage("stage1", Text("Stage 1"), "received", MOVES, ("refused",))
GROUND = Ground("has_appeal", Text("There is an appeal"), Text("The tribunal"))
CORPORATE = Procedure("corporate", "3", Text("Corporate complaints"), "Policy", (STAGE,), NOBODY, (GROUND,))
KNOWN = Known(
    {1: CORPORATE}, {1: 1}, {"service_request": "Service request", "complaint": "Complaint"}, {"web": "Web form"},
    {"m-1": "Ann Example"}, {"case-2": "BOS-7K3F-29QX"},
)  # fmt: skip

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
    found = tell(event, NOBODY_KNOWS)
    assert found.staff and found.person is None and found.shown == ()


def test_an_extension_is_told_to_both() -> None:
    event = e.Extended(
        1, "stage1_response_due", 10, date(2025, 1, 9), date(2025, 1, 23), date(2025, 1, 6), SEALED, letter="l"
    )
    found = tell(event, NOBODY_KNOWS)
    assert found.staff == "Answer stage 1 extended from Thursday 9 January 2025 to Thursday 23 January 2025"
    assert found.person == "We told you that we need until Thursday 23 January 2025"
    assert found.letter == "l" and found.shown == (SEALED,)


def test_findings_and_moves_are_told() -> None:
    finding = e.FindingMade(2, "stage1", Finding.PARTLY_UPHELD, date(2025, 1, 6), SEALED)
    assert tell(finding, NOBODY_KNOWS).person == "Point 2: we were partly at fault"
    move = e.MoveMade(1, "acknowledge", "acknowledge", "stage1", "acknowledged", "stage1", departures=("late",))
    assert tell(move, NOBODY_KNOWS).staff == "Acknowledge (departs from the rules: after the day it was due)"
    assert tell(move, NOBODY_KNOWS).person == "We wrote to confirm what we will look into"
    step = e.MoveMade(1, "note_first_known", "step", "stage1", "received", "stage1")
    assert tell(step, NOBODY_KNOWS).person is None


JAN = date(2025, 1, 6)
SENTENCES = (
    (e.CaseReceived("BOS-1", "complaint", "web", AT, JAN, AT, SEALED), "Received, web form"),
    (e.TrackOpened(1, "corporate", "3", "h", "stage1", "received", "c", (), ()),
     "Follows Corporate complaints, version 3"),
    (e.TrackParked(1, ()), "Corporate complaints put aside"),
    (e.TrackResumed(1, ()), "Corporate complaints taken up again"),
    (e.IssueAdded(1, 1, SEALED), "Issue 1 written down"),
    (e.IssueAccepted(1), "Issue 1 taken on"),
    (e.IssueRefused(1, "has_appeal", SEALED, SEALED, "lgsco"), "Issue 1 not taken on: There is an appeal"),
    (e.IssueRestored(1, SEALED), "Decision on issue 1 undone"),
    (e.IssueReworded(1, SEALED, SEALED), "Words of issue 1 corrected"),
    (e.MoveMade(1, "ask_stage2", "ask", "stage2", "received", "stage1", departures=("after_window",)),
     "Ask for stage 2 (departs from the rules: after the person's own time)"),
    (e.FindingMade(1, "stage1", Finding.UPHELD, JAN), "Issue 1: upheld"),
    (e.Extended(1, "stage1_response_due", 12, date(2025, 1, 9), date(2025, 1, 27), JAN, SEALED,
                departures=("late", "over_cap")),
     "Answer stage 1 extended from Thursday 9 January 2025 to Monday 27 January 2025"
     " (departs from the rules: after the day it was due and longer than usual)"),
    (e.Assigned(1, "stage1", "m-1"), "Stage 1 given to Ann Example"),
    (e.Assigned(1, "stage1", "m-9"), "Stage 1 given to a colleague"),
    (e.FactCorrected(1, "stage1.acknowledged", JAN, date(2025, 1, 7), SEALED),
     "Date corrected, stage 1, acknowledged: from Monday 6 January 2025 to Tuesday 7 January 2025"),
    (e.FactCorrected(1, "case.received", JAN, date(2025, 1, 7), SEALED),
     "Date corrected, received: from Monday 6 January 2025 to Tuesday 7 January 2025"),
    (e.DuesMoved(1, "c", ()), "Dates moved by a new calendar"),
    (e.VersionMoved(1, "4", "h", "g", SEALED, (), ()), "Corporate complaints: moved to version 4"),
    (e.Retyped("service_request", "complaint", SEALED), "Changed from service request to complaint"),
    (e.InformationAdded(SEALED, "web"), "Information added, web form"),
    (e.NoteAdded(SEALED), "Note"),
    (e.PersonAsked(SEALED, JAN), "Asked the person, reply by Monday 6 January 2025"),
    (e.LetterSent("l", 1, "answer", "email", "c"), "Letter sent"),
    (e.ActionFinished(1, "r", JAN), "Action on issue 1 finished on Monday 6 January 2025"),
    (e.Linked("case-2", "related"), "Linked with BOS-7K3F-29QX, which is about related things"),
    (e.Linked("case-2", "came_from"), "Raised from BOS-7K3F-29QX"),
    (e.Linked("case-9", "duplicate"), "Linked with another case, which is about the same matter"),
    (e.CaseClosed(), "Closed"),
    (e.CaseReopened(SEALED), "Reopened"),
    (e.WordsErased(("row",), "retention_six_years"), "Words erased. Rule: retention six years"),
    (e.WordsErased((), "erasure_request", person="p"), "The person's details erased. Rule: erasure request"),
)  # fmt: skip


@pytest.mark.parametrize(("event", "told"), SENTENCES, ids=[type(event).__name__ for event, _ in SENTENCES])
def test_each_event_is_told_in_words_and_not_in_codes(event: e.Event, told: str) -> None:
    assert tell(event, KNOWN).staff == told


def test_every_kind_of_event_is_among_the_sentences() -> None:
    assert {type(event) for event, _ in SENTENCES} == told_events()


def test_what_a_step_was_answered_with_is_told_in_the_words_of_its_questions() -> None:
    words = (("reason", SEALED),)
    choices = (("ground", "has_appeal"), ("by_whom", "m-1"), ("told", "yes"))
    move = e.MoveMade(1, "refuse", "refuse", "stage1", "refused", "stage1", words=words, choices=choices)
    found = tell(move, KNOWN)
    assert found.answers == (("Which ground you rely on", "There is an appeal"), ("Who", "Ann Example"))
    assert found.words == (("Why, in words for the person", SEALED),)


def test_a_ground_is_told_after_its_issue_went_to_other_rules() -> None:
    other = Procedure("other", "1", Text("Other"), "Policy", (), NOBODY)
    known = Known({1: CORPORATE, 2: other}, {1: 2})
    told = tell(e.IssueRefused(1, "has_appeal", SEALED, SEALED, "lgsco"), known)
    assert told.staff == "Issue 1 not taken on: There is an appeal"


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
