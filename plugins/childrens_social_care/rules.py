"""The Children Act 1989 Representations Procedure (England) Regulations 2006: three stages and their clocks.

Days are working days of the law's own calendar, whatever the council's closures. The wait for an advocate at stage 1 is
the only wait that a source lets stop a clock.
"""

from core.api import (
    STAY,
    Cap,
    ClockKind,
    Ground,
    Meaning,
    Move,
    Need,
    Ombudsman,
    Procedure,
    Span,
    Stage,
    Text,
    answer,
    ask,
    extended,
    limit,
    refuse,
    step,
    withdraw,
)

REGULATIONS = "SI 2006/1738"
REG_2, REG_8, REG_14, REG_15, REG_19 = (f"{REGULATIONS}, regulation {n}" for n in (2, 8, 14, 15, 19))
INVESTIGATION, ASKING, AFTERWARDS = (
    f"{REGULATIONS}, as councils apply it: {part}"
    for part in ("the investigation", "asking for a panel", "after the panel")
)
ADVISORY = "Advisory period of councils that apply SI 2006/1738"
ADJUDICATION = f"{REGULATIONS}: the authority's response to the investigation"
ADVOCATE = "While an advocate is being found (advice given to councils; not in the regulations)"
WAITING = (Span("advocate_sought", "advocate_found", "waiting for an advocate"),)
ADJUDICATOR = ("adjudicating_officer",)

STAGE_1 = Stage(
    "stage1", Text("Stage 1: local resolution"), "received", signpost="stage2",
    rests=("answered", "resolved", "refused", "withdrawn"),
    moves=(
        step("seek_advocate", "Look for an advocate", ("received",), STAY, records="advocate_sought", cite=ADVOCATE),
        step("find_advocate", "The advocate is found", ("received",), STAY, records="advocate_found", cite=ADVOCATE),
        answer("received", cite=REG_14),
        Move(
            "settle", Text("Settle it with the person"), ("received",), "resolved", Meaning.SETTLE, "resolved",
            needs=(Need("terms", Text("The terms of the resolution, in writing"), cite=REG_15),),
            letter="settlement", cite=REG_15,
        ),
        refuse("received", cite=REG_8), withdraw("received"),
        ask("stage2", "Ask for an investigation (stage 2)", cite=INVESTIGATION),
    ),
    clocks=(
        limit("stage1_response_due", "received", 10, "answered", "resolved", cite=REG_14, waiting=WAITING),
        extended("stage1_extended_due", "stage1_response_due", cite=REG_14),
        limit(
            "stage2_request_by", "answered", 20, "stage2.received", kind=ClockKind.WINDOW, cite=ADVISORY,
            assumed=Text("The regulations set no period to ask; councils use 20 working days, or 28 days."),
        ),
    ),
    # A complex complaint may take 10 more, 20 in all.
    caps=(Cap("stage1_response_due", 10, hard=True, cite=REG_14),),
)  # fmt: skip

STAGE_2 = Stage(
    "stage2", Text("Stage 2: investigation"), "received", signpost="stage3", not_by=("stage1",),
    rests=("answered", "withdrawn"),
    moves=(
        step(
            "appoint", "Appoint investigator and independent person", ("received", "investigating"), STAY,
            Need("investigating_officer", Text("The investigating officer"), cite=INVESTIGATION),
            Need("independent_person", Text("The independent person"), cite=INVESTIGATION),
            Need(
                "independent", Text("Neither member nor officer of the council, nor married to one"), "tick", cite=REG_2
            ),
            records="appointed", cite=INVESTIGATION,
        ),
        step(
            "agree_statement", "Agree the statement of complaint", ("received",), "investigating",
            Need("statement", Text("The complaint as agreed in writing, point by point"), cite=INVESTIGATION),
            records="statement_agreed", cite=INVESTIGATION,
        ),
        step(
            "receive_reports", "Receive both reports", ("investigating",), "reported",
            Need("officer_report", Text("The investigating officer's report is here"), "tick", cite=INVESTIGATION),
            Need("person_report", Text("The independent person's report is here"), "tick", cite=INVESTIGATION),
            records="reports_received", cite=INVESTIGATION,
        ),
        answer(
            "reported", title="Send the adjudication letter", by=ADJUDICATOR, cite=ADJUDICATION,
            needs=(
                Need(
                    "adjudication_letter_received", Text("The day the person has the letter"), "date",
                    cite=ADJUDICATION,
                ),
            ),
        ),
        withdraw("received", "investigating", "reported"),
        ask("stage3", "Ask for a review panel (stage 3)", cite=ASKING),
    ),
    clocks=(
        limit("stage2_response_due", "statement_agreed", 25, "answered", cite=INVESTIGATION),
        extended("stage2_extended_due", "stage2_response_due", cite=INVESTIGATION),
        limit("stage2_maximum_due", "statement_agreed", 65, "answered", cite=INVESTIGATION),
        limit(
            "stage3_request_by", "adjudication_letter_received", 20, "stage3.received", kind=ClockKind.WINDOW,
            cite=ASKING,
        ),
    ),
    caps=(Cap("stage2_response_due", 40, hard=True, cite=INVESTIGATION),),
)  # fmt: skip

STAGE_3 = Stage(
    "stage3", Text("Stage 3: review panel"), "received", not_by=("stage1", "stage2"), rests=("answered", "withdrawn"),
    moves=(
        step(
            "appoint_panel", "Appoint the panel", ("received",), "panel_appointed",
            Need("chair", Text("Who chairs"), cite=REG_19),
            Need("members", Text("The two other members"), cite=REG_19),
            Need("independent", Text("All three are independent of the council"), "tick", cite=REG_19),
            Need("others", Text("The independent person of stage 2 is not among them"), "tick", cite=REG_19),
            records="panel_appointed", cite=REG_19,
        ),
        step(
            "panel_meets", "The panel has met", ("panel_appointed",), "panel_met",
            Need("attendance", Text("Who came: the person, an advocate, one other"), cite=REG_19),
            records="panel_met", cite=REG_19,
        ),
        step(
            "receive_recommendations", "Receive the panel's report", ("panel_met",), "recommended",
            Need("recommendations", Text("What the panel recommends"), cite=AFTERWARDS),
            records="recommendations_received", cite=AFTERWARDS,
        ),
        answer(
            "recommended", title="Send the authority's response", by=ADJUDICATOR, cite=AFTERWARDS,
            needs=(
                Need("consulted", Text("The independent person was asked about it"), "tick", cite=AFTERWARDS),
            ),
        ),
        withdraw("received", "panel_appointed", "panel_met", "recommended"),
    ),
    clocks=(
        limit("panel_meeting_due", "received", 30, "panel_met", cite=REG_19),
        limit("panel_report_due", "panel_met", 5, "recommendations_received", cite=AFTERWARDS),
        limit("authority_response_due", "recommendations_received", 15, "answered", cite=AFTERWARDS),
    ),
)  # fmt: skip

CHILDRENS_2006 = Procedure(
    key="childrens_social_care",
    version="si-2006-1738",
    title=Text("Children's social care complaints, three stages"),
    source="Children Act 1989 Representations Procedure (England) Regulations 2006 (SI 2006/1738)",
    ombudsman=Ombudsman("lgsco", Text("Local Government and Social Care Ombudsman"), "www.lgo.org.uk"),
    takes=("childrens_social_care_complaint",),
    calendar="statutory",
    grounds=(
        Ground(
            "proceedings",
            Text("Looking into it now would harm court or other proceedings"),
            Text("This procedure, once the proceedings are over"),
            cite=REG_8,
        ),
        Ground(
            "not_covered",
            Text("It is not about a matter that the regulations cover"),
            Text("The council's other complaints procedure"),
            cite=REGULATIONS,
        ),
    ),
    stages=(STAGE_1, STAGE_2, STAGE_3),
    assumptions=(
        Text("Other regulations than 2, 8, 10 and 19 are known through councils that apply them."),
    ),
)  # fmt: skip
