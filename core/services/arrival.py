"""What every page needs first: the council that the host is for, and who presents a session there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def arriving(host_name: str, staff_token: str = "") -> Iterator[Arrival | None]:
    """Who has come to which council; None for a host that is no council's. Notes that the session was used.

    While it lasts the council is in scope, and everything is read in one transaction, until a unit of work begins its
    own: nothing else can write.
    """
    with read_only():
        council = registry.authority_at(host_name)
        if council is None:
            yield None
            return
        with authority_scope(council.code):
            session = sessions.look(council.code, staff_token) if staff_token else None
            if isinstance(session, SignedIn):
                sessions.note_use(council.code, session)
            yield Arrival(council, session)
