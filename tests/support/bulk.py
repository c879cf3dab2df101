"""Many cases for tests of search and lists, made by commands in memory and loaded through the bulk door."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from core.domain.actor import Actor
from core.persistence.bulk import BulkStream, load_streams
from core.persistence.repositories.people import PersonDetails
from core.persistence.transaction import reading
from core.services import intake
from core.services.council import Council, open_council
from core.services.intake import Feedback
from core.services.scribe import Scribe
from tests.support.casework import BOSTON, PUBLIC, at

FIRST = ("Ann", "Bob", "Cat", "Dan", "Eve", "Fay", "Gus", "Hal", "Ida", "Jim")
LAST = ("Aspen", "Birch", "Cedar", "Dogwood", "Elder", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Kale", "Larch")
THINGS = ("bin", "lamp", "pothole", "noise", "parking", "hedge", "letter", "repair", "fee", "path", "drain", "dog")


def council() -> Council:
    with reading(BOSTON):
        return open_council(BOSTON)


def load_many(count: int, *, actor: Actor = PUBLIC) -> None:
    """So many complaints, one a minute from 2 January 2025, each with a word of its own."""
    load_streams(BOSTON, _many(count, council(), actor), batch=2000)


def _many(count: int, here: Council, actor: Actor) -> Iterator[BulkStream]:
    begin, drawn = at("2025-01-02T08:00"), set[str]()
    for n in range(count):
        name = f"{FIRST[n % 10]} {LAST[n // 10 % 12]}-{LAST[n // 120 % 12]}"
        two = f"{THINGS[n % 12]} and the {THINGS[n // 12 % 12]}"
        words = f"The {two} near street{n % 997} are wrong. Only me: single{n:05}."
        feedback = Feedback("complaint", "web", words, person=PersonDetails(name, f"p{n}@resident.example"))
        scribe = Scribe(here, drawn)
        scribe.do(begin + timedelta(minutes=n), actor, lambda work, f=feedback: intake.receive_in(work, f))
        yield from scribe.finish()
