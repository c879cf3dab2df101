"""Rows of projections are made from the record alone: rebuilt they are the same, and the bulk door writes the same."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from core.clock import clock_at
from core.domain.actor import Actor
from core.persistence import models as m
from core.persistence.bulk import load_streams
from core.persistence.db import current_session
from core.persistence.projection import NO_DAY
from core.persistence.rebuild import Rebuilt, rebuild
from core.persistence.rows import stored_rows
from core.persistence.search import stored_tokens
from core.persistence.tokens import reference_tokens
from core.persistence.transaction import in_one_transaction, reading
from core.persistence.verify import verify
from core.services import intake, progress, triage
from core.services.council import open_council
from core.services.intake import Feedback
from core.services.scribe import Scribe
from core.services.steps import Step
from tests.support.casework import BOSTON, PUBLIC, at, casework_app, officer
from tests.support.databases import DatabaseUrls
from tests.support.stories import ROSA, UNDERSTOOD, UPHELD, acknowledge, answer, answered_case, complain


@pytest.fixture
def boston(fresh_database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(fresh_database) as app:
        yield app


@pytest.fixture
def ada(boston: Flask) -> Actor:
    return officer(name="Ada Example")


def everything() -> dict[str, object]:
    """Every projected row and token of the council, by case."""
    with reading(BOSTON):
        ids = list(current_session().scalars(select(m.Event.stream_id).where(m.Event.type == "CaseReceived")))
        return {id_: (stored_rows(ids).get(id_), stored_tokens(ids)[id_]) for id_ in ids}


def ruin() -> None:
    """Change and remove rows of every projection."""
    session = current_session()
    for statement in (
        update(m.CaseFile).values(stage="nowhere", next_due=date(2031, 1, 1)),
        update(m.ClockRow).values(due=date(2031, 1, 1)),
        delete(m.IssueRow),
        delete(m.ActionRow),
        delete(m.SearchToken),
        update(m.FactRow).values(fact="invented").where(m.FactRow.fact == "case.received"),
    ):
        session.execute(statement.execution_options(synchronize_session=False))


def test_a_projection_made_anew_is_the_one_that_was(boston: Flask, ada: Actor) -> None:
    answered_case(ada)
    complain("Another one")
    complain("Thank you", type="compliment")
    before = everything()
    assert rebuild(BOSTON) == Rebuilt(3, 0, 0)
    in_one_transaction(BOSTON, ruin)
    assert everything() != before
    mended = rebuild(BOSTON, batch=2)
    assert mended.mended == 3 and mended.tokens > 10
    assert everything() == before
    assert verify(BOSTON).whole


def test_the_next_date_is_the_earliest_limit_that_runs(boston: Flask, ada: Actor) -> None:
    got = complain(when="2025-01-06T10:15")

    def next_of() -> tuple[object, ...]:
        with reading(BOSTON):
            file = m.CaseFile
            row = select(file.next_due, file.next_clock, file.next_firm, file.queue_day, file.open_actions)
            return tuple(current_session().execute(row.where(file.id == got.case_id)).one())

    assert next_of() == (date(2025, 1, 13), "ack_due", True, date(2025, 1, 13), 0)
    with clock_at(at("2025-01-07T09:00")):
        triage.triage(BOSTON, ada, got.reference, [triage.Point("Missed", decision=triage.TAKE)])
    acknowledge(got.reference, ada)
    assert next_of() == (date(2025, 1, 21), "stage1_response_due", True, date(2025, 1, 21), 0)
    answer(got.reference, ada)
    assert next_of() == (None, "", False, NO_DAY, 1)


def test_the_bulk_door_writes_the_rows_that_the_ordinary_door_writes(boston: Flask, ada: Actor) -> None:
    ordinary = complain("The very same words.")
    with clock_at(at("2025-01-07T09:00")):
        triage.triage(BOSTON, ada, ordinary.reference, [triage.Point("Missed collections", decision=triage.TAKE)])
    acknowledge(ordinary.reference, ada)
    answer(ordinary.reference, ada)
    with reading(BOSTON):
        scribe = Scribe(open_council(BOSTON))
    feedback = Feedback("complaint", "web", "The very same words.", person=ROSA)
    bulk = scribe.do(at("2025-01-06T10:15"), PUBLIC, lambda work: intake.receive_in(work, feedback))
    points = [triage.Point("Missed collections", decision=triage.TAKE)]
    scribe.do(at("2025-01-07T09:00"), ada, lambda work: triage.triage_in(work, bulk.reference, points))
    told, found = Step("acknowledge", answers=UNDERSTOOD), Step("answer", findings=(UPHELD,))
    scribe.do(at("2025-01-07T10:00"), ada, lambda work: progress.take_in(work, bulk.reference, told))
    scribe.do(at("2025-01-21T15:00"), ada, lambda work: progress.take_in(work, bulk.reference, found))
    assert load_streams(BOSTON, scribe.finish()) == 1
    one, other = everything()[ordinary.case_id], everything()[bulk.case_id]
    assert plain(one, ordinary.case_id, ordinary.reference) == plain(other, bulk.case_id, bulk.reference)
    assert verify(BOSTON).whole


def plain(found: object, case_id: str, reference: str) -> list[str]:
    """Rows and tokens with what must differ (ids, hashes, the reference) written alike, in one order."""
    rows, tokens = found  # type: ignore[misc]
    own = {reference, *reference_tokens(reference)}
    lines = [f"{model.__name__} {row}" for model, part in rows.items() for row in part.values()]
    told = []
    for line in lines:
        line = line.replace(case_id, "CASE").replace(reference, "REF")
        line = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}", "ID", line)
        told.append(re.sub(r"'[0-9a-f]{64}'", "HASH", line))
    return sorted(told) + sorted(f"{token} {weight}" for token, weight in tokens.items() if token not in own)


def test_a_case_can_be_worked_on_after_it_came_through_the_bulk_door(boston: Flask, ada: Actor) -> None:
    with reading(BOSTON):
        scribe = Scribe(open_council(BOSTON))
    feedback = Feedback("complaint", "web", "Loaded.", person=ROSA)
    got = scribe.do(at("2025-01-06T10:15"), PUBLIC, lambda work: intake.receive_in(work, feedback))
    load_streams(BOSTON, scribe.finish())
    with clock_at(at("2025-01-07T09:00")):
        done = progress.add_note(BOSTON, ada, got.reference, "A note.")
    assert done.seq == 3
    assert verify(BOSTON).whole


def test_loading_a_stream_twice_is_refused_and_leaves_the_first(boston: Flask) -> None:
    with reading(BOSTON):
        scribe = Scribe(open_council(BOSTON))
    feedback = Feedback("complaint", "web", "Loaded once.")
    scribe.do(at("2025-01-06T10:15"), PUBLIC, lambda work: intake.receive_in(work, feedback))
    streams = scribe.finish()
    load_streams(BOSTON, streams)
    with pytest.raises(IntegrityError):
        load_streams(BOSTON, streams)
    assert len(everything()) == 1 and verify(BOSTON).whole
