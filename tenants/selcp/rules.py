"""The partnership's complaints policy of 2024, as told to Boston's scrutiny (14 November 2024, item 117) and Cabinet
(12 December 2024, item 50). The minutes break off at stage 2; what they do not say is marked as assumed."""

from core.api import (
    WORKING_DAYS,
    Cap,
    Clock,
    Ground,
    Need,
    Procedure,
    Shapeable,
    Text,
    after,
    anytime,
    earliest,
    limit,
)
from plugins.code_two_stage.rules import (
    CODE_ASSUMED,
    LGSCO,
    OTHER_REASON,
    OVER_12_MONTHS,
    SECTION_6,
    first_known,
    stage1,
    stage2,
    time_limit,
)

ITEM_117, ITEM_50 = "Scrutiny, 14 November 2024, item 117", "Cabinet, 12 December 2024, item 50"
BOTH = Text(
    "The paper says both 10 working days from acknowledgement and 15 in all; read as two limits, of which the earlier "
    "counts."
)

OTHER_PROCEDURE = Ground(
    "other_procedure",
    Text("Another defined procedure applies, such as an appeal"),
    Text("That procedure; how we handled the matter can still be a complaint"),
    handling_only=True,
    cite=ITEM_117,
)

# A meeting that draws lessons from complaints that are over; it hears nobody and decides nothing.
CLINIC = anytime(
    "take_to_clinic",
    "Take to the complaints clinic",
    Need("lesson", Text("What others could learn from it"), cite=ITEM_117),
    records="taken_to_clinic",
    cite=ITEM_117,
)

SELCP_2024 = Procedure(
    key="corporate",
    version="selcp-2024",
    title=Text("Complaints, two stages"),
    source="SELCP feedback and complaints policy, approved by Boston's Cabinet on 12 December 2024",
    ombudsman=LGSCO,
    grounds=(OTHER_PROCEDURE, OVER_12_MONTHS, OTHER_REASON),
    case_clocks=(time_limit(assumed=CODE_ASSUMED),),
    anytime=(first_known(), CLINIC),
    stages=(
        stage1(
            limit("ack_due", "received", 5, "acknowledged", "answered", cite=ITEM_117),
            # Ten from the acknowledgement, fifteen in all: a late acknowledgement never moves the answer.
            Clock(
                "stage1_response_due",
                earliest(
                    after("acknowledged", 10, WORKING_DAYS, cite=ITEM_117),
                    after("received", 15, WORKING_DAYS, cite=ITEM_117),
                ),
                met_by=("answered",),
                cite=ITEM_117,
                assumed=BOTH,
            ),
            cap=Cap("stage1_response_due", 10, cite=SECTION_6),
            assumed=CODE_ASSUMED,
        ),
        stage2(
            limit("stage2_ack_due", "received", 5, "acknowledged", "answered", cite=ITEM_117),
            limit("stage2_response_due", "acknowledged", 20, "answered", cite=SECTION_6, assumed=CODE_ASSUMED),
            cap=Cap("stage2_response_due", 20, cite=SECTION_6),
            assumed=CODE_ASSUMED,
        ),
    ),
    # A member may promise more than the policy does, never less.
    shapeable=(
        Shapeable("ack_due", most=5, title=Text("Working days to acknowledge stage 1")),
        Shapeable(
            "stage1_response_due", fact="acknowledged", most=10, title=Text("Working days to answer once acknowledged")
        ),
        Shapeable("stage1_response_due", fact="received", most=15, title=Text("Working days to answer in all")),
        Shapeable("stage2_response_due", most=20, title=Text("Working days to answer stage 2")),
    ),
    assumptions=(
        Text("Ten working days and fifteen in all are read as two limits, of which the earlier counts."),
        Text("How far an answer may be extended is not stated; the Code's 10 and 20 working days are assumed."),
        Text("Who answers stage 2 is not stated; somebody other than at stage 1 is assumed, as the Code says."),
        Text("The policy lists exceptions, which the minutes do not; twelve months is the Code's."),
    ),
)
