"""Staff accounts: signing in by password and second factor, and looking after one's own account.

Everything here answers alike for accounts that exist and for those that do not. Tries are counted before they are
looked at, by account and by address, in a table that all processes share.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.clock import utc_now
from core.domain.errors import DomainError, Problem
from core.logs import security_event
from core.persistence.repositories import identities, throttle
from core.persistence.repositories import sessions as session_rows
from core.persistence.repositories.identities import Member, Person, canonical_email
from core.persistence.repositories.throttle import Limit
from core.persistence.transaction import in_one_transaction, reading
from core.services import passwords, second_factor, sessions
from core.services.sessions import SignedIn

# Five wrong tries for one account and fifty from one address in a quarter of an hour; then a pause.
_WINDOW = timedelta(minutes=15)
BY_ACCOUNT = Limit(hits=5, window=_WINDOW, block=_WINDOW)
BY_ADDRESS = Limit(hits=50, window=_WINDOW, block=_WINDOW)
BY_CODE = Limit(hits=5, window=_WINDOW, block=_WINDOW)


@dataclass(frozen=True, slots=True)
class Keys:
    """The deployment's secret, for hashes that a copy of the database alone must not answer."""

    secret: str

    def throttle(self, *parts: str) -> str:
        """The key under which tries are counted."""
        return hmac.new(self.secret.encode(), "\n".join(("throttle", *parts)).encode(), "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody at the door. `known_browser` is the id of an identity that signed in from this browser before."""

    authority: str
    address: str
    keys: Keys
    browser: str = ""
    known_browser: str = ""


class Throttled(DomainError):
    """Too many tries; `until` says when the next one is looked at, in how many `minutes` (rounded up)."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        self.minutes = max(1, -(-int((until - utc_now()).total_seconds()) // 60))
        super().__init__(Problem("too_many_tries", "", (("minutes", str(self.minutes)),)))


class NotSignedIn(DomainError):
    """Something was wrong; which part is never said."""


def check_password(attempt: Attempt, email: str, password: str) -> str:
    """The first step: the token of a half-open session. Raises Throttled or NotSignedIn."""
    now = utc_now()
    address = canonical_email(email) or email.strip().lower()[:320]
    with reading(attempt.authority):
        person = identities.identity_of(address)
    key = _count(attempt, "password", _account_of(attempt, person, address), BY_ACCOUNT, now)
    right = passwords.matches(person.password_hash if person else "", password)
    with reading(attempt.authority):
        place = identities.membership_of(attempt.authority, person.id, now) if person else None
    if not right or person is None or place is None or person.disabled or not person.totp_secret:
        _count_failure(attempt, now)
        security_event("sign_in_refused", reason="password", object=person.id if person else "unknown")
        raise NotSignedIn(Problem("sign_in_refused"))
    return in_one_transaction(attempt.authority, lambda: _half_open(attempt, person, place, password, key, now))


def _half_open(attempt: Attempt, person: Person, place: Member, password: str, key: str, now: datetime) -> str:
    throttle.forget(key)
    if passwords.is_outdated(person.password_hash):
        identities.set_password_hash(person.id, passwords.keep(password))
    return sessions.begin(attempt.authority, place, now, half_open=True, browser=attempt.browser)


def check_code(attempt: Attempt, half_open_token: str, code: str) -> str:
    """The second step: the token of a full session, a new one. Raises Throttled or NotSignedIn."""
    now = utc_now()
    waiting = sessions.find_half_open(attempt.authority, half_open_token)
    if waiting is None:
        raise NotSignedIn(Problem("sign_in_started_too_long_ago"))
    identity_id = waiting.member.identity_id
    key = _count(attempt, "code", identity_id, BY_CODE, now)

    def finish() -> str:
        if not _use_code(attempt.keys, identity_id, code, now):
            return ""
        throttle.forget(key)
        session_rows.end_staff_session(waiting.token_hash)
        return sessions.begin(attempt.authority, waiting.member, now, half_open=False, browser=attempt.browser)

    token = in_one_transaction(attempt.authority, finish)
    if not token:
        _count_failure(attempt, now)
        security_event("sign_in_refused", reason="code", object=identity_id)
        raise NotSignedIn(Problem("code_refused", "code"))
    security_event("signed_in", outcome="done", actor=f"staff:{waiting.member.id}")
    return token


def use_code(keys: Keys, authority: str, identity_id: str, code: str) -> bool:
    """Whether the code is a good one of the app or an unused backup code; uses it up."""
    now = utc_now()
    return in_one_transaction(authority, lambda: _use_code(keys, identity_id, code, now))


def _use_code(keys: Keys, identity_id: str, code: str, now: datetime) -> bool:
    person = identities.identity(identity_id)
    if person is None:
        return False
    step = second_factor.step_of(person.totp_secret, code, now)
    if step is not None:
        return identities.use_totp_step(identity_id, step)
    kept = second_factor.backup_code_hash(keys.secret, identity_id, code)
    return identities.use_backup_code(identity_id, kept, now)


def change_password(attempt: Attempt, mine: SignedIn, present: str, new: str, words: tuple[str, ...]) -> str:
    """Replace one's own password; every session ends, and the token of a new one is returned.

    Raises DomainError with the field to put right, or Throttled.
    """
    now = utc_now()
    person = _proven(attempt, mine, present, "present_password", now)
    wrong = passwords.problems(new, "new_password", (*words, *person.email.split("@")[0].split("."), person.name))
    if wrong:
        raise DomainError(*wrong)
    kept = passwords.keep(new)

    def change() -> str:
        identities.set_password(person.id, kept, now)
        return sessions.begin(attempt.authority, mine.member, now, half_open=False, browser=attempt.browser)

    token = in_one_transaction(attempt.authority, change)
    security_event("password_changed", outcome="done", actor=f"staff:{mine.membership_id}")
    return token


def new_backup_codes(attempt: Attempt, mine: SignedIn, password: str) -> list[str]:
    """Ten new backup codes; the old ones stop working. Raises DomainError or Throttled."""
    person = _proven(attempt, mine, password, "password", utc_now())
    codes = second_factor.new_backup_codes()
    hashes = [second_factor.backup_code_hash(attempt.keys.secret, person.id, code) for code in codes]
    in_one_transaction(attempt.authority, lambda: identities.replace_backup_codes(person.id, hashes))
    security_event("backup_codes_replaced", outcome="done", actor=f"staff:{mine.membership_id}")
    return codes


def _proven(attempt: Attempt, mine: SignedIn, password: str, field: str, now: datetime) -> Person:
    """The person, who has just typed their password again. Raises DomainError or Throttled."""
    key = _count(attempt, "again", mine.identity_id, BY_ACCOUNT, now)
    with reading(attempt.authority):
        person = identities.identity(mine.identity_id)
    if person is None or not passwords.matches(person.password_hash, password):
        security_event("password_refused", actor=f"staff:{mine.membership_id}")
        raise DomainError(Problem("password_is_wrong", field))
    in_one_transaction(attempt.authority, lambda: throttle.forget(key))
    return person


def count_try(attempt: Attempt, step: str, account: str) -> None:
    """Count a try of another kind. Raises Throttled."""
    _count(attempt, step, account, BY_ACCOUNT, utc_now())


def _account_of(attempt: Attempt, person: Person | None, address: str) -> str:
    """Under what an account's tries are counted. A browser it has signed in from has a count of its own, so that a
    stranger who guesses cannot lock its owner out."""
    if person is not None and attempt.known_browser == person.id:
        return f"{address}\n{person.id}"
    return address


def _own_browser(attempt: Attempt, account: str) -> bool:
    """Whether the account is the one that this browser belongs to: for no other does it get round the address's count,
    or one member of staff could try everybody else's passwords."""
    return bool(attempt.known_browser) and account.rpartition("\n")[2] == attempt.known_browser


def _count(attempt: Attempt, step: str, account: str, limit: Limit, now: datetime) -> str:
    """Count a try before it is looked at; the account's key. Raises Throttled."""
    by_account = attempt.keys.throttle(step, attempt.authority, account)

    def count() -> datetime | None:
        by_address = None if _own_browser(attempt, account) else throttle.blocked_until(_address_key(attempt), now)
        return throttle.hit(by_account, limit, now).blocked_until or by_address

    blocked = in_one_transaction(attempt.authority, count)
    if blocked is not None:
        security_event("throttled", reason=step)
        raise Throttled(blocked)
    return by_account


def _count_failure(attempt: Attempt, now: datetime) -> None:
    """Count a failure against the address it came from. Successes do not count: a whole council may share one."""
    in_one_transaction(attempt.authority, lambda: throttle.hit(_address_key(attempt), BY_ADDRESS, now))


def _address_key(attempt: Attempt) -> str:
    return attempt.keys.throttle("address", attempt.address)
