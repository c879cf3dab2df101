"""Staff signed in at the council in scope, browsers on its public pages, and mailed links to a case."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Update, bindparam, delete, select, update

from core.ids import new_id
from core.persistence.db import Instant, current_session
from core.persistence.direct import ours, read_rows
from core.persistence.models import FollowLink, Identity, Membership, PublicSession, StaffSession
from core.persistence.repositories.common import changed
from core.persistence.repositories.identities import AS_MEMBER, Member, as_member, current


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session of a member of staff. Without `second_factor_at` the sign-in is only half done."""

    token_hash: str
    member: Member
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    second_factor_at: datetime | None
    data: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser on public pages; `case_id` is the case that it has proven it may follow."""

    token_hash: str
    case_id: str | None
    person_id: str | None
    expires_at: datetime
    data: str


@dataclass(frozen=True, slots=True)
class Link:
    """A mailed link to one case that can still be used."""

    id: str
    case_id: str
    purpose: str
    code_hash: str
    browser_hash: str
    tries: int
    expires_at: datetime


_NOW = bindparam("now", type_=Instant())
_STAFF = (
    select(
        *AS_MEMBER,
        StaffSession.created_at,
        StaffSession.seen_at,
        StaffSession.expires_at,
        StaffSession.second_factor_at,
        StaffSession.data,
    )
    .select_from(StaffSession)
    .join(Membership, Membership.id == StaffSession.membership_id)
    .join(Identity, Identity.id == StaffSession.identity_id)
    .where(
        ours(StaffSession),
        StaffSession.token_hash == bindparam("token"),
        StaffSession.expires_at > _NOW,
        StaffSession.seen_at > bindparam("used_since", type_=Instant()),
        Membership.authority_id == StaffSession.authority_id,
        Membership.identity_id == Identity.id,
        current(_NOW),
        Identity.disabled_at.is_(None),
        StaffSession.created_at >= Identity.sessions_from,
    )
)
_VISIT = select(*(getattr(PublicSession, name) for name in Visit.__slots__)).where(
    ours(PublicSession), PublicSession.token_hash == bindparam("token"), PublicSession.expires_at > _NOW
)


def start_staff_session(
    token_hash: str,
    member: Member,
    now: datetime,
    expires_at: datetime,
    second_factor_at: datetime | None = None,
    data: str = "{}",
) -> None:
    """Keep a session for a member of the council in scope."""
    session = current_session()
    session.add(
        StaffSession(
            token_hash=_given(token_hash),
            membership_id=member.id,
            identity_id=member.identity_id,
            created_at=now,
            seen_at=now,
            expires_at=expires_at,
            second_factor_at=second_factor_at,
            data=data,
        )
    )
    session.flush()


def staff_session(token_hash: str, now: datetime, idle: timedelta) -> SignedIn | None:
    """The session of that token at the council in scope, if it, the membership and the identity all still hold.

    It ends at `expires_at`, when unused for `idle`, when the membership ends, and when the person's password or second
    factor changes or they are disabled. The council comes from the stored row, never from the request.
    """
    found = read_rows(_STAFF, token=token_hash, now=now, used_since=now - idle) if token_hash else ()
    if not found:
        return None
    *member, created_at, seen_at, expires_at, second_factor_at, data = found[0]
    return SignedIn(token_hash, as_member(member), created_at, seen_at, expires_at, second_factor_at, data)


def touch_staff_session(token_hash: str, now: datetime) -> None:
    """Note that the session was used."""
    changed(_staff(token_hash).values(seen_at=now))


def set_staff_session_data(token_hash: str, data: str) -> None:
    """Replace what the session remembers."""
    changed(_staff(token_hash).values(data=data))


def staff_session_data() -> tuple[tuple[str, str], ...]:
    """Token hash and data of every session of staff at the council in scope."""
    query = select(StaffSession.token_hash, StaffSession.data)
    return tuple((hash_, data) for hash_, data in current_session().execute(query))


def end_staff_session(token_hash: str) -> bool:
    """Sign out; False when there was no such session."""
    return changed(delete(StaffSession).where(StaffSession.token_hash == token_hash)) == 1


def end_staff_sessions(membership_id: str, but: str = "") -> int:
    """End every session of a member at the council in scope, `but` one; how many ended."""
    theirs = delete(StaffSession).where(StaffSession.membership_id == membership_id)
    return changed(theirs.where(StaffSession.token_hash != but))


def staff_sessions(
    membership_id: str, now: datetime, idle: timedelta
) -> tuple[tuple[str, datetime, datetime, str], ...]:
    """A member's own full sessions at the council in scope: token hash, since when, last used, data."""
    query = select(StaffSession.token_hash, StaffSession.created_at, StaffSession.seen_at, StaffSession.data)
    mine = query.where(
        StaffSession.membership_id == membership_id,
        StaffSession.expires_at > now,
        StaffSession.seen_at > now - idle,
        StaffSession.second_factor_at.is_not(None),
    )
    return tuple((*row,) for row in current_session().execute(mine.order_by(StaffSession.created_at)))


def start_visit(
    token_hash: str,
    now: datetime,
    expires_at: datetime,
    *,
    case_id: str | None = None,
    person_id: str | None = None,
    data: str = "{}",
) -> None:
    """Keep a public session for the council in scope."""
    session = current_session()
    session.add(
        PublicSession(
            token_hash=_given(token_hash),
            case_id=case_id,
            person_id=person_id,
            created_at=now,
            seen_at=now,
            expires_at=expires_at,
            data=data,
        )
    )
    session.flush()


def visit(token_hash: str, now: datetime) -> Visit | None:
    """The public session of that token at the council in scope."""
    found = read_rows(_VISIT, token=token_hash, now=now) if token_hash else ()
    return Visit(*found[0]) if found else None


def end_visit(token_hash: str) -> bool:
    """End a public session; False when there was none."""
    return changed(delete(PublicSession).where(PublicSession.token_hash == token_hash)) == 1


def add_link(
    token_hash: str,
    case_id: str,
    *,
    purpose: str,
    code_hash: str,
    browser_hash: str,
    now: datetime,
    expires_at: datetime,
) -> str:
    """Keep a link to a case of the council in scope; its id."""
    session = current_session()
    made = FollowLink(
        token_hash=_given(token_hash),
        id=new_id(),
        case_id=case_id,
        purpose=purpose,
        code_hash=code_hash,
        browser_hash=browser_hash,
        tries=0,
        created_at=now,
        expires_at=expires_at,
        used_at=None,
    )
    session.add(made)
    session.flush()
    return made.id


def link(token_hash: str, purpose: str, now: datetime) -> Link | None:
    """The link of that token and purpose at the council in scope, if it can still be used. Looking uses nothing up."""
    query = select(FollowLink).where(
        FollowLink.token_hash == token_hash,
        FollowLink.purpose == purpose,
        FollowLink.used_at.is_(None),
        FollowLink.expires_at > now,
    )
    row = current_session().scalar(query) if token_hash else None
    if row is None:
        return None
    return Link(row.id, row.case_id, row.purpose, row.code_hash, row.browser_hash, row.tries, row.expires_at)


def count_try(token_hash: str, most: int, now: datetime) -> bool:
    """Count a wrong code; False once there were `most`, when the link is used up."""
    current_session().expire_all()
    mine = FollowLink.token_hash == token_hash
    changed(update(FollowLink).where(mine).values(tries=FollowLink.tries + 1))
    return changed(update(FollowLink).where(mine, FollowLink.tries >= most).values(used_at=now)) == 0


def use_link(token_hash: str, purpose: str, now: datetime) -> bool:
    """Use the link up; False when somebody already has, or it is over."""
    unused = update(FollowLink).where(
        FollowLink.token_hash == token_hash,
        FollowLink.purpose == purpose,
        FollowLink.used_at.is_(None),
        FollowLink.expires_at > now,
    )
    return bool(token_hash) and changed(unused.values(used_at=now)) == 1


def sweep_sessions(now: datetime) -> int:
    """Remove what has expired at the council in scope; how many rows."""
    tables = (StaffSession, PublicSession, FollowLink)
    return sum(changed(delete(model).where(model.expires_at <= now)) for model in tables)


def _staff(token_hash: str) -> Update:
    return update(StaffSession).where(StaffSession.token_hash == token_hash)


def _given(token_hash: str) -> str:
    if not token_hash:
        raise ValueError("an empty token opens nothing")
    return token_hash
