"""Sessions and links: the server's side of every token. Only hashes of tokens are kept."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.persistence.models.columns import Hash, Ref, Scoped, belongs_to, table_args


class StaffSession(Scoped):
    """A member of staff signed in at one council. `data` is JSON."""

    __tablename__ = "staff_session"
    __table_args__ = table_args(
        "own",
        "secret",
        Index(None, "authority_id", "identity_id"),
        Index(None, "authority_id", "membership_id"),
        Index(None, "authority_id", "expires_at"),
    )

    token_hash: Mapped[Hash] = mapped_column(primary_key=True)
    membership_id: Mapped[Ref]
    identity_id: Mapped[Ref]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    second_factor_at: Mapped[datetime | None]
    data: Mapped[str]


class PublicSession(Scoped):
    """A browser on a council's public pages; `case_id` once it has proven that it may follow that case."""

    __tablename__ = "public_session"
    __table_args__ = table_args("own", "secret", Index(None, "authority_id", "expires_at"))

    token_hash: Mapped[Hash] = mapped_column(primary_key=True)
    case_id: Mapped[Ref | None]
    person_id: Mapped[Ref | None]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    data: Mapped[str]


class FollowLink(Scoped):
    """A mailed link that opens one case once, in the browser that asked or with the short code."""

    __tablename__ = "follow_link"
    __table_args__ = table_args(
        "own", "secret", Index(None, "authority_id", "case_id"), belongs_to("case_file", "case_id")
    )

    token_hash: Mapped[Hash] = mapped_column(primary_key=True)
    id: Mapped[Ref]
    case_id: Mapped[Ref]
    purpose: Mapped[str] = mapped_column(String(20))
    code_hash: Mapped[str] = mapped_column(String(128))
    browser_hash: Mapped[str] = mapped_column(String(64))
    tries: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
