"""The landlord's two stages. The clocks are those of the LGSCO Code; what differs is cited.

Law since 1 April 2024 (Social Housing (Regulation) Act 2023). A resident need not say why they want stage 2.
"""

from core.api import (
    MONTHS,
    OPEN,
    RESTS,
    Cap,
    Clock,
    ClockKind,
    Ground,
    InForce,
    Ombudsman,
    Procedure,
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
    withdraw,
)

CODE = "Housing Ombudsman Complaint Handling Code 2024"
EXCLUSIONS, STAGE_1, STAGE_2 = (f"{CODE}, {part}" for part in ("exclusions", "stage 1", "stage 2"))

IN_FORCE = InForce("housing", "housing-ombudsman-code-2024", "2024-04-01T00:00", Text("Law since 1 April 2024"))
"""For the history of every council that lets homes."""

HOUSING_2024 = Procedure(
    key="housing",
    version="housing-ombudsman-code-2024",
    title=Text("Complaints about your landlord, two stages"),
    source=CODE,
    ombudsman=Ombudsman("housing", Text("Housing Ombudsman"), "www.housing-ombudsman.org.uk"),
    takes=("housing_complaint",),
    grounds=(
        Ground(
            "over_12_months",
            Text("The resident knew of it more than 12 months before complaining, without good reason for the delay"),
            Text("The ombudsman, who may look at late complaints"),
            cite=EXCLUSIONS,
        ),
        Ground(
            "not_landlord",
            Text("It is not about what we do as a landlord"),
            Text("The council's other complaints procedure"),
            cite=EXCLUSIONS,
        ),
        Ground(
            "other_reason",
            Text("Another valid reason, judged on this complaint's own merits"),
            Text("Wherever it can be dealt with, or the ombudsman"),
            cite=EXCLUSIONS,
        ),
    ),
    stages=(
        Stage(
            "stage1", Text("Stage 1"), "received", rests=RESTS, signpost="stage2",
            moves=(
                acknowledge("How we define the complaint", cite=STAGE_1),
                answer(*OPEN, cite=STAGE_1), refuse(*OPEN, cite=EXCLUSIONS), withdraw(*OPEN),
                ask("stage2", "Ask for stage 2", cite=STAGE_2),
            ),
            clocks=(
                limit("ack_due", "received", 5, "acknowledged", "answered", cite=STAGE_1),
                limit("stage1_response_due", "acknowledged", 10, "answered", cite=STAGE_1),
                extended("stage1_extended_due", "stage1_response_due", cite=STAGE_1),
            ),
            caps=(Cap("stage1_response_due", 10, cite=STAGE_1),),
        ),
        Stage(
            "stage2", Text("Stage 2"), "received", rests=RESTS, not_by=("stage1",),
            moves=(
                acknowledge("What we understand to be still not right", cite=STAGE_2),
                answer(*OPEN, cite=STAGE_2), refuse(*OPEN, cite=EXCLUSIONS), withdraw(*OPEN),
            ),
            clocks=(
                limit("stage2_ack_due", "received", 5, "acknowledged", "answered", cite=STAGE_2),
                limit("stage2_response_due", "acknowledged", 20, "answered", cite=STAGE_2),
                extended("stage2_extended_due", "stage2_response_due", cite=STAGE_2),
            ),
            caps=(Cap("stage2_response_due", 20, cite=STAGE_2),),
        ),
    ),
    case_clocks=(
        Clock(
            "time_limit_last_day", after("first_known", 12, MONTHS, cite=EXCLUSIONS), ("case.received",),
            ClockKind.WINDOW, cite=EXCLUSIONS,
        ),
    ),
    anytime=(
        anytime(
            "note_first_known", "Note when the person first knew of it", records="case.first_known", cite=EXCLUSIONS
        ),
    ),
)  # fmt: skip
