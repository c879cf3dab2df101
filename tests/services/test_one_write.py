"""What one command decides is written at once, however many events it takes: a statement a table."""

import re
from collections import Counter
from datetime import date

from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor
from core.persistence.transaction import reading
from core.persistence.verify import verify
from core.services import letters, triage
from core.services.steps import Step
from tests.support.casework import BOSTON, at
from tests.support.counting import counted
from tests.support.stories import complain, stream_of

ACKNOWLEDGE = Step(
    "acknowledge",
    answers={"understanding": "The bins.", "outcome_sought": "A collection.", "answer_by": date(2025, 1, 21)},
)


def written(sent: list[str]) -> Counter[str]:
    """How many inserts each table had."""
    return Counter(found[1] for each in sent if (found := re.match(r'INSERT INTO "?(\w+)', each)))


def test_triage_writes_each_table_once(boston: Flask, ada: Actor) -> None:
    got = complain()
    point = triage.Point("Missed collections", decision=triage.TAKE)
    with clock_at(at("2025-01-07T09:00")), counted() as sent:
        triage.triage(BOSTON, ada, got.reference, [point], handler=ada.id)
    tables = written(sent)
    assert {"event", "case_file", "issue_row", "track_row", "words", "search_token"} <= tables.keys()
    assert {table for table, times in tables.items() if times > 1} == set()
    assert [entry.seq for entry in stream_of(got.reference).entries] == [1, 2, 3, 4, 5]
    assert verify(BOSTON).whole


def test_a_letter_is_written_together_with_its_step(boston: Flask, ada: Actor) -> None:
    got = complain(wanted="A collection.")
    with clock_at(at("2025-01-07T09:00")):
        triage.triage(BOSTON, ada, got.reference, [triage.Point("Missed", decision=triage.TAKE)])
        shown = letters.preview(BOSTON, ada, got.reference, ACKNOWLEDGE)
        assert not shown.problems
        with counted() as sent:
            letters.send(BOSTON, ada, got.reference, ACKNOWLEDGE, shown=shown)
    assert written(sent)["event"] == written(sent)["case_file"] == 1
    with reading(BOSTON):
        events = [type(entry.event).__name__ for entry in stream_of(got.reference).entries]
    assert events[-2:] == ["MoveMade", "LetterSent"]
    assert verify(BOSTON).whole
