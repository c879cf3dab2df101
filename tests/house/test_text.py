"""Nothing unfinished, no machine's own paths, and templates that a strict content policy can serve."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.source import CODE, ROOT, files, name_of

# Put together here so that this file does not find itself.
_UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "raise NotImpl" + "emented", "# st" + "ub")))
_MACHINE = re.compile(
    "|".join((r"(^|[^\w.])/wo" + r"rk/", "py" + r"pi\.org", "python" + "hosted", r"registry\.np" + "mjs"))
)
_TEMPLATE_FAULTS = {
    "inline style": re.compile(r"\sstyle\s*="),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)"),
    "event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']"),
    "unescaped text": re.compile(r"\|\s*safe\b"),
    "other site's file": re.compile(r"(src|href)\s*=\s*[\"'](https?:)?//[^\"']+\.(js|css|png|svg|woff2?)"),
}


def _written() -> Iterator[Path]:
    yield from files(*CODE)
    yield from (
        path
        for path in ROOT.iterdir()
        if path.suffix in {".md", ".toml", ".py", ".in", ".json"} or path.name == "Makefile"
    )


def _lines(pattern: re.Pattern[str], paths: Iterator[Path]) -> list[str]:
    return [
        f"{name_of(path)}:{number}: {line.strip()[:100]}"
        for path in paths
        if path.suffix not in {".png", ".ttf", ".pdf"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_says_that_it_is_unfinished() -> None:
    assert _lines(_UNFINISHED, _written()) == []


def test_nothing_names_a_machine_or_a_registry() -> None:
    assert _lines(_MACHINE, _written()) == []


@pytest.mark.parametrize("fault", _TEMPLATE_FAULTS)
def test_templates_have_no(fault: str) -> None:
    folders = [name_of(path) for path in (ROOT / "plugins", ROOT / "tenants", ROOT / "templates")]
    pages = (path for path in files(*folders, suffix=".html") if "messages" not in path.parts)
    assert _lines(_TEMPLATE_FAULTS[fault], pages) == []
