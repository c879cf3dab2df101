"""Boston's rule before 12 December 2024: an answer in 20 working days. Nothing else about it is known."""

from core.api import Cap, Procedure, Text
from plugins.code_two_stage.rules import LGSCO, OTHER_REASON, OVER_12_MONTHS, SECTION_6, limit, stage1, stage2
from tenants.selcp.rules import CODE_ASSUMED, ITEM_117

BOSTON_EARLIER = Procedure(
    key="corporate",
    version="boston-earlier",
    title=Text("Complaints, two stages (before 12 December 2024)"),
    source=ITEM_117,
    ombudsman=LGSCO,
    grounds=(OVER_12_MONTHS, OTHER_REASON),
    stages=(
        stage1(
            limit("ack_due", "received", 5, "acknowledged", "answered", assumed=CODE_ASSUMED),
            limit(
                "stage1_response_due", "received", 20, "answered", cite=ITEM_117,
                assumed=Text("The paper gives 20 working days and no start; read as from receipt."),
            ),
            cap=Cap("stage1_response_due", 10, cite=SECTION_6),
        ),
        stage2(
            limit("stage2_ack_due", "received", 5, "acknowledged", "answered", assumed=CODE_ASSUMED),
            limit("stage2_response_due", "acknowledged", 20, "answered", assumed=CODE_ASSUMED),
            cap=Cap("stage2_response_due", 20, cite=SECTION_6),
        ),
    ),
    assumptions=(Text("Only the 20 working days of stage 1 are known; the rest is assumed to be as in the Code."),),
)  # fmt: skip
