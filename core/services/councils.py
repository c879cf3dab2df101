"""The councils that one member of staff works for, for their own list of links and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from core.clock import utc_now
from core.persistence.db import read_only
from core.persistence.repositories import identities, registry


@dataclass(frozen=True, slots=True)
class Workplace:
    """A council and the host name that it is reached at."""

    code: str
    name: str
    host: str


def councils_of(identity_id: str) -> tuple[Workplace, ...]:
    """Where the person works now, by name. Reads the registry and their own memberships, nothing of a council's."""
    with read_only():
        found = [registry.authority(code) for code in identities.councils_of(identity_id, utc_now())]
        places = [
            Workplace(one.code, one.name, hosts[0]) for one in found if one and (hosts := registry.hosts_of(one.code))
        ]
    return tuple(sorted(places, key=lambda place: place.name))
