"""Invented cases that a council's module wants its demo to show, so that each of its procedures is seen alive.

They are declared beside the procedure and told by the same commands as any case: the core knows none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

EXTEND, REPLY, CLOSE = "(extend)", "(reply)", "(close)"
"""What a step may be instead of a move's key: more time, a letter that goes with no move, closing the case."""


@dataclass(frozen=True, slots=True)
class DemoStep:
    """`move` is taken `days` working days after the step before, by whoever may: a move's key, or one of those above.

    `given` answers what the move asks for, by the need's key; the rest gets ordinary words. A day is given as "+10",
    ten working days on. `rules` is the key of the procedure whose track it is taken in; the case's first track when
    empty.
    """

    move: str
    days: int = 2
    given: Mapping[str, str] = field(default_factory=dict, hash=False)
    rules: str = ""


@dataclass(frozen=True, slots=True)
class DemoPoint:
    """One point of a case: taken on, unless `refused` names a ground. `rules` is another procedure that it follows."""

    words: str
    found: str = ""
    service: str = ""
    rules: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class DemoStory:
    """One invented case. `key` is its own among the council's; it came `on` that day or, without
    one, so long ago that its last step was taken `ago` working days ago.

    `writer` is who sent it: a name that is plainly invented, somebody of the demo when empty, nobody at all when None.
    `becomes` is a type of feedback that it is called instead once somebody has read it. Points are decided on with
    the first step; without a step they are not decided on yet.
    """

    key: str
    type: str
    summary: str
    wanted: str = ""
    points: tuple[DemoPoint, ...] = ()
    steps: tuple[DemoStep, ...] = ()
    promise: str = "Write again when it is done."
    service: str = ""
    channel: str = "web"
    writer: str | None = ""
    becomes: str = ""
    ago: int = 1
    on: date | None = None
