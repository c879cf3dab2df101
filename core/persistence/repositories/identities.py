"""Members of staff: one identity each, with a dated membership of every council that they work for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Update, and_, bindparam, or_, select, update

from core.ids import new_id
from core.persistence.db import Instant, current_session
from core.persistence.direct import read_shared
from core.persistence.models import BackupCode, Identity, Membership
from core.persistence.repositories.common import changed, listed, unlisted


@dataclass(frozen=True, slots=True)
class Person:
    """Who signs in. `totp_secret` is "" until a second factor is set up."""

    id: str
    email: str
    name: str
    password_hash: str
    totp_secret: str
    disabled: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A person's place at one council."""

    id: str
    authority: str
    identity_id: str
    email: str
    name: str
    roles: tuple[str, ...]
    services: tuple[str, ...]
    begins: datetime
    ends: datetime | None


class AlreadyMember(ValueError):
    """The person has a place at this council already."""


def canonical_email(given: str) -> str:
    """A staff address as it is kept and looked for. "" unless it is plain ASCII with one "@": letters that merely
    fold to ASCII would let a look-alike stand for somebody else."""
    address = given.strip()
    name, at, domain = address.partition("@")
    if not address.isascii() or not at or not name or "." not in domain or "@" in domain or len(address) > 320:
        return ""
    return "" if any(letter.isspace() or ord(letter) < 33 for letter in address) else address.lower()


def add_identity(email: str, name: str, now: datetime, password_hash: str = "") -> str:
    """Make an identity; its id. Raises ValueError for an address that is none; a taken one fails at the flush."""
    address = canonical_email(email)
    if not address:
        raise ValueError("no e-mail address that staff can sign in with")
    session = current_session()
    made = Identity(
        id=new_id(),
        email=address,
        name=name,
        password_hash=password_hash,
        totp_secret="",
        totp_last_step=0,
        sessions_from=now,
        created_at=now,
        disabled_at=None,
    )
    session.add(made)
    session.flush()
    return made.id


def identity(id_: str) -> Person | None:
    """The identity with that id."""
    return _person(current_session().scalar(select(Identity).where(Identity.id == id_)))


def identity_of(email: str) -> Person | None:
    """The identity with that address, however its letters' case was typed; never one for an empty address."""
    address = canonical_email(email)
    return _person(current_session().scalar(select(Identity).where(Identity.email == address))) if address else None


def set_password(id_: str, password_hash: str, now: datetime) -> None:
    """Replace the password; every session begun before is over, at every council."""
    _change(id_, password_hash=password_hash, sessions_from=now)


def set_password_hash(id_: str, password_hash: str) -> None:
    """The same password under newer parameters; sessions go on."""
    _change(id_, password_hash=password_hash)


def set_totp(id_: str, secret: str, now: datetime) -> None:
    """Replace the second factor; every session begun before is over."""
    _change(id_, totp_secret=secret, totp_last_step=0, sessions_from=now)


def disable(id_: str, now: datetime) -> None:
    """Nobody signs in as this person any more, and nobody stays signed in."""
    _change(id_, disabled_at=now, sessions_from=now)


def use_totp_step(id_: str, step: int) -> bool:
    """Note that the code of this time step was used; False when it, or a later one, was used before."""
    unused = update(Identity).where(Identity.id == id_, Identity.totp_last_step < step)
    return changed(unused.values(totp_last_step=step)) == 1


def replace_backup_codes(id_: str, hashes: Iterable[str]) -> None:
    """New backup codes; unused old ones no longer work."""
    session = current_session()
    for code in session.scalars(select(BackupCode).where(BackupCode.identity_id == id_)):
        session.delete(code)
    session.flush()
    session.add_all(BackupCode(identity_id=id_, hash=each, used_at=None) for each in hashes)
    session.flush()


def use_backup_code(id_: str, code_hash: str, now: datetime) -> bool:
    """Use a backup code up; False when it is none, or was used before."""
    unused = update(BackupCode).where(
        BackupCode.identity_id == id_, BackupCode.hash == code_hash, BackupCode.used_at.is_(None)
    )
    return changed(unused.values(used_at=now)) == 1


def grant(
    authority: str,
    identity_id: str,
    *,
    roles: Iterable[str],
    services: Iterable[str] = (),
    begins: datetime,
    ends: datetime | None = None,
    granted_by: str,
) -> str:
    """Give a person a place at a council; its id. Raises AlreadyMember while they have one that has not ended."""
    session = current_session()
    taken = select(Membership.id).where(
        Membership.authority_id == authority,
        Membership.identity_id == identity_id,
        or_(Membership.ends.is_(None), Membership.ends > begins),
    )
    if session.scalar(taken):
        raise AlreadyMember(f"already a member of {authority}")
    made = Membership(
        id=new_id(),
        authority_id=authority,
        identity_id=identity_id,
        roles=listed(roles),
        services=listed(services),
        begins=begins,
        ends=ends,
        granted_by=granted_by,
        created_at=begins,
    )
    session.add(made)
    session.flush()
    return made.id


def set_roles(authority: str, membership_id: str, roles: Iterable[str], services: Iterable[str]) -> bool:
    """Change what a member may do, from their next request on; False when this council has no such member."""
    return changed(_of(authority, membership_id).values(roles=listed(roles), services=listed(services))) == 1


def end_membership(authority: str, membership_id: str, now: datetime) -> bool:
    """End a place at a council, from the next request on; False when this council has no such member."""
    return changed(_of(authority, membership_id).values(ends=now)) == 1


def member(authority: str, membership_id: str) -> Member | None:
    """A council's member, past ones included, so that old cases can name who acted."""
    found = read_shared(_ONE, authority=authority, membership=membership_id)
    return as_member(found[0]) if found else None


def members(authority: str, now: datetime) -> tuple[Member, ...]:
    """Who works for a council now, by name; people whose identity is disabled are left out."""
    return tuple(map(as_member, read_shared(_PRESENT, authority=authority, now=now)))


def membership_of(authority: str, identity_id: str, now: datetime) -> Member | None:
    """The person's place at the council now."""
    mine = _MEMBERS.where(Membership.authority_id == authority, Membership.identity_id == identity_id, current(now))
    found = current_session().execute(mine).first()
    return as_member(found) if found else None


def councils_of(identity_id: str, now: datetime) -> tuple[str, ...]:
    """The codes of the councils that a person works for now: for their own list of links, nothing else."""
    query = select(Membership.authority_id).where(Membership.identity_id == identity_id, current(now))
    return tuple(current_session().scalars(query.order_by(Membership.authority_id)))


def current(now: Any) -> ColumnElement[bool]:
    """That a membership has begun and not ended."""
    return and_(Membership.begins <= now, or_(Membership.ends.is_(None), Membership.ends > now))


AS_MEMBER = (
    Membership.id,
    Membership.authority_id,
    Identity.id,
    Identity.email,
    Identity.name,
    Membership.roles,
    Membership.services,
    Membership.begins,
    Membership.ends,
)
"""What a `Member` says, column by column: whole rows would bring secrets along, and take three times as long."""

_MEMBERS = select(*AS_MEMBER).select_from(Membership).join(Identity, Identity.id == Membership.identity_id)
_OF_COUNCIL = _MEMBERS.where(Membership.authority_id == bindparam("authority"))
_ONE = _OF_COUNCIL.where(Membership.id == bindparam("membership"))
_PRESENT = _OF_COUNCIL.where(current(bindparam("now", type_=Instant())), Identity.disabled_at.is_(None)).order_by(
    Identity.name, Membership.id
)


def as_member(row: Sequence[Any]) -> Member:
    """The columns of `AS_MEMBER` as one value."""
    *who, roles, services, begins, ends = row
    return Member(*who, unlisted(roles), unlisted(services), begins, ends)


def _of(authority: str, membership_id: str) -> Update:
    return update(Membership).where(Membership.authority_id == authority, Membership.id == membership_id)


def _change(id_: str, **values: object) -> None:
    changed(update(Identity).where(Identity.id == id_).values(**values))
    current_session().expire_all()


def _person(row: Identity | None) -> Person | None:
    if row is None:
        return None
    return Person(row.id, row.email, row.name, row.password_hash, row.totp_secret, row.disabled_at is not None)
