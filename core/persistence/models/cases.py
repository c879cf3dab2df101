"""Projections of a case, written in the same transaction as its events; no words of a person are in them."""

from datetime import date, datetime

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.persistence.models.columns import Code, Hash, Key, Ref, Scoped, belongs_to, table_args

_OPEN = text("status = 'open'")
_BYTEWISE = String(80).with_variant(String(80, collation="C"), "postgresql")  # so that a prefix is a range of the key


class CaseFile(Scoped):
    """A case as lists show it. `queue_day` is `next_due`, or the last day there is, so that lists page by key."""

    __tablename__ = "case_file"
    __table_args__ = table_args(
        "projection",
        "case",
        UniqueConstraint("authority_id", "reference"),
        Index("ix_case_file_queue", "authority_id", "queue_day", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(
            "ix_case_file_owner", "authority_id", "owner", "queue_day", "id", sqlite_where=_OPEN, postgresql_where=_OPEN
        ),
        Index("ix_case_file_type", "authority_id", "type", "status", "received_at", "id"),
        Index("ix_case_file_received", "authority_id", "received_at", "id"),
        Index("ix_case_file_person", "authority_id", "person_id"),
    )

    id: Mapped[Key]
    reference: Mapped[str] = mapped_column(String(40))
    type: Mapped[Code]
    status: Mapped[str] = mapped_column(String(10))
    procedure: Mapped[Code]
    procedure_version: Mapped[Code]
    stage: Mapped[Code]
    state: Mapped[Code]
    service: Mapped[Code]
    channel: Mapped[Code]
    received_at: Mapped[datetime]
    received_on: Mapped[date]
    logged_at: Mapped[datetime]
    person_id: Mapped[Ref | None]
    owner: Mapped[Ref | None]
    summary_id: Mapped[Ref | None]
    wanted_id: Mapped[Ref | None]
    origin: Mapped[Ref | None]
    next_due: Mapped[date | None]
    next_clock: Mapped[Code]
    next_firm: Mapped[bool]
    queue_day: Mapped[date]
    waiting: Mapped[Code]
    reply_by: Mapped[date | None]
    issues: Mapped[int]
    open_issues: Mapped[int]
    open_actions: Mapped[int]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]
    head_seq: Mapped[int]
    head_hash: Mapped[Hash]


class TrackRow(Scoped):
    """A procedure being followed inside a case."""

    __tablename__ = "track_row"
    __table_args__ = table_args(
        "projection",
        "case",
        belongs_to("case_file", "case_id"),
        Index(None, "authority_id", "procedure_hash", "status", "case_id"),
    )

    case_id: Mapped[Key]
    no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    procedure: Mapped[Code]
    version: Mapped[Code]
    procedure_hash: Mapped[Hash]
    stage: Mapped[Code]
    state: Mapped[Code]
    status: Mapped[str] = mapped_column(String(20))
    handler: Mapped[Ref | None]


class IssueRow(Scoped):
    """One point inside a case."""

    __tablename__ = "issue_row"
    __table_args__ = table_args("projection", "case", belongs_to("case_file", "case_id"))

    case_id: Mapped[Key]
    no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    track: Mapped[int]
    service: Mapped[Code]
    status: Mapped[str] = mapped_column(String(20))
    ground: Mapped[Code]
    finding: Mapped[Code]
    finding_stage: Mapped[Code]
    words_id: Mapped[Ref | None]


class ClockRow(Scoped):
    """A date that a track, or the case itself (track 0), is held to; `last_due` is the original one if it was moved."""

    __tablename__ = "clock_row"
    __table_args__ = table_args(
        "projection",
        "case",
        belongs_to("case_file", "case_id"),
        Index("ix_clock_row_due", "authority_id", "state", "due", "case_id"),
    )

    case_id: Mapped[Key]
    track: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    clock: Mapped[Code] = mapped_column(primary_key=True)
    due: Mapped[date | None]
    was_due: Mapped[date | None]
    firm: Mapped[bool]
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    met: Mapped[date | None]


class ActionRow(Scoped):
    """A remedy that was promised, by when, and whether it is done."""

    __tablename__ = "action_row"
    __table_args__ = table_args(
        "projection", "case", belongs_to("case_file", "case_id"), Index(None, "authority_id", "done", "by")
    )

    case_id: Mapped[Key]
    remedy: Mapped[Code] = mapped_column(primary_key=True)
    issue: Mapped[int]
    kind: Mapped[Code]
    words_id: Mapped[Ref | None]
    by: Mapped[date | None]
    pounds: Mapped[str] = mapped_column(String(20))
    done: Mapped[date | None]


class FactRow(Scoped):
    """A day on which a named fact of a track happened or was stated."""

    __tablename__ = "fact_row"
    __table_args__ = table_args("projection", "case", belongs_to("case_file", "case_id"))

    case_id: Mapped[Key]
    track: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    fact: Mapped[Code] = mapped_column(primary_key=True)
    on: Mapped[date]
    at: Mapped[datetime | None]


class SearchToken(Scoped):
    """A word under which a case is found. The council comes first, so that row security costs nothing.

    It refers to its case without a foreign key: there are dozens for each case, made with it and mended by a rebuild,
    and checking every one would cost more than writing it. Lists join them by council and case.
    """

    __tablename__ = "search_token"
    __table_args__ = table_args("projection", "personal", Index(None, "authority_id", "case_id"))

    token: Mapped[str] = mapped_column(_BYTEWISE, primary_key=True)
    case_id: Mapped[Key]
    weight: Mapped[int] = mapped_column()
