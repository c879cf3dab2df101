"""Letters are part of the record: one that was changed, taken away or put in afterwards is found, on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor
from core.persistence import models as m
from core.persistence.bulk import load_streams
from core.persistence.transaction import reading
from core.persistence.verify import verify, verify_case
from core.services import letters
from core.services.council import open_council
from core.services.erasing import erase_words
from core.services.intake import Received
from core.services.letter_acts import Message, Question
from core.services.steps import MoreTime, Step
from tests.bench.streams import make_streams
from tests.support.behind import behind_its_back
from tests.support.casework import BOSTON, at, casework_app, officer
from tests.support.databases import DatabaseUrls
from tests.support.stories import ROSA, UNDERSTOOD, accept, complain

COLUMNS = ("document", "html", "text", "subject", "channel", "sent_by")


@pytest.fixture
def boston(fresh_database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(fresh_database) as app:
        yield app


@pytest.fixture
def ada(boston: Flask) -> Actor:
    return officer(name="Ada Example")


def written_to(ada: Actor) -> Received:
    """A case with a letter of each kind: with a step, with more time, with a question, alone."""
    got = complain(person=replace(ROSA, prefers="email"))
    accept(got.reference, ada)
    acts = (
        (Step("acknowledge", answers=UNDERSTOOD), None),
        (MoreTime("stage1_response_due", 5, "A key witness is away.", ombudsman_told=True), None),
        (Question("Which day is your collection?", date(2025, 1, 15)), None),
        (Message("general"), {"words": "We have passed this on."}),
    )
    with clock_at(at("2025-01-08T09:00")):
        for act, own in acts:
            letters.send(BOSTON, ada, got.reference, act, own)
    return got


def letter_faults() -> set[tuple[str, str]]:
    return {(fault.stream, fault.why) for fault in verify(BOSTON).faults if fault.check == "letter"}


@pytest.mark.req("AUD-04")
def test_every_kind_of_letter_is_in_the_record(boston: Flask, ada: Actor) -> None:
    got = written_to(ada)
    assert len(letters.letters_of(BOSTON, ada, got.reference)) == 4
    assert verify(BOSTON).whole and verify_case(BOSTON, got.case_id).whole


@pytest.mark.req("AUD-04")
def test_a_letter_that_was_changed_is_found(fresh_database: DatabaseUrls, boston: Flask, ada: Actor) -> None:
    got = written_to(ada)
    (first, *_) = letters.letters_of(BOSTON, ada, got.reference)
    for column in COLUMNS:
        change = f"UPDATE letter SET {column} = {column} || '!' WHERE id = :id"
        behind_its_back(fresh_database, change, id=first.id)
        assert letter_faults() == {(got.case_id, "changed")}, column
        undo = f"UPDATE letter SET {column} = substr({column}, 1, length({column}) - 1) WHERE id = :id"
        behind_its_back(fresh_database, undo, id=first.id)
        assert verify(BOSTON).whole, column


@pytest.mark.req("AUD-04")
@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE letter SET pdf = seal_key WHERE case_id = :id", "changed"),
        ("UPDATE letter SET seal_key = pdf WHERE case_id = :id", "changed"),
        ("UPDATE letter SET sent_at = '2025-01-09 09:00:00+00:00' WHERE case_id = :id", "changed"),
        ("DELETE FROM letter WHERE case_id = :id", "missing"),
    ],
)
def test_another_pdf_key_or_moment_and_a_missing_letter_are_found(
    fresh_database: DatabaseUrls, boston: Flask, ada: Actor, statement: str, why: str
) -> None:
    got = written_to(ada)
    behind_its_back(fresh_database, "UPDATE outbox SET letter_id = NULL", statement, id=got.case_id)
    assert letter_faults() == {(got.case_id, why)}
    assert [fault.why for fault in verify_case(BOSTON, got.case_id).faults] == [why] * 4
    assert verify(BOSTON, chain_only=True).whole


@pytest.mark.req("AUD-04")
def test_a_letter_that_nobody_sent_is_found(fresh_database: DatabaseUrls, boston: Flask, ada: Actor) -> None:
    got, other = written_to(ada), complain()
    move = "UPDATE letter SET case_id = :other WHERE case_id = :id"
    behind_its_back(fresh_database, move, id=got.case_id, other=other.case_id)
    assert letter_faults() == {(got.case_id, "missing"), (other.case_id, "not_in_record")}


@pytest.mark.req("AUD-05")
def test_a_letter_may_be_missing_only_where_the_record_says_erased(boston: Flask, ada: Actor) -> None:
    got = written_to(ada)
    erase_words(BOSTON, ada, got.case_id, rule="erasure_request")
    assert letters.letters_of(BOSTON, ada, got.reference) == ()
    assert verify(BOSTON).whole


def test_letters_come_through_the_bulk_door_with_their_commitments(boston: Flask, ada: Actor) -> None:
    with reading(BOSTON):
        council = open_council(BOSTON)
    streams = list(islice((s for s in make_streams(council, [ada], 60) if s.others), 2))
    load_streams(BOSTON, [streams[0], replace(streams[1], others={})])
    bare = streams[1].envelopes[0].stream
    assert streams[0].others[m.Letter] and letter_faults() == {(bare, "missing")}
