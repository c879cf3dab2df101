"""Which cases exist for somebody: the one condition that every list, count, search and page of cases goes through."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, true

from core.domain.actor import Actor, ActorKind
from core.persistence import models as m


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks. `sees_cases`: their roles here let staff open cases at all."""

    actor: Actor
    sees_cases: bool = False


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """A condition on `CaseFile`. Staff see their council's cases, a person their own, an operator none."""
    actor = viewer.actor
    nothing = m.CaseFile.id.is_(None)  # a plain FALSE would take the filter by council out of the statement with it
    match actor.kind:
        case ActorKind.STAFF:
            return true() if viewer.sees_cases else nothing
        case ActorKind.PERSON:
            return m.CaseFile.person_id == actor.id if actor.id else nothing
        case ActorKind.SYSTEM:
            return true()
    return nothing
