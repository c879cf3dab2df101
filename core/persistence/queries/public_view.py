"""A case as its own person may see it: no internal note, no other person, no word that was not written to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.domain import events as e
from core.domain.case import Case, Due, Issue, IssueStatus, Sealed
from core.domain.telling import told_of_points
from core.persistence.projection import lead_of
from core.persistence.queries.case_view import LetterLine, find_stream, letters_of
from core.persistence.queries.visible import Viewer
from core.persistence.record import Entry
from core.persistence.repositories.people import PersonDetails, find_person
from core.persistence.words import words_in

SHOWN = (
    e.CaseReceived,
    e.IssueAccepted,
    e.IssueRefused,
    e.IssueReworded,
    e.MoveMade,
    e.FindingMade,
    e.Extended,
    e.InformationAdded,
    e.PersonAsked,
    e.ActionFinished,
    e.CaseClosed,
    e.CaseReopened,
)


@dataclass(frozen=True, slots=True)
class PublicView:
    """What the person sees. `next_due` is the earliest date that we owe them; `words` hold what they may read;
    `decided` are the points of whose decision they have been told."""

    case: Case
    entries: tuple[Entry, ...]
    words: Mapping[str, str]
    person: PersonDetails
    letters: tuple[LetterLine, ...]
    next_due: Due | None
    decided: frozenset[int] = frozenset()

    def read(self, sealed: Sealed | None) -> str:
        """The words behind a seal, as far as the person may read them."""
        return self.words.get(sealed.row, "") if sealed else ""

    def told(self, issue: Issue) -> bool:
        """Whether the person knows what was decided on the point, or nothing was."""
        return issue.status is IssueStatus.UNDECIDED or issue.no in self.decided


def public_view(viewer: Viewer, reference: str) -> PublicView | None:
    """The case of the person who looks, or None: four queries."""
    stream = find_stream(viewer, reference)
    if stream is None:
        return None
    case = stream.case
    told = told_of_points((entry.seq, entry.event) for entry in stream.entries)
    known = tuple(entry for entry in stream.entries if entry.seq not in told.held)
    shown = tuple(entry for entry in known if isinstance(entry.event, SHOWN))
    person = find_person(case.person)
    return PublicView(
        case,
        shown,
        words_in(sealed.row for sealed in _readable(case, known) if sealed is not None),
        person.details if person else PersonDetails(),
        letters_of(case.id),
        lead_of(case).due,
        told.issues,
    )


def _readable(case: Case, entries: Iterable[Entry]) -> Iterator[Sealed | None]:
    """The words that were written to or by the person: not notes, nor reasons kept for ourselves."""
    yield from (case.summary, case.wanted)
    for issue in case.issues:
        yield issue.words
        yield from (remedy.words for remedy in issue.remedies)
    for entry in entries:
        match entry.event:
            case e.InformationAdded(words=words) | e.IssueReworded(words=words):
                yield words
            case e.IssueRefused(reason=reason, goes_to=goes_to):
                yield from (reason, goes_to)
            case e.PersonAsked(question=question):
                yield question
            case e.FindingMade(reasons=reasons) | e.Extended(reason=reasons):
                yield reasons
            case e.MoveMade(words=words):
                yield from (sealed for _, sealed in words)
