"""Checks that a council's record is whole: every link of every chain, every anchor, every replay, every word.

The chain shows what was changed, the anchors what was cut off or taken away, the replay whether the projection tells
the same as the record, the commitments whether anybody's words, or our letters, were changed after they were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from itertools import groupby, islice
from typing import Any

from sqlalchemy import select

from core.domain.canonical import digest
from core.domain.case import Sealed
from core.domain.events import CaseReceived, LetterSent, WordsErased
from core.domain.record import Envelope, check_chain, keeps
from core.domain.wire import UnreadableEvent
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.heads import broken_anchor, unlike_kept
from core.persistence.projection import TABLES, Rows, rows_of
from core.persistence.record import AUTHORITY_STREAM, CASE, CaseStream, replay_envelopes
from core.persistence.register_store import TEXT_ADOPTED, adopted_fields
from core.persistence.repositories.letters import commitments_of
from core.persistence.repositories.people import PersonDetails, find_people
from core.persistence.rows import stored_rows
from core.persistence.scope import current_authority
from core.persistence.search import stored_tokens, wanted_tokens
from core.persistence.transaction import at_one_moment

BATCH = 200
MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold. `check` is chain, anchor, replay, projection, search, words, letter, person or
    register; `why` a short code; `seq` is 0 where no single event is meant."""

    check: str
    stream: str
    seq: int
    why: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was looked at and what is wrong, the first broken link first; at most a hundred faults are told."""

    authority: str
    streams: int
    events: int
    cases: int
    chain_only: bool
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        return not self.faults


def verify(authority: str, chain_only: bool = False, kept: Sequence[tuple[date, str]] = ()) -> VerifyReport:
    """Check the record of a council, as it is at one moment; `chain_only` leaves replay, projection and words out.

    `kept` are digests of daily anchors that somebody kept outside the system, by day: the anchors here must be those.
    """
    with at_one_moment(authority):
        return _Check(chain_only).run(kept)


def verify_case(authority: str, case_id: str) -> VerifyReport:
    """Check one case: its chain, its replay against the projection, its words. Anchors are of the whole council."""
    with at_one_moment(authority):
        return _Check(False).one(case_id)


class _Check:
    def __init__(self, chain_only: bool) -> None:
        self.chain_only = chain_only
        self.faults: list[Fault] = []
        self.streams = self.events = self.cases = 0

    def run(self, kept: Sequence[tuple[date, str]]) -> VerifyReport:
        streams = _streams()
        while batch := list(islice(streams, BATCH)):
            for kinds, envelopes in batch:
                self._chain(kinds, envelopes)
            if not self.chain_only:
                self._cases([envelopes for _, envelopes in batch if is_case(envelopes)])
        anchor = broken_anchor()
        for broken in (*((anchor,) if anchor else ()), *unlike_kept(kept)):
            self.faults.append(Fault("anchor", broken.stream, broken.seq, f"{broken.day.isoformat()} {broken.why}"))
        if not self.chain_only:
            self.faults += _without_record()
            self.faults += _register_faults()
        told = tuple(self.faults[:MOST_FAULTS])
        return VerifyReport(
            current_authority(), self.streams, self.events, self.cases, self.chain_only, told
        )

    def one(self, case_id: str) -> VerifyReport:
        """The report on a single stream."""
        for kinds, envelopes in _streams(case_id):
            self._chain(kinds, envelopes)
            self._cases([envelopes])
        told = tuple(self.faults[:MOST_FAULTS])
        return VerifyReport(current_authority(), self.streams, self.events, self.cases, False, told)

    def _chain(self, kinds: frozenset[str], envelopes: list[Envelope]) -> None:
        self.streams += 1
        self.events += len(envelopes)
        self.cases += is_case(envelopes)
        # Its kind stands beside the envelopes, unsealed: a case that is called something else would be passed over.
        if (CASE in kinds or is_case(envelopes)) and kinds != {CASE}:
            self.faults.append(Fault("chain", envelopes[0].stream, envelopes[0].seq, "kind"))
        broken = check_chain(envelopes)
        if broken is not None:
            self.faults.append(Fault("chain", broken.stream, broken.seq, broken.why))

    def _cases(self, batch: list[list[Envelope]]) -> None:
        streams: dict[str, CaseStream] = {}
        for envelopes in batch:
            try:
                streams[envelopes[0].stream] = replay_envelopes(envelopes)
            except (UnreadableEvent, ValueError, KeyError) as error:
                self.faults.append(Fault("replay", envelopes[0].stream, envelopes[-1].seq, type(error).__name__))
        if not streams:
            return
        stored = stored_rows(list(streams))
        for case_id, stream in streams.items():
            self.faults += _projection_faults(stream, stored.get(case_id, {}))
        tokens, wanted = stored_tokens(streams), wanted_tokens(streams)
        self.faults += [Fault("search", c, 0, "differs") for c in streams if tokens[c] != wanted[c]]
        self.faults += _words_faults(streams)
        self.faults += _letters_faults(streams)
        self.faults += _people_faults(streams)


def is_case(envelopes: list[Envelope]) -> bool:
    """Whether a stream is a case's, by its own first event."""
    return envelopes[0].type == CaseReceived.__name__


def _streams(only: str = "") -> Iterator[tuple[frozenset[str], list[Envelope]]]:
    """(kinds, envelopes) of every stream of the council (or of one), in order, holding no more than some of them."""
    e = m.Event
    columns = (
        e.stream_id, e.seq, e.type, e.schema, e.at, e.actor, e.command_id, e.engine, e.calendar, e.plugins, e.prev,
        e.body, e.hash, e.stream_kind,
    )  # fmt: skip
    authority = current_authority()
    query = select(*columns).order_by(e.stream_id, e.seq).execution_options(yield_per=2000)
    if only:
        query = query.where(e.stream_id == only)
    found: Iterable[Any] = current_session().execute(query)
    for _, part in groupby(found, key=lambda row: row.stream_id):
        rows = list(part)
        yield frozenset(row.stream_kind for row in rows), [_envelope(authority, row) for row in rows]


def _envelope(authority: str, row: Any) -> Envelope:
    stream, seq, type_, schema, at, actor, command, engine, calendar, plugins, prev, body, hash_, _ = row
    asked = tuple(plugins.split(",")) if plugins else ()
    return Envelope(
        authority, stream, seq, type_, schema, at, actor, command, engine, calendar, asked, prev, body, hash_
    )


def _projection_faults(stream: CaseStream, stored: Rows) -> Iterator[Fault]:
    wanted = rows_of(stream)
    for model in TABLES:
        if wanted[model] != stored.get(model, {}):
            yield Fault("projection", stream.case.id, stream.head.seq, model.__tablename__)


def _words_faults(streams: dict[str, CaseStream]) -> Iterator[Fault]:
    rows = select(m.Words.id, m.Words.key, m.Words.body).where(m.Words.stream_id.in_(list(streams)))
    held = {row: (key, body) for row, key, body in current_session().execute(rows)}
    for case_id, stream in streams.items():
        erased = {row for e in stream.entries if isinstance(e.event, WordsErased) for row in e.event.rows}
        for entry in stream.entries:
            for sealed in seals_in(entry.event):
                why = _words_fault(sealed, held, erased)
                if why:
                    yield Fault("words", case_id, entry.seq, why)


def _letters_faults(streams: dict[str, CaseStream]) -> Iterator[Fault]:
    """Letters against the record's commitments; one may be gone only where the record says that it was erased."""
    for case_id, held in commitments_of(list(streams)).items():
        entries = streams[case_id].entries
        erased = {letter for e in entries if isinstance(e.event, WordsErased) for letter in e.event.letters}
        sent = {e.event.letter for e in entries if isinstance(e.event, LetterSent)}
        for entry in entries:
            if isinstance(entry.event, LetterSent):
                why = _letter_fault(entry.event, held, erased)
            else:
                named = getattr(entry.event, "letter", "")
                why = "no_commitment" if named and named not in sent else ""
            if why:
                yield Fault("letter", case_id, entry.seq, why)
        if held.keys() - sent:
            yield Fault("letter", case_id, 0, "not_in_record")


def _letter_fault(event: LetterSent, held: dict[str, str], erased: set[str]) -> str:
    if event.letter in erased:
        return "not_erased" if event.letter in held else ""
    if event.letter not in held:
        return "missing"
    return "" if held[event.letter] == event.commitment else "changed"


def _people_faults(streams: dict[str, CaseStream]) -> Iterator[Fault]:
    """People whose details the record says were erased, and which are held still."""
    named = {
        e.event.person: (case_id, e.seq)
        for case_id, stream in streams.items()
        for e in stream.entries
        if isinstance(e.event, WordsErased) and e.event.person
    }
    for person in find_people(list(named)).values():
        if not person.erased or person.details != PersonDetails():
            yield Fault("person", *named[person.id], "not_erased")


def _words_fault(sealed: Sealed, held: dict[str, tuple[bytes, str]], erased: set[str]) -> str:
    if sealed.row in erased:
        return "not_erased" if sealed.row in held else ""
    if sealed.row not in held:
        return "missing"
    key, body = held[sealed.row]
    return "" if len(key) >= 32 and keeps(key, body, sealed.seal) else "changed"


def seals_in(value: Any) -> Iterator[Sealed]:
    """Every commitment to words in an event."""
    if isinstance(value, Sealed):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from seals_in(item)
    elif hasattr(value, "__dataclass_fields__"):
        kind: type = type(value)
        for name in _field_names(kind):
            yield from seals_in(getattr(value, name))


@lru_cache(maxsize=128)
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _without_record() -> Iterable[Fault]:
    """Cases that lists show and that have no stream."""
    any_event = select(m.Event.stream_id).where(
        m.Event.authority_id == m.CaseFile.authority_id, m.Event.stream_id == m.CaseFile.id
    )
    gone = select(m.CaseFile.id, m.CaseFile.head_seq).where(~any_event.exists()).limit(MOST_FAULTS)
    return [Fault("projection", case_id, seq, "no_stream") for case_id, seq in current_session().execute(gone)]


def _register_faults() -> Iterator[Fault]:
    """Adopted texts against their hashes, and adoptions against the events that tell of them."""
    texts = current_session().execute(select(m.AdoptedText.hash, m.AdoptedText.body))
    held = {hash_: digest(body) for hash_, body in texts}
    for hash_, found in held.items():
        if hash_ != found:
            yield Fault("register", AUTHORITY_STREAM, 0, "text_changed")
    told = select(m.Event.body).where(m.Event.stream_id == AUTHORITY_STREAM, m.Event.type == TEXT_ADOPTED)
    events = sorted(current_session().scalars(told))
    rows = sorted(adopted_fields())
    if events != rows:
        yield Fault("register", AUTHORITY_STREAM, 0, "adoptions_differ")
