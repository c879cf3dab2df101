"""Procedures for tests: one of the shape of the LGSCO Code, one with a ceiling, one with more stages and a panel."""

from __future__ import annotations

from dataclasses import replace

from core.domain.deadline import CALENDAR_DAYS, MONTHS, WORKING_DAYS, Rule, after, commencing, earliest, rolled, stated
from core.domain.procedure import (
    ACKNOWLEDGEMENT_NEEDS,
    EXTENSION_NEEDS,
    PERSON,
    REFUSAL_NEEDS,
    STAY,
    Cap,
    Clock,
    ClockKind,
    Ground,
    Meaning,
    Move,
    Need,
    Ombudsman,
    Procedure,
    Shape,
    Shapeable,
    Stage,
)
from core.domain.text import Text

OMBUDSMAN = Ombudsman("test_ombudsman", Text("Test Ombudsman"), "ombudsman.example")
CITE = "test paper, paragraph 1"


def needs(*keys: str) -> tuple[Need, ...]:
    kinds = {"answer_by": "date", "ombudsman_told": "tick", "ground": "choice"}
    return tuple(Need(key, Text(key), kinds.get(key, "text")) for key in keys)


def clock(key: str, rule: Rule, *met_by: str, kind: ClockKind = ClockKind.LIMIT, extends: str = "") -> Clock:
    return Clock(key, rule, met_by, kind, extends, CITE)


ACKNOWLEDGE = Move(
    "acknowledge", Text("Acknowledge"), ("received",), "acknowledged", Meaning.ACKNOWLEDGE, "acknowledged",
    needs=needs(*ACKNOWLEDGEMENT_NEEDS), letter="acknowledgement",
)  # fmt: skip
ANSWER = Move(
    "answer", Text("Answer"), ("received", "acknowledged"), "answered", Meaning.ANSWER, "answered", letter="answer"
)
REFUSE = Move(
    "refuse", Text("Refuse"), ("received", "acknowledged"), "refused", Meaning.REFUSE, "refused",
    needs=needs("ground", *REFUSAL_NEEDS),
)  # fmt: skip
SETTLE = Move("settle", Text("Settle"), ("received", "acknowledged"), "settled", Meaning.SETTLE, "settled")
ASK = Move("ask", Text("Ask for stage 2"), ("answered",), "stage:stage2", Meaning.ASK, by=(PERSON,))
OFFER = Move("offer", Text("Offer mediation"), (), STAY, Meaning.STEP, "mediation_offered")
RESTS = ("answered", "refused", "settled")

STAGE_1 = Stage(
    "stage1",
    Text("Stage 1"),
    "received",
    (ACKNOWLEDGE, ANSWER, REFUSE, SETTLE, ASK),
    RESTS,
    clocks=(
        clock("ack_due", after("received", 5, WORKING_DAYS, cite=CITE), "acknowledged", "answered"),
        clock("stage1_response_due", after("acknowledged", 10, WORKING_DAYS, cite=CITE), "answered"),
        clock(
            "stage1_extended_due", stated("extended:stage1_response_due"), "answered", extends="stage1_response_due"
        ),
        clock("stage2_request_by", after("answered", 28, CALENDAR_DAYS), "stage2.received", kind=ClockKind.WINDOW),
    ),
    caps=(Cap("stage1_response_due", 10, needs=EXTENSION_NEEDS, cite=CITE),),
    signpost="stage2",
)
STAGE_2 = Stage(
    "stage2",
    Text("Stage 2"),
    "received",
    (ACKNOWLEDGE, replace(ANSWER, by=("stage2_officer",)), REFUSE, SETTLE),
    RESTS,
    clocks=(
        clock("stage2_ack_due", after("received", 5, WORKING_DAYS, cite=CITE), "acknowledged", "answered"),
        clock("stage2_response_due", after("acknowledged", 20, WORKING_DAYS, cite=CITE), "answered"),
        clock(
            "stage2_extended_due", stated("extended:stage2_response_due"), "answered", extends="stage2_response_due"
        ),
    ),
    caps=(Cap("stage2_response_due", 20, needs=EXTENSION_NEEDS, cite=CITE),),
    not_by=("stage1",),
    outside_service=True,
)
TWO_STAGES = Procedure(
    "corporate",
    "1",
    Text("Complaints"),
    "test paper",
    (STAGE_1, STAGE_2),
    OMBUDSMAN,
    grounds=(
        Ground("appeal", Text("It has its own appeal"), Text("The appeal"), handling_only=True, cite=CITE),
        Ground("too_late", Text("Known for more than 12 months"), Text("The ombudsman"), cite=CITE),
    ),
    case_clocks=(clock("overall_backstop", after("received", 84, CALENDAR_DAYS), "answered", kind=ClockKind.BACKSTOP),),
    anytime=(OFFER, Move("known", Text("Known since"), (), STAY, Meaning.STEP, "case.first_known")),
    shapeable=(
        Shapeable("ack_due", least=1, most=10),
        Shapeable("stage1_response_due", fact="acknowledged", most=30),
        Shapeable("stage1_response_due", Shape.CAP, most=20),
        Shapeable("stage1_response_due", Shape.START, fact="acknowledged", choices=("acknowledged", "received")),
    ),
)

CEILING = replace(
    TWO_STAGES,
    version="ceiling",
    stages=(
        replace(
            STAGE_1,
            clocks=(
                STAGE_1.clocks[0],
                clock(
                    "stage1_response_due",
                    earliest(after("acknowledged", 10, WORKING_DAYS), after("received", 15, WORKING_DAYS)),
                    "answered",
                ),
                *STAGE_1.clocks[2:],
            ),
        ),
        STAGE_2,
    ),
)

REQUEST = Procedure(
    "request",
    "1",
    Text("Service requests"),
    "test paper",
    (
        Stage(
            "work", Text("Work"), "received",
            (Move("reply", Text("Reply"), ("received",), "replied", Meaning.ANSWER, "answered"),), ("replied",),
            clocks=(clock("request_answer_due", after("received", 10, WORKING_DAYS), "answered"),), findings=False,
        ),
    ),
    OMBUDSMAN,
    takes=("service_request",),
)  # fmt: skip

DATA = Procedure(
    "data_protection",
    "1",
    Text("Data protection complaints"),
    "test paper",
    (
        Stage(
            "stage1", Text("Stage 1"), "received",
            (
                Move("acknowledge", Text("Acknowledge"), ("received",), "acknowledged", Meaning.ACKNOWLEDGE,
                     "acknowledged", needs=needs(*ACKNOWLEDGEMENT_NEEDS)),
                Move("answer", Text("Answer"), ("received", "acknowledged"), "answered", Meaning.ANSWER, "answered"),
            ),
            ("answered",),
            clocks=(
                clock("dp_ack_due", rolled(after("received", 30, CALENDAR_DAYS)), "acknowledged", "answered"),
                clock("relevant_period_end", commencing("received", 6, MONTHS), "answered", kind=ClockKind.BACKSTOP),
            ),
        ),
    ),
    OMBUDSMAN,
    case_clocks=(
        clock("time_limit_last_day", after("first_known", 12, MONTHS), "received", kind=ClockKind.WINDOW),
    ),
    anytime=(Move("known", Text("Known since"), (), STAY, Meaning.STEP, "case.first_known"),),
    calendar="statutory",
)  # fmt: skip
