"""People who may be meant: by phone, e-mail, or name and postcode, with when they were last in touch."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.actor import Actor
from core.persistence.queries import people as query
from core.persistence.queries.people import Acquaintance, OpenCase
from core.persistence.transaction import reading
from core.services.looking import viewer_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody gave of themselves. Blank parts are not looked for."""

    name: str = ""
    phone: str = ""
    email: str = ""
    postcode: str = ""


def people_like(authority: str, actor: Actor, asked: Asked) -> tuple[Acquaintance, ...]:
    """At most ten people whom this may be, the latest in touch first; nobody for those who may see no cases."""
    with reading(authority):
        viewer = viewer_of(authority, actor)
        if not viewer.sees_cases:
            return ()
        return query.people_like(asked.name, asked.phone, asked.email, asked.postcode)


def open_cases_of(authority: str, actor: Actor, person_id: str, *, but: str) -> tuple[OpenCase, ...]:
    """The person's other open cases, the latest first: what was just logged may be one of them."""
    with reading(authority):
        return query.open_cases_of(viewer_of(authority, actor), person_id, but)
