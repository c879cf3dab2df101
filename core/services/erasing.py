"""Destroys words with their keys under a rule; the record keeps that it was done, and its chain stays whole."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.actor import Actor
from core.domain.commands import EraseWords
from core.persistence.record import load_case
from core.persistence.repositories.cases import erase_submissions
from core.persistence.repositories.people import erase_person
from core.persistence.search import reindex
from core.persistence.words import erase_rows, words_of
from core.services.unit_of_work import Work, perform


def erase_words(authority: str, actor: Actor, case_id: str, *, rule: str, rows: Sequence[str] = ()) -> int:
    """Erase these rows of words of a case, or all there are, with what arrived; how many rows.

    What the case was found by goes with them.
    """

    def action(work: Work) -> int:
        case = work.case(case_id)
        held = words_of(case_id)
        gone = tuple(row for row in (rows or sorted(held)) if row in held)
        if not gone:
            return 0
        work.handle(case, EraseWords(gone, rule))
        erase_rows(case_id, gone)
        if not rows:
            erase_submissions(case_id)
        _find_no_more(case_id)
        return len(gone)

    return perform(authority, actor, action)


def erase_details(authority: str, actor: Actor, case_id: str) -> None:
    """Destroy the details of a case's person: name, addresses and what they asked for."""

    def action(work: Work) -> None:
        case = work.case(case_id)
        if case.person:
            erase_person(case.person, work.now)
            _find_no_more(case_id)

    perform(authority, actor, action)


def _find_no_more(case_id: str) -> None:
    stream = load_case(case_id)
    if stream is not None:
        reindex({case_id: stream})
