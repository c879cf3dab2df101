"""The words of an issue are put right: the record keeps what it said before, everything else reads the new words."""

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor
from core.domain.errors import DomainError
from core.domain.events import IssueAdded, IssueReworded
from core.persistence.queries.case_view import case_view
from core.persistence.queries.visible import Viewer
from core.persistence.transaction import reading
from core.persistence.verify import verify_case
from core.services import triage
from core.services.erasing import erase_words
from core.services.looking import search
from core.services.unit_of_work import NotPermitted
from tests.support.casework import BOSTON, at, officer
from tests.support.stories import accept, acknowledge, answer, complain, stream_of

WHEN = at("2025-01-08T09:00")


def reword(reference: str, actor: Actor, words: str, reason: str = "A slip of the keys.", **more: int) -> None:
    with clock_at(WHEN):
        triage.reword_issue(BOSTON, actor, reference, 1, words, reason, **more)


def words_now(reference: str, actor: Actor) -> list[str]:
    with reading(BOSTON):
        view = case_view(Viewer(actor, True), reference)
    assert view is not None
    return [view.words[issue.words.row] for issue in view.case.issues]


@pytest.mark.req("AUD-01")
def test_an_issue_reads_its_new_words_and_the_record_keeps_the_old(boston: Flask, ada: Actor) -> None:
    got = complain()
    accept(got.reference, ada, words="Mised colections of flibberts")
    reword(got.reference, ada, "  Missed collections of gibberts ")
    assert words_now(got.reference, ada) == ["Missed collections of gibberts"]
    stream = stream_of(got.reference)
    added = next(one.event for one in stream.entries if isinstance(one.event, IssueAdded))
    last = stream.entries[-1]
    assert isinstance(last.event, IssueReworded) and (last.actor, last.at) == (ada.key, WHEN)
    with reading(BOSTON):
        view = case_view(Viewer(ada, True), got.reference)
    assert view is not None
    assert view.words[added.words.row] == "Mised colections of flibberts"
    assert view.words[last.event.reason.row] == "A slip of the keys."
    assert stream.case.issue(1).status == "accepted"
    with reading(BOSTON):
        assert verify_case(BOSTON, got.case_id).whole


def test_it_is_found_by_its_new_words_and_by_no_words_once_they_are_erased(boston: Flask, ada: Actor) -> None:
    got = complain()
    accept(got.reference, ada, words="Wobbledy")
    reword(got.reference, ada, "Zigglesome")
    for word in ("wobbledy", "zigglesome"):
        assert [line.reference for line in search(BOSTON, ada, word).lines] == [got.reference]
    erase_words(BOSTON, ada, got.case_id, rule="erasure_request")
    for word in ("wobbledy", "zigglesome"):
        assert search(BOSTON, ada, word).lines == ()


def test_what_stands_against_new_words_is_said_at_once(boston: Flask, ada: Actor) -> None:
    got = complain()
    accept(got.reference, ada, words="Bins")
    for words, reason, codes in (
        ("", " ", ["issue_needs_words", "rewording_needs_reason"]),
        (" Bins ", "Why not", ["words_unchanged"]),
    ):
        with pytest.raises(DomainError) as refused:
            reword(got.reference, ada, words, reason)
        assert [problem.code for problem in refused.value.problems] == codes
    acknowledge(got.reference, ada, when="2025-01-08T10:00")
    answer(got.reference, ada)
    with pytest.raises(DomainError) as refused, clock_at(at("2025-01-22T09:00")):
        triage.reword_issue(BOSTON, ada, got.reference, 1, "Other bins", "Too late")
    assert [problem.code for problem in refused.value.problems] == ["issue_already_answered"]


def test_the_same_rewording_given_twice_is_one(boston: Flask, ada: Actor) -> None:
    got = complain()
    accept(got.reference, ada)
    with clock_at(WHEN):
        first, again = (
            triage.reword_issue(BOSTON, ada, got.reference, 1, "My bins", "A slip of the keys.", command_id="r-1")
            for _ in range(2)
        )
    assert first == again
    assert sum(isinstance(one.event, IssueReworded) for one in stream_of(got.reference).entries) == 1


def test_whoever_may_not_triage_may_not_reword(boston: Flask, ada: Actor) -> None:
    got = complain()
    accept(got.reference, ada)
    with pytest.raises(NotPermitted):
        reword(got.reference, officer(BOSTON, "auditor", name="Olga Onlooker"), "Other words")


@pytest.mark.req("VAL-04")
def test_two_who_reword_the_same_issue_are_told(boston: Flask, ada: Actor, ben: Actor) -> None:
    got = complain()
    accept(got.reference, ada)
    seen = stream_of(got.reference).head.seq
    reword(got.reference, ada, "Collections that were missed")
    with pytest.raises(DomainError) as refused:
        reword(got.reference, ben, "My bins", seen=seen)
    assert [problem.code for problem in refused.value.problems] == ["changed_meanwhile"]
    assert words_now(got.reference, ada) == ["Collections that were missed"]


@pytest.mark.req("VAL-04")
def test_who_answers_is_told_that_the_issue_was_reworded_meanwhile(boston: Flask, ada: Actor, ben: Actor) -> None:
    got = complain()
    accept(got.reference, ada)
    acknowledge(got.reference, ada)
    seen = stream_of(got.reference).head.seq
    reword(got.reference, ben, "Collections that were missed")
    with pytest.raises(DomainError) as refused:
        answer(got.reference, ada, seen=seen)
    assert [problem.code for problem in refused.value.problems] == ["changed_meanwhile"]
    answer(got.reference, ada, seen=stream_of(got.reference).head.seq)
