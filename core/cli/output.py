"""What commands print: JSON for programs, tables for people, always on stdout; problems go to stderr elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import click

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
for_authority = click.option("--authority", metavar="CODE", required=True, help="The council's code.")


def print_json(data: object) -> None:
    """`data` as JSON with stable order and readable indents."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns as wide as they need to be, and nothing else: easy to read and to cut."""
    lines = [tuple(heads), *(tuple(row) for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(heads))]
    for line in lines:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
