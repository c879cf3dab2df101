"""Kinds of work that the worker knows: what runs, how often it is tried, and whether it destroys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Job:
    """One task in hand, inside its council's scope of duty: `authority` is never empty. `now` is an aware instant."""

    authority: str
    payload: Mapping[str, str]
    now: datetime


@dataclass(frozen=True, slots=True)
class Kind:
    """`run` does the work in transactions of its own; raising means that it is tried again, `tries` times in all.

    `destroys`: refuses to run on a clock that jumped. What it does must not mind being done twice.
    """

    key: str
    run: Callable[[Job], None]
    tries: int = 8
    destroys: bool = False


class NotYet(Exception):
    """The work cannot be done at this moment and nobody is to blame; `code` says why. The try does not count."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
