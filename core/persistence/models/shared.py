"""Tables that belong to no one council: small, and without a resident's data."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.persistence.db import Base
from core.persistence.models.columns import Hash, Key, Ref, table_args

_WAITING = text("done IS NULL")


class Authority(Base):
    """A council or arm's-length body of the deployment."""

    __tablename__ = "authority"
    __table_args__ = table_args("shared", "rules", UniqueConstraint("prefix"))

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str]
    prefix: Mapped[str] = mapped_column(String(8))
    lifecycle: Mapped[str] = mapped_column(String(10))
    partnership: Mapped[str] = mapped_column(String(40))
    parent: Mapped[str] = mapped_column(String(40))
    nation: Mapped[str] = mapped_column(String(20))
    plugins: Mapped[str]
    languages: Mapped[str]
    config_version: Mapped[int]
    demo: Mapped[bool]
    created_at: Mapped[datetime]


class AuthorityHost(Base):
    """A canonical host name (lower case, no port, no trailing dot) and the council it is for."""

    __tablename__ = "authority_host"
    __table_args__ = table_args("shared", "rules", Index(None, "authority_id"))

    host: Mapped[str] = mapped_column(String(255), primary_key=True)
    authority_id: Mapped[str] = mapped_column(ForeignKey("authority.code"))


class Identity(Base):
    """A member of staff, once, however many councils they work for. Password and second factor are their own.

    Sessions that began before `sessions_from` are over, at every council.
    """

    __tablename__ = "identity"
    __table_args__ = table_args("shared", "staff", UniqueConstraint("email"))

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(320))
    name: Mapped[str]
    password_hash: Mapped[str]
    totp_secret: Mapped[str]
    totp_last_step: Mapped[int]
    sessions_from: Mapped[datetime]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class BackupCode(Base):
    """A way in without the second factor's device, once."""

    __tablename__ = "backup_code"
    __table_args__ = table_args("shared", "secret")

    identity_id: Mapped[Key] = mapped_column(ForeignKey("identity.id"))
    hash: Mapped[Hash] = mapped_column(primary_key=True)
    used_at: Mapped[datetime | None]


class Membership(Base):
    """A member of staff's dated place at one council: JSON lists of role keys and of service keys."""

    __tablename__ = "membership"
    __table_args__ = table_args(
        "shared", "staff", UniqueConstraint("authority_id", "identity_id", "begins"), Index(None, "identity_id")
    )

    id: Mapped[Key]
    authority_id: Mapped[str] = mapped_column(ForeignKey("authority.code"))
    identity_id: Mapped[Ref] = mapped_column(ForeignKey("identity.id"))
    roles: Mapped[str]
    services: Mapped[str]
    begins: Mapped[datetime]
    ends: Mapped[datetime | None]
    granted_by: Mapped[str]
    created_at: Mapped[datetime]


class Invite(Base):
    """An invitation to work for one council; only the hash of its token is kept."""

    __tablename__ = "invite"
    __table_args__ = table_args("shared", "staff", Index(None, "authority_id", "email"))

    token_hash: Mapped[Hash] = mapped_column(primary_key=True)
    authority_id: Mapped[str] = mapped_column(ForeignKey("authority.code"))
    email: Mapped[str] = mapped_column(String(320))
    name: Mapped[str]
    roles: Mapped[str]
    services: Mapped[str]
    invited_by: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Throttle(Base):
    """How often something was tried. The key is a keyed hash that covers the council."""

    __tablename__ = "throttle"
    __table_args__ = table_args("shared", "secret", Index(None, "window_start"))

    key: Mapped[Hash] = mapped_column(primary_key=True)
    window_start: Mapped[datetime]
    hits: Mapped[int]
    blocked_until: Mapped[datetime | None]


class Task(Base):
    """Work for the worker: what, whose and when. `payload` holds ids only, as JSON."""

    __tablename__ = "task"
    __table_args__ = table_args(
        "shared",
        "case",
        UniqueConstraint("once"),
        Index(
            "ix_task_waiting",
            "due",
            "taken_until",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(80))
    authority_id: Mapped[str] = mapped_column(String(40))
    once: Mapped[str] = mapped_column(String(200))
    due: Mapped[datetime]
    taken_until: Mapped[datetime]
    done: Mapped[datetime | None]
    attempts: Mapped[int]
    last_error: Mapped[str] = mapped_column(String(80))
    payload: Mapped[str]
    created_at: Mapped[datetime]
