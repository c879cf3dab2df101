"""What a case is found by: its reference, the names of its person, and the words they used.

A table of tokens with the council first in its key: equality and ranges use its index under row-level security too,
where an operator that is not leakproof would read every council's rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select

from core.domain.events import CaseReceived, Event, InformationAdded, IssueAdded, IssueReworded
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.record import CaseStream
from core.persistence.rows import put, put_new
from core.persistence.scope import current_authority
from core.persistence.tokens import reference_tokens, token_set
from core.persistence.words import words_in

REFERENCE, NAME, WORDS = 3, 2, 1
"""What a token is of, the weightier first where it is of several."""

Tokens = dict[str, int]


def searched_rows(events: Iterable[Event]) -> list[str]:
    """The rows of words that cases are found by: the summary, the issues, what was added. Internal notes are not."""
    found = []
    for event in events:
        match event:
            case CaseReceived(summary=words) | IssueAdded(words=words) | InformationAdded(words=words):
                found.append(words.row)
            case IssueReworded(words=words):  # what it said before it was corrected still finds it
                found.append(words.row)
    return found


def make_tokens(reference: str, names: Iterable[str], texts: Iterable[str]) -> Tokens:
    """Every token with its weight; `reference` may be empty where it is indexed already."""
    found: Tokens = dict.fromkeys(token_set(texts), WORDS)
    found |= dict.fromkeys(token_set(names), NAME)
    if reference:
        found |= dict.fromkeys(reference_tokens(reference), REFERENCE)
    return found


def add_tokens(case_id: str, found: Tokens) -> None:
    """Let a case be found by these too."""
    if found:
        put_new(m.SearchToken, token_rows(case_id, found))


def token_rows(case_id: str, found: Tokens) -> list[dict[str, object]]:
    """The rows of the search table, in the order of its key."""
    authority = current_authority()
    return [
        {"authority_id": authority, "token": token, "case_id": case_id, "weight": weight}
        for token, weight in sorted(found.items())
    ]


def stored_tokens(case_ids: Iterable[str]) -> dict[str, Tokens]:
    """What these cases are found by now."""
    wanted = list(case_ids)
    rows = select(m.SearchToken.case_id, m.SearchToken.token, m.SearchToken.weight)
    stored: dict[str, Tokens] = {case_id: {} for case_id in wanted}
    for case_id, token, weight in current_session().execute(rows.where(m.SearchToken.case_id.in_(wanted))):
        stored[case_id][token] = weight
    return stored


def wanted_tokens(streams: Mapping[str, CaseStream]) -> dict[str, Tokens]:
    """What these cases should be found by, from the words and names that are still held."""
    people = {stream.case.person for stream in streams.values()} - {""}
    rows = {case_id: searched_rows(e.event for e in stream.entries) for case_id, stream in streams.items()}
    texts = words_in(row for part in rows.values() for row in part)
    found = select(m.Person.id, m.Person.name).where(m.Person.id.in_(people))
    names = {row[0]: row[1] for row in current_session().execute(found)} if people else {}
    return {
        case_id: make_tokens(
            stream.case.reference,
            [names.get(stream.case.person, "")],
            [texts[row] for row in rows[case_id] if row in texts],
        )
        for case_id, stream in streams.items()
    }


def reindex(streams: Mapping[str, CaseStream]) -> int:
    """Make the search table say what it should of these cases, after an erasure say; how many tokens changed."""
    stored, wanted = stored_tokens(streams), wanted_tokens(streams)
    changed = 0
    for case_id in streams:
        gone = stored[case_id].keys() - wanted[case_id].keys()
        fresh = {token: w for token, w in wanted[case_id].items() if stored[case_id].get(token) != w}
        if gone:
            leave = delete(m.SearchToken).where(m.SearchToken.case_id == case_id, m.SearchToken.token.in_(gone))
            current_session().execute(leave.execution_options(synchronize_session=False))
        if fresh:
            put(m.SearchToken, token_rows(case_id, fresh))
        changed += len(gone) + len(fresh)
    return changed
