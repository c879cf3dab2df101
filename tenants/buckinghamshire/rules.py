"""Buckinghamshire's complaints policy of 3 December 2019 (Shadow Executive), in force on vesting day, 1 April 2020.

Its headings are cited as they stand there: principles, stage 1, stage 2, refusing a complaint.
"""

from core.api import (
    CALENDAR_DAYS,
    OPEN,
    RESTS,
    Cap,
    Clock,
    ClockKind,
    Need,
    Procedure,
    Shape,
    Shapeable,
    Stage,
    Text,
    acknowledge,
    after,
    answer,
    anytime,
    ask,
    extended,
    limit,
    refuse,
    step,
    withdraw,
)
from plugins.code_two_stage.rules import LGSCO, first_known, stage1, time_limit
from tenants.buckinghamshire.exclusions import EXCLUSIONS

STAGE_1, STAGE_2, REFUSING, PRINCIPLES = (
    f"Policy 2019, {part}" for part in ("stage 1", "stage 2", "refusing a complaint", "principles: timeliness")
)
ITEM_11, COMMISSIONED = "Policy 2019, appendix 1, item 11", "Policy 2019, commissioned services"
STAGE_1_START = Text("What the 20 working days of stage 1 are counted from")
STAGE_2_START = Text("What the 20 working days of stage 2 are counted from")
DEPUTY = ("deputy_monitoring_officer",)

IN_WRITING = (
    Need("unresolved", Text("Which parts are still not resolved"), cite=STAGE_2),
    Need("outcome_wanted", Text("What should happen now"), cite=STAGE_2),
)
ACCEPT = step(
    "accept_review", "Accept the review", ("received",), "accepted",
    Need("how", Text("How the review will proceed"), cite=STAGE_2),
    records="accepted", by=DEPUTY, letter="decision", cite=STAGE_2,
)  # fmt: skip
PROVIDER = anytime(
    "suggest_provider", "Suggest the provider first",
    Need("provider", Text("Who provides the service for us"), cite=COMMISSIONED),
    Need("still_ours", Text("They know that we look at it if they are still dissatisfied"), "tick", cite=COMMISSIONED),
    records="provider_suggested", cite=COMMISSIONED,
)  # fmt: skip

BUCKINGHAMSHIRE_2020 = Procedure(
    key="corporate",
    version="buckinghamshire-2020",
    title=Text("Complaints, two stages"),
    source="Compliments, complaints and suggestions policy, Shadow Executive, 3 December 2019",
    ombudsman=LGSCO,
    grounds=EXCLUSIONS,
    stages=(
        stage1(
            limit("ack_due", "received", 3, "acknowledged", "answered", cite=STAGE_1),
            limit("stage1_target", "received", 10, "answered", kind=ClockKind.TARGET, cite=STAGE_1),
            limit(
                "stage1_response_due", "received", 20, "answered", cite=STAGE_1,
                assumed=Text("The policy gives no start; read as from receipt, as its 12 weeks are."),
            ),
            cap=Cap("stage1_response_due", cite=STAGE_1),
            moves=(
                acknowledge("What we understand the complaint to be", cite=STAGE_1),
                answer(*OPEN, cite=STAGE_1), refuse(*OPEN, cite=REFUSING), withdraw(*OPEN),
                ask("stage2", "Ask for stage 2", *IN_WRITING, cite=STAGE_2),
            ),
        ),
        Stage(
            "stage2", Text("Stage 2"), start="received", rests=RESTS,
            moves=(
                ACCEPT,
                refuse("received", by=DEPUTY, key="refuse_review", cite=STAGE_2),
                answer("accepted", by=("stage2_officer", *DEPUTY), cite=STAGE_2),
                withdraw("received", "accepted"),
            ),
            clocks=(
                limit("stage2_decision_due", "received", 5, "accepted", "refused", cite=STAGE_2),
                limit(
                    "stage2_response_due", "received", 20, "answered", cite=STAGE_2,
                    assumed=Text("The policy gives no start; read as from receipt of the request."),
                ),
                extended("stage2_extended_due", "stage2_response_due", cite=STAGE_2),
            ),
            caps=(Cap("stage2_response_due", cite=STAGE_2),),
            not_by=("stage1",), outside_service=True,
        ),
    ),
    case_clocks=(
        # Monitoring over both stages, the person's own time included; no roll on to a working day.
        Clock(
            "overall_backstop", after("received", 84, CALENDAR_DAYS, cite=PRINCIPLES), ("answered",),
            ClockKind.BACKSTOP, cite=PRINCIPLES,
            assumed=Text("Twelve weeks are read as 84 calendar days from receipt."),
        ),
        time_limit(ITEM_11),
    ),
    anytime=(first_known(ITEM_11), PROVIDER),
    shapeable=(
        Shapeable("stage1_response_due", Shape.START, choices=("received", "acknowledged"), title=STAGE_1_START),
        Shapeable("stage2_response_due", Shape.START, choices=("received", "accepted"), title=STAGE_2_START),
    ),
    assumptions=(
        Text("The Deputy Monitoring Officer decides and signs; a stage 2 officer investigates."),
        Text("An acknowledgement says what the Code of 2024 asks for, which is more than this policy does."),
    ),
)  # fmt: skip
