"""A case as its own person may see it: no internal note, no other person, no word that was not written to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from core.domain import events as e
from core.domain.case import Case, Due, Sealed, TrackStatus
from core.persistence.projection import is_owed, lead_of
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
    """What the person sees. `next_due` is the earliest date that we owe them; `words` hold what they may read."""

    case: Case
    entries: tuple[Entry, ...]
    words: Mapping[str, str]
    person: PersonDetails
    letters: tuple[LetterLine, ...]
    next_due: Due | None

    def read(self, sealed: Sealed | None) -> str:
        """The words behind a seal, as far as the person may read them."""
        return self.words.get(sealed.row, "") if sealed else ""

    def late(self, today: date) -> bool:
        """Whether a date that we owe has passed."""
        return self.next_due is not None and self.next_due.overdue(today)

    @property
    def owed(self) -> tuple[Due, ...]:
        """Every date that we still owe, the earliest first."""
        open_tracks = (t for t in self.case.tracks if t.status is TrackStatus.OPEN)
        dues = [due for track in open_tracks for due in track.dues.values() if is_owed(due) and due.on]
        return tuple(sorted(dues, key=lambda due: (due.on or date.max, due.clock)))


def public_view(viewer: Viewer, reference: str) -> PublicView | None:
    """The case of the person who looks, or None: four queries."""
    stream = find_stream(viewer, reference)
    if stream is None:
        return None
    case = stream.case
    shown = tuple(entry for entry in stream.entries if isinstance(entry.event, SHOWN))
    person = find_person(case.person)
    return PublicView(
        case,
        shown,
        words_in(sealed.row for sealed in _readable(case, stream.entries) if sealed is not None),
        person.details if person else PersonDetails(),
        letters_of(case.id),
        lead_of(case).due,
    )


def _readable(case: Case, entries: Iterable[Entry]) -> Iterator[Sealed | None]:
    """The words that were written to or by the person: not notes, nor reasons kept for ourselves."""
    yield from (case.summary, case.wanted)
    for issue in case.issues:
        yield from (issue.words, issue.refusal, issue.goes_to)
        yield from (remedy.words for remedy in issue.remedies)
    for entry in entries:
        match entry.event:
            case e.InformationAdded(words=words) | e.IssueReworded(words=words):
                yield words
            case e.PersonAsked(question=question):
                yield question
            case e.FindingMade(reasons=reasons) | e.Extended(reason=reasons):
                yield reasons
            case e.MoveMade(words=words):
                yield from (sealed for _, sealed in words)
