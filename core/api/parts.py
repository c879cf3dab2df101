"""Parts that texts of procedures are made of, so that a text says only what its own paper says.

Each asks for the paragraph that it follows. They are shorthands for `Move` and `Clock` and add no rules.
"""

from __future__ import annotations

from core.domain.deadline import WORKING_DAYS, Span, after, stated
from core.domain.procedure import PERSON, STAY, Clock, ClockKind, Meaning, Move, Need
from core.domain.text import Text

OPEN = ("received", "acknowledged")
"""The states of a stage that is not answered yet."""

RESTS = ("answered", "refused", "withdrawn")
"""The states in which a stage may be left."""

NO_LIMIT = Text("No time limit is stated. A date may be agreed with the person.")


def acknowledge(of: str, *more: Need, cite: str) -> Move:
    """Complete only when it says what we understood (`of`), what is wanted and when we will answer."""
    needs = (
        Need("understanding", Text(of), cite=cite),
        Need("outcome_sought", Text("What the person would like to happen"), cite=cite),
        Need("answer_by", Text("When we will answer"), kind="date", cite=cite),
        *more,
    )
    return Move(
        "acknowledge", Text("Acknowledge"), ("received",), "acknowledged", Meaning.ACKNOWLEDGE, "acknowledged",
        needs=needs, letter="acknowledgement", cite=cite,
    )  # fmt: skip


def answer(
    *source: str, cite: str, title: str = "Answer", by: tuple[str, ...] = (), needs: tuple[Need, ...] = ()
) -> Move:
    """Every point answered, with reasons; what is still to be done is tracked afterwards."""
    return Move(
        "answer", Text(title), source, "answered", Meaning.ANSWER, "answered",
        by=by, needs=needs, letter="answer", cite=cite,
    )  # fmt: skip


def refuse(*source: str, cite: str, by: tuple[str, ...] = (), key: str = "refuse") -> Move:
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


def ask(stage: str, title: str, *needs: Need, source: tuple[str, ...] = ("answered",), cite: str) -> Move:
    """The person is not content and asks for the stage called `stage`."""
    return Move(
        f"ask_{stage}", Text(title), source, f"stage:{stage}", Meaning.ASK, by=(PERSON,), needs=needs, cite=cite
    )


def step(
    key: str,
    title: str,
    source: tuple[str, ...],
    target: str,
    *needs: Need,
    records: str,
    by: tuple[str, ...] = (),
    letter: str = "",
    cite: str,
) -> Move:
    """A step on the way to the answer; it may not be left out where `target` is another state."""
    return Move(key, Text(title), source, target, Meaning.STEP, records, by, needs, letter, cite)


def anytime(key: str, title: str, *needs: Need, records: str, cite: str) -> Move:
    """Something that may happen at any stage and stops no clock; it may be recorded more than once."""
    return Move(key, Text(title), (), STAY, Meaning.STEP, records, needs=needs, cite=cite)


def agree_date(*source: str, cite: str) -> Move:
    """A date agreed with the person where none is laid down; the latest agreed counts."""
    need = Need("agreed_by", Text("The date agreed with the person"), kind="date", cite=cite)
    title = Text("Agree a date with the person")
    return Move("agree_date", title, source, STAY, Meaning.STEP, needs=(need,), cite=cite)


def limit(
    key: str,
    fact: str,
    days: int,
    *met_by: str,
    kind: ClockKind = ClockKind.LIMIT,
    cite: str,
    assumed: Text | None = None,
    waiting: tuple[Span, ...] = (),
) -> Clock:
    """A limit (or a target, or a person's own time) of so many working days after `fact`."""
    rule = after(fact, days, WORKING_DAYS, waiting=waiting, cite=cite)
    return Clock(key, rule, met_by, kind, cite=cite, assumed=assumed)


def no_limit(key: str, *met_by: str, cite: str, says: Text = NO_LIMIT) -> Clock:
    """An answer that is owed without a stated limit: no date until one is agreed (`agree_date`)."""
    return Clock(key, stated("agreed_by"), met_by, cite=cite, assumed=says)


def extended(key: str, limit: str, *, cite: str, assumed: Text | None = None) -> Clock:
    """The date that was told when `limit` was extended."""
    return Clock(key, stated(f"extended:{limit}"), ("answered",), extends=limit, cite=cite, assumed=assumed)
