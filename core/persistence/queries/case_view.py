"""All that the page of one case needs, by a fixed number of queries however long its history is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, select

from core.domain.case import Case
from core.persistence import models as m
from core.persistence.direct import ours, read_rows
from core.persistence.queries.names import PERSON, STAFF, staff_names, staff_of
from core.persistence.queries.visible import Viewer, visible_to
from core.persistence.record import CaseStream, Entry, read_case
from core.persistence.repositories.cases import references_of
from core.persistence.repositories.people import Person, find_person
from core.persistence.words import words_of


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter as the case page lists it. `state` is what became of its message: queued, sending, sent or parked; ""
    where it went by no message of ours."""

    id: str
    key: str
    track: int
    subject: str
    channel: str
    to: str
    sent_at: datetime
    sent_by: str
    state: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with its history, `words` by row, `names` by actor key and `references` of other cases by id."""

    stream: CaseStream
    words: Mapping[str, str]
    person: Person | None
    names: Mapping[str, str]
    references: Mapping[str, str]
    letters: tuple[LetterLine, ...]

    @property
    def case(self) -> Case:
        return self.stream.case

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.stream.entries


_LETTERS = (
    select(
        m.Letter.id,
        m.Letter.key,
        m.Letter.track,
        m.Letter.subject,
        m.Letter.channel,
        m.Letter.to,
        m.Letter.sent_at,
        m.Letter.sent_by,
        m.Outbox.state,
    )
    .select_from(m.Letter)
    .outerjoin(m.Outbox, and_(ours(m.Outbox), m.Outbox.id == m.Letter.outbox_id))
    .where(ours(m.Letter), m.Letter.case_id == bindparam("case"))
    .order_by(m.Letter.sent_at.desc(), m.Letter.id.desc())
)


def find_stream(viewer: Viewer, reference: str) -> CaseStream | None:
    """The case with that reference, if it exists for who looks: one query."""
    return read_case(reference, visible_to(viewer))


def case_view(viewer: Viewer, reference: str) -> CaseView | None:
    """The case, or None when there is none for who looks: at another council, or not theirs."""
    stream = find_stream(viewer, reference)
    return view_of(stream) if stream is not None else None


def view_of(stream: CaseStream) -> CaseView:
    """The rest of the page: five queries."""
    case = stream.case
    words = words_of(case.id)
    person = find_person(case.person)
    letters = letters_of(case.id)
    handlers = {h for t in case.tracks for h in (*t.handlers.values(), *t.answerers.values())}
    staff = staff_names(handlers | staff_of(e.actor for e in stream.entries) | staff_of(x.sent_by for x in letters))
    names = {STAFF + id_: name for id_, name in staff.items()}
    if person is not None:
        names[PERSON + person.id] = person.details.name
    others = references_of([*{other for other, _ in case.links} | ({case.origin} - {""})])
    return CaseView(stream, words, person, names, others, letters)


def letters_of(case_id: str) -> tuple[LetterLine, ...]:
    """The letters of a case, the latest first, without their text."""
    return tuple(LetterLine(*row[:-1], row[-1] or "") for row in read_rows(_LETTERS, case=case_id))
