"""What services answer with: small and frozen, never a row."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.case import Case


@dataclass(frozen=True, slots=True)
class Done:
    """The case that was worked on, and the number of its last event now."""

    case_id: str
    reference: str
    seq: int


def done(case: Case) -> Done:
    """The result for `case` as it is now."""
    return Done(case.id, case.reference, case.seq)
