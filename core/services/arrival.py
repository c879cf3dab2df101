"""What every page needs first: the council that the host is for, and who presents a session there. One transaction."""

from __future__ import annotations

from dataclasses import dataclass

from core.persistence.db import read_only
from core.persistence.repositories import registry
from core.persistence.repositories.registry import Registered
from core.persistence.scope import authority_scope
from core.services import sessions
from core.services.sessions import HalfOpen, SignedIn


@dataclass(frozen=True, slots=True)
class Arrival:
    """The council, and what the token opens at that very council: a session, the half of one, or nothing."""

    council: Registered
    session: SignedIn | HalfOpen | None = None


def arrive(host_name: str, staff_token: str = "") -> Arrival | None:
    """Who has come to which council; None for a host that is no council's. Notes that the session was used."""
    with read_only():
        council = registry.authority_at(host_name)
        if council is None:
            return None
        if not staff_token:
            return Arrival(council)
        with authority_scope(council.code):
            session = sessions.look(council.code, staff_token)
    if isinstance(session, SignedIn):
        sessions.note_use(council.code, session)
    return Arrival(council, session)
