"""Boston's rule before 12 December 2024: an answer in 20 working days. Nothing else about it is known."""

from core.api import Cap, Procedure, Shape, Shapeable, Text, limit
from plugins.code_two_stage.rules import (
    CODE_ASSUMED,
    LGSCO,
    OTHER_REASON,
    OVER_12_MONTHS,
    SECTION_6,
    code_stage2,
    stage1,
)
from tenants.selcp.rules import ITEM_117

BOSTON_EARLIER = Procedure(
    key="corporate",
    version="boston-earlier",
    title=Text("Complaints, two stages (before 12 December 2024)"),
    source=ITEM_117,
    ombudsman=LGSCO,
    grounds=(OVER_12_MONTHS, OTHER_REASON),
    stages=(
        stage1(
            limit(
                "ack_due", "received", 5, "acknowledged", "answered", cite=SECTION_6, assumed=CODE_ASSUMED
            ),
            limit(
                "stage1_response_due", "received", 20, "answered", cite=ITEM_117,
                assumed=Text("The paper gives 20 working days and no start; read as from receipt."),
            ),
            cap=Cap("stage1_response_due", 10, cite=SECTION_6), assumed=CODE_ASSUMED,
        ),
        code_stage2(assumed=CODE_ASSUMED),
    ),
    shapeable=(
        Shapeable(
            "stage1_response_due", Shape.START, choices=("received", "acknowledged"),
            title=Text("What the 20 working days of stage 1 are counted from"),
        ),
    ),
    assumptions=(Text("Only the 20 working days of stage 1 are known; the rest is assumed to be as in the Code."),),
)  # fmt: skip
