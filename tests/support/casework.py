"""A council to do casework at: an application without pages, on a migrated database, with Boston's rules in force."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from flask import Flask

from core.domain.actor import Actor, ActorKind
from core.host import Host
from core.persistence.db import current_session, db
from core.persistence.repositories import identities
from core.persistence.scope import across_councils
from core.persistence.start import init_database
from core.services.council import set_up_services
from core.services.install import install_authority
from tests.support.databases import DatabaseUrls

BOSTON, BUCKS = "boston", "buckinghamshire"
HOST = Host.discover()


@contextmanager
def casework_app(urls: DatabaseUrls, *councils: str) -> Iterator[Flask]:
    """The application in its context, with these councils (or Boston) installed as in a demo."""
    app = Flask("casework")
    init_database(app, urls.app)
    set_up_services(app, HOST)
    with app.app_context():
        for code in councils or (BOSTON,):
            install_authority(code, demo=True)
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def at(text: str) -> datetime:
    """An aware UTC instant from "2025-01-06T10:15"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def officer(authority: str = BOSTON, *roles: str, name: str = "Ada Example", services: tuple[str, ...] = ()) -> Actor:
    """A new member of staff of the council, with these roles (a complaints officer's by default)."""
    given = roles or ("complaints_officer", "stage2_officer")
    with across_councils("a test makes staff"):
        count = identities_made()
        begins = at("2024-01-01T00:00")
        who = identities.add_identity(f"officer{count}@{authority.replace('_', '-')}.example", name, begins)
        place = identities.grant(authority, who, roles=given, services=services, begins=begins, granted_by="")
        current_session().commit()
    return Actor(ActorKind.STAFF, place, frozenset(given), frozenset(services))


def identities_made() -> int:
    """How many identities there are: the next one's number."""
    from sqlalchemy import func, select

    from core.persistence.models import Identity

    return current_session().scalar(select(func.count()).select_from(Identity)) or 0


PUBLIC = Actor(ActorKind.PERSON)
