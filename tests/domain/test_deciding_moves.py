"""Only legal moves, by who may make them, on days that can be; and pages are told the same as commands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain import commands as c
from core.domain.actor import Actor, ActorKind
from core.domain.case import CaseStatus, DueState
from core.domain.errors import UnknownName
from core.domain.events import CaseReopened, Extended, MoveMade
from core.domain.moves import extendable, moves
from core.domain.procedure import STAY, Meaning, Move
from core.domain.text import Text
from tests.domain.calendars import ENGLISH
from tests.domain.stories import (
    BOOK,
    OLIVE,
    PAT,
    REFUSAL,
    STAN,
    WORDS,
    Story,
    acknowledgement,
    answered,
    finding,
    register,
)
from tests.domain.texts import TWO_STAGES

GIVEN = {
    "acknowledge": c.Take(1, "acknowledge", acknowledgement("2025-02-20")),
    "answer": c.Take(1, "answer", findings=(finding(),)),
    "refuse": c.Take(1, "refuse", REFUSAL),
    "settle": c.Take(1, "settle"),
    "ask": c.Take(1, "ask"),
}


def at(stage: str, state: str) -> Story:
    """A case with one accepted issue that stands at `stage` in `state`."""
    story = Story().receive().accept_one().on("2025-01-08")
    if stage == "stage2":
        story.answer().ask()
    if state == "acknowledged":
        story.do(GIVEN["acknowledge"])
    elif state != "received":
        if state == "refused" and stage == "stage1":
            story.do(c.RefuseIssue(1, "appeal", WORDS, WORDS, True))
        story.do(GIVEN[{"answered": "answer", "refused": "refuse", "settled": "settle"}[state]], STAN)
    return story


LEGAL = {
    ("stage1", "received"): {"acknowledge", "answer", "settle"},
    ("stage1", "acknowledged"): {"answer", "settle"},
    ("stage1", "answered"): {"ask"},
    ("stage1", "refused"): set(),
    ("stage1", "settled"): set(),
    ("stage2", "received"): {"acknowledge", "answer", "refuse", "settle"},
    ("stage2", "acknowledged"): {"answer", "refuse", "settle"},
    ("stage2", "answered"): set(),
    ("stage2", "refused"): set(),
    ("stage2", "settled"): set(),
}


@pytest.mark.req("VAL-02")
@pytest.mark.parametrize("move", GIVEN)
@pytest.mark.parametrize(("stage", "state"), LEGAL)
def test_every_move_from_every_state_is_allowed_by_the_list_or_refused(stage: str, state: str, move: str) -> None:
    story = at(stage, state)
    actor = PAT if move == "ask" else STAN
    if stage == "stage1" and move == "refuse" and state in ("received", "acknowledged"):
        assert story.codes(GIVEN[move], actor) == ["issue_accepted"]
    elif move in LEGAL[stage, state]:
        assert story.do(GIVEN[move], actor)
    elif stage == "stage2" and move == "ask":
        with pytest.raises(UnknownName):
            story.do(GIVEN[move], actor)
    else:
        assert "move_not_open_now" in story.codes(GIVEN[move], actor)


@pytest.mark.req("VAL-02")
@pytest.mark.parametrize(("stage", "state"), LEGAL)
def test_pages_offer_exactly_the_moves_that_the_list_allows(stage: str, state: str) -> None:
    story = at(stage, state)
    offered = moves(story.case, 1, BOOK, story.at, STAN)
    legal = {each.move.key for each in offered.legal} - {"offer", "known"}
    assert legal == LEGAL[stage, state]
    named = {each.move.key for each in (*offered.legal, *offered.barred)}
    assert named == {move.key for move in TWO_STAGES.moves_in(TWO_STAGES.stage(stage))}
    assert all(each.problems for each in offered.barred)


def test_a_move_shows_beforehand_which_dates_it_would_move() -> None:
    story = Story().receive().accept_one().on("2025-01-08")
    effects = {each.move.key: each.effect for each in moves(story.case, 1, BOOK, story.at, OLIVE).legal}
    shown = {change.clock: change.after for change in effects["acknowledge"]}
    made = story.do(GIVEN["acknowledge"])[-1]
    assert isinstance(made, MoveMade)
    assert tuple(shown.values()) == made.dues
    assert (shown["stage1_response_due"].on, shown["stage1_response_due"].firm) == (date(2025, 1, 22), True)
    assert effects["offer"] == ()


def test_stage_2_is_not_answered_refused_or_handled_by_who_answered_stage_1() -> None:
    story = Story().receive().accept_one().on("2025-01-08").answer(actor=STAN).ask()
    assert story.codes(GIVEN["answer"], STAN) == ["handled_other_stage"]
    assert story.codes(GIVEN["refuse"], STAN) == ["handled_other_stage"]
    assert story.codes(c.Assign(1, "stage2", "stan")) == ["handled_other_stage"]
    barred = {b.move.key: [p.code for p in b.problems] for b in moves(story.case, 1, BOOK, story.at, STAN).barred}
    assert barred["answer"] == ["handled_other_stage"]


def test_a_handler_of_stage_1_cannot_handle_stage_2_whichever_is_assigned_first() -> None:
    story = Story().receive()
    story.do(c.Assign(1, "stage1", "olive"))
    assert story.codes(c.Assign(1, "stage2", "olive")) == ["handled_other_stage"]
    story.do(c.Assign(1, "stage2", "stan"))
    assert story.codes(c.Assign(1, "stage1", "stan")) == ["handled_other_stage"]
    assert story.do(c.Assign(1, "stage2", "stan")) == ()


def test_stage_2_is_handled_and_answered_outside_the_service_complained_about() -> None:
    story = Story().receive().accept_one("parking").on("2025-01-08").answer().ask()
    inside = Actor(ActorKind.STAFF, "ivy", frozenset({"stage2_officer"}), frozenset({"parking"}))
    waste = Actor(ActorKind.STAFF, "will", frozenset({"stage2_officer"}), frozenset({"waste"}))
    assert story.codes(c.Assign(1, "stage2", "ivy", frozenset({"parking"}))) == ["in_service_complained_about"]
    assert story.codes(GIVEN["answer"], inside) == ["in_service_complained_about"]
    assert story.do(GIVEN["answer"], waste)


def test_a_move_of_a_role_is_for_that_role() -> None:
    story = Story().receive().accept_one().on("2025-01-08").answer().ask()
    ann = Actor(ActorKind.STAFF, "ann", frozenset({"officer"}))
    assert story.codes(GIVEN["answer"], ann) == ["not_your_role"]


def test_the_person_takes_their_own_moves_only_and_staff_may_write_those_down() -> None:
    story = Story().receive().accept_one().on("2025-01-08")
    assert story.codes(GIVEN["acknowledge"], PAT) == ["not_for_person"]
    assert answered().do(c.Take(1, "ask"), OLIVE)
    assert answered().codes(c.Take(1, "ask", happened_at=answered().at), PAT) == ["person_acts_now"]


@pytest.mark.parametrize(
    ("day", "code"),
    [("2025-01-09", "in_the_future"), ("2025-01-05", "before_receipt"), ("2025-01-06T10:14", "before_receipt")],
)
def test_no_step_lies_in_the_future_or_before_the_receipt(day: str, code: str) -> None:
    story = Story().receive().on("2025-01-08")
    command = c.Take(1, "acknowledge", acknowledgement("2025-01-22"), happened_at=Story(at=day).at)
    assert story.codes(command) == [code]


def test_an_answer_does_not_lie_before_its_acknowledgement() -> None:
    story = Story().receive().accept_one().on("2025-01-09").acknowledge("2025-01-22")
    early = c.Take(1, "answer", findings=(finding(),), happened_at=Story(at="2025-01-08").at)
    assert story.codes(early) == ["before_earlier_step"]


def test_an_early_answer_meets_the_acknowledgement_too() -> None:
    story = Story().receive().accept_one().on("2025-01-09").answer()
    assert {clock: due.state for clock, due in story.track.dues.items()} == {
        "ack_due": DueState.MET,
        "stage1_response_due": DueState.MET,
        "stage2_request_by": DueState.RUNNING,
        "overall_backstop": DueState.MET,
    }


def test_a_case_clock_is_met_by_the_answer_and_runs_again_at_the_next_stage() -> None:
    story = answered()
    assert story.due("overall_backstop").state is DueState.MET
    story.on("2025-01-20").ask()
    assert story.due("overall_backstop").state is DueState.RUNNING
    assert story.due("overall_backstop").on == date(2025, 3, 31)


def test_a_settled_case_has_nothing_left_to_wait_for() -> None:
    story = Story().receive().accept_one()
    story.do(GIVEN["settle"])
    assert {due.state for due in story.track.dues.values()} == {DueState.VOID}
    story.do(c.Close())


def test_asking_for_the_next_stage_reopens_a_closed_case() -> None:
    story = answered()
    story.do(c.Close())
    assert story.codes(GIVEN["answer"], STAN)[0] == "case_closed"
    reopened, asked = story.do(c.Take(1, "ask"), PAT)
    assert isinstance(reopened, CaseReopened) and isinstance(asked, MoveMade)
    assert story.case.status is CaseStatus.OPEN and story.track.stage == "stage2"


def test_all_problems_of_a_move_are_told_at_once() -> None:
    story = Story().receive().on("2025-01-08")
    later = Story(at="2025-01-09").at
    problems = story.refused(c.Take(1, "refuse", (c.Given("ground", choice="dislike"),), happened_at=later), OLIVE)
    assert [(p.code, p.field) for p in problems] == [
        ("in_the_future", "happened_at"),
        ("need_not_a_choice", "ground"),
        ("need_missing", "reason"),
        ("need_missing", "goes_to"),
        ("need_missing", "ombudsman_told"),
    ]


def test_what_was_not_asked_for_is_not_taken() -> None:
    story = Story().receive()
    assert story.codes(c.Take(1, "offer", (c.Given("bribe", WORDS),))) == ["need_not_asked"]


def test_an_answer_is_not_promised_for_a_day_gone_by() -> None:
    story = Story().receive().on("2025-01-08")
    assert story.codes(c.Take(1, "acknowledge", acknowledgement("2025-01-07"))) == ["date_before_move"]
    assert story.do(c.Take(1, "acknowledge", acknowledgement("2025-01-08")))


def test_a_promise_after_the_limit_is_kept_as_a_departure() -> None:
    story = Story().receive().on("2025-01-08")
    in_time = story.do(c.Take(1, "acknowledge", acknowledgement("2025-01-22")))[-1]
    late = Story().receive().on("2025-01-08").do(c.Take(1, "acknowledge", acknowledgement("2025-01-23")))[-1]
    assert isinstance(in_time, MoveMade) and isinstance(late, MoveMade)
    assert (in_time.departures, late.departures) == ((), ("promised_after_limit",))
    assert story.track.facts["stage1.answer_by"].on == date(2025, 1, 22)


@pytest.mark.parametrize("command", [c.Take(1, "fly"), c.Take(9, "ask"), c.Extend(1, "tea_time", 5, WORDS, True)])
def test_what_the_procedure_does_not_know_is_an_unknown_name(command: c.Command) -> None:
    with pytest.raises(UnknownName):
        Story().receive().do(command)


def test_what_may_be_extended_is_told_with_its_cap_and_only_while_it_runs() -> None:
    story = Story().receive().accept_one().on("2025-01-08").acknowledge("2025-01-22")
    (found,) = extendable(story.case, 1, BOOK)
    assert (found.clock, found.original, found.until, found.cap.most) == (
        "stage1_response_due", date(2025, 1, 22), None, 10,
    )  # fmt: skip
    story.do(c.Extend(1, "stage1_response_due", 5, WORDS, True))
    assert extendable(story.case, 1, BOOK)[0].until == date(2025, 1, 29)
    story.answer()
    assert extendable(story.case, 1, BOOK) == ()
    assert story.codes(c.Extend(1, "stage1_response_due", 6, WORDS, True)) == ["clock_already_met"]


@pytest.mark.parametrize(
    ("command", "codes"),
    [
        (c.Extend(1, "ack_due", 5, WORDS, True), ["clock_cannot_be_extended"]),
        (c.Extend(1, "stage1_response_due", 0, None, False),
         ["extension_needs_reason", "extension_needs_ombudsman", "extension_needs_days"]),
        (c.Extend(1, "stage2_response_due", 5, WORDS, True), ["clock_not_running"]),
    ],
)  # fmt: skip
def test_an_extension_says_all_that_it_lacks(command: c.Extend, codes: list[str]) -> None:
    assert Story().receive().codes(command) == codes


def test_an_extension_cannot_end_in_the_past_though_it_may_end_today() -> None:
    story = Story().receive().on("2025-01-08").acknowledge("2025-01-22").on("2025-01-30")
    assert story.codes(c.Extend(1, "stage1_response_due", 5, WORDS, True)) == ["extension_ends_in_past"]
    assert story.do(c.Extend(1, "stage1_response_due", 6, WORDS, True))


def test_a_hard_cap_bars_whatever_the_reason() -> None:
    stage = TWO_STAGES.stages[0]
    text = replace(TWO_STAGES, stages=(replace(stage, caps=(replace(stage.caps[0], hard=True),)), TWO_STAGES.stages[1]))
    story = Story(register(text, ENGLISH)).receive().on("2025-01-08").acknowledge("2025-01-22")
    assert story.codes(c.Extend(1, "stage1_response_due", 11, WORDS, True, WORDS)) == ["extension_over_maximum"]
    assert story.do(c.Extend(1, "stage1_response_due", 10, WORDS, True))


@pytest.mark.req("VAL-02")
def test_a_step_that_leaves_the_state_is_not_done_twice() -> None:
    stage = TWO_STAGES.stages[0]
    visit = Move("visit", Text("Visit"), ("received",), STAY, Meaning.STEP, "visited")
    text = replace(TWO_STAGES, stages=(replace(stage, moves=(*stage.moves, visit)), TWO_STAGES.stages[1]))
    story = Story(register(text, ENGLISH)).receive()
    story.do(c.Take(1, "visit"))
    assert story.codes(c.Take(1, "visit")) == ["already_done"]


def test_what_may_happen_at_any_time_may_happen_again() -> None:
    story = Story().receive()
    assert story.do(c.Take(1, "offer")) and story.on("2025-01-07").do(c.Take(1, "offer"))
    assert story.track.facts["stage1.mediation_offered"].on == date(2025, 1, 7)


def test_an_extension_before_the_acknowledgement_stands_and_says_that_the_date_was_not_firm() -> None:
    (event,) = Story().receive().on("2025-01-07").do(c.Extend(1, "stage1_response_due", 5, WORDS, True))
    assert isinstance(event, Extended)
    assert (event.was, event.now_due, event.departures) == (date(2025, 1, 27), date(2025, 2, 3), ("before_firm",))


def test_meanings_are_all_that_the_core_knows_of_moves() -> None:
    assert [m.value for m in Meaning] == ["acknowledge", "step", "answer", "refuse", "ask", "settle"]
