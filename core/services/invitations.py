"""How staff come and go: an invitation by link, accepted with a password and a second factor, and its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.clock import utc_now
from core.domain.errors import DomainError, Problem
from core.ids import new_token, token_hash
from core.logs import security_event
from core.persistence.repositories import identities, invites
from core.persistence.repositories import sessions as session_rows
from core.persistence.repositories.identities import AlreadyMember, Member, canonical_email
from core.persistence.repositories.invites import Invitation
from core.persistence.transaction import in_one_transaction, reading
from core.services import accounts, passwords, second_factor, sessions
from core.services.accounts import Attempt

LASTS = timedelta(days=7)
RESET_LASTS = timedelta(hours=1)
ADMINISTRATOR = "administrator"
_PURPOSE = "invite"


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that can still be used. `joining`: the address has an account already, at another council."""

    invitation: Invitation
    joining: bool


@dataclass(frozen=True, slots=True)
class Accepted:
    """The token of the first session, and backup codes for those who are new."""

    token: str
    identity_id: str
    backup_codes: tuple[str, ...] = ()


def invite(
    authority: str,
    *,
    email: str,
    name: str,
    roles: Iterable[str],
    services: Iterable[str] = (),
    invited_by: str,
    known_roles: Iterable[str],
) -> str:
    """Invite somebody; the token for the link. An earlier open invitation to the address stops working.

    Raises DomainError for an address that is none, a role that is none, or somebody who works here already.
    """
    now = utc_now()
    wanted = tuple(dict.fromkeys(roles))
    problems = [] if canonical_email(email) else [Problem("email_is_wrong", "email")]
    problems += [Problem("unknown_role", "roles", (("role", r),)) for r in wanted if r not in set(known_roles)]
    problems += [] if wanted else [Problem("role_is_missing", "roles")]
    problems += [] if name.strip() else [Problem("name_is_missing", "name")]
    if problems:
        raise DomainError(*problems)
    token = new_token()

    def keep() -> None:
        person = identities.identity_of(email)
        if person and identities.membership_of(authority, person.id, now):
            raise DomainError(Problem("already_works_here", "email"))
        invites.invite(
            authority, token_hash(_PURPOSE, authority, token), email=email, name=name.strip(), roles=wanted,
            services=tuple(services), invited_by=invited_by, now=now, expires_at=now + LASTS,
        )  # fmt: skip

    in_one_transaction(authority, keep)
    security_event("invited", outcome="done", actor=invited_by, object=",".join(wanted))
    return token


def reset(authority: str, email: str, by: str) -> str:
    """Let somebody of the council who has lost password or device set both up anew; the token for the link.

    Their password, second factor and sessions are over at once, at every council, since they are one person's. For
    the operator only: a council's administrators could otherwise take over an account that other councils trust.
    Raises DomainError for somebody who does not work here.
    """
    now = utc_now()
    token = new_token()

    def start_afresh() -> str:
        person = identities.identity_of(email)
        place = identities.membership_of(authority, person.id, now) if person else None
        if person is None or place is None:
            raise DomainError(Problem("does_not_work_here", "email"))
        identities.set_password(person.id, "", now)
        identities.set_totp(person.id, "", now)
        identities.replace_backup_codes(person.id, ())
        invites.invite(
            authority, token_hash(_PURPOSE, authority, token), email=person.email, name=person.name,
            roles=place.roles, services=place.services, invited_by=by, now=now, expires_at=now + RESET_LASTS,
        )  # fmt: skip
        return place.id

    place_id = in_one_transaction(authority, start_afresh)
    security_event("account_reset", outcome="done", actor=by, object=place_id)
    return token


def open_invitation(authority: str, token: str) -> OpenInvitation | None:
    """The invitation of that link at this council, if it can still be used. Looking uses nothing up."""
    with reading(authority):
        found = invites.open_invitation(authority, token_hash(_PURPOSE, authority, token), utc_now())
        person = identities.identity_of(found.email) if found else None
    if found is None:
        return None
    return OpenInvitation(found, bool(person and person.totp_secret))


def accept(attempt: Attempt, token: str, password: str, code: str, words: tuple[str, ...] = ()) -> Accepted:
    """Set up the account, or join with the one that exists; signs in. Raises DomainError or Throttled."""
    found = open_invitation(attempt.authority, token)
    if found is None:
        raise DomainError(Problem("invitation_is_over"))
    accounts.count_try(attempt, "invite", found.invitation.email)
    if found.joining:
        return _join(attempt, token, found.invitation, password, code)
    return _set_up(attempt, token, found.invitation, password, code, words)


def _join(attempt: Attempt, token: str, invitation: Invitation, password: str, code: str) -> Accepted:
    with reading(attempt.authority):
        person = identities.identity_of(invitation.email)
    right = passwords.matches(person.password_hash if person else "", password)
    if not right or person is None or person.disabled:
        raise DomainError(Problem("password_is_wrong", "password"))
    if not accounts.use_code(attempt.keys, attempt.authority, person.id, code):
        raise DomainError(Problem("code_refused", "code"))
    return Accepted(*_take_up(attempt, token, lambda: person.id))


def _set_up(
    attempt: Attempt, token: str, invitation: Invitation, password: str, code: str, words: tuple[str, ...]
) -> Accepted:
    now = utc_now()
    secret = second_factor.secret_of_invitation(attempt.keys.secret, token)
    wrong = password_problems(invitation, password, words)
    step = second_factor.step_of(secret, code, now)
    if step is None:
        wrong.append(Problem("code_refused", "code"))
    if wrong or step is None:
        raise DomainError(*wrong)
    kept = passwords.keep(password)
    codes = second_factor.new_backup_codes()

    def make() -> str:
        person = identities.identity_of(invitation.email)
        identity_id = person.id if person else identities.add_identity(invitation.email, invitation.name, now)
        identities.set_password(identity_id, kept, now)
        identities.set_totp(identity_id, secret, now)
        identities.use_totp_step(identity_id, step)
        hashes = [second_factor.backup_code_hash(attempt.keys.secret, identity_id, each) for each in codes]
        identities.replace_backup_codes(identity_id, hashes)
        return identity_id

    return Accepted(*_take_up(attempt, token, make), tuple(codes))


def password_problems(invitation: Invitation, password: str, words: tuple[str, ...] = ()) -> list[Problem]:
    """What is wrong with a first password; `words` are the council's, which others would try first."""
    known = (*words, *invitation.email.split("@")[0].split("."), *invitation.name.split())
    return passwords.problems(password, "password", known)


def _take_up(attempt: Attempt, token: str, identity: Callable[[], str]) -> tuple[str, str]:
    """Use the invitation up, make the membership and begin a session, all or nothing: its token, and who it is."""
    now = utc_now()

    def take_up() -> tuple[Member, str]:
        used = invites.use(attempt.authority, token_hash(_PURPOSE, attempt.authority, token), now)
        if used is None:
            raise DomainError(Problem("invitation_is_over"))
        who = identity()
        place = _give_place(attempt.authority, who, used, now)
        return place, sessions.begin(attempt.authority, place, now, half_open=False, browser=attempt.browser)

    place, session_token = in_one_transaction(attempt.authority, take_up)
    security_event("invitation_accepted", outcome="done", actor=f"staff:{place.id}")
    return session_token, place.identity_id


def _give_place(authority: str, who: str, used: Invitation, now: datetime) -> Member:
    # Somebody whose account was reset has their place already and keeps it as it is.
    with suppress(AlreadyMember):
        identities.grant(
            authority, who, roles=used.roles, services=used.services, begins=now, granted_by=used.invited_by
        )
    place = identities.membership_of(authority, who, now)
    if place is None:
        raise DomainError(Problem("does_not_work_here"))
    return place


def staff_of(authority: str) -> tuple[Member, ...]:
    """Who works for the council now, by name."""
    with reading(authority):
        return identities.members(authority, utc_now())


def invitations_of(authority: str) -> tuple[Invitation, ...]:
    """The council's invitations, newest first, with their state."""
    with reading(authority):
        return invites.invitations(authority, utc_now())


def revoke_invitation(authority: str, email: str, by: str) -> bool:
    """Take open invitations to an address back; False when there was none."""
    now = utc_now()
    taken_back = in_one_transaction(authority, lambda: invites.revoke(authority, email, now))
    if taken_back:
        security_event("invitation_revoked", outcome="done", actor=by)
    return bool(taken_back)


def change_roles(
    authority: str,
    membership_id: str,
    *,
    roles: Iterable[str],
    services: Iterable[str],
    by: str,
    known_roles: Iterable[str],
) -> Member:
    """Change what somebody of the council may do, from their next request on; who they were before.

    Raises DomainError for nobody of the council, for no role or one that is none, and for the last administrator's
    ceasing to be one.
    """
    now, wanted = utc_now(), tuple(dict.fromkeys(roles))
    problems = [Problem("unknown_role", "roles", (("role", r),)) for r in wanted if r not in set(known_roles)]
    problems += [] if wanted else [Problem("role_is_missing", "roles")]
    if problems:
        raise DomainError(*problems)

    def change() -> Member:
        place = _place(authority, membership_id, now)
        if ADMINISTRATOR not in wanted and _is_last_administrator(place, authority, now):
            raise DomainError(Problem("last_administrator", "roles"))
        identities.set_roles(authority, membership_id, wanted, services)
        return place

    place = in_one_transaction(authority, change)
    security_event("roles_changed", outcome="done", actor=by, object=membership_id, roles=",".join(wanted))
    return place


def end_place(authority: str, membership_id: str, by: str, *, last_administrator_may_go: bool = False) -> Member:
    """End somebody's place at the council and their sessions there, from their next request on.

    Raises DomainError for nobody of the council, and for its last administrator.
    """
    now = utc_now()

    def end() -> Member:
        place = _place(authority, membership_id, now)
        if not last_administrator_may_go and _is_last_administrator(place, authority, now):
            raise DomainError(Problem("last_administrator", "who"))
        identities.end_membership(authority, membership_id, now)
        session_rows.end_staff_sessions(membership_id)
        invites.revoke(authority, place.email, now)
        return place

    place = in_one_transaction(authority, end)
    security_event("membership_ended", outcome="done", actor=by, object=membership_id)
    return place


def _place(authority: str, membership_id: str, now: datetime) -> Member:
    place = identities.member(authority, membership_id)
    if place is None or _is_over(place, now):
        raise DomainError(Problem("does_not_work_here", "who"))
    return place


def _is_last_administrator(place: Member, authority: str, now: datetime) -> bool:
    others = (m for m in identities.members(authority, now) if m.id != place.id)
    return ADMINISTRATOR in place.roles and not any(ADMINISTRATOR in m.roles for m in others)


def _is_over(place: Member, now: datetime) -> bool:
    return place.ends is not None and place.ends <= now
