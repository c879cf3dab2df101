"""The order of measuring, size by size, and the figures that come of it as plain data."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from time import perf_counter, process_time
from typing import Any

from flask import Flask
from rich.console import Console

from core.clock import utc_now
from core.domain.actor import Actor
from core.persistence.db import db
from tests.bench.floor import measure_floor
from tests.bench.journeys import measure_journeys, run_journeys
from tests.bench.lifecycles import Rate, measure_lifecycles, run_lifecycles
from tests.bench.load import load
from tests.bench.measure import Sample, memory, server_seconds
from tests.bench.place import Place, place, settle, size_of, told_by
from tests.bench.reading import know, read_pages, search_services
from tests.support.postgres import Server
from tests.support.run_folder import run_folder

Figures = dict[str, Any]
_LOOP = 2_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """How often, how long (seconds) and by how many processes."""

    times: int
    seconds: float
    processes: int


def measure(found: Server, sizes: Sequence[int], plan: Plan, console: Console) -> Figures:
    """Everything, for each size; `errors` counts what failed anywhere."""
    figures: Figures = {
        "at": utc_now().isoformat(timespec="seconds"),
        "plan": asdict(plan),
        "machine": {
            "cores": os.cpu_count(),
            "system": platform.platform(),
            "python": platform.python_version(),
            "loop_ms": loop_speed(),
        },
        "server": told_by(found),
        "sizes": {},
    }
    for size in sizes:
        with place(found) as here:
            figures["sizes"][str(size)] = _measure_size(here, size, plan, console)
    figures["errors"] = sum(_errors(each) for each in figures["sizes"].values())
    return figures


def loop_speed() -> float:
    """Milliseconds of CPU for a fixed loop: how fast this machine is just now, to compare runs by."""
    began, total = process_time(), 0
    for number in range(_LOOP):
        total += number
    return 1000 * (process_time() - began)


def _measure_size(here: Place, size: int, plan: Plan, console: Console) -> Figures:
    def told(what: str) -> None:
        console.print(f"[dim]{size:>9,} cases: {what}[/dim]", highlight=False)

    told("making and loading")
    loaded, staff = load(here, size, plan.processes)
    settle(here.urls)
    figures: Figures = {"load": {**asdict(loaded), "rate": loaded.rate}, "stored": size_of(here.urls)}
    app, officer = here.app(), staff[0]
    told("pages that read")
    references = know(app).references
    figures["floor"] = _summed(measure_floor(here, officer.id, references, plan.times))
    figures["pages"] = _summed(read_pages(app, officer, plan.times))
    figures["search"] = _summed(search_services(app, officer, plan.times))
    told("lifecycles one after the other")
    figures["lifecycles"], figures["steps"] = _lifecycles(app, officer, plan)
    figures["memory_mb"] = memory()
    told(f"lifecycles by 1 and by {plan.processes} processes at once")
    figures["rates"] = _rates(here, staff, plan)
    with app.app_context():
        db.engine.dispose()
    return figures


def _lifecycles(app: Flask, officer: Actor, plan: Plan) -> tuple[Figures, Figures]:
    """Each of the four ways, with the CPU time of this process and of the server."""
    times = max(3, plan.times // 2)
    found: Figures = {}
    with app.app_context():
        found["services"] = _with_server(times, lambda: measure_lifecycles(app, officer, times, with_letters=False))
        found["services, letters"] = _with_server(
            times, lambda: measure_lifecycles(app, officer, times, with_letters=True)
        )
    steps: Figures = {}
    for name, whole in (("pages, short", False), ("pages, whole", True)):
        kinds: dict[str, Sample] = {}

        def walk(whole: bool = whole, kinds: dict[str, Sample] = kinds) -> Sample:
            sample, seen = measure_journeys(app, officer, times, whole=whole)
            kinds.update(seen)
            return sample

        found[name] = _with_server(times, walk)
        steps[name] = _summed(kinds)
    return found, steps


def _with_server(times: int, work: Callable[[], Sample]) -> Figures:
    """What the work took, and what the server spent on it: together, what two free cores could do."""
    before = server_seconds(run_folder())
    figures: Figures = dict(work().summary())
    after = server_seconds(run_folder())
    if before is not None and after is not None:
        figures["server_ms"] = 1000 * (after - before) / times
        figures["by_cpu_on_two_cores"] = 2000 / (figures["cpu_ms"] + figures["server_ms"])
    return figures


def _rates(here: Place, staff: Sequence[Actor], plan: Plan) -> Figures:
    """Lifecycles a second by one process and by several, for each way."""
    found: Figures = {}
    for processes in sorted({1, plan.processes}):
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            for name, job, given in (
                ("services", run_lifecycles, {"with_letters": False}),
                ("services, letters", run_lifecycles, {"with_letters": True}),
                ("pages, short", run_journeys, {"whole": False}),
                ("pages, whole", run_journeys, {"whole": True}),
            ):
                began = perf_counter()
                jobs = [pool.submit(job, here, staff[at], plan.seconds, at, **given) for at in range(processes)]
                parts: list[Rate] = [each.result() for each in jobs]
                found[f"{name}, {processes}"] = {
                    "per_second": sum(part.done / part.seconds for part in parts),
                    "done": sum(part.done for part in parts),
                    "errors": sum(part.errors for part in parts),
                    "memory_mb": max(part.memory_mb for part in parts),
                    "seconds": perf_counter() - began,
                }
    return found


def _summed(samples: Mapping[str, Sample]) -> Figures:
    return {name: sample.summary() for name, sample in samples.items()}


def _errors(figures: Mapping[str, Any]) -> int:
    """Every `errors` in there, however deep."""
    own = figures.get("errors", 0)
    return int(own) + sum(_errors(inner) for inner in figures.values() if isinstance(inner, Mapping))
