"""How many worked dates there are of what: the table in the README of `tests/golden`, made of the rows themselves.

`python -m tests.support.golden_table` prints it as it should be there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.golden.rows import Row
from tests.golden.worked_dates import ROWS

NO_COUNCIL = "(a text that no council has adopted)"


def summary() -> str:
    """One sentence on how many there are."""
    dated, undated = sum(len(row.clocks) for row in ROWS), sum(len(row.undated) for row in ROWS)
    return f"{len(ROWS)} rows: {dated} dates, and {undated} times that there is none."


def table() -> Iterator[str]:
    """The lines of the table: a line for each text at each council, with its rows, dates and stages."""
    yield "| council | procedure | version | rows | dates | stage: rows |"
    yield "|---|---|---|---|---|---|"
    kinds: dict[tuple[str, str, str], list[Row]] = {}
    for row in ROWS:
        kinds.setdefault((row.authority or NO_COUNCIL, row.procedure, row.version), []).append(row)
    for (council, procedure, version), rows in sorted(kinds.items()):
        stages = ", ".join(f"{stage}: {n}" for stage, n in sorted(Counter(row.stage for row in rows).items()))
        dates = sum(len(row.clocks) for row in rows)
        yield f"| {council} | `{procedure}` | `{version}` | {len(rows)} | {dates} | {stages} |"


if __name__ == "__main__":
    print(summary(), *table(), sep="\n")
