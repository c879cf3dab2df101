"""Accounts of a demonstration: invented people who share one password that the sign-in page shows.

They exist only where somebody loaded the demonstration; nothing else makes an account without an invitation.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from core.clock import utc_now
from core.persistence.repositories import identities
from core.persistence.repositories.identities import AlreadyMember, Member
from core.persistence.transaction import in_one_transaction, reading
from core.services import passwords, second_factor

DEMO_PASSWORD = "seven otters read quietly"  # noqa: S105 - shown on the page
_DOMAIN = ".example"


def add_demo_account(
    authority: str, *, email: str, name: str, roles: Iterable[str], services: Iterable[str] = ()
) -> str:
    """Let an invented person work for a demo council; the membership's id. One identity however many councils.

    Raises ValueError for an address outside `.example`.
    """
    if not email.endswith(_DOMAIN):
        raise ValueError(f"{email} is no invented address: it must end in {_DOMAIN}")
    now = utc_now()

    def add() -> str:
        person = identities.identity_of(email)
        if person is None:
            identity_id = identities.add_identity(email, name, now, _kept())
            identities.set_totp(identity_id, second_factor.new_secret(), now)
        else:
            identity_id = person.id
        try:
            return identities.grant(
                authority, identity_id, roles=roles, services=services, begins=now, granted_by="system:demo"
            )
        except AlreadyMember:
            place = identities.membership_of(authority, identity_id, now)
            return place.id if place else ""

    return in_one_transaction(authority, add)


@cache
def _kept() -> str:
    """The one password as it is kept, made once: it is slow on purpose, and no secret here."""
    return passwords.keep(DEMO_PASSWORD)


def demo_accounts(authority: str) -> tuple[Member, ...]:
    """The invented people who can sign in at this council."""
    with reading(authority):
        return tuple(m for m in identities.members(authority, utc_now()) if m.email.endswith(_DOMAIN))


def code_shown(authority: str, identity_id: str) -> str:
    """The code that this invented person's app would show now; empty for anybody else."""
    with reading(authority):
        person = identities.identity(identity_id)
    if person is None or not person.email.endswith(_DOMAIN):
        return ""
    return second_factor.present_code(person.totp_secret, utc_now())
