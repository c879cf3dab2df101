"""The Code's two stages, to be read beside it.

Its section numbers are cited: 2 what may be excluded, 5 process, 6 stages. Councils' own modules take the moves from
here and bring clocks of their own.
"""

from core.api import (
    MONTHS,
    PERSON,
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
    Shapeable,
    Stage,
    Text,
    after,
    stated,
)

SECTION_2, SECTION_5, SECTION_6 = (f"LGSCO Code 2024, section {n}" for n in (2, 5, 6))
LGSCO = Ombudsman("lgsco", Text("Local Government and Social Care Ombudsman"), "www.lgo.org.uk")
RESTS = ("answered", "refused", "withdrawn")

def acknowledge(of: str, cite: str = SECTION_6) -> Move:
    """Complete only when it says what we understood (`of`), what is wanted and when we will answer."""
    needs = (
        Need("understanding", Text(of), cite=cite),
        Need("outcome_sought", Text("What the person would like to happen"), cite=cite),
        Need("answer_by", Text("When we will answer"), kind="date", cite=cite),
    )
    return Move(
        "acknowledge", Text("Acknowledge"), ("received",), "acknowledged", Meaning.ACKNOWLEDGE, "acknowledged",
        needs=needs, letter="acknowledgement", cite=cite,
    )  # fmt: skip


def answer(*source: str, by: tuple[str, ...] = (), cite: str = SECTION_6) -> Move:
    """Every point answered, with reasons; what is still to be done is tracked afterwards."""
    return Move(
        "answer", Text("Answer"), source, "answered", Meaning.ANSWER, "answered", by=by, letter="answer", cite=cite
    )


def refuse(*source: str, by: tuple[str, ...] = (), key: str = "refuse", cite: str = SECTION_2) -> Move:
    """Not taken on: the ground, why, where else to go, and the right to ask the ombudsman."""
    needs = (
        Need("ground", Text("Which ground you rely on"), kind="choice", cite=cite),
        Need("reason", Text("Why, in words for the person"), cite=cite),
        Need("goes_to", Text("Where else they can take it"), cite=cite),
        Need("ombudsman_told", Text("The letter says that they can ask the ombudsman about this"), "tick", cite=cite),
    )
    return Move(
        key, Text("Do not take on"), source, "refused", Meaning.REFUSE, "refused",
        by=by, needs=needs, letter="refusal", cite=cite,
    )  # fmt: skip


def withdraw(*source: str) -> Move:
    """The person asks us to stop."""
    return Move(
        "withdraw", Text("The person withdraws it"), source, "withdrawn", Meaning.SETTLE, "withdrawn",
        by=(PERSON,), letter="settlement",
    )  # fmt: skip


def ask_stage2(*needs: Need, cite: str = SECTION_6) -> Move:
    """The person is not content with the answer. They may say why; the Code does not make them."""
    return Move(
        "ask_stage2", Text("Ask for stage 2"), ("answered",), "stage:stage2", Meaning.ASK,
        by=(PERSON,), needs=needs, cite=cite,
    )  # fmt: skip


UNRESOLVED = Need("unresolved", Text("What is still not right"), optional=True, cite=SECTION_6)
WANTED = Need("outcome_wanted", Text("What should happen now"), optional=True, cite=SECTION_6)
OPEN = ("received", "acknowledged")


def extended(stage: str, cite: str) -> Clock:
    """The date that was told when the answer's limit was extended."""
    limit = f"{stage}_response_due"
    return Clock(f"{stage}_extended_due", stated(f"extended:{limit}"), ("answered",), extends=limit, cite=cite)


def stage1(*clocks: Clock, cap: Cap, moves: tuple[Move, ...] = ()) -> Stage:
    """Stage 1 with these clocks; the Code's moves unless others are given."""
    own = moves or (
        acknowledge("What we understand the complaint to be"),
        answer(*OPEN), refuse(*OPEN), withdraw(*OPEN), ask_stage2(UNRESOLVED, WANTED),
    )  # fmt: skip
    dates = (*clocks, extended("stage1", cap.cite))
    return Stage("stage1", Text("Stage 1"), "received", own, RESTS, dates, (cap,), signpost="stage2")


def stage2(*clocks: Clock, cap: Cap) -> Stage:
    """Stage 2 with these clocks, by somebody who did not answer stage 1; our last answer."""
    moves = (
        acknowledge("What we understand to be still not right"),
        answer(*OPEN), refuse(*OPEN, cite=SECTION_5), withdraw(*OPEN),
    )  # fmt: skip
    dates = (*clocks, extended("stage2", cap.cite))
    return Stage("stage2", Text("Stage 2"), "received", moves, RESTS, dates, (cap,), not_by=("stage1",))


def limit(
    key: str,
    fact: str,
    days: int,
    *met_by: str,
    kind: ClockKind = ClockKind.LIMIT,
    cite: str = SECTION_6,
    assumed: Text | None = None,
) -> Clock:
    """A limit (or a target) of so many working days after `fact`."""
    return Clock(key, after(fact, days, WORKING_DAYS, cite=cite), met_by, kind, cite=cite, assumed=assumed)


def time_limit(cite: str = SECTION_2) -> Clock:
    """Twelve months after the person first knew, to the day, are in time; the next day is not."""
    rule = after("first_known", 12, MONTHS, cite=cite)
    return Clock("time_limit_last_day", rule, ("case.received",), ClockKind.WINDOW, cite=cite)


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
    stages=(
        stage1(
            limit("ack_due", "received", 5, "acknowledged", "answered"),
            limit("stage1_response_due", "acknowledged", 10, "answered"),
            cap=Cap("stage1_response_due", 10, cite=SECTION_6),
        ),
        stage2(
            limit("stage2_ack_due", "received", 5, "acknowledged", "answered"),
            limit("stage2_response_due", "acknowledged", 20, "answered"),
            cap=Cap("stage2_response_due", 20, cite=SECTION_6),
        ),
    ),
    shapeable=(
        Shapeable("ack_due", most=5, title=Text("Working days to acknowledge stage 1")),
        Shapeable("stage1_response_due", most=10, title=Text("Working days to answer stage 1")),
        Shapeable("stage2_response_due", most=20, title=Text("Working days to answer stage 2")),
    ),
)
