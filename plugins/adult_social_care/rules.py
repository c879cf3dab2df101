"""The Local Authority Social Services and National Health Service Complaints (England) Regulations 2009.

One stage. The time to answer is agreed with the person, inside six months that commence on the day of receipt; the
public-health regulations of 2012 (SI 2012/3094, regulation 29) say so word for word, and the same is read here.
"""

from core.api import (
    MONTHS,
    OPEN,
    STAY,
    WORKING_DAYS,
    Cap,
    Clock,
    ClockKind,
    Ground,
    Meaning,
    Move,
    Need,
    Ombudsman,
    Procedure,
    Stage,
    Text,
    acknowledge,
    after,
    answer,
    anytime,
    commencing,
    extended,
    limit,
    refuse,
    stated,
    withdraw,
)

REGULATIONS = "SI 2009/309"
REGULATION_4, SIX_MONTHS = f"{REGULATIONS}, regulation 4", f"{REGULATIONS}, as worded in SI 2012/3094, regulation 29"
GUIDE = "LGSCO, Adult Social Care Complaints, section 4"
ORALLY = f"{REGULATIONS}: made orally and resolved by the end of the next working day"
PLAN = f"{REGULATIONS}: how it will be handled and by when, agreed with the person"

RESOLVE = Move(
    "resolve_orally", Text("Resolve it at once"), ("received",), "resolved", Meaning.SETTLE, "resolved_orally",
    needs=(
        Need("how", Text("What was done"), cite=ORALLY),
        Need("made_orally", Text("The complaint was made orally"), "tick", cite=ORALLY),
        Need("satisfied", Text("The person is satisfied"), "tick", cite=ORALLY),
    ),
    letter="settlement", cite=ORALLY,
)  # fmt: skip
AGREE = Move(
    "agree_plan", Text("Agree a plan with the person"), OPEN, STAY, Meaning.STEP,
    needs=(
        Need("details", Text("What will be looked into, and how"), cite=PLAN),
        Need("wanted", Text("What the person wants to come of it"), cite=PLAN),
        Need("responsible", Text("Who is responsible for it"), cite=PLAN),
        Need("plan_by", Text("The date agreed for the answer"), "date", cite=PLAN),
    ),
    cite=PLAN,
)  # fmt: skip

ADULT_2009 = Procedure(
    key="adult_social_care",
    version="si-2009-309",
    title=Text("Adult social care complaints"),
    source="Local Authority Social Services and NHS Complaints (England) Regulations 2009 (SI 2009/309)",
    ombudsman=Ombudsman("lgsco", Text("Local Government and Social Care Ombudsman"), "www.lgo.org.uk"),
    takes=("adult_social_care_complaint",),
    calendar="statutory",
    grounds=(
        Ground(
            "over_12_months",
            Text("Over 12 months since it happened or was known, without good reason, or no fair look is possible"),
            Text("The ombudsman, who may look at late complaints"),
            cite=GUIDE,
        ),
        Ground(
            "not_covered",
            Text("The regulations do not cover it"),
            Text("The council's other complaints procedure, or the body that it is about"),
            cite=f"{REGULATIONS}, regulations 6 to 8",
        ),
    ),
    stages=(
        Stage(
            "stage1", Text("Complaint"), "received", rests=("answered", "resolved", "refused", "withdrawn"),
            moves=(
                RESOLVE,
                acknowledge("What we understand the complaint to be", cite=REGULATIONS),
                AGREE,
                answer(
                    *OPEN, cite=SIX_MONTHS,
                    needs=(Need("signed_by", Text("Who signs as the responsible person"), cite=REGULATION_4),),
                ),
                refuse(*OPEN, cite=GUIDE), withdraw(*OPEN),
            ),
            clocks=(
                limit("ack_due", "received", 3, "acknowledged", "answered", "resolved_orally", cite=REGULATIONS),
                Clock(
                    "adult_social_care_oral_resolution_by", after("received", 1, WORKING_DAYS, cite=ORALLY),
                    ("resolved_orally",), ClockKind.WINDOW, cite=ORALLY,
                ),
                Clock(
                    "stage1_response_due", stated("plan_by"), ("answered", "resolved_orally"), cite=PLAN,
                    assumed=Text("The time to answer is agreed with the person in a plan; before that there is none."),
                ),
                Clock(
                    "relevant_period_end", commencing("received", 6, MONTHS, cite=SIX_MONTHS),
                    ("answered", "resolved_orally"), cite=SIX_MONTHS,
                    assumed=Text("“Commencing on” the day of receipt is read as counting that day."),
                ),
                extended("adult_social_care_longer_period_end", "relevant_period_end", cite=SIX_MONTHS),
            ),
            # A longer period is agreed before the six months are over.
            caps=(Cap("relevant_period_end", cite=SIX_MONTHS),),
        ),
    ),
    case_clocks=(
        Clock(
            "time_limit_last_day", after("first_known", 12, MONTHS, cite=GUIDE), ("case.received",),
            ClockKind.WINDOW, cite=GUIDE,
        ),
    ),
    anytime=(
        anytime("note_first_known", "Note when the person first knew of it", records="case.first_known", cite=GUIDE),
        anytime(
            "involve_provider", "Involve the provider of the care",
            Need("provider", Text("Who provides it, and who leads if several bodies are involved"), cite=REGULATIONS),
            records="provider_involved", cite=f"{REGULATIONS}, regulation 9",
        ),
    ),
)  # fmt: skip
