"""The Code's two stages, to be read beside it.

Its section numbers are cited: 2 what may be excluded, 5 process, 6 stages. Councils' own modules take the stages from
here and bring clocks of their own.
"""

from core.api import (
    MONTHS,
    OPEN,
    RESTS,
    STAY,
    Cap,
    Clock,
    ClockKind,
    Ground,
    Meaning,
    Move,
    Need,
    Ombudsman,
    Procedure,
    Shapeable,
    Stage,
    Text,
    acknowledge,
    after,
    answer,
    ask,
    extended,
    limit,
    refuse,
    withdraw,
)

SECTION_2, SECTION_5, SECTION_6 = (f"LGSCO Code 2024, section {n}" for n in (2, 5, 6))
LGSCO = Ombudsman("lgsco", Text("Local Government and Social Care Ombudsman"), "www.lgo.org.uk")
CODE_ASSUMED = Text("Not stated in the council's paper; the Code's default is assumed.")

# They may say why; the Code does not make them.
UNRESOLVED = Need("unresolved", Text("What is still not right"), optional=True, cite=SECTION_6)
WANTED = Need("outcome_wanted", Text("What should happen now"), optional=True, cite=SECTION_6)


def stage1(*clocks: Clock, cap: Cap, moves: tuple[Move, ...] = (), assumed: Text | None = None) -> Stage:
    """Stage 1 with these clocks; the Code's moves unless others are given. `assumed`: its extension is not stated."""
    own = moves or (
        acknowledge("What we understand the complaint to be", cite=SECTION_6),
        answer(*OPEN, cite=SECTION_6), refuse(*OPEN, cite=SECTION_2), withdraw(*OPEN),
        ask("stage2", "Ask for stage 2", UNRESOLVED, WANTED, cite=SECTION_6),
    )  # fmt: skip
    dates = (*clocks, extended("stage1_extended_due", "stage1_response_due", cite=cap.cite, assumed=assumed))
    return Stage("stage1", Text("Stage 1"), "received", own, RESTS, dates, (cap,), signpost="stage2")


def stage2(
    *clocks: Clock, cap: Cap, moves: tuple[Move, ...] = (), signpost: str = "ombudsman", assumed: Text | None = None
) -> Stage:
    """Stage 2 with these clocks, by somebody who did not answer stage 1; our last unless `signpost` names a stage."""
    own = moves or (
        acknowledge("What we understand to be still not right", cite=SECTION_6),
        answer(*OPEN, cite=SECTION_6), refuse(*OPEN, cite=SECTION_5), withdraw(*OPEN),
    )  # fmt: skip
    dates = (*clocks, extended("stage2_extended_due", "stage2_response_due", cite=cap.cite, assumed=assumed))
    rests = tuple(state for state in RESTS if state in {move.target for move in own})
    return Stage(
        "stage2", Text("Stage 2"), "received", own, rests, dates, (cap,), not_by=("stage1",), signpost=signpost
    )


def code_stage1(moves: tuple[Move, ...] = (), assumed: Text | None = None) -> Stage:
    """Stage 1 with the Code's own clocks: its text, or where a council's paper is silent what is `assumed`."""
    return stage1(
        limit("ack_due", "received", 5, "acknowledged", "answered", cite=SECTION_6, assumed=assumed),
        limit("stage1_response_due", "acknowledged", 10, "answered", cite=SECTION_6, assumed=assumed),
        cap=Cap("stage1_response_due", 10, cite=SECTION_6), moves=moves, assumed=assumed,
    )  # fmt: skip


def code_stage2(
    moves: tuple[Move, ...] = (), signpost: str = "ombudsman", assumed: Text | None = None
) -> Stage:
    """Stage 2 with the Code's own clocks, likewise."""
    return stage2(
        limit("stage2_ack_due", "received", 5, "acknowledged", "answered", cite=SECTION_6, assumed=assumed),
        limit("stage2_response_due", "acknowledged", 20, "answered", cite=SECTION_6, assumed=assumed),
        cap=Cap("stage2_response_due", 20, cite=SECTION_6), moves=moves, signpost=signpost, assumed=assumed,
    )  # fmt: skip


def time_limit(cite: str = SECTION_2, assumed: Text | None = None) -> Clock:
    """Twelve months after the person first knew, to the day, are in time; the next day is not."""
    rule = after("first_known", 12, MONTHS, cite=cite)
    return Clock("time_limit_last_day", rule, ("case.received",), ClockKind.WINDOW, cite=cite, assumed=assumed)


def first_known(cite: str = SECTION_2) -> Move:
    """The day that the twelve months start from, once somebody knows it: the move is dated then."""
    title = Text("Note when the person first knew of it")
    return Move("note_first_known", title, (), STAY, Meaning.STEP, "case.first_known", cite=cite)


OVER_12_MONTHS = Ground(
    "over_12_months",
    Text("The person knew of it more than 12 months before complaining, without good reason for the delay"),
    Text("The ombudsman, who may look at late complaints"),
    cite=SECTION_2,
)
STATUTORY = Ground(
    "statutory_procedure",
    Text("The law gives this kind of complaint a procedure of its own"),
    Text("That procedure"),
    cite="LGSCO Code 2024, introduction",
)
OTHER_REASON = Ground(
    "other_reason",
    Text("Another valid reason, judged on this complaint's own merits"),
    Text("Wherever it can be dealt with, or the ombudsman"),
    cite=SECTION_2,
)

CODE_2024 = Procedure(
    key="corporate",
    version="lgsco-code-2024",
    title=Text("Complaints, two stages"),
    source="LGSCO Complaint Handling Code, February 2024",
    ombudsman=LGSCO,
    grounds=(OVER_12_MONTHS, STATUTORY, OTHER_REASON),
    case_clocks=(time_limit(),),
    anytime=(first_known(),),
    stages=(code_stage1(), code_stage2()),
    shapeable=(
        Shapeable("ack_due", most=5, title=Text("Working days to acknowledge stage 1")),
        Shapeable("stage1_response_due", most=10, title=Text("Working days to answer stage 1")),
        Shapeable("stage2_response_due", most=20, title=Text("Working days to answer stage 2")),
    ),
)
