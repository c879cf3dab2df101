"""The record: events in streams, the words they point to, adopted rules, heads of days, and the log of reads."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.persistence.models.columns import Code, Hash, Key, Ref, Scoped, table_args


class Event(Scoped):
    """One thing that happened. `body` is kept as the very text that was hashed; `step` is its place in its command."""

    __tablename__ = "event"
    __table_args__ = table_args(
        "event",
        "case",
        UniqueConstraint("authority_id", "command_id", "step"),
        CheckConstraint("seq > 0", name="seq_from_one"),
        Index(None, "authority_id", "at"),
    )

    stream_id: Mapped[Key]
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stream_kind: Mapped[str] = mapped_column(String(10))
    type: Mapped[Code]
    schema: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[str]
    command_id: Mapped[str] = mapped_column(String(64))
    step: Mapped[int]
    engine: Mapped[int]
    calendar: Mapped[str]
    plugins: Mapped[str]
    prev: Mapped[Hash]
    body: Mapped[str]
    hash: Mapped[Hash]


class DailyHead(Scoped):
    """The heads of all streams of a council that moved on a day, under one digest that chains to the day before.

    `heads` lists them, a line each: stream, number and hash of its last event. What is loaded later with an earlier
    date (history, a demo, a transfer) therefore leaves the anchors of those days as they are; an event of the council's
    own stream tells of the loading, and anything else that turns up on an anchored day is a fault.
    """

    __tablename__ = "daily_head"
    __table_args__ = table_args("event", "case")

    day: Mapped[date] = mapped_column(primary_key=True)
    streams: Mapped[int]
    events: Mapped[int]
    heads: Mapped[str]
    digest: Mapped[Hash]
    prev: Mapped[Hash]
    created_at: Mapped[datetime]


class Words(Scoped):
    """What somebody wrote, with the random key of its commitment: destroyed together, the chain stays whole."""

    __tablename__ = "words"
    __table_args__ = table_args("words", "personal", Index(None, "authority_id", "stream_id"))

    id: Mapped[Key]
    stream_id: Mapped[Ref]
    field: Mapped[Code]
    key: Mapped[bytes]
    body: Mapped[str]


class AdoptedText(Scoped):
    """The bytes of a procedure or calendar that a council adopted, once, under their hash."""

    __tablename__ = "adopted_text"
    __table_args__ = table_args("event", "rules")

    hash: Mapped[Hash] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[Code]
    version: Mapped[Code]
    body: Mapped[bytes]


class Adoption(Scoped):
    """From when a text is in force at a council (`from_`, to the minute), who entered it (`by`) and on what authority
    (`note`). `approved_by` names an officer or body as the decision does: it is no text of a person's case."""

    __tablename__ = "adoption"
    __table_args__ = table_args("event", "rules", Index(None, "authority_id", "kind", "key", "from"))

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[Code]
    version: Mapped[Code]
    hash: Mapped[Hash]
    from_: Mapped[datetime] = mapped_column("from")
    by: Mapped[str]
    note: Mapped[str]
    loaded: Mapped[bool]
    approved_by: Mapped[str] = mapped_column(server_default="")
    remark: Mapped[str] = mapped_column(server_default="")
    created_at: Mapped[datetime]


class ReadLog(Scoped):
    """Who looked at what, when and why."""

    __tablename__ = "read_log"
    __table_args__ = table_args("event", "staff", Index(None, "authority_id", "case_id", "at"))

    id: Mapped[Key]
    at: Mapped[datetime]
    actor: Mapped[str]
    case_id: Mapped[Ref | None]
    what: Mapped[Code]
    why: Mapped[str]
