"""Short stories at Boston for tests of the record and of what is read from it."""

from __future__ import annotations

from datetime import date

from core.clock import clock_at
from core.domain.actor import Actor
from core.persistence.record import CaseStream, load_case_of
from core.persistence.repositories.people import PersonDetails
from core.persistence.transaction import reading
from core.services import intake, progress, triage
from core.services.intake import Feedback, Received
from core.services.steps import FindingGiven, MoreTime, RemedyGiven, Step
from tests.support.casework import BOSTON, PUBLIC, at

ROSA = PersonDetails("Rosa Invented", "rosa@resident.example", postcode="PE21 0XX")
UNDERSTOOD = {"understanding": "Bins missed.", "outcome_sought": "An apology.", "answer_by": date(2025, 1, 21)}
UPHELD = FindingGiven(
    1,
    "upheld",
    "The round was short of a driver.",
    (RemedyGiven("apology"), RemedyGiven("procedure_change", "A new round.", by=date(2025, 3, 31))),
)
BINS = "The bins were not collected."


def complain(summary: str = BINS, *, when: str = "2025-01-06T10:15", **more: object) -> Received:
    """A resident complains on the web at that UTC minute."""
    given: dict[str, object] = {"type": "complaint", "channel": "web", "person": ROSA, **more}
    with clock_at(at(when)):
        return intake.receive(BOSTON, PUBLIC, Feedback(summary=summary, **given))  # type: ignore[arg-type]


def accept(reference: str, actor: Actor, *, words: str = "Missed collections", when: str = "2025-01-07T09:00") -> None:
    """The case becomes one point, taken on, and is given to `actor`."""
    with clock_at(at(when)):
        triage.triage(BOSTON, actor, reference, [triage.Point(words, decision=triage.TAKE)])
        triage.assign(BOSTON, actor, reference, actor.id)


def acknowledge(reference: str, actor: Actor, *, when: str = "2025-01-07T10:00", **options: object) -> None:
    with clock_at(at(when)):
        progress.take(BOSTON, actor, reference, Step("acknowledge", answers=UNDERSTOOD), **options)  # type: ignore[arg-type]


def extend(reference: str, actor: Actor, *, days: int = 5, when: str = "2025-01-20T09:00", **options: object) -> None:
    more = MoreTime("stage1_response_due", days, "A key witness is away.", ombudsman_told=True)
    with clock_at(at(when)):
        progress.extend(BOSTON, actor, reference, more, **options)  # type: ignore[arg-type]


def answer(reference: str, actor: Actor, *, when: str = "2025-01-21T15:00", **options: object) -> None:
    with clock_at(at(when)):
        progress.take(BOSTON, actor, reference, Step("answer", findings=(UPHELD,)), **options)  # type: ignore[arg-type]


def answered_case(actor: Actor, summary: str = BINS) -> Received:
    """A case with a long history: triaged, acknowledged, extended, answered, with an action outstanding."""
    got = complain(summary)
    accept(got.reference, actor)
    acknowledge(got.reference, actor)
    extend(got.reference, actor)
    answer(got.reference, actor)
    return got


def stream_of(reference: str) -> CaseStream:
    """The case as the record tells it now."""
    with reading(BOSTON):
        found = load_case_of(reference)
    assert found is not None
    return found
