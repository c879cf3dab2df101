"""The walk finds every slip that a text can have, and tells a departure from the Code from a fault."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.domain.deadline import WORKING_DAYS, Pick, after, earliest
from core.domain.procedure import Cap, DayRule, Meaning, Move, Need, Procedure, Shapeable, Stage
from core.domain.text import Text
from core.domain.walk import departures, walk
from tests.domain.texts import (
    ACKNOWLEDGE,
    ANSWER,
    ASK,
    CEILING,
    DATA,
    OFFER,
    OMBUDSMAN,
    REFUSE,
    REQUEST,
    SETTLE,
    STAGE_1,
    STAGE_2,
    TWO_STAGES,
    clock,
)

ACK, RESPONSE, EXTENDED, WINDOW = STAGE_1.clocks
IN_20 = clock("stage1_response_due", after("received", 20, WORKING_DAYS), "answered")


def with_stage(**changes: Any) -> Procedure:
    return replace(TWO_STAGES, stages=(replace(STAGE_1, **changes), STAGE_2))


def with_second(**changes: Any) -> Procedure:
    return replace(TWO_STAGES, stages=(STAGE_1, replace(STAGE_2, **changes)))


def with_move(move: Move) -> Procedure:
    """Stage 1 with the move of that key put in the place of its own, or added."""
    others = tuple(m for m in STAGE_1.moves if m.key != move.key)
    return with_stage(moves=(*others, move))


def with_clock(**changes: Any) -> Procedure:
    return with_stage(clocks=(replace(ACK, **changes), RESPONSE, EXTENDED, WINDOW))


def without_need(move: Move, key: str) -> Move:
    return replace(move, needs=tuple(need for need in move.needs if need.key != key))


FAULTY: dict[str, Procedure] = {
    "not_a_tuple": with_clock(met_by="acknowledged"),
    "wrong_kind": with_clock(rule=after("received", "5", WORKING_DAYS)),  # type: ignore[arg-type]
    "wrong_length": with_move(replace(ANSWER, needs=(Need("why", Text("Why"), "choice", choices=(("a",),)),))),  # type: ignore[arg-type]
    "no_stages": replace(TWO_STAGES, stages=()),
    "unknown_stage": with_move(replace(ASK, target="stage:stage9")),
    "stage_goes_back": with_second(moves=(*STAGE_2.moves, replace(ASK, key="back", target="stage:stage1"))),
    "stage_unreachable": with_stage(moves=STAGE_1.moves[:-1], signpost="ombudsman"),
    "anytime_move_moves": replace(TWO_STAGES, anytime=(replace(OFFER, target="received"),)),
    "state_unreachable": with_stage(rests=(*STAGE_1.rests, "limbo")),
    "state_is_trap": with_stage(rests=("refused", "settled"), moves=STAGE_1.moves[:-1], signpost="ombudsman"),
    "stage_without_rest": with_stage(rests=()),
    "stage_without_answer": with_stage(moves=(ACKNOWLEDGE, REFUSE, SETTLE, ASK)),
    "move_without_source": with_move(replace(SETTLE, source=())),
    "ombudsman_incomplete": replace(TWO_STAGES, ombudsman=replace(OMBUDSMAN, web="")),
    "final_answer_names_no_ombudsman": with_second(signpost="stage1"),
    "signpost_leads_nowhere": with_stage(signpost="stage3"),
    "independence_not_stated": with_second(not_by=()),
    "not_by_unknown_stage": with_second(not_by=("stage3",)),
    "ground_without_destination": replace(
        TWO_STAGES, grounds=(replace(TWO_STAGES.grounds[0], goes_to=Text(" ")), TWO_STAGES.grounds[1])
    ),
    "ground_named_twice": replace(TWO_STAGES, grounds=(*TWO_STAGES.grounds, TWO_STAGES.grounds[0])),
    "stage_named_twice": replace(TWO_STAGES, stages=(STAGE_1, STAGE_2, STAGE_2)),
    "move_named_twice": with_stage(moves=(*STAGE_1.moves, replace(SETTLE, key="answer"))),
    "move_without_key": with_stage(moves=(*STAGE_1.moves, replace(SETTLE, key=""))),
    "need_named_twice": with_move(replace(ACKNOWLEDGE, needs=(*ACKNOWLEDGE.needs, ACKNOWLEDGE.needs[0]))),
    "acknowledge_does_not_need": with_move(without_need(ACKNOWLEDGE, "understanding")),
    "refuse_does_not_need": with_move(without_need(REFUSE, "goes_to")),
    "unknown_need_kind": with_move(replace(SETTLE, needs=(Need("mood", Text("Mood"), "colour"),))),
    "choice_without_choices": with_move(replace(SETTLE, needs=(Need("mood", Text("Mood"), "choice"),))),
    "move_records_nothing": with_move(replace(ANSWER, records="")),
    "move_records_receipt": with_move(replace(SETTLE, records="received")),
    "extension_does_not_need": with_stage(caps=(Cap("stage1_response_due", 10, needs=("reason",)),)),
    "clock_named_twice": with_stage(clocks=(*STAGE_1.clocks, ACK)),
    "clock_name_not_canonical": with_clock(key="reply_soon"),
    "clock_without_source": with_clock(cite=""),
    "clock_met_by_nothing": with_clock(met_by=()),
    "met_by_unrecorded_fact": with_clock(met_by=("acknowledged", "answered", "waved")),
    "starts_from_unrecorded_fact": with_clock(rule=after("waved", 5, WORKING_DAYS)),
    "early_answer_leaves_breach": with_clock(met_by=("acknowledged",)),
    "clock_waits_for_itself": with_clock(rule=after("acknowledged", 5, WORKING_DAYS)),
    "counts_no_days": with_clock(rule=after("received", 0, WORKING_DAYS)),
    "picks_nothing": with_clock(rule=earliest(after("received", 5, WORKING_DAYS))),
    "extends_unknown_clock": with_stage(clocks=(ACK, RESPONSE, replace(EXTENDED, extends="tea_time"), WINDOW)),
    "extension_not_stated": with_stage(clocks=(ACK, RESPONSE, replace(EXTENDED, rule=ACK.rule), WINDOW)),
    "extension_without_cap": with_stage(caps=()),
    "cap_on_unknown_clock": with_stage(caps=(*STAGE_1.caps, Cap("tea_time", 5))),
    "cap_without_extended_clock": with_stage(clocks=(ACK, RESPONSE, WINDOW)),
    "cap_named_twice": with_stage(caps=(*STAGE_1.caps, *STAGE_1.caps)),
    "bad_cut_off": replace(TWO_STAGES, day_rule=DayRule("25:00")),
    "shapes_unknown_clock": replace(TWO_STAGES, shapeable=(Shapeable("tea_time"),)),
}


@pytest.mark.parametrize("text", [TWO_STAGES, CEILING, REQUEST, DATA], ids=lambda p: f"{p.key} {p.version}")
def test_a_sound_text_has_no_fault(text: Procedure) -> None:
    assert walk(text) == ()


@pytest.mark.parametrize(("code", "text"), FAULTY.items(), ids=FAULTY)
def test_a_slip_is_found(code: str, text: Procedure) -> None:
    found = walk(text)
    assert code in {each.code for each in found}
    assert all(each.where for each in found)


def test_a_forgotten_comma_says_where_it_is() -> None:
    (found,) = walk(with_stage(rests="answered"))
    assert (found.code, found.where) == ("not_a_tuple", "corporate.stages[0].rests")
    (found,) = walk(with_clock(rule=Pick(after("received", 5, WORKING_DAYS))))  # type: ignore[arg-type]
    assert found.where == "corporate.stages[0].clocks[0].rule.of"


def test_a_trap_and_what_cannot_be_reached_are_named() -> None:
    lost = Move("lose", Text("Lose"), ("received",), "lost", Meaning.STEP)
    found = {(each.code, each.params) for each in walk(with_stage(moves=(*STAGE_1.moves, lost)))}
    assert found == {("state_is_trap", (("state", "lost"),))}


def stage_3(**changes: Any) -> Stage:
    moves = (replace(ANSWER, source=("received",)),)
    return replace(
        STAGE_2, key="stage3", moves=moves, rests=("answered",), clocks=(), caps=(), not_by=("stage2",), **changes
    )


PANEL = replace(
    TWO_STAGES,
    stages=(
        STAGE_1,
        replace(STAGE_2, moves=(*STAGE_2.moves, replace(ASK, target="stage:stage3")), signpost="stage3"),
        stage_3(departs_from_code=Text("A panel hears the complaint")),
    ),
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (TWO_STAGES, []),
        (CEILING, []),
        (PANEL, ["more_than_two_stages", "stated_departure"]),
        (with_clock(rule=after("received", 6, WORKING_DAYS)), [
            "acknowledgement_later_than_code", "answer_later_than_code",
        ]),
        (replace(with_stage(clocks=(ACK, IN_20, EXTENDED, WINDOW)), shapeable=()), ["answer_later_than_code"]),
        (with_stage(caps=(Cap("stage1_response_due"),)), ["extension_longer_than_code"]),
        (with_stage(caps=(Cap("stage1_response_due", 11),)), ["extension_longer_than_code"]),
    ],
    ids=["the Code", "a ceiling", "three stages", "6 to acknowledge", "20 to answer", "no cap", "a longer cap"],
)  # fmt: skip
def test_departures_from_the_code_are_named_and_are_no_faults(text: Procedure, codes: list[str]) -> None:
    assert [each.code for each in departures(text)] == codes
    assert walk(text) == ()


def test_a_named_stage_before_stage_1_takes_no_stages_limit_for_its_own() -> None:
    informal = Stage(
        "informal",
        Text("Informal"),
        "received",
        (
            replace(ANSWER, source=("received",)),
            replace(ASK, key="go_formal", source=("received",), target="stage:stage1"),
        ),
        ("answered",),
        findings=False,
        departs_from_code=Text("One stage too many"),
    )
    text = replace(TWO_STAGES, stages=(informal, *TWO_STAGES.stages))
    assert walk(text) == ()
    assert [fault.code for fault in departures(text)] == ["more_than_two_stages", "stated_departure"]


def test_only_a_stage_that_looks_again_at_what_was_decided_says_by_whom_it_may_not_be() -> None:
    undecided = replace(TWO_STAGES, stages=(replace(STAGE_1, findings=False), replace(STAGE_2, not_by=())))
    decided = with_second(not_by=())
    assert "independence_not_stated" not in {fault.code for fault in walk(undecided)}
    assert "independence_not_stated" in {fault.code for fault in walk(decided)}


def test_the_code_is_not_held_against_a_procedure_of_the_law() -> None:
    assert departures(with_stage(clocks=(ACK, IN_20, EXTENDED, WINDOW))) != ()
    assert departures(replace(with_stage(clocks=(ACK, IN_20, EXTENDED, WINDOW)), calendar="statutory")) == ()
