"""Closed lists of outcomes: what was found, what puts it right, how cases are linked; and the rules over them.

Kinds of remedy are those the ombudsman recommends (LGSCO, Guidance on remedies) and a few that councils use.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from core.domain.case import Case, Finding, Track


class RemedyKind(StrEnum):
    APOLOGY = "apology"
    EXPLANATION = "explanation"
    ACTION = "action"
    RECONSIDERATION = "reconsideration"
    PAYMENT = "payment"
    PROCEDURE_CHANGE = "procedure_change"
    TRAINING = "training"
    REVIEW_OF_OTHERS = "review_of_others"


class LinkKind(StrEnum):
    """`became` and `came_from` tie a request to the complaint raised about it; neither closes the other."""

    BECAME = "became"
    CAME_FROM = "came_from"
    RELATED = "related"
    DUPLICATE = "duplicate"


FAULT = frozenset({Finding.UPHELD, Finding.PARTLY_UPHELD})
"""Findings that say something went wrong, and so call for an apology."""

WITHOUT_REASONS = frozenset({Finding.WITHDRAWN, Finding.RESOLVED})
"""Findings that need no reasons: nothing was decided."""


def overall(findings: Iterable[Finding]) -> Finding | None:
    """The outcome of the whole from the findings on its issues; None when there are none.

    Some upheld and some not is partly upheld; withdrawn and resolved issues count only where nothing was decided.
    """
    every = list(findings)
    decided = [f for f in every if f not in WITHOUT_REASONS]
    if not every:
        return None
    if not decided:
        return Finding.RESOLVED if Finding.RESOLVED in every else Finding.WITHDRAWN
    return decided[0] if all(f is decided[0] for f in decided) else Finding.PARTLY_UPHELD


def outcome(case: Case, track: Track, stage: str = "") -> Finding | None:
    """What was decided on a track at `stage` (the present one by default); None before any finding. Never stored."""
    at = stage or track.stage
    return overall(i.findings[at] for i in case.issues if i.track == track.no and at in i.findings)
