"""People, what they sent as it came, and forms they have not finished."""

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.persistence.models.columns import Code, Hash, Key, Ref, Scoped, belongs_to, table_args


class Person(Scoped):
    """A person of one council, as they told us."""

    __tablename__ = "person"
    __table_args__ = table_args("words", "personal", Index(None, "authority_id", "email"))

    id: Mapped[Key]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(String(320))
    phone: Mapped[str]
    postcode: Mapped[str]
    address: Mapped[str]
    prefers: Mapped[str]
    language: Mapped[str] = mapped_column(String(5))
    contact_notes: Mapped[str]
    adjustments: Mapped[str]
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]


class Submission(Scoped):
    """What arrived by a channel. `key` makes a repeat harmless."""

    __tablename__ = "submission"
    __table_args__ = table_args(
        "words",
        "personal",
        UniqueConstraint("authority_id", "key"),
        Index(None, "authority_id", "case_id"),
        belongs_to("case_file", "case_id"),
    )

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(200))
    channel: Mapped[Code]
    received_at: Mapped[datetime]
    raw: Mapped[str]
    case_id: Mapped[Ref | None]


class JourneyDraft(Scoped):
    """An unfinished form, kept for the browser that holds the token."""

    __tablename__ = "journey_draft"
    __table_args__ = table_args("own", "personal", Index(None, "authority_id", "expires_at"))

    token_hash: Mapped[Hash] = mapped_column(primary_key=True)
    data: Mapped[str]
    step: Mapped[Code]
    version: Mapped[int]
    updated_at: Mapped[datetime]
    expires_at: Mapped[datetime]
