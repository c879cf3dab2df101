"""Who writes in the demo, about what, and what an officer writes back (`demo_words.toml`). Nobody there exists.

Choices are made by hashing the seed and a counter: the same seed gives the same cases on every machine.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to write about. Complaints have `wanted`, `points` (their issues), what was `found` on each point, and
    a `promise`; the other types of feedback have a `summary` only. `hints` find the council's service for it."""

    hints: tuple[str, ...]
    summary: str
    wanted: str = ""
    points: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    promise: str = ""


class Dice:
    """Even, repeatable choices from a seed."""

    def __init__(self, *seed: object) -> None:
        self._seed = ":".join(str(part) for part in seed)
        self._thrown = 0

    def below(self, n: int) -> int:
        """A number from 0 to n - 1."""
        return int(self.hex(16), 16) % n

    def between(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def one_of(self, things: Sequence[T]) -> T:
        return things[self.below(len(things))]

    def in_hundred(self, n: int) -> bool:
        """True `n` times in a hundred."""
        return self.below(100) < n

    def hex(self, length: int) -> str:
        """`length` hexadecimal digits, 64 at most."""
        self._thrown += 1
        return hashlib.sha256(f"{self._seed}:{self._thrown}".encode()).hexdigest()[:length]


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def topic_for(type_: str, dice: Dice) -> Topic:
    """A topic for feedback of that type; types without words of their own borrow those of comments."""
    found = dice.one_of(_words().get(type_) or _words()["comment"])
    street, place = dice.one_of(people("streets")), dice.one_of(people("places"))
    fill = {"street": street, "place": place, "days": dice.between(11, 47)}
    return Topic(
        hints=tuple(found["hints"]),
        summary=(found.get("summary") or found["words"]).format(**fill),
        wanted=found.get("wanted", "").format(**fill),
        points=tuple(point.format(**fill) for point in found.get("points", ())),
        found=tuple(point.format(**fill) for point in found.get("found", ())),
        promise=found.get("promise", "").format(**fill),
    )


def people(kind: str) -> Sequence[str]:
    """Names and places: `given`, `family`, `streets`, `places`."""
    return tuple(_words()["people"][kind])


def said(kind: str, dice: Dice) -> str:
    """Something that somebody says on the way: `reasons`, `added`, `still_unhappy`, `notes`."""
    return str(dice.one_of(_words()["said"][kind]))
