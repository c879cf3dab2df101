"""Destroys words with their keys under a rule; the record keeps that it was done, and its chain stays whole.

Letters, messages, drafts and what arrived repeat people's words and details, so they go with either. With a person's
details go what plugins hold on them, the searches that staff typed lately, and forms that they began and never sent.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.actor import Actor
from core.domain.commands import EraseWords
from core.domain.errors import Problem
from core.host import ask
from core.host.errors import Fault, HookFailed
from core.persistence.plugin_tables import PluginRows
from core.persistence.record import load_case
from core.persistence.repositories.cases import cases_of_person, erase_submissions
from core.persistence.repositories.letters import erase_letters, letters_of
from core.persistence.repositories.outbox import erase_messages
from core.persistence.repositories.people import erase_person, find_person
from core.persistence.search import reindex
from core.persistence.words import erase_rows, words_of
from core.services.drafts import forget_drafts
from core.services.stored_search import forget_searches
from core.services.unit_of_work import NoSuchCase, Work, perform


def erase_words(authority: str, actor: Actor, case_id: str, *, rule: str, rows: Sequence[str] = ()) -> int:
    """Erase these rows of words of a case, or all there are; how many rows.

    Every copy goes with them: the case's letters, messages (also those that have not left), drafts of letters, what
    arrived, and what the case was found by. The record names rows, letters and rule. Raises NoSuchCase.
    """

    def action(work: Work) -> int:
        work.case(case_id)
        held = words_of(case_id)
        gone = tuple(row for row in (rows or sorted(held)) if row in held)
        if rows and not gone:
            return 0
        _erase(work, case_id, rule, gone)
        return len(gone)

    return perform(authority, actor, action)


def erase_details(authority: str, actor: Actor, case_id: str, *, rule: str) -> None:
    """Destroy the details of a case's person: name, addresses and what they asked for.

    Every copy goes with them, in all cases of the person: letters, messages, drafts of letters, what arrived, and the
    name that they were found by; and what plugins hold on the person, searches that staff keep, and unfinished forms
    that give the same e-mail address or telephone number. The record of each case names person, letters and rule. What
    they wrote to us stays (`erase_words`). All or nothing: raises NoSuchCase, and HookFailed where a plugin fails or
    still holds something afterwards.
    """

    def action(work: Work) -> None:
        person = work.case(case_id).person
        if not person:
            return
        found = find_person(person)
        if found is not None:
            forget_drafts(found.details.email, found.details.phone)
        forget_searches()
        erase_person(person, work.now)
        _erase_in_plugins(work, person, rule)
        for each in cases_of_person(person):
            _erase(work, each, rule, person=person)

    perform(authority, actor, action)


def _erase_in_plugins(work: Work, person: str, rule: str) -> None:
    """Have every plugin destroy what it holds on the person, and ask each whether that is all."""
    ask.erase(work.runtime, person, rule, PluginRows, dry_run=False)
    left = ask.personal_data(work.runtime, person, PluginRows)
    if left:
        raise HookFailed(Fault("a plugin", f"still holds {len(left)} things on the person", work.authority))


def _erase(work: Work, case_id: str, rule: str, rows: tuple[str, ...] = (), *, person: str = "") -> None:
    """Destroy words of a case and every copy of what was said in it or by whom; the event first."""
    letters = tuple(letter.id for letter in letters_of(case_id))
    if rows or letters or person:
        work.handle(work.case(case_id), EraseWords(rows, rule, letters, person))
        work.write()
    if rows:
        erase_rows(case_id, rows)
    erase_messages(case_id)
    erase_letters(case_id)
    erase_submissions(case_id)
    stream = load_case(case_id)
    if stream is None:
        raise NoSuchCase(Problem("no_such_case"))
    reindex({case_id: stream})
