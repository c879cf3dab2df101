"""Two people on one case: each command is decided on the case as it is; people are troubled only when it matters."""

import threading
from datetime import date

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor
from core.domain.case import Sealed
from core.domain.commands import AddNote
from core.domain.errors import DomainError
from core.domain.events import NoteAdded
from core.persistence import record
from core.persistence.db import current_session, db
from core.persistence.record import CASE, Head, Stamp
from core.persistence.transaction import StreamClash, in_one_transaction
from core.services import intake, progress, triage
from core.services.steps import MoreTime
from core.services.unit_of_work import Work, perform, preview
from tests.support.casework import BOSTON, PUBLIC, at
from tests.support.databases import DatabaseUrls
from tests.support.stories import accept, acknowledge, complain, extend, stream_of


def codes(refused: pytest.ExceptionInfo[DomainError]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


def note(reference: str, actor: Actor, words: str) -> None:
    with clock_at(at("2025-01-08T10:00")):
        progress.add_note(BOSTON, actor, reference, words)


@pytest.mark.req("VAL-04")
def test_what_happened_meanwhile_troubles_nobody_when_it_does_not_matter(boston: Flask, ada: Actor) -> None:
    got = complain()
    accept(got.reference, ada)
    seen = stream_of(got.reference).head.seq
    note(got.reference, ada, "Rang them.")
    acknowledge(got.reference, ada, when="2025-01-08T11:00", seen=seen)
    assert stream_of(got.reference).case.tracks[0].state == "acknowledged"


@pytest.mark.req("VAL-04")
def test_a_command_that_is_refused_now_says_that_the_case_has_changed(boston: Flask, ada: Actor, ben: Actor) -> None:
    got = complain()
    accept(got.reference, ada)
    seen = stream_of(got.reference).head.seq
    acknowledge(got.reference, ada)
    with pytest.raises(DomainError) as refused:
        acknowledge(got.reference, ben, when="2025-01-08T11:00", seen=seen)
    assert {"move_not_open_now", "changed_meanwhile"} <= codes(refused)


@pytest.mark.req("VAL-04")
def test_the_same_thing_changed_by_somebody_else_asks_to_look_again(boston: Flask, ada: Actor, ben: Actor) -> None:
    got = complain()
    accept(got.reference, ada)
    acknowledge(got.reference, ada)
    seen = stream_of(got.reference).head.seq
    extend(got.reference, ada, days=3)
    with pytest.raises(DomainError) as refused:
        extend(got.reference, ben, days=8, when="2025-01-20T10:00", seen=seen)
    assert codes(refused) == {"changed_meanwhile"}
    extend(got.reference, ben, days=8, when="2025-01-20T10:00", seen=stream_of(got.reference).head.seq)


def test_deciding_the_same_issue_twice_is_told_but_deciding_another_is_not(boston: Flask, ada: Actor) -> None:
    got = complain()
    with clock_at(at("2025-01-07T09:00")):
        triage.triage(BOSTON, ada, got.reference, [triage.Point("One"), triage.Point("Two")])
        seen = stream_of(got.reference).head.seq
        take = [triage.Point(issue=number, decision=triage.TAKE) for number in (1, 2)]
        triage.triage(BOSTON, ada, got.reference, take[:1])
        triage.triage(BOSTON, ada, got.reference, take[1:], seen=seen)
        with pytest.raises(DomainError) as refused:
            triage.restore_issue(BOSTON, ada, got.reference, 1, "On reflection.", seen=seen)
    assert codes(refused) == {"changed_meanwhile"}


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_clash_is_decided_again_on_the_fresh_case(database: DatabaseUrls, boston: Flask, ada: Actor) -> None:
    """While one editor's action runs, another's is committed on the same case."""
    got = complain()
    tries: list[int] = []

    def other_editor() -> None:
        with boston.app_context():
            note(got.reference, ada, "I was quicker.")
            db.session.remove()

    def slow(work: Work) -> int:
        case = work.case_of(got.reference)
        tries.append(case.seq)
        if len(tries) == 1:
            thread = threading.Thread(target=other_editor)
            thread.start()
            thread.join()
        return work.handle(case, AddNote(work.seal(case.id, "note", "I was slower."))).seq

    with clock_at(at("2025-01-08T10:30")):
        last = perform(BOSTON, ada, slow)
    assert tries == [2, 3] and last == 4
    assert [type(e.event).__name__ for e in stream_of(got.reference).entries][2:] == ["NoteAdded", "NoteAdded"]


def test_the_next_event_of_a_stream_can_be_appended_only_once(boston: Flask, ada: Actor) -> None:
    got = complain()
    head = stream_of(got.reference).head
    stale = Head(head.seq - 1, head.hash)

    def append() -> None:
        bodies = record.bodies_of([NoteAdded(Sealed("row", "seal"))])
        record.append(CASE, got.case_id, stale, bodies, Stamp(at("2025-01-08T10:00"), ada.key, "stale"))

    with pytest.raises(StreamClash):
        in_one_transaction(BOSTON, append, tries=2)
    assert stream_of(got.reference).head.seq >= head.seq


def test_a_command_given_twice_is_carried_out_once(boston: Flask, ada: Actor) -> None:
    got = complain()
    accept(got.reference, ada)
    with clock_at(at("2025-01-08T10:00")):
        first = progress.add_note(BOSTON, ada, got.reference, "Once.", command_id="note-7")
        again = progress.add_note(BOSTON, ada, got.reference, "Once.", command_id="note-7")
    assert first == again == progress.Done(got.case_id, got.reference, stream_of(got.reference).head.seq)
    words = [e.event for e in stream_of(got.reference).entries if type(e.event).__name__ == "NoteAdded"]
    assert len(words) == 1


@pytest.mark.req("VAL-04")
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_many_identical_submits_at_once_make_one_case(database: DatabaseUrls, boston: Flask) -> None:
    got: list[str] = []

    def submit() -> None:
        with boston.app_context():
            feedback = intake.Feedback("complaint", "web", "Pressed very often.")
            got.append(intake.receive(BOSTON, PUBLIC, feedback, key="impatient").reference)
            db.session.remove()

    threads = [threading.Thread(target=submit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8 and len(set(got)) == 1


@pytest.mark.req("R-11")
def test_many_who_write_on_one_case_at_once_are_all_let_in(boston: Flask, ada: Actor) -> None:
    got = complain()
    before = stream_of(got.reference).head.seq
    failed: list[Exception] = []

    def write() -> None:
        with boston.app_context():
            try:
                for _ in range(4):
                    progress.add_note(BOSTON, ada, got.reference, "At the same time.")
            except Exception as error:
                failed.append(error)
            finally:
                db.session.remove()

    db.session.remove()
    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert stream_of(got.reference).head.seq == before + 32


def test_a_unit_of_work_inside_another_is_refused(boston: Flask, ada: Actor) -> None:
    got = complain()

    def nested(work: Work) -> None:
        progress.add_note(BOSTON, ada, got.reference, "From inside.")

    with pytest.raises(RuntimeError, match="already"):
        perform(BOSTON, ada, nested)
    assert not current_session().in_transaction()


def test_a_preview_shows_dates_before_and_after_and_writes_nothing(boston: Flask, ada: Actor) -> None:
    got = complain()
    accept(got.reference, ada)
    acknowledge(got.reference, ada)
    head = stream_of(got.reference).head
    more = MoreTime("stage1_response_due", 5, "A witness is away.", ombudsman_told=True)
    with clock_at(at("2025-01-20T10:00")):
        shown = preview(BOSTON, ada, got.reference, lambda w: progress.extend_in(w, got.reference, more))
        unfilled = MoreTime("stage1_response_due", 5, " ", ombudsman_told=False)
        refused = preview(BOSTON, ada, got.reference, lambda w: progress.extend_in(w, got.reference, unfilled))
    assert shown.before is not None and shown.after is not None
    assert "stage1_extended_due" not in shown.before.tracks[0].dues
    assert shown.after.tracks[0].dues["stage1_extended_due"].on == date(2025, 1, 28)
    assert len(refused.problems) >= 2
    assert stream_of(got.reference).head == head
