"""Single services: what they refuse, what they leave behind."""

import pytest
from flask import Flask
from sqlalchemy import select

from core.api import Blocker, Text
from core.clock import clock_at
from core.domain.actor import SYSTEM, Actor, ActorKind
from core.domain.errors import DomainError
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.queries.worklist import Filters
from core.persistence.repositories.people import find_person
from core.persistence.repositories.reads import note_read, reads_of
from core.persistence.transaction import in_one_transaction, reading
from core.services import blockers, progress, triage
from core.services.erasing import erase_details
from core.services.looking import search, see_my_work, see_queue
from core.services.unit_of_work import NoSuchCase, NotPermitted
from tests.support.casework import BOSTON, at, officer
from tests.support.stories import accept, acknowledge, complain, stream_of


def test_what_a_plugin_says_stands_against_a_move_stops_it(
    boston: Flask, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    got = complain()
    accept(got.reference, ada)
    reason = Blocker("panel_first", Text("The panel must meet first."), cite="Policy, 4")
    monkeypatch.setattr(blockers, "asked_plugins", lambda runtime: ("panels",))
    monkeypatch.setattr(blockers, "blockers", lambda *given: (reason,))
    with pytest.raises(DomainError) as refused:
        acknowledge(got.reference, ada)
    (problem,) = refused.value.problems
    assert (problem.code, problem.param("code"), problem.param("words")) == (
        "move_blocked",
        "panel_first",
        "The panel must meet first.",
    )
    monkeypatch.setattr(blockers, "blockers", lambda *given: ())
    acknowledge(got.reference, ada)
    with reading(BOSTON):
        asked = select(m.Event.type, m.Event.plugins).where(m.Event.stream_id == got.case_id).order_by(m.Event.seq)
        rows = [tuple(row) for row in current_session().execute(asked)]
    assert rows[-1] == ("MoveMade", "panels") and rows[0] == ("CaseReceived", "")


def test_roles_say_what_staff_may_do(boston: Flask, ada: Actor) -> None:
    got = complain()
    reader = officer(BOSTON, "auditor", name="Olga Onlooker")
    for refused in (
        lambda: progress.add_note(BOSTON, reader, got.reference, "A note."),
        lambda: triage.retype(BOSTON, reader, got.reference, "comment", "Because."),
        lambda: triage.assign(BOSTON, reader, got.reference, ada.id),
        lambda: accept(got.reference, reader),
    ):
        with pytest.raises(NotPermitted):
            refused()


def test_a_person_reaches_their_own_case_only_and_only_what_is_theirs(boston: Flask, ada: Actor) -> None:
    mine, other = complain(), complain()
    rosa = Actor(ActorKind.PERSON, mine.person_id)
    progress.add_information(BOSTON, rosa, mine.reference, "One more thing.", "web")
    with pytest.raises(NoSuchCase):
        progress.add_information(BOSTON, rosa, other.reference, "One more thing.", "web")
    with pytest.raises(DomainError):
        progress.close(BOSTON, rosa, mine.reference)
    with pytest.raises(DomainError):
        progress.add_information(BOSTON, rosa, mine.reference, "By phone?", "phone")


def test_two_cases_are_tied_and_both_say_so(boston: Flask, ada: Actor) -> None:
    one, other = complain(), complain()
    with clock_at(at("2025-01-08T09:00")):
        progress.link(BOSTON, ada, one.reference, other.reference, "related")
    assert stream_of(one.reference).case.links == ((other.case_id, "related"),)
    assert stream_of(other.reference).case.links == ((one.case_id, "related"),)


def test_nothing_is_noted_or_asked_without_words(boston: Flask, ada: Actor) -> None:
    got = complain()
    for empty in (
        lambda: progress.add_note(BOSTON, ada, got.reference, "  "),
        lambda: progress.ask_person(BOSTON, ada, got.reference, ""),
        lambda: progress.add_information(BOSTON, ada, got.reference, "\n", "phone"),
    ):
        with pytest.raises(DomainError) as refused:
            empty()
        assert [p.code for p in refused.value.problems] == ["words_missing"]


def test_a_persons_details_are_destroyed_and_found_no_more(boston: Flask, ada: Actor) -> None:
    got = complain("Quixotic quarrel.")
    assert [line.reference for line in search(BOSTON, ada, "rosa quixotic").lines] == [got.reference]
    erase_details(BOSTON, SYSTEM, got.case_id, rule="erasure_request")
    with reading(BOSTON):
        person = find_person(got.person_id)
    assert person is not None and person.erased and person.details.name == person.details.email == ""
    assert search(BOSTON, ada, "rosa quixotic").lines == ()
    assert [line.person for line in search(BOSTON, ada, "quixotic").lines] == [""]


def test_staff_without_the_right_see_no_queue_no_work_and_find_nothing(boston: Flask, ada: Actor) -> None:
    complain("Visible to officers.")
    member = officer(BOSTON, "member_responsible", name="Cllr Aggregate")
    assert see_queue(BOSTON, ada, Filters()).total > 0
    assert see_queue(BOSTON, member, Filters()).total == 0
    assert see_my_work(BOSTON, member).total == 0
    assert search(BOSTON, ada, "officers").lines and not search(BOSTON, member, "officers").lines


@pytest.mark.req("AUD-02")
def test_who_looked_at_a_case_can_be_told(boston: Flask, ada: Actor) -> None:
    got = complain()
    look = (got.case_id, ada.key, "case", "Asked by phone", at("2025-01-08T09:00"))
    in_one_transaction(BOSTON, lambda: note_read(*look))
    with reading(BOSTON):
        (read,) = reads_of(got.case_id)
    assert (read.actor, read.what, read.why, read.at) == (ada.key, "case", "Asked by phone", at("2025-01-08T09:00"))
