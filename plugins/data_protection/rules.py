"""Data protection complaints: acknowledged within 30 days, then dealt with without undue delay.

Section 164A was added by the Data (Use and Access) Act 2025. The Information Commissioner counts the 30 days from the
day after receipt and rolls the last one on to a working day. An outcome may not wait for a wider complaint.
"""

from core.api import (
    CALENDAR_DAYS,
    OPEN,
    Clock,
    InForce,
    Need,
    Ombudsman,
    Procedure,
    Stage,
    Text,
    acknowledge,
    after,
    agree_date,
    answer,
    anytime,
    no_limit,
    rolled,
    withdraw,
)

SECTION = "Data Protection Act 2018, section 164A"
GUIDANCE = "Information Commissioner's guidance on section 164A, 12 February 2026"

IN_FORCE = InForce("data_protection", "section-164a", "2026-06-19T00:00", Text("In force from 19 June 2026"))
"""For the history of every council: the law begins for all of them on the same day."""

DATA_PROTECTION_2026 = Procedure(
    key="data_protection",
    version="section-164a",
    title=Text("Data protection complaints"),
    source=SECTION,
    ombudsman=Ombudsman("ico", Text("Information Commissioner"), "ico.org.uk"),
    takes=("data_protection_complaint",),
    calendar="statutory",
    stages=(
        Stage(
            "stage1", Text("Complaint to us"), "received", rests=("answered", "withdrawn"),
            moves=(
                acknowledge("What we understand to have gone wrong with personal data", cite=SECTION),
                agree_date(*OPEN, cite=SECTION),
                answer(*OPEN, title="Tell the outcome", cite=SECTION), withdraw(*OPEN),
            ),
            clocks=(
                Clock(
                    "dp_ack_due", rolled(after("received", 30, CALENDAR_DAYS, cite=GUIDANCE)),
                    ("acknowledged", "answered"), cite=SECTION,
                ),
                no_limit(
                    "stage1_response_due", "answered", cite=SECTION,
                    says=Text("No time limit is stated: without undue delay. A date may be agreed with the person."),
                ),
            ),
        ),
    ),
    anytime=(
        anytime(
            "tell_progress", "Tell the person how it is going",
            Need("progress", Text("What you told them"), cite=SECTION), records="progress_told", cite=SECTION,
        ),
    ),
)  # fmt: skip
