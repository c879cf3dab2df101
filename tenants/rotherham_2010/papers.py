"""What both texts share: the paper, its paragraphs, and the panel that hears the last stage.

The Board's report of 2 July 2008 sets the current procedure beside what officers and a committee proposed and what is
proposed now. What the Board decided is not in it.
"""

from core.api import Clock, Ground, Move, Need, Ombudsman, Text, answer, anytime, limit, step, withdraw
from plugins.code_two_stage.rules import SECTION_2

ITEM_11 = "Board, 2 July 2008, item 11"
CURRENT, OFFICERS, COMMITTEE, PROPOSED = (
    f"{ITEM_11}: {column}" for column in ("current", "officers' proposal", "committee's proposal", "now proposed")
)
TEAM = ("complaints_officer",)
"""The complaints team. The paper calls it that, Customer Services Officer and complaints officer: one role."""

HOUSING_OMBUDSMAN = Ombudsman("housing", Text("Housing Ombudsman"), "www.housing-ombudsman.org.uk")
OMBUDSMAN_READ = Text(
    "The paper names the Local Government Ombudsman, who was right in 2008; a landlord's tenants now go to the "
    "Housing Ombudsman."
)
WORKING_DAYS_READ = Text("The paper says 20 days here and 20 working days elsewhere; read as working days.")
FROM_RECEIPT_READ = Text("The paper does not say from when; read as from receipt.")
INFORMAL_IS_EXTRA = Text("LGSCO Code 2024, section 5: no extra named stage; here an informal one comes before stage 1.")
PANEL_IS_EXTRA = Text(
    "LGSCO Code 2024, section 5: two stages and no more; and a councillor sits on this panel, though members should "
    "not hear single complaints (LGSCO guide for members)."
)

OTHER_REASON = Ground(
    "other_reason",
    Text("A valid reason, judged on this complaint's own merits"),
    Text("Wherever it can be dealt with, or the ombudsman"),
    cite=SECTION_2,
)

HANDLER = (
    Need("officer", Text("Who deals with it"), cite=CURRENT),
    Need("position", Text("What their position is"), cite=CURRENT),
)
WHY_UNHAPPY = Need("why", Text("Why they are unhappy with our answer"), optional=True, cite=CURRENT)

COMPENSATION = anytime(
    "propose_compensation", "Propose compensation by the guideline",
    Need("amount", Text("How much, and by which part of the guideline"), cite=ITEM_11),
    Need("budget", Text("It is within the budget for it"), "tick", cite=ITEM_11),
    records="compensation_proposed", cite=ITEM_11,
)  # fmt: skip


def panel_moves(*before: str, members: tuple[Need, ...], attends: Need, cite: str) -> tuple[Move, ...]:
    """From a panel's composition to its decision; `before` are the states it may be arranged in."""
    clerk = Need("clerk", Text("The clerk, from the complaints team"), cite=cite)
    return (
        step(
            "arrange_panel", "Arrange the panel", before, "panel_arranged", *members, clerk,
            Need("meeting_on", Text("The day it meets"), "date", cite=cite),
            records="panel_arranged", by=TEAM, cite=cite,
        ),
        step(
            "prepare_summary", "Prepare the summary", ("panel_arranged",), "summarised",
            Need("complaint", Text("What the complaint is"), cite=CURRENT),
            Need("remedy_sought", Text("The remedy that is sought"), cite=CURRENT),
            Need("actions_so_far", Text("What was done so far"), cite=CURRENT),
            records="summary_prepared", by=TEAM, cite=CURRENT,
        ),
        step(
            "send_papers", "Send the papers to the person and the panel", ("summarised",), "papers_sent",
            Need("summary", Text("The summary"), "tick", cite=CURRENT),
            Need("report", Text("The independent officer's report"), "tick", cite=CURRENT),
            Need("stage2_reply", Text("The reply of stage 2"), "tick", cite=CURRENT),
            Need("other_papers", Text("Other papers"), optional=True, cite=CURRENT),
            records="papers_sent", by=TEAM, letter="general", cite=CURRENT,
        ),
        step(
            "hold_panel", "The panel has met", ("papers_sent",), "heard",
            attends, Need("decided", Text("What the panel decided"), cite=cite),
            records="panel_met", by=TEAM, cite=cite,
        ),
        answer(
            "heard", title="Write with the panel's decision", by=TEAM, cite=CURRENT,
            needs=(Need("service_told", Text("The head of service has the decision too"), "tick", cite=CURRENT),),
        ),
        withdraw(*before, "panel_arranged", "summarised", "papers_sent", "heard"),
    )  # fmt: skip


def panel_clocks() -> tuple[Clock, ...]:
    """Arranging the panel and its meeting are one limit, from the request; the letter follows the meeting."""
    return (
        limit("panel_meeting_due", "received", 20, "panel_met", cite=CURRENT, assumed=WORKING_DAYS_READ),
        limit("panel_decision_letter_due", "panel_met", 5, "answered", cite=CURRENT),
    )
