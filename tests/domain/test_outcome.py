"""The outcome of a case is derived from its findings, never stored."""

from __future__ import annotations

import pytest

from core.domain.case import Finding
from core.domain.outcome import LinkKind, RemedyKind, overall

UP, PARTLY, NOT, RESOLVED, WITHDRAWN = Finding


@pytest.mark.parametrize(
    ("findings", "outcome"),
    [
        ([], None),
        ([UP], UP),
        ([UP, UP], UP),
        ([UP, NOT], PARTLY),
        ([PARTLY, NOT], PARTLY),
        ([NOT, NOT], NOT),
        ([NOT, WITHDRAWN], NOT),
        ([UP, RESOLVED], UP),
        ([RESOLVED, WITHDRAWN], RESOLVED),
        ([WITHDRAWN], WITHDRAWN),
    ],
)
def test_some_upheld_is_partly_upheld_and_what_was_not_decided_counts_only_alone(
    findings: list[Finding], outcome: Finding | None
) -> None:
    assert overall(findings) is outcome
    assert overall(reversed(findings)) is outcome


def test_the_closed_lists() -> None:
    assert [kind.value for kind in RemedyKind] == [
        "apology", "explanation", "action", "reconsideration", "payment", "procedure_change", "training",
        "review_of_others",
    ]  # fmt: skip
    assert {kind.value for kind in LinkKind} == {"became", "came_from", "related", "duplicate"}
