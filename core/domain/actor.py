"""Who acts: a member of staff at one authority, the person, or the system."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    STAFF = "staff"
    PERSON = "person"
    SYSTEM = "system"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who gives a command. `id` is opaque (a membership's or person's UUID); names never reach the record.

    `roles` are the role keys the actor holds at the authority now; `services` the keys of the services they work in,
    used by rules that ask for somebody outside the service complained about.
    """

    kind: ActorKind
    id: str = ""
    roles: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """How the record names the actor: `staff:<id>`, `person:<id>`, `system:`."""
        return f"{self.kind}:{self.id}"


SYSTEM = Actor(ActorKind.SYSTEM)
