"""Fills a database through the bulk door, with as many processes as the machine has cores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from time import perf_counter, process_time

from core.domain.actor import Actor
from core.domain.errors import DomainError
from core.persistence.bulk import BulkStream, load_streams
from core.persistence.db import db
from core.persistence.transaction import reading
from core.services.council import open_council
from tests.bench.measure import memory
from tests.bench.place import COUNCIL, OTHERS, Place, hire
from tests.bench.streams import make_streams

STAFF = 40
ELSEWHERE = 20
"""The councils beside the measured one have a twentieth of its cases each, for the walls to keep apart."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How a database was filled. `making` and `writing` are CPU seconds of the loading processes, in all."""

    cases: int
    seconds: float
    making: float
    writing: float
    memory_mb: float

    @property
    def rate(self) -> float:
        """Cases a second, made and written."""
        return self.cases / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class _Part:
    cases: int
    making: float
    writing: float
    memory_mb: float


def load(place: Place, how_many: int, processes: int) -> tuple[Loaded, tuple[Actor, ...]]:
    """Fill the measured council with `how_many` cases and the others with fewer; its staff."""
    app = place.app()
    staff: dict[str, tuple[Actor, ...]] = {}
    with app.app_context():
        for code in (COUNCIL, *OTHERS):
            staff[code] = tuple(hire(code, number) for number in range(STAFF))
        db.session.remove()
        db.engine.dispose()
    began = perf_counter()
    sizes = {code: how_many if code == COUNCIL else how_many // ELSEWHERE for code in (COUNCIL, *OTHERS)}
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(_load_part, place, staff, sizes, part, processes) for part in range(processes)]
        parts = [job.result() for job in jobs]
    return Loaded(
        sum(part.cases for part in parts),
        perf_counter() - began,
        sum(part.making for part in parts),
        sum(part.writing for part in parts),
        max(part.memory_mb for part in parts),
    ), staff[COUNCIL]


def _load_part(
    place: Place, staff: Mapping[str, tuple[Actor, ...]], sizes: Mapping[str, int], part: int, parts: int
) -> _Part:
    """What one process loads."""
    app = place.app()
    making = _Making()
    with app.app_context():
        began, count = process_time(), 0
        for code, how_many in sizes.items():
            with reading(code):
                council = open_council(code)
            coming = make_streams(council, staff[code], how_many, part=part, parts=parts)
            try:
                count += load_streams(code, making.timed(coming))
            except DomainError as error:  # it cannot travel between processes
                raise RuntimeError(f"{code}: {error}") from None
        writing = process_time() - began - making.seconds
        db.session.remove()
        db.engine.dispose()
    return _Part(count, making.seconds, writing, memory())


@dataclass(slots=True)
class _Making:
    """CPU seconds spent on making cases, apart from writing them."""

    seconds: float = 0.0

    def timed(self, coming: Iterator[BulkStream]) -> Iterator[BulkStream]:
        """The same cases; what each took to make is added up."""
        while True:
            began = process_time()
            one = next(coming, None)
            self.seconds += process_time() - began
            if one is None:
                return
            yield one
