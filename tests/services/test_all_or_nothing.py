"""Whatever statement fails, the database holds what it held before or what it should hold after, never a part."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from core.clock import clock_at
from core.domain.actor import Actor
from core.persistence import models as m
from core.persistence.db import current_session, db
from core.persistence.scope import across_councils
from core.persistence.transaction import reading
from core.persistence.verify import verify
from core.services import intake, progress, triage
from core.services.erasing import erase_words
from core.services.intake import Feedback
from tests.support.casework import BOSTON, PUBLIC, at
from tests.support.stories import ROSA, accept, acknowledge, answer, complain

TABLES = (
    m.Event, m.Words, m.CaseFile, m.TrackRow, m.IssueRow, m.ClockRow, m.ActionRow, m.FactRow, m.SearchToken,
    m.Person, m.Submission, m.Outbox,
)  # fmt: skip


class Broken(RuntimeError):
    """The statement that was chosen to fail."""


def state() -> tuple[object, ...]:
    """How many rows each table has, and where each stream ends."""
    found: list[object] = []
    with reading(BOSTON):
        session = current_session()
        for table in TABLES:
            found.append(len(session.execute(select(table.authority_id)).all()))
        heads = select(m.CaseFile.id, m.CaseFile.head_seq, m.CaseFile.head_hash, m.CaseFile.next_due)
        found.append(tuple(sorted(map(tuple, session.execute(heads)))))
    with across_councils("tasks are shared"):
        found.append(len(current_session().scalars(select(m.Task.id)).all()))
        current_session().rollback()
    return tuple(found)


def failing_at(number: int, action: Callable[[], object]) -> bool:
    """Run `action` with its statement `number` failing; whether it got that far."""
    seen = 0

    def fail(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            raise Broken(statement)

    event.listen(db.engine, "before_cursor_execute", fail)
    try:
        action()
    except Broken:
        return True
    finally:
        event.remove(db.engine, "before_cursor_execute", fail)
        current_session().rollback()
    return False


def flow_receive(ada: Actor) -> Callable[[], object]:
    feedback = Feedback("complaint", "web", "All or nothing.", "Everything.", person=ROSA)
    return lambda: intake.receive(BOSTON, PUBLIC, feedback)


def flow_triage(ada: Actor) -> Callable[[], object]:
    got = complain()
    refusal = triage.Refusal("other_procedure", "It is an appeal.", "The appeal service.", ombudsman_told=True)
    points = [triage.Point("One", decision="take"), triage.Point("Two", decision="refuse", refusal=refusal)]
    return lambda: triage.triage(BOSTON, ada, got.reference, points)


def flow_answer(ada: Actor) -> Callable[[], object]:
    got = complain()
    accept(got.reference, ada)
    acknowledge(got.reference, ada)
    return lambda: answer(got.reference, ada)


def flow_raise(ada: Actor) -> Callable[[], object]:
    got = complain("Please mend the lamp.", type="service_request")
    feedback = Feedback("complaint", "phone", "The lamp was never mended.")
    return lambda: intake.raise_complaint(BOSTON, ada, got.reference, feedback)


def flow_erase(ada: Actor) -> Callable[[], object]:
    got = complain("Erase me.")
    return lambda: erase_words(BOSTON, ada, got.case_id, rule="erasure_request")


def flow_note(ada: Actor) -> Callable[[], object]:
    got = complain()
    return lambda: progress.add_note(BOSTON, ada, got.reference, "A note.")


@pytest.mark.req("VAL-03")
@pytest.mark.req("R-04")
@pytest.mark.parametrize("flow", [flow_receive, flow_triage, flow_answer, flow_raise, flow_erase, flow_note])
def test_a_failure_at_any_statement_leaves_before_or_after(
    boston: Flask, ada: Actor, flow: Callable[[Actor], Callable[[], object]]
) -> None:
    with clock_at(at("2025-01-10T10:00")):
        action = flow(ada)
        before, number = state(), 1
        while failing_at(number, action):
            assert state() == before, f"statement {number} left a part behind"
            number += 1
        assert state() != before
    assert number > 5
    assert verify(BOSTON).whole
