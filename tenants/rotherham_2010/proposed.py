"""What the Board was asked to adopt on 2 July 2008. Its decision is not known: offered, never taken as in force.

Independence of the service is lost at stage 2, an internal review comes before the panel, and the panel changes.
"""

from core.api import (
    OPEN,
    RESTS,
    Cap,
    Ground,
    Need,
    Procedure,
    Stage,
    Text,
    acknowledge,
    agree_date,
    answer,
    ask,
    extended,
    limit,
    refuse,
    step,
    withdraw,
)
from plugins.code_two_stage.rules import CODE_ASSUMED, SECTION_2, SECTION_6
from tenants.rotherham_2010.current import INFORMAL_CLOCK, READINGS, reply_informally
from tenants.rotherham_2010.papers import (
    COMMITTEE,
    COMPENSATION,
    CURRENT,
    FROM_RECEIPT_READ,
    HANDLER,
    HOUSING_OMBUDSMAN,
    INFORMAL_IS_EXTRA,
    ITEM_11,
    OFFICERS,
    OMBUDSMAN_READ,
    OTHER_REASON,
    PANEL_IS_EXTRA,
    PROPOSED,
    WHY_UNHAPPY,
    WORKING_DAYS_READ,
    panel_clocks,
    panel_moves,
)

MANAGER, ASSISTANT_DIRECTOR, REVIEWERS = ("manager",), ("assistant_director",), ("assistant_director", "director")

NOT_OURS = Ground(
    "not_our_service", Text("It is not about a service that this company provides"), Text("Whoever provides it"),
    cite=OFFICERS,
)  # fmt: skip
ANOTHER_WAY = Ground(
    "outside_formal_route", Text("It can be put right better outside the formal route"),
    Text("The way that the review names"), cite=OFFICERS,
)  # fmt: skip

INFORMAL = Stage(
    "informal", Text("Informal stage"), "received", rests=("answered", "withdrawn"), signpost="stage1", findings=False,
    moves=(
        step(
            "pass_to_manager", "Pass the person to a manager", ("received",), "with_manager",
            Need("manager", Text("Which manager, such as a Neighbourhood Champion"), cite=PROPOSED),
            records="passed_to_manager", cite=PROPOSED,
        ),
        step(
            "tell_right", "Tell them of the right to go formal", ("received", "with_manager"), "right_told",
            Need("helped", Text("They were told, and helped to do so"), "tick", cite=PROPOSED),
            Need("team_spoken_to", Text("The complaints team has it, and has been spoken to"), "tick", cite=PROPOSED),
            records="right_told", cite=PROPOSED,
        ),
        reply_informally("received", "with_manager", "right_told", cite=OFFICERS),
        agree_date("received", "with_manager", cite=PROPOSED),
        withdraw("received", "with_manager", "right_told"),
        ask(
            "stage1", "Make it a formal complaint",
            source=("received", "with_manager", "right_told", "answered"), cite=PROPOSED,
        ),
    ),
    clocks=(INFORMAL_CLOCK,),
    departs_from_code=INFORMAL_IS_EXTRA,
)  # fmt: skip

STAGE_1 = Stage(
    "stage1", Text("Stage 1"), "received", rests=RESTS, signpost="stage2",
    moves=(
        acknowledge("What we understand the complaint to be", *HANDLER, cite=CURRENT),
        answer(*OPEN, by=MANAGER, cite=PROPOSED), refuse(*OPEN, cite=SECTION_2), withdraw(*OPEN),
        ask("stage2", "Ask for stage 2", WHY_UNHAPPY, cite=CURRENT),
    ),
    clocks=(
        limit("ack_due", "received", 5, "acknowledged", "answered", cite=CURRENT),
        limit("stage1_response_due", "received", 10, "answered", cite=CURRENT, assumed=FROM_RECEIPT_READ),
        extended("stage1_extended_due", "stage1_response_due", cite=CURRENT),
    ),
    caps=(Cap("stage1_response_due", cite=CURRENT),),
)  # fmt: skip

STAGE_2 = Stage(
    # An Assistant Director of the service itself manages the investigation: another person, the same service.
    "stage2", Text("Stage 2"), "received", rests=RESTS, signpost="stage3", not_by=("stage1",), outside_service=False,
    moves=(
        acknowledge("What we understand to be still not right", *HANDLER, cite=CURRENT),
        answer(*OPEN, by=ASSISTANT_DIRECTOR, cite=PROPOSED), refuse(*OPEN, cite=SECTION_2), withdraw(*OPEN),
        ask("stage3", "Ask for stage 3", cite=CURRENT),
    ),
    clocks=(
        limit("stage2_ack_due", "received", 5, "acknowledged", "answered", cite=CURRENT),
        limit("stage2_response_due", "received", 20, "answered", cite=CURRENT, assumed=WORKING_DAYS_READ),
        extended("stage2_extended_due", "stage2_response_due", cite=SECTION_6, assumed=CODE_ASSUMED),
    ),
    caps=(Cap("stage2_response_due", 20, cite=SECTION_6),),
)  # fmt: skip

STAGE_3 = Stage(
    "stage3", Text("Stage 3: internal review, then appeals panel"), "received", rests=RESTS,
    not_by=("stage1", "stage2"),
    moves=(
        step(
            "review_internally", "Send it to the panel after the internal review", ("received",), "reviewed",
            Need("rationale", Text("The reasons for the stage 2 reply, tested"), cite=OFFICERS),
            Need("no_other_way", Text("It cannot be put right outside the formal route"), "tick", cite=OFFICERS),
            Need("our_service", Text("It is about a service that the company provides"), "tick", cite=OFFICERS),
            records="internally_reviewed", by=REVIEWERS, cite=OFFICERS,
        ),
        refuse("received", by=REVIEWERS, key="refuse_after_review", cite=OFFICERS),
        *panel_moves(
            "reviewed",
            members=(
                Need("directors", Text("The two Board directors, best from the committee"), cite=OFFICERS),
                Need("councillor", Text("The councillor, bound by the code of conduct"), cite=COMMITTEE),
            ),
            attends=Need(
                "attendance", Text("Who came: legal adviser, service officers, the person, witnesses"), cite=OFFICERS
            ),
            cite=OFFICERS,
        ),
    ),
    clocks=(
        limit(
            "stage3_internal_review_due", "received", 5, "internally_reviewed", "refused", "withdrawn", cite=OFFICERS
        ),
        *panel_clocks(),
    ),
    departs_from_code=PANEL_IS_EXTRA,
)  # fmt: skip

PROPOSED_2008 = Procedure(
    key="corporate",
    version="proposed-2008",
    title=Text("Complaints, an informal stage and three more (proposed in 2008)"),
    source=f"2010 Rotherham Ltd, {ITEM_11}: proposals",
    ombudsman=HOUSING_OMBUDSMAN,
    grounds=(NOT_OURS, ANOTHER_WAY, OTHER_REASON),
    stages=(INFORMAL, STAGE_1, STAGE_2, STAGE_3),
    anytime=(COMPENSATION,),
    shapeable=READINGS,
    assumptions=(
        OMBUDSMAN_READ,
        Text("Whether the Board adopted this is not known."),
        Text("Stage 2 is answered inside the service that the complaint is about; the current procedure goes outside."),
        Text("The proposals change who deals with it; what they leave alone is read as in the current procedure."),
        Text("The sentence on Assistant Directors at “stage 3 level” is read as the internal review."),
        Text("The front page changes stages 1 and 2, section 3 the informal stage as well; the wider is taken."),
        Text("How far stage 2 may be extended is not stated; the Code's 20 working days are assumed."),
        Text("There is a guideline for compensation and a budget; the paper gives no amounts."),
    ),
)
