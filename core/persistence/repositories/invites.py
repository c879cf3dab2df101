"""Invitations to work for one council: used once, for a few days, by whoever gets mail at the address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from core.persistence.db import current_session
from core.persistence.models import Invite
from core.persistence.repositories.common import changed, listed, unlisted
from core.persistence.repositories.identities import canonical_email


@dataclass(frozen=True, slots=True)
class Invitation:
    """What was offered. `state` is open, used, revoked or expired."""

    token_hash: str
    authority: str
    email: str
    name: str
    roles: tuple[str, ...]
    services: tuple[str, ...]
    invited_by: str
    created_at: datetime
    expires_at: datetime
    state: str


def invite(
    authority: str,
    token_hash: str,
    *,
    email: str,
    name: str,
    roles: Iterable[str],
    services: Iterable[str] = (),
    invited_by: str,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Keep a new invitation; an open one to the same address is revoked. Raises ValueError for a bad address."""
    address = canonical_email(email)
    if not address or not token_hash:
        raise ValueError("an invitation needs an address and a token")
    revoke(authority, address, now)
    session = current_session()
    session.add(
        Invite(
            token_hash=token_hash,
            authority_id=authority,
            email=address,
            name=name,
            roles=listed(roles),
            services=listed(services),
            invited_by=invited_by,
            created_at=now,
            expires_at=expires_at,
            used_at=None,
            revoked_at=None,
        )
    )
    session.flush()


def open_invitation(authority: str, token_hash: str, now: datetime) -> Invitation | None:
    """The invitation of that token at that council, if it can still be used."""
    row = _row(authority, token_hash)
    found = _told(row, now) if row else None
    return found if found and found.state == "open" else None


def use(authority: str, token_hash: str, now: datetime) -> Invitation | None:
    """Use an invitation up and return it; None when it cannot be used (any more)."""
    unused = update(Invite).where(
        Invite.token_hash == token_hash,
        Invite.authority_id == authority,
        Invite.used_at.is_(None),
        Invite.revoked_at.is_(None),
        Invite.expires_at > now,
    )
    if not token_hash or changed(unused.values(used_at=now)) != 1:
        return None
    current_session().expire_all()
    row = _row(authority, token_hash)
    return _told(row, now) if row else None


def revoke(authority: str, email: str, now: datetime) -> int:
    """Revoke the open invitations of a council to an address; how many there were."""
    unused = update(Invite).where(
        Invite.authority_id == authority,
        Invite.email == canonical_email(email),
        Invite.used_at.is_(None),
        Invite.revoked_at.is_(None),
    )
    return changed(unused.values(revoked_at=now))


def invitations(authority: str, now: datetime) -> tuple[Invitation, ...]:
    """Every invitation of a council, newest first."""
    query = select(Invite).where(Invite.authority_id == authority).order_by(Invite.created_at.desc(), Invite.email)
    return tuple(_told(row, now) for row in current_session().scalars(query))


def _row(authority: str, token_hash: str) -> Invite | None:
    mine = select(Invite).where(Invite.token_hash == token_hash, Invite.authority_id == authority)
    return current_session().scalar(mine) if token_hash else None


def _told(row: Invite, now: datetime) -> Invitation:
    state = "used" if row.used_at else "revoked" if row.revoked_at else "expired" if row.expires_at <= now else "open"
    return Invitation(
        token_hash=row.token_hash,
        authority=row.authority_id,
        email=row.email,
        name=row.name,
        roles=unlisted(row.roles),
        services=unlisted(row.services),
        invited_by=row.invited_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
        state=state,
    )
