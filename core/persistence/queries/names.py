"""Names behind the opaque keys of the record, always from the rows of people as they are now."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from core.persistence import models as m
from core.persistence.direct import read_shared
from core.persistence.scope import current_authority

STAFF, PERSON = "staff:", "person:"
_NAMES = (
    select(m.Membership.id, m.Identity.name)
    .join(m.Identity, m.Identity.id == m.Membership.identity_id)
    .where(m.Membership.authority_id == bindparam("authority"))
    .where(m.Membership.id.in_(bindparam("members", expanding=True)))
)


def staff_names(membership_ids: Iterable[str]) -> dict[str, str]:
    """The names of members of the council in scope, by membership, past ones included."""
    wanted = sorted({id_ for id_ in membership_ids if id_})
    if not wanted:
        return {}
    return {id_: name for id_, name in read_shared(_NAMES, authority=current_authority(), members=wanted)}


def staff_of(actor_keys: Iterable[str]) -> set[str]:
    """The memberships among keys such as `staff:<id>`."""
    return {key.removeprefix(STAFF) for key in actor_keys if key.startswith(STAFF)}
