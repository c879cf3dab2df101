"""What a walk finds wrong with a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, or one departure: its code, where in the text it is, and what the sentence about it needs."""

    code: str
    where: str
    params: tuple[tuple[str, str], ...] = ()


def fault(code: str, where: str, **params: object) -> Fault:
    return Fault(code, where, tuple((key, str(value)) for key, value in params.items()))
