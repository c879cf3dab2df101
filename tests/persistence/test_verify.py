"""Whatever is changed behind the application's back is found, and what is lawful raises no alarm."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import SYSTEM, Actor
from core.persistence.bulk import load_streams
from core.persistence.transaction import reading
from core.persistence.verify import Fault, VerifyReport, verify
from core.services.council import open_council
from core.services.erasing import erase_words
from core.services.heads import anchor_heads
from core.services.intake import Feedback, receive_in
from core.services.looking import search
from core.services.progress import add_note
from core.services.scribe import Scribe
from tests.support.behind import behind_its_back
from tests.support.casework import BOSTON, PUBLIC, at, casework_app, officer
from tests.support.databases import DatabaseUrls
from tests.support.stories import ROSA, accept, acknowledge, answered_case, complain


@pytest.fixture
def boston(fresh_database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(fresh_database) as app:
        yield app


@pytest.fixture
def ada(boston: Flask) -> Actor:
    return officer(name="Ada Example")


def first_fault(**options: bool) -> Fault:
    report = verify(BOSTON, **options)
    assert not report.whole
    return report.faults[0]


def test_an_untouched_record_is_whole(boston: Flask, ada: Actor) -> None:
    answered_case(ada)
    complain()
    report = verify(BOSTON)
    assert report == VerifyReport(BOSTON, 3, report.events, 2, False, ())
    assert report.events > 12
    assert verify(BOSTON, chain_only=True).whole


@pytest.mark.req("AUD-04")
@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE event SET body = '{}' WHERE stream_id = :id AND seq = 3", "hash"),
        ("UPDATE event SET actor = 'staff:other' WHERE stream_id = :id AND seq = 4", "hash"),
        ("UPDATE event SET prev = 'x' WHERE stream_id = :id AND seq = 5", "prev"),
        ("DELETE FROM event WHERE stream_id = :id AND seq = 4", "seq"),
        ("DELETE FROM event WHERE stream_id = :id AND seq = 1", "seq"),
        ("UPDATE event SET stream_kind = 'authority' WHERE stream_id = :id", "kind"),
        ("UPDATE event SET stream_kind = 'authority' WHERE stream_id = :id AND seq > 3", "kind"),
    ],
)
def test_a_changed_event_is_the_first_broken_link(
    fresh_database: DatabaseUrls, boston: Flask, ada: Actor, statement: str, why: str
) -> None:
    got = answered_case(ada)
    complain()
    behind_its_back(fresh_database, statement, id=got.case_id)
    fault = first_fault(chain_only=True)
    assert (fault.check, fault.stream, fault.why) == ("chain", got.case_id, why)


@pytest.mark.req("AUD-04")
def test_a_cut_tail_is_found_by_the_days_anchor(fresh_database: DatabaseUrls, boston: Flask, ada: Actor) -> None:
    got = answered_case(ada)
    with clock_at(at("2025-01-22T02:00")):
        anchor_heads(BOSTON)
    assert verify(BOSTON, chain_only=True).whole
    behind_its_back(
        fresh_database,
        "DELETE FROM event WHERE stream_id = :id AND seq = (SELECT max(seq) FROM event WHERE stream_id = :id)",
        id=got.case_id,
    )
    fault = first_fault(chain_only=True)
    assert (fault.check, fault.stream, fault.why) == ("anchor", got.case_id, "2025-01-21 gone")


@pytest.mark.req("AUD-04")
def test_a_deleted_case_is_found_by_anchor_and_by_its_file(
    fresh_database: DatabaseUrls, boston: Flask, ada: Actor
) -> None:
    got = answered_case(ada)
    with clock_at(at("2025-01-22T02:00")):
        anchor_heads(BOSTON)
    behind_its_back(fresh_database, "DELETE FROM event WHERE stream_id = :id", id=got.case_id)
    faults = verify(BOSTON).faults
    assert {(f.check, f.stream) for f in faults} == {("anchor", got.case_id), ("projection", got.case_id)}


@pytest.mark.parametrize(
    ("statement", "check", "why"),
    [
        ("UPDATE case_file SET stage = 'stage9' WHERE id = :id", "projection", "case_file"),
        ("UPDATE clock_row SET due = '2030-01-01' WHERE case_id = :id", "projection", "clock_row"),
        ("DELETE FROM search_token WHERE case_id = :id", "search", "differs"),
        ("UPDATE words SET body = body || '!' WHERE stream_id = :id AND field = 'summary'", "words", "changed"),
        ("DELETE FROM words WHERE stream_id = :id AND field = 'finding_reasons'", "words", "missing"),
    ],
)
def test_what_lies_beside_the_record_is_compared_with_it(
    fresh_database: DatabaseUrls, boston: Flask, ada: Actor, statement: str, check: str, why: str
) -> None:
    got = answered_case(ada)
    behind_its_back(fresh_database, statement, id=got.case_id)
    assert (check, got.case_id, why) in {(f.check, f.stream, f.why) for f in verify(BOSTON).faults}
    assert verify(BOSTON, chain_only=True).whole


@pytest.mark.req("AUD-05")
def test_erasing_words_leaves_the_chain_whole_and_the_words_nowhere(boston: Flask, ada: Actor) -> None:
    got = complain("Zebedee painted my fence.")
    with clock_at(at("2025-01-09T09:00")):
        erased = erase_words(BOSTON, SYSTEM, got.case_id, rule="erasure_request")
    assert erased == 1
    assert verify(BOSTON).whole
    assert search(BOSTON, ada, "Zebedee").lines == ()
    assert [line.reference for line in search(BOSTON, ada, got.reference).lines] == [got.reference]


def test_an_adopted_text_that_was_changed_is_found(fresh_database: DatabaseUrls, boston: Flask) -> None:
    behind_its_back(fresh_database, "DELETE FROM adoption WHERE version = 'selcp-2024'")
    assert ("register", "adoptions_differ") in {(f.check, f.why) for f in verify(BOSTON).faults}


def test_days_are_anchored_once_each(boston: Flask, ada: Actor) -> None:
    answered_case(ada)
    with clock_at(at("2025-01-22T02:00")):
        days = [anchor.day for anchor in anchor_heads(BOSTON)]
        assert anchor_heads(BOSTON) == ()
    assert date(2025, 1, 6) in days and date(2025, 1, 21) in days


def anchored() -> None:
    with clock_at(at("2025-01-22T02:00")):
        anchor_heads(BOSTON)


@pytest.mark.req("AUD-04")
def test_a_case_put_into_an_anchored_day_afterwards_is_found(boston: Flask, ada: Actor) -> None:
    answered_case(ada)
    anchored()
    assert verify(BOSTON).whole
    forged = complain("I never wrote this.", when="2025-01-08T11:00")
    fault = first_fault(chain_only=True)
    assert (fault.check, fault.stream, fault.seq, fault.why) == ("anchor", forged.case_id, 1, "2025-01-08 added")


@pytest.mark.req("AUD-04")
def test_a_step_put_at_the_end_of_an_anchored_stream_is_found_and_the_first_of_several_named(
    boston: Flask, ada: Actor
) -> None:
    got = complain()
    accept(got.reference, ada)
    anchored()
    acknowledge(got.reference, ada, when="2025-01-07T10:00")
    complain("Before the step.", when="2025-01-06T23:00")
    fault = first_fault(chain_only=True)
    assert (fault.check, fault.why) == ("anchor", "2025-01-06 added") and fault.stream != got.case_id


@pytest.mark.req("AUD-04")
def test_what_is_recorded_after_the_anchor_belongs_to_later_days(boston: Flask, ada: Actor) -> None:
    got = complain()
    accept(got.reference, ada)
    anchored()
    with clock_at(at("2025-01-22T10:00")):
        add_note(BOSTON, ada, got.reference, "The day after.")
    complain(when="2025-01-22T11:00")
    assert verify(BOSTON).whole


@pytest.mark.req("AUD-04")
def test_history_through_the_bulk_door_is_admitted_by_the_record_itself(
    fresh_database: DatabaseUrls, boston: Flask, ada: Actor
) -> None:
    answered_case(ada)
    anchored()
    with reading(BOSTON):
        scribe = Scribe(open_council(BOSTON))
    feedback = Feedback("complaint", "web", "Loaded.", person=ROSA)
    got = scribe.do(at("2025-01-08T10:15"), PUBLIC, lambda work: receive_in(work, feedback))
    load_streams(BOSTON, scribe.finish())
    assert verify(BOSTON).whole
    behind_its_back(fresh_database, "DELETE FROM event WHERE stream_id = :id AND seq > 1", id=got.case_id)
    fault = first_fault(chain_only=True)
    assert (fault.check, fault.stream) == ("anchor", got.case_id) and fault.why.endswith("gone")
