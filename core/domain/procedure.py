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
    """Something a move asks for, enough for a generated page: `kind` is text, date, person, tick or choice."""

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

    `records` is the fact it makes true, scoped to the stage ("acknowledged" becomes "stage1.acknowledged").
    `by` are role keys, or "person" for the complainant; empty is anyone who may work the case.
    `letter` is the key of the letter that tells the person.
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

    def stage(self, key: str) -> Stage:
        """The stage called `key`; KeyError when there is none."""
        for stage in self.stages:
            if stage.key == key:
                return stage
        raise KeyError(key)
