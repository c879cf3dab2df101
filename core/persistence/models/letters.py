"""Letters as sent and as being written, and the messages that wait to leave."""

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.persistence.models.columns import Code, Hash, Key, Ref, Scoped, belongs_to, table_args


class Letter(Scoped):
    """What we said to a person, kept as sent: the document, and the HTML, text and PDF made from it.

    `seal_key` is the key of the record's commitment to it.
    """

    __tablename__ = "letter"
    __table_args__ = table_args(
        "words", "personal", belongs_to("case_file", "case_id"), Index(None, "authority_id", "case_id", "sent_at")
    )

    id: Mapped[Key]
    case_id: Mapped[Ref]
    track: Mapped[int]
    key: Mapped[Code]
    subject: Mapped[str]
    document: Mapped[str]
    html: Mapped[str]
    text: Mapped[str]
    pdf: Mapped[bytes]
    digest: Mapped[Hash]
    channel: Mapped[Code]
    to: Mapped[str]
    sent_at: Mapped[datetime]
    sent_by: Mapped[str]
    seal_key: Mapped[bytes]
    outbox_id: Mapped[Ref | None]


class LetterDraft(Scoped):
    """A letter being written for a move of a track, by one author; `version` guards against a second tab."""

    __tablename__ = "letter_draft"
    __table_args__ = table_args(
        "own",
        "personal",
        belongs_to("case_file", "case_id"),
        UniqueConstraint("authority_id", "case_id", "track", "move", "author"),
    )

    id: Mapped[Key]
    case_id: Mapped[Ref]
    track: Mapped[int]
    move: Mapped[Code]
    author: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    case_seq: Mapped[int]
    sections: Mapped[str]
    updated_at: Mapped[datetime]


class Outbox(Scoped):
    """A message that leaves after the commit: one key and one Message-ID, however often it is tried."""

    __tablename__ = "outbox"
    __table_args__ = table_args(
        "words",
        "personal",
        UniqueConstraint("authority_id", "key"),
        UniqueConstraint("authority_id", "message_id"),
        Index(None, "authority_id", "state", "next_try"),
        Index(None, "authority_id", "created_at", "id"),
        belongs_to("letter", "letter_id"),
    )

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(200))
    message_id: Mapped[str] = mapped_column(String(255))
    kind: Mapped[Code]
    case_id: Mapped[Ref | None]
    to_address: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    letter_id: Mapped[Ref | None]
    state: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int]
    created_at: Mapped[datetime]
    next_try: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(80))
