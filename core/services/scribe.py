"""Writes whole cases in memory, by the same commands under a clock of its own, for the bulk door.

Every step is decided by the rules, as if people had taken it at that moment; only the database comes later, many cases
at a time. For demo data and benchmarks.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from core.domain.actor import SYSTEM, Actor
from core.ids import new_id
from core.persistence.bulk import BulkStream
from core.persistence.record import Stamp
from core.services.council import Council
from core.services.unit_of_work import Work

T = TypeVar("T")
_NOT_YET = datetime.min.replace(tzinfo=UTC)


class Scribe:
    """One case, or a few that belong together. `council` is opened once for many scribes (`open_council`).

    Scribes of one load share `drawn`, the references given so far: among a hundred thousand, two would else be alike.
    """

    def __init__(self, council: Council, drawn: set[str] | None = None) -> None:
        held = set() if drawn is None else drawn
        self._work = Work(council, SYSTEM, _NOT_YET, Stamp(_NOT_YET, SYSTEM.key, ""), dry=True, drawn=held)

    def do(self, at: datetime, actor: Actor, action: Callable[[Work], T]) -> T:
        """Do what a service does inside a unit of work (`intake.receive_in`, `progress.take_in` …) at the instant `at`.

        Raises DomainError as the service does; what went before stays.
        """
        self._work.now = at
        self._work.actor = actor
        self._work.stamp = Stamp(at, actor.key, new_id())
        return action(self._work)

    def finish(self) -> list[BulkStream]:
        """The cases, to be handed to `load_streams`."""
        work = self._work
        people = {person.id: person for person in work.people}
        made = []
        for stream_id, envelopes in work.sealed.items():
            words = [row for row in work.unwritten if row["stream_id"] == stream_id]
            stream = work.stream(stream_id)
            made.append(BulkStream(envelopes, words, people.get(stream.case.person), stream=stream))
        return made
