"""People's data that a plugin holds: to be shown on request and to be destroyed under a rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataExtract:
    """One thing a plugin holds on a person: what it is, and the words, as a reader would want them."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What was destroyed, or would be: how many rows of which table."""

    table: str
    rows: int
