"""`make bench`: fills databases of several sizes, measures each, prints a table and writes var/bench/<moment>.json.

    make bench                                       10,000 and 100,000 cases
    make bench ARGS="--quick"                        2,000 cases, under a minute
    make bench ARGS="--sizes 10000,100000,1000000"   as the design's aims are stated
    make bench ARGS="--durable"                      with a server that waits for the disk
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console

from tests.bench.place import server
from tests.bench.report import show, write
from tests.bench.run import Plan, measure

DEFAULT = (10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    sizes: tuple[int, ...]
    plan: Plan
    durable: bool
    folder: str


def read(arguments: Sequence[str]) -> Asked:
    """The arguments, with their defaults."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default="", help="how many cases, smallest first, with commas between")
    parser.add_argument("--quick", action="store_true", help="2,000 cases and few repetitions: under a minute")
    parser.add_argument("--durable", action="store_true", help="let the server wait for the disk, as in production")
    parser.add_argument("--times", type=int, default=0, help="how often each page and lifecycle is repeated")
    parser.add_argument("--seconds", type=float, default=0.0, help="how long several processes work at once")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many load and work at once")
    parser.add_argument("--folder", default="var/bench", help="where the figures are written")
    given = parser.parse_args(arguments)
    sizes = tuple(int(part) for part in given.sizes.split(",") if part) or ((2_000,) if given.quick else DEFAULT)
    times = given.times or (8 if given.quick else 60)
    seconds = given.seconds or (2.0 if given.quick else 15.0)
    return Asked(tuple(sorted(sizes)), Plan(times, seconds, given.processes), given.durable, given.folder)


def main(arguments: Sequence[str]) -> int:
    """Measure and tell; 1 when anything failed while it was measured."""
    asked, console = read(arguments), Console(width=150 if not sys.stdout.isatty() else None)
    with server(durable=asked.durable) as found:
        figures = measure(found, asked.sizes, asked.plan, console)
    figures["command"] = " ".join(["python -m tests.bench", *arguments])
    show(figures, console)
    console.print(f"Written to {write(figures, asked.folder)}", highlight=False, soft_wrap=True)
    return 1 if figures["errors"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
