"""Sessions of staff: begun after two factors, bound to one council, looked up afresh for every request.

They end when unused for an hour and after twelve hours in any case; the half-open ones between password and code after
ten minutes. Ending a membership, disabling a person or a new password ends them at the next request, everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.clock import utc_now
from core.ids import new_token, token_hash
from core.persistence.repositories import identities
from core.persistence.repositories import sessions as repository
from core.persistence.repositories.identities import Member
from core.persistence.transaction import in_one_transaction, reading

IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=12)
HALF_OPEN = timedelta(minutes=10)
# Writing "last used" with every page would make every page a writer.
_TOUCH = timedelta(minutes=1)
_PURPOSE = "staff session"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A member of staff as their session, membership and identity say at this request.

    `elsewhere`: they worked for another council too when they signed in, so that a menu may offer the way there.
    """

    token_hash: str
    member: Member
    since: datetime
    seen: datetime
    ends: datetime
    elsewhere: bool
    data: Mapping[str, str]

    @property
    def membership_id(self) -> str:
        return self.member.id

    @property
    def identity_id(self) -> str:
        return self.member.identity_id

    @property
    def name(self) -> str:
        return self.member.name

    @property
    def email(self) -> str:
        return self.member.email

    @property
    def roles(self) -> tuple[str, ...]:
        return self.member.roles

    @property
    def services(self) -> tuple[str, ...]:
        return self.member.services


@dataclass(frozen=True, slots=True)
class HalfOpen:
    """The password was right; the second factor is still to come."""

    token_hash: str
    member: Member


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One of the reader's own sessions at this council."""

    token_hash: str
    since: datetime
    last_used: datetime
    browser: str


def hashed(authority: str, token: str) -> str:
    """What is kept of a session's token at this council."""
    return token_hash(_PURPOSE, authority, token)


def find(authority: str, token: str) -> SignedIn | None:
    """The full session of that token at this council, or None. Inside a read of the caller it reads along."""
    with reading(authority):
        found = look(authority, token)
    return found if isinstance(found, SignedIn) else None


def look(authority: str, token: str) -> SignedIn | HalfOpen | None:
    """What the token opens at this council, within the caller's transaction, which must be in the council's scope."""
    found = repository.staff_session(hashed(authority, token), utc_now(), IDLE)
    if found is None:
        return None
    if found.second_factor_at is None:
        return HalfOpen(found.token_hash, found.member)
    data = json.loads(found.data)
    elsewhere = bool(data.get("elsewhere"))
    return SignedIn(
        found.token_hash, found.member, found.created_at, found.seen_at, found.expires_at, elsewhere, data
    )


def note_use(authority: str, mine: SignedIn) -> None:
    """Write down that the session was used, at most once a minute."""
    now = utc_now()
    if now - mine.seen >= _TOUCH:
        in_one_transaction(authority, lambda: repository.touch_staff_session(mine.token_hash, now))


def find_half_open(authority: str, token: str) -> HalfOpen | None:
    """The session between password and code of that token at this council, or None."""
    with reading(authority):
        found = look(authority, token)
    return found if isinstance(found, HalfOpen) else None


def begin(authority: str, member: Member, now: datetime, *, half_open: bool, browser: str = "") -> str:
    """Begin a session inside the caller's transaction; the token for the cookie."""
    token = new_token()
    elsewhere = len(identities.councils_of(member.identity_id, now)) > 1
    repository.start_staff_session(
        hashed(authority, token),
        member,
        now,
        now + (HALF_OPEN if half_open else LONGEST),
        None if half_open else now,
        json.dumps({"browser": browser[:200], "elsewhere": "1" if elsewhere else ""}),
    )
    return token


def end(authority: str, token: str) -> None:
    """End the session of that token at this council, half-open ones too."""
    in_one_transaction(authority, lambda: repository.end_staff_session(hashed(authority, token)))


def end_others(authority: str, mine: SignedIn) -> int:
    """End the other sessions of the same person at this council; how many there were."""
    return in_one_transaction(authority, lambda: repository.end_staff_sessions(mine.membership_id, mine.token_hash))


def own(authority: str, mine: SignedIn) -> tuple[OwnSession, ...]:
    """The person's sessions at this council, oldest first."""
    with reading(authority):
        return tuple(
            OwnSession(hashed_, since, last_used, json.loads(data).get("browser", ""))
            for hashed_, since, last_used, data in repository.staff_sessions(mine.membership_id, utc_now(), IDLE)
        )
