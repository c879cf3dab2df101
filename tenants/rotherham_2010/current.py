"""The procedure that the Board's report of 2 July 2008 calls current: an informal stage and three more."""

from core.api import (
    OPEN,
    RESTS,
    Cap,
    Meaning,
    Move,
    Need,
    Procedure,
    Shape,
    Shapeable,
    Stage,
    Text,
    acknowledge,
    agree_date,
    answer,
    ask,
    extended,
    limit,
    no_limit,
    refuse,
    withdraw,
)
from plugins.code_two_stage.rules import CODE_ASSUMED, SECTION_2, SECTION_6
from tenants.rotherham_2010.papers import (
    COMPENSATION,
    CURRENT,
    FROM_RECEIPT_READ,
    HANDLER,
    HOUSING_OMBUDSMAN,
    INFORMAL_IS_EXTRA,
    ITEM_11,
    OMBUDSMAN_READ,
    OTHER_REASON,
    PANEL_IS_EXTRA,
    WHY_UNHAPPY,
    WORKING_DAYS_READ,
    panel_clocks,
    panel_moves,
)


def reply_informally(*source: str, cite: str) -> Move:
    """Whoever took it tells what was done; nothing is found and nothing refused."""
    title = Text("Tell the person what was done")
    return Move("answer", title, source, "answered", Meaning.ANSWER, "answered", letter="general", cite=cite)


INFORMAL_CLOCK = no_limit("corporate_informal_due", "answered", "stage1.received", cite=CURRENT)

INFORMAL = Stage(
    "informal", Text("Informal stage"), "received", rests=("answered", "withdrawn"), signpost="stage1", findings=False,
    moves=(
        reply_informally("received", cite=CURRENT), agree_date("received", cite=CURRENT), withdraw("received"),
        ask("stage1", "Make it a formal complaint", source=("received", "answered"), cite=CURRENT),
    ),
    clocks=(INFORMAL_CLOCK,),
    departs_from_code=INFORMAL_IS_EXTRA,
)  # fmt: skip

STAGE_1 = Stage(
    "stage1", Text("Stage 1"), "received", rests=RESTS, signpost="stage2",
    moves=(
        acknowledge("What we understand the complaint to be", *HANDLER, cite=CURRENT),
        answer(*OPEN, cite=CURRENT), refuse(*OPEN, cite=SECTION_2), withdraw(*OPEN),
        ask("stage2", "Ask for stage 2", WHY_UNHAPPY, cite=CURRENT),
    ),
    clocks=(
        limit("ack_due", "received", 5, "acknowledged", "answered", cite=CURRENT),
        limit("stage1_response_due", "received", 10, "answered", cite=CURRENT, assumed=FROM_RECEIPT_READ),
        extended("stage1_extended_due", "stage1_response_due", cite=CURRENT),
    ),
    # A letter says why it is late and when the answer comes; no more is laid down.
    caps=(Cap("stage1_response_due", cite=CURRENT),),
)  # fmt: skip

STAGE_2 = Stage(
    "stage2", Text("Stage 2"), "received", rests=RESTS, signpost="stage3", not_by=("stage1",), outside_service=True,
    moves=(
        acknowledge("What we understand to be still not right", *HANDLER, cite=CURRENT),
        answer(*OPEN, cite=CURRENT), refuse(*OPEN, cite=SECTION_2), withdraw(*OPEN),
        ask("stage3", "Ask for the appeals panel (stage 3)", cite=CURRENT),
    ),
    clocks=(
        limit("stage2_ack_due", "received", 5, "acknowledged", "answered", cite=CURRENT),
        limit("stage2_response_due", "received", 20, "answered", cite=CURRENT, assumed=WORKING_DAYS_READ),
        extended("stage2_extended_due", "stage2_response_due", cite=SECTION_6, assumed=CODE_ASSUMED),
    ),
    caps=(Cap("stage2_response_due", 20, cite=SECTION_6),),
)  # fmt: skip

STAGE_3 = Stage(
    "stage3", Text("Stage 3: appeals panel"), "received", rests=("answered", "withdrawn"), not_by=("stage1", "stage2"),
    moves=panel_moves(
        "received",
        members=(
            Need("scrutiny_member", Text("The member of the scrutiny panel"), cite=CURRENT),
            Need("board_members", Text("The two members of the Board"), cite=CURRENT),
            Need("legal_member", Text("The representative of Legal Services, who votes"), cite=CURRENT),
        ),
        attends=Need("attendance", Text("Who came, and which officer spoke for the service"), cite=CURRENT),
        cite=CURRENT,
    ),
    clocks=panel_clocks(),
    departs_from_code=PANEL_IS_EXTRA,
)  # fmt: skip

READINGS = (
    Shapeable(
        "stage1_response_due", Shape.START, choices=("received", "acknowledged"),
        title=Text("What the 10 working days of stage 1 are counted from"),
    ),
    Shapeable(
        "stage2_response_due", Shape.UNIT, choices=("working_days", "calendar_days"),
        title=Text("What the 20 days of stage 2 are"),
    ),
    Shapeable(
        "panel_meeting_due", Shape.UNIT, choices=("working_days", "calendar_days"),
        title=Text("What the 20 days to the panel are"),
    ),
)  # fmt: skip

CURRENT_2008 = Procedure(
    key="corporate",
    version="current",
    title=Text("Complaints, an informal stage and three more"),
    source=f"2010 Rotherham Ltd, {ITEM_11}: current procedure",
    ombudsman=HOUSING_OMBUDSMAN,
    grounds=(OTHER_REASON,),
    stages=(INFORMAL, STAGE_1, STAGE_2, STAGE_3),
    anytime=(COMPENSATION,),
    shapeable=READINGS,
    assumptions=(
        OMBUDSMAN_READ,
        Text("There is no time limit for asking for stage 2; none is stated for asking for stage 3."),
        Text("How far stage 2 may be extended is not stated; the Code's 20 working days are assumed."),
        Text("No ground for refusing is stated; a reason is judged on its merits, as the Code says."),
        Text("That the panel is arranged and that it meets in 20 days is read as one limit, to the meeting."),
        Text("There is a guideline for compensation and a budget; the paper gives no amounts."),
    ),
)
