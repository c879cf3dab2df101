"""Letters of the council in scope: as sent, and as somebody is writing them."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, bindparam, delete, select, update

from core.domain.record import commit_to
from core.ids import is_id, new_id
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.direct import ours, read_rows
from core.persistence.repositories.common import changed
from core.persistence.scope import current_authority
from core.persistence.words import KEY_BYTES

Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter as it leaves: the canonical document, what was made of it, and whom it went to. `to` is an address.

    `seal_key` is the random key of the commitment to it (`commitment_to`), destroyed with the letter.
    """

    id: str
    case_id: str
    track: int
    key: str
    subject: str
    document: str
    html: str
    text: str
    pdf: bytes
    digest: str
    channel: str
    to: str
    sent_at: datetime
    sent_by: str
    seal_key: bytes
    outbox_id: str | None = None


@dataclass(frozen=True, slots=True)
class LetterSummary:
    """What lists show. `sent_by` is the actor's key."""

    id: str
    case_id: str
    track: int
    key: str
    subject: str
    channel: str
    sent_at: datetime
    sent_by: str
    outbox_id: str | None


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A draft as it was typed; `version` rises with each change, `case_seq` is the last event its author had seen."""

    id: str
    version: int
    case_seq: int
    typed: dict[str, list[str]]
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Where a draft stands: the track and the move (or the other act) that it tells of."""

    track: int
    move: str
    updated_at: datetime


_COMMITTED = (
    "id", "case_id", "track", "key", "subject", "document", "html", "text", "digest", "channel", "to", "sent_by",
)  # fmt: skip
_WHOLE = tuple(getattr(m.Letter, name) for name in NewLetter.__slots__)
_LETTER = select(*_WHOLE).where(ours(m.Letter), m.Letter.id == bindparam("wanted"))
_LETTERS = (
    select(*(getattr(m.Letter, name) for name in LetterSummary.__slots__))
    .where(ours(m.Letter), m.Letter.case_id == bindparam("case"))
    .order_by(m.Letter.sent_at, m.Letter.id)
)
_d = m.LetterDraft
_MINE = (ours(_d), _d.case_id == bindparam("case"), _d.author == bindparam("author"))
_DRAFT = select(_d.id, _d.version, _d.case_seq, _d.sections, _d.updated_at).where(
    *_MINE, _d.track == bindparam("track"), _d.move == bindparam("move")
)
_DRAFTS = select(_d.track, _d.move, _d.updated_at).where(*_MINE).order_by(_d.updated_at.desc())


def new_seal_key() -> bytes:
    """A random key for the commitment to one letter."""
    return secrets.token_bytes(KEY_BYTES)


def commitment_to(letter: NewLetter) -> str:
    """The keyed commitment to all of a letter but the message that carried it: what its event holds.

    Raises ValueError for a key that is too short.
    """
    told = [getattr(letter, name) for name in _COMMITTED]
    told += [letter.sent_at.astimezone(UTC).isoformat(), hashlib.sha256(letter.pdf).hexdigest()]
    return commit_to(letter.seal_key, json.dumps(told, ensure_ascii=False, separators=(",", ":")))


def add_letter(letter: NewLetter) -> None:
    """Keep a letter as sent; it is never changed."""
    values = {name: getattr(letter, name) for name in NewLetter.__slots__}
    session = current_session()
    session.add(m.Letter(authority_id=current_authority(), **values))
    session.flush()


def note_outbox(letter_id: str, outbox_id: str) -> None:
    """Remember the message that carried a letter."""
    change = update(m.Letter).where(m.Letter.id == letter_id).values(outbox_id=outbox_id)
    current_session().execute(change.execution_options(synchronize_session=False))


def letters_of(case_id: str) -> tuple[LetterSummary, ...]:
    """The letters of a case, oldest first."""
    return tuple(LetterSummary(*row) for row in read_rows(_LETTERS, case=case_id))


def letter(id_: str) -> NewLetter | None:
    """A letter as it was sent; None also for what cannot be an id."""
    if not is_id(id_):
        return None
    found = read_rows(_LETTER, wanted=id_)
    return NewLetter(*found[0]) if found else None


def commitments_of(case_ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """By case, what each of its letters as it is now would be committed to with; "" without a proper key."""
    found: dict[str, dict[str, str]] = {case_id: {} for case_id in case_ids}
    query = select(*_WHOLE).where(m.Letter.case_id.in_(case_ids)).execution_options(yield_per=100)
    for row in current_session().execute(query):
        kept = NewLetter(*row)
        found[kept.case_id][kept.id] = commitment_to(kept) if len(kept.seal_key) >= KEY_BYTES else ""
    return found


def erase_letters(case_id: str) -> None:
    """Destroy the letters of a case with their keys, and the drafts. The caller records it (`WordsErased`).

    The messages that carried them go first (`erase_messages`).
    """
    changed(delete(m.LetterDraft).where(m.LetterDraft.case_id == case_id))
    changed(delete(m.Letter).where(m.Letter.case_id == case_id))


def draft(case_id: str, track: int, move: str, author: str) -> LetterDraft | None:
    """The draft of that author for that move."""
    found = read_rows(_DRAFT, case=case_id, track=track, move=move, author=author)
    if not found:
        return None
    row = found[0]
    return LetterDraft(row.id, row.version, row.case_seq, json.loads(row.sections), row.updated_at)


def drafts_on(case_id: str, author: str) -> tuple[DraftPlace, ...]:
    """The drafts of that author on a case, the latest first, without their words."""
    return tuple(DraftPlace(*row) for row in read_rows(_DRAFTS, case=case_id, author=author))


def put_draft(
    case_id: str, track: int, move: str, author: str, typed: Typed, version: int, seen: int, now: datetime
) -> int:
    """Keep a draft that was read at `version` (0 for a new one); its new version, 0 when another tab was quicker."""
    body = json.dumps({name: list(values) for name, values in typed.items()}, ensure_ascii=False, sort_keys=True)
    if version:
        mine = update(m.LetterDraft).where(*_place(case_id, track, move, author), m.LetterDraft.version == version)
        new = {"sections": body, "version": version + 1, "case_seq": seen, "updated_at": now}
        return version + 1 if changed(mine.values(**new)) == 1 else 0
    if draft(case_id, track, move, author) is not None:
        return 0
    session = current_session()
    session.add(
        m.LetterDraft(
            authority_id=current_authority(),
            id=new_id(),
            case_id=case_id,
            track=track,
            move=move,
            author=author,
            version=1,
            case_seq=seen,
            sections=body,
            updated_at=now,
        )
    )
    session.flush()
    return 1


def drop_draft(case_id: str, track: int, move: str, author: str) -> bool:
    """Forget a draft: it became a letter, or its author says so."""
    return changed(delete(m.LetterDraft).where(*_place(case_id, track, move, author))) == 1


def _place(case_id: str, track: int, move: str, author: str) -> tuple[ColumnElement[bool], ...]:
    d = m.LetterDraft
    return d.case_id == case_id, d.track == track, d.move == move, d.author == author
