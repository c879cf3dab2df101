"""The figures as tables that a person can read, against the aims of the design, and as JSON for programs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

Figures = Mapping[str, Any]
SERVICES, PAGES, GROWTH, FLOOR, SEARCH_MS = 100.0, 10.0, 1.2, 1.5, 50.0
"""Aims on two cores: lifecycles a second through services and through pages; growth between sizes; ratio to the floor
of the queue; milliseconds of a search."""


def write(figures: Figures, folder: str) -> Path:
    """Keep the figures; the path."""
    name = str(figures["at"]).replace(":", "").replace("+0000", "Z")
    path = Path(folder) / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return path


def show(figures: Figures, console: Console) -> None:
    """Print everything, the aims last."""
    for line in _where(figures):
        console.print(line, highlight=False)
    sizes: Mapping[str, Figures] = figures["sizes"]
    console.print(_loads(sizes))
    console.print(_rates(sizes))
    console.print(_lifecycles(sizes))
    for name in ("pages", "search"):
        console.print(_pages(sizes, name))
    console.print(_steps(sizes))
    console.print(_aims(sizes))


def _where(figures: Figures) -> Iterator[str]:
    server, machine = figures["server"], figures["machine"]
    waits = ", ".join(f"{name} {server[name]}" for name in ("fsync", "synchronous_commit", "full_page_writes"))
    yield f"PostgreSQL {server['server_version']} ({waits}), as the application's own role behind row-level security."
    if server["fsync"] != "on":
        yield "[yellow]This server does not wait for the disk. With --durable it does, as in production.[/yellow]"
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg()) if hasattr(os, "getloadavg") else "not told"
    yield (
        f"{machine['cores']} cores, Python {machine['python']}; a loop of two million additions took"
        f" {machine['loop_ms']:.0f} ms; load now {load}. Milliseconds are wall clock unless they say CPU."
    )


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for place, column in enumerate(columns):
        table.add_column(column, justify="left" if not place else "right", no_wrap=not place)
    return table


def _loads(sizes: Mapping[str, Figures]) -> Table:
    table = _table(
        "Loading by the bulk door", "cases", "a second", "making, CPU ms each", "writing, CPU ms each",
        "memory, MB", "database, MB", "of that search, MB",
    )  # fmt: skip
    for size, figures in sizes.items():
        load, stored = figures["load"], figures["stored"]
        each = 1000 / max(1, load["cases"])
        table.add_row(
            f"{int(size):,}", f"{load['rate']:.0f}", f"{load['making'] * each:.2f}", f"{load['writing'] * each:.2f}",
            f"{load['memory_mb']:.0f}", f"{stored['database_mb']:,.0f}",
            f"{stored['tables_mb'].get('search_token', 0):,.0f}",
        )  # fmt: skip
    return table


def _rates(sizes: Mapping[str, Figures]) -> Table:
    table = _table("Lifecycles a second", "way, processes", *(f"{int(size):,} cases" for size in sizes), "errors")
    for name in next(iter(sizes.values()))["rates"]:
        found = [figures["rates"][name] for figures in sizes.values()]
        errors = sum(each["errors"] for each in found)
        table.add_row(name, *(f"{each['per_second']:.1f}" for each in found), str(errors))
    return table


def _lifecycles(sizes: Mapping[str, Figures]) -> Table:
    table = _table(
        "One lifecycle", "way", "cases", "p50", "p95", "CPU ms here", "CPU ms server", "a second by CPU, 2 cores",
        "queries", "errors",
    )  # fmt: skip
    for name in next(iter(sizes.values()))["lifecycles"]:
        for size, figures in sizes.items():
            each = figures["lifecycles"][name]
            table.add_row(
                name, f"{int(size):,}", *_times(each), f"{each['cpu_ms']:.1f}", f"{each.get('server_ms', 0):.1f}",
                f"{each.get('by_cpu_on_two_cores', 0):.1f}", str(each["queries"]), str(each["errors"]),
            )  # fmt: skip
    return table


def _pages(sizes: Mapping[str, Figures], kind: str) -> Table:
    titles = {"pages": "Pages that read", "search": "Search by the service alone, the note of the reading included"}
    columns = [part for size in sizes for part in (f"p50 {int(size):,}", "p95", "CPU")]
    table = _table(titles[kind], "page", *columns, "growth", "of the floor", "queries", "errors")
    first, last = next(iter(sizes.values())), list(sizes.values())[-1]
    for name, smallest in first[kind].items():
        found = [figures[kind][name] for figures in sizes.values()]
        parts = [part for each in found for part in (*_times(each), f"{each['cpu_ms']:.1f}")]
        floor = last["floor"].get(name) if kind == "pages" else None
        ratio = f"{found[-1]['p50_ms'] / floor['p50_ms']:.2f}" if floor else ""
        growth = f"{found[-1]['p50_ms'] / smallest['p50_ms']:.2f}" if len(found) > 1 else ""
        errors = sum(each["errors"] for each in found)
        table.add_row(name, *parts, growth, ratio, _queries(found[-1]), str(errors))
    for name, each in last["floor"].items() if kind == "pages" else ():
        blank = [""] * 3 * (len(sizes) - 1)
        figures = (*_times(each), f"{each['cpu_ms']:.1f}")
        table.add_row(f"floor: {name}", *blank, *figures, "", "1", "", str(each["errors"]))
    return table


def _steps(sizes: Mapping[str, Figures]) -> Table:
    size, figures = list(sizes.items())[-1]
    title = f"Pages of a lifecycle, {int(size):,} cases"
    table = _table(title, "page", "p50", "p95", "CPU ms", "in the database", "queries")
    short = {f"short: {name}": each for name, each in figures["steps"]["pages, short"].items()}
    for name, each in {**figures["steps"]["pages, whole"], **short}.items():
        table.add_row(name, *_times(each), f"{each['cpu_ms']:.1f}", f"{each['database_ms']:.1f}", _queries(each))
    return table


def _times(each: Figures) -> tuple[str, str]:
    return f"{each['p50_ms']:.1f}", f"{each['p95_ms']:.1f}"


def _queries(each: Figures) -> str:
    most, fewest = each["queries"], each["fewest_queries"]
    return str(most) if most == fewest else f"{fewest} to {most}"


def aims(sizes: Mapping[str, Figures]) -> Iterator[tuple[str, float, float, bool]]:
    """Each aim: what, how much is wanted, how much it is at the largest size, whether it is met."""
    first, last = next(iter(sizes.values())), list(sizes.values())[-1]
    for name, wanted in (("services", SERVICES), ("pages, short", PAGES)):
        best = max(each["per_second"] for key, each in last["rates"].items() if key.rpartition(", ")[0] == name)
        yield f"lifecycles a second, {name}", wanted, best, best >= wanted
        by_cpu = last["lifecycles"][name].get("by_cpu_on_two_cores")
        if by_cpu is not None:
            yield f"the same by CPU time on two free cores, {name}", wanted, by_cpu, by_cpu >= wanted
    for name in ("queue", "case"):
        ratio = last["pages"][name]["cpu_ms"] / last["floor"][name]["cpu_ms"]
        yield f"{name} page, CPU against the floor's", FLOOR, ratio, ratio <= FLOOR
        if len(sizes) > 1:
            grown = last["pages"][name]["p50_ms"] / first["pages"][name]["p50_ms"]
            yield f"{name} page, growth", GROWTH, grown, grown <= GROWTH
    if len(sizes) > 1:
        grown = last["lifecycles"]["services"]["p50_ms"] / first["lifecycles"]["services"]["p50_ms"]
        yield "lifecycle through services, growth", GROWTH, grown, grown <= GROWTH
    slowest = max(each["p95_ms"] for each in last["search"].values())
    yield "slowest search, p95 ms", SEARCH_MS, slowest, slowest <= SEARCH_MS


def _aims(sizes: Mapping[str, Figures]) -> Table:
    size = list(sizes)[-1]
    table = _table(f"Aims, at {int(size):,} cases", "what", "aim", "is", "")
    for what, wanted, found, met in aims(sizes):
        table.add_row(what, f"{wanted:g}", f"{found:.2f}", "[green]met[/green]" if met else "[red]not met[/red]")
    return table
