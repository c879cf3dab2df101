"""Any complaints procedure, as data: stages, clocks, moves, caps, grounds.

A `Procedure` is frozen and holds no code, so it has canonical bytes and a hash (`core.domain.canonical`). Fields at
their default are left out of those bytes; a default may therefore never change, and a new field needs a default.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.domain.deadline import Rule
from core.domain.text import Text

STAY = ""
"""A move with this target leaves the state as it is."""

PERSON = "person"
"""In `Move.by`: the complainant. Staff may still write down what the person asked for."""

ACKNOWLEDGEMENT_NEEDS = ("understanding", "outcome_sought", "answer_by")
"""What an acknowledgement must state to count (LGSCO Code 2024, section 6): needs of every ACKNOWLEDGE move."""

REFUSAL_NEEDS = ("reason", "goes_to", "ombudsman_told")
"""What every REFUSE move must state; `ground` as well where the procedure lists grounds (a choice of those)."""

OWN_REASON = "other_reason"
"""The key of a ground that names neither a reason nor a place: both are for whoever refuses to write, case by case."""

EXTENSION_NEEDS = ("reason", "ombudsman_told")
"""What every extension must give the person; the new date comes of itself."""


class Meaning(StrEnum):
    """All that the core understands of a move."""

    ACKNOWLEDGE = "acknowledge"
    STEP = "step"
    ANSWER = "answer"
    REFUSE = "refuse"
    ASK = "ask"
    SETTLE = "settle"


class ClockKind(StrEnum):
    """A limit is owed; a target is hoped for; a backstop watches the whole; a window is the person's own time."""

    LIMIT = "limit"
    TARGET = "target"
    BACKSTOP = "backstop"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Need:
    """Something a move asks for, enough for a generated page: `kind` is text, date, person, tick or choice.

    A date is kept as a fact of that name ("answer_by" becomes "stage1.answer_by"). A choice called `ground` without
    choices of its own chooses among the procedure's grounds.
    """

    key: str
    words: Text
    kind: str = "text"
    choices: tuple[tuple[str, Text], ...] = ()
    optional: bool = False
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A date that is reckoned: `rule` says how, `met_by` which facts meet it (the first to happen counts).

    `extends` names the clock whose date this one replaces once an extension was told. `assumed` says, where the
    authority's own paper is silent, what was assumed.
    """

    key: str
    rule: Rule
    met_by: tuple[str, ...]
    kind: ClockKind = ClockKind.LIMIT
    extends: str = ""
    cite: str = ""
    assumed: Text | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """How far a clock may be extended, in working days from its original date.

    Beyond `most` a soft cap asks for good reason and is kept as a departure; a hard cap refuses. None is no limit.
    """

    clock: str
    most: int | None = None
    hard: bool = False
    needs: tuple[str, ...] = ("reason", "ombudsman_told")
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A step somebody may take. `source` are states of the stage, `target` a state, `stage:<key>` or `STAY`.

    `records` is the fact it makes true, scoped to the stage it leaves ("acknowledged" becomes "stage1.acknowledged");
    a move into `stage:stage2` always makes "stage2.received" true and may leave `records` empty or say "received".
    `by` are role keys and `PERSON`; with no role key anyone who may work the case can take it. What `PERSON` may take,
    and every ASK, comes in from outside and so obeys the day rule. `letter` is the key of the letter that tells them.
    """

    key: str
    title: Text
    source: tuple[str, ...]
    target: str
    meaning: Meaning
    records: str = ""
    by: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    letter: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. It opens in state `start`; `rests` are the states in which a case may be closed.

    `findings`: its answer needs a finding on every accepted issue. False for a reply that decides nothing (a comment).

    `not_by`: stages whose handlers may not handle this one. `outside_service`: the handler may not work in the service
    complained about. `signpost`: "ombudsman" or the key of the stage a person may ask for after the answer.
    """

    key: str
    title: Text
    start: str
    moves: tuple[Move, ...]
    rests: tuple[str, ...]
    clocks: tuple[Clock, ...] = ()
    caps: tuple[Cap, ...] = ()
    not_by: tuple[str, ...] = ()
    outside_service: bool = False
    signpost: str = "ombudsman"
    departs_from_code: Text | None = None
    findings: bool = True


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground for not taking an issue on, and where the matter goes instead. `handling_only`: the decision itself is
    excluded, how it was handled is not."""

    key: str
    title: Text
    goes_to: Text
    handling_only: bool = False
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Ombudsman:
    """Who looks at it after us, free of charge."""

    key: str
    name: Text
    web: str


@dataclass(frozen=True, slots=True)
class DayRule:
    """When an incoming event counts as having happened on the next working day.

    `cut_off` is a London time "HH:MM"; empty (the default) means that the day it arrives is day 0, whatever the hour.
    """

    cut_off: str = ""


class Shape(StrEnum):
    """What a setting may change: a number of days, how far a cap goes, the fact that a count starts from, its unit.

    A CEILING is no part of any text: it may be set wherever an answer counts from the acknowledgement alone.
    """

    DAYS = "days"
    CAP = "cap"
    START = "start"
    UNIT = "unit"
    CEILING = "ceiling"


@dataclass(frozen=True, slots=True)
class Shapeable:
    """Something in the text that a council may set, as `<procedure>.<clock>.<what>` (`corporate.ack_due.days`).

    `fact` picks the count that starts on that fact where the clock has several. `least` and `most` bound a number,
    `choices` are the facts that a START, or the units that a UNIT may name. The setting builds a new text; no clock
    ever reads it.
    """

    clock: str
    what: Shape = Shape.DAYS
    fact: str = ""
    least: int = 1
    most: int = 365
    choices: tuple[str, ...] = ()
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """One version of one procedure. `takes` lists the feedback types it serves; `assumptions` what was not stated."""

    key: str
    version: str
    title: Text
    source: str
    stages: tuple[Stage, ...]
    ombudsman: Ombudsman
    grounds: tuple[Ground, ...] = ()
    case_clocks: tuple[Clock, ...] = ()
    anytime: tuple[Move, ...] = ()
    day_rule: DayRule = DayRule()
    calendar: str = "authority"
    takes: tuple[str, ...] = ("complaint",)
    assumptions: tuple[Text, ...] = ()
    format: int = 1
    shapeable: tuple[Shapeable, ...] = ()

    def stage(self, key: str) -> Stage:
        """The stage called `key`; KeyError when there is none."""
        for stage in self.stages:
            if stage.key == key:
                return stage
        raise KeyError(key)

    def moves_in(self, stage: Stage) -> tuple[Move, ...]:
        """The moves of `stage` and those that may be taken at any time."""
        return (*stage.moves, *self.anytime)

    def ground(self, key: str) -> Ground | None:
        """The ground called `key`, or None."""
        return next((ground for ground in self.grounds if ground.key == key), None)
