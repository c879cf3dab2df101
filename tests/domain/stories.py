"""A case told step by step: gives commands as an officer, a second officer or the person, and keeps the events."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.domain import commands as c
from core.domain.actor import Actor, ActorKind
from core.domain.calendar import WorkingCalendar
from core.domain.case import Case, Due, Finding, Sealed, Track
from core.domain.decide import preview
from core.domain.errors import DomainError, Problem
from core.domain.events import Event
from core.domain.procedure import Procedure
from core.domain.register import EMPTY, Register, adopt
from tests.domain.calendars import ENGLISH, calendar
from tests.domain.texts import CEILING, DATA, REQUEST, TWO_STAGES

AUTHORITY = "testshire"
WORDS = Sealed("row-1", "0" * 64)
OLIVE = Actor(ActorKind.STAFF, "olive", frozenset({"officer"}))
STAN = Actor(ActorKind.STAFF, "stan", frozenset({"officer", "stage2_officer"}))
PAT = Actor(ActorKind.PERSON, "pat")
LONG_AGO = datetime(2019, 1, 1, tzinfo=UTC)
APOLOGY = ("apology-1", "apology", None, None, "")


def register(*texts: Procedure | WorkingCalendar) -> Register:
    """A register in which `texts` were always in force."""
    made = EMPTY
    for text in texts:
        made = adopt(made, text, LONG_AGO, LONG_AGO, by="test", history=True)
    return made


BOOK = register(TWO_STAGES, REQUEST, DATA, ENGLISH, calendar(key="statutory"))
CEILING_BOOK = register(CEILING, ENGLISH)


def utc(text: str) -> datetime:
    """An instant from `2025-01-06T10:15`, noon where only a day is given."""
    return datetime.fromisoformat(text if "T" in text else f"{text}T12:00").replace(tzinfo=UTC)


def acknowledgement(answer_by: str) -> tuple[c.Given, ...]:
    return (
        c.Given("understanding", WORDS),
        c.Given("outcome_sought", WORDS),
        c.Given("answer_by", on=date.fromisoformat(answer_by)),
    )


REFUSAL = (
    c.Given("ground", choice="appeal"),
    c.Given("reason", WORDS),
    c.Given("goes_to", WORDS),
    c.Given("ombudsman_told", ticked=True),
)


Promise = tuple[str, str, Sealed | None, date | None, str]


def finding(issue: int = 1, found: Finding = Finding.NOT_UPHELD, *remedies: Promise) -> c.IssueFinding:
    return c.IssueFinding(issue, found, WORDS, remedies)


class Story:
    """`at` is now; `do` gives a command then and there; `refused` gives one that must be refused."""

    def __init__(self, book: Register = BOOK, at: str = "2025-01-06T10:15") -> None:
        self.book, self.at = book, utc(at)
        self._case: Case | None = None
        self.events: list[Event] = []

    @property
    def case(self) -> Case:
        assert self._case is not None
        return self._case

    @property
    def track(self) -> Track:
        return self.case.tracks[0]

    def due(self, clock: str, track: int = 1) -> Due:
        return self.case.track(track).dues[clock]

    def on(self, day: str) -> Story:
        self.at = utc(day)
        return self

    def do(self, command: c.Command, actor: Actor = OLIVE) -> tuple[Event, ...]:
        events, self._case = preview(self._case, command, self.book, self.at, actor, AUTHORITY)
        self.events += events
        return events

    def refused(self, command: c.Command, actor: Actor = OLIVE) -> tuple[Problem, ...]:
        with pytest.raises(DomainError) as caught:
            self.do(command, actor)
        return caught.value.problems

    def codes(self, command: c.Command, actor: Actor = OLIVE) -> list[str]:
        return [problem.code for problem in self.refused(command, actor)]

    def receive(self, procedure: str = "corporate", type_: str = "complaint", service: str = "waste") -> Story:
        self.do(
            c.Receive("case-1", "TST-1", type_, "web", self.at, WORDS, procedure=procedure, service=service), PAT
        )
        return self

    def accept_one(self, service: str = "") -> Story:
        self.do(c.SplitIssues(1, ((WORDS, service),)))
        self.do(c.AcceptIssue(len(self.case.issues)))
        return self

    def acknowledge(self, answer_by: str, actor: Actor = OLIVE) -> Story:
        self.do(c.Take(1, "acknowledge", acknowledgement(answer_by)), actor)
        return self

    def answer(self, *findings: c.IssueFinding, actor: Actor = OLIVE) -> Story:
        self.do(c.Take(1, "answer", findings=findings or (finding(),)), actor)
        return self

    def ask(self) -> Story:
        self.do(c.Take(1, "ask"), PAT)
        return self


def answered(at: str = "2025-01-10") -> Story:
    """A case received on 6 January 2025, acknowledged on the 8th and answered at stage 1."""
    story = Story().receive().accept_one().on("2025-01-08").acknowledge("2025-01-22")
    return story.on(at).answer()
