"""Templates: each is used, each page stands on a frame and has its one heading, and none is left over."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

from tests.support.source import ROOT, files

FOLDER = ROOT / "templates"
_REFERRED = re.compile(r"""["']([\w./{}-]+\.(?:html|txt))["']""")
_EXTENDS = re.compile(r'{%-?\s*extends\s+(?:"([^"]+)"|(\w+))')
_HEADING = re.compile(r"<h1\b|heading=\"h1\"|\bidentity_bar\(")


def name(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def texts() -> dict[str, str]:
    return {name(path): path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.html"))}


def referred() -> set[str]:
    """Every template that code or another template names; a part in braces stands for anything."""
    sources = [path.read_text(encoding="utf-8") for path in files("core", "plugins", suffix=".py")]
    found = {one for text in (*sources, *texts().values()) for one in _REFERRED.findall(text)}
    return {re.sub(r"{[^}]*}", "*", one) for one in found}


def frames(of: str, every: dict[str, str]) -> list[str]:
    """The templates that this one stands on, nearest first; a frame that the view chooses counts as the base."""
    found = _EXTENDS.search(every[of])
    if found is None:
        return []
    parent = found[1] or "base.html"
    return [parent, *frames(parent, every)] if parent in every else [parent]


def test_every_template_is_used() -> None:
    patterns = referred()
    left = [one for one in texts() if not any(fnmatch(one, pattern) for pattern in patterns)]
    assert left == []


def test_a_template_that_nobody_names_would_be_found() -> None:
    assert not any(fnmatch("public/left-over.html", pattern) for pattern in referred())
    assert any(fnmatch("public/feedback/kind.html", pattern) for pattern in referred())


def test_every_page_stands_on_the_base_that_has_the_title() -> None:
    every = texts()
    assert "<title" in every["base.html"] or "pageTitle" in every["base.html"]
    pages = [one for one in every if _EXTENDS.search(every[one])]
    bases = {"base.html", "govuk_frontend_jinja/template.html"}
    assert [one for one in pages if not bases & set(frames(one, every))] == []
    assert len(pages) > 40


def test_no_page_sets_a_title_of_its_own() -> None:
    """The title is the page's heading, put together once: a page that wrote its own could name somebody in it."""
    own = [one for one, text in texts().items() if "{% block pageTitle" in text or "<title" in text]
    assert set(own) <= {"base.html", "error_plain.html"}


def test_every_page_of_its_own_has_a_heading() -> None:
    every = texts()
    pages = [one for one in every if frames(one, every) and not any(one in frames(other, every) for other in every)]
    bare = []
    for one in pages:
        seen = [every[one], *(every[frame] for frame in frames(one, every) if frame in every)]
        seen += [every[part] for text in list(seen) for part in re.findall(r'include "([^"]+)"', text) if part in every]
        if not any(_HEADING.search(text) for text in seen):
            bare.append(one)
    assert bare == []
