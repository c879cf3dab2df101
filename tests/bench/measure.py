"""Times, counts and sizes: what a block took, how many statements it sent, how much memory a process holds."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from flask import Flask
from sqlalchemy import event

from core.persistence.db import db

SCOPE = "SELECT set_config("
_PAGE = resource.getpagesize()


@dataclass(slots=True)
class Sample:
    """What one kind of thing took, once for each time it was done. Milliseconds; `cpu` is this process's alone.

    `queries` are statements without those that only say which council the transaction is for.
    """

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    errors: int = 0

    def summary(self) -> dict[str, float]:
        """Percentiles and means, for the table and the file. Empty samples have errors only."""
        if not self.wall:
            return {"errors": self.errors}
        found = {
            "p50_ms": percentile(self.wall, 50),
            "p95_ms": percentile(self.wall, 95),
            "cpu_ms": mean(self.cpu),
            "times": len(self.wall),
            "errors": self.errors,
        }
        if self.queries:
            found |= {"queries": max(self.queries), "fewest_queries": min(self.queries)}
            found |= {"database_ms": mean(self.database)}
        return found


@dataclass(slots=True)
class Clockwork:
    """Listens to the engine of the running application and fills samples."""

    statements: int = 0
    database: float = 0.0
    _began: float = 0.0

    def before(self, connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        """A statement leaves."""
        self.statements += not statement.startswith(SCOPE)
        self._began = perf_counter()

    def after(self, *rest: Any) -> None:
        """Its answer has come."""
        self.database += perf_counter() - self._began

    @contextmanager
    def timing(self, sample: Sample) -> Iterator[None]:
        """Add what the block takes to `sample`."""
        statements, database, wall, cpu = self.statements, self.database, perf_counter(), process_time()
        yield
        sample.cpu.append(1000 * (process_time() - cpu))
        sample.wall.append(1000 * (perf_counter() - wall))
        sample.database.append(1000 * (self.database - database))
        sample.queries.append(self.statements - statements)


@contextmanager
def clock_of(sample: Sample) -> Iterator[None]:
    """Add what the block takes to `sample`, without counting statements."""
    wall, cpu = perf_counter(), process_time()
    yield
    sample.cpu.append(1000 * (process_time() - cpu))
    sample.wall.append(1000 * (perf_counter() - wall))


@contextmanager
def clockwork(app: Flask) -> Iterator[Clockwork]:
    """Statements of the application's engine, counted and timed. Pages need a context of their own each, so this
    leaves none open."""
    made = Clockwork()
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", made.before)
    event.listen(engine, "after_cursor_execute", made.after)
    try:
        yield made
    finally:
        event.remove(engine, "before_cursor_execute", made.before)
        event.remove(engine, "after_cursor_execute", made.after)


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that `percent` of a hundred do not exceed; nearest rank."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def memory() -> float:
    """Megabytes that this process holds now; where the system does not tell, the most it ever held."""
    held = Path("/proc/self/statm")
    if held.exists():
        return int(held.read_text().split()[1]) * _PAGE / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most / 1e3


def server_seconds(folder: Path) -> float | None:
    """CPU seconds that the run's database server has used, all its processes together; None where nothing tells."""
    pid_file, stat = folder / "pg" / "postmaster.pid", Path("/proc/self/stat")
    if not pid_file.exists() or not stat.exists():
        return None
    postmaster = pid_file.read_text().split()[0]
    ticks = 0
    for found in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = found.read_text().rpartition(")")[2].split()
            if found.parent.name == postmaster:
                ticks += sum(map(int, fields[11:15]))  # its own, and those of children that have ended
            elif fields[1] == postmaster:
                ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")
