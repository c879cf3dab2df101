"""Templates: each compiles, imports only what it uses, and each component is shown on the page of samples."""

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.support.source import ROOT

TEMPLATES = ROOT / "templates"
PAGES = sorted(path for path in TEMPLATES.rglob("*.html"))
_IMPORT = re.compile(r'\{%-? from "[^"]+" import ([^%]+?) -?%\}')
# Shown by the frames on every page, so not once more among the samples.
_IN_THE_FRAME = {"navigation", "help_box", "demo_bar", "notice", "error_summary"}


def names_imported(text: str) -> list[str]:
    listed = (part.strip() for found in _IMPORT.findall(text) for part in found.split(","))
    return [part.split(" as ")[-1].strip() for part in listed]


def others_who_see(path: Path, text: str) -> list[str]:
    """What it includes, and what stands on it: both see its imports."""
    included = [(TEMPLATES / name).read_text() for name in re.findall(r'\{% include "([^"]+)"', text)]
    own = path.relative_to(TEMPLATES).as_posix()
    return included + [child.read_text() for child in PAGES if f'{{% extends "{own}" %}}' in child.read_text()]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_imports_are_used(path: Path) -> None:
    text = path.read_text()
    rest = _IMPORT.sub("", text) + "".join(others_who_see(path, text))
    assert [name for name in names_imported(text) if not re.search(rf"\b{name}\(", rest)] == []


def test_the_check_sees_an_unused_import() -> None:
    assert names_imported('{% from "a.html" import one, two as three %}') == ["one", "three"]


def test_every_template_compiles(site: Flask) -> None:
    for path in PAGES:
        site.jinja_env.get_template(path.relative_to(TEMPLATES).as_posix())
    assert len(PAGES) > 40


def test_every_component_is_among_the_samples() -> None:
    shown = (TEMPLATES / "dev" / "ui.html").read_text()
    components = {path.stem for path in (TEMPLATES / "components").glob("[a-z]*.html")}
    assert {name for name in components - _IN_THE_FRAME if f"components/{name}.html" not in shown} == set()


@pytest.mark.req("VAL-01")
def test_what_a_template_puts_out_ends_its_own_direction_and_a_field_keeps_what_was_typed(site: Flask) -> None:
    override, end = "\u202e", "\u202c"
    drawn = site.jinja_env.from_string("{{ words }}, 12 May{{ words | isolated }}").render(words=f"a{override}b")
    assert drawn == f"a{override}b{end}, 12 Maya{override}b{end}"
    assert site.jinja_env.from_string("{{ words | isolated }}").render(words="<שלום>") == "<bdi>&lt;שלום&gt;</bdi>"
    typed = site.jinja_env.from_string("{{ words | e }}").render(words=f"a{override}b")
    assert typed == f"a{override}b"
