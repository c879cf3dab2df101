"""What every page must pass in a browser: axe, 320 pixels, wide text, and a focus that can be seen."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.support.browser import NARROW, WIDE
from tests.support.source import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """() => axe.run(document, { resultTypes: ["violations", "incomplete", "passes"] }).then(found => ({
  passes: found.passes.length,
  violations: found.violations.map(one => [one.id, one.help, one.nodes.slice(0, 3).map(n => n.html.slice(0, 160))]),
  incomplete: found.incomplete.map(one => [one.id, one.nodes.slice(0, 2).map(n => n.html.slice(0, 120))]),
}))"""
_SIDEWAYS = """() => {
  const wide = document.documentElement.scrollWidth;
  const out = [...document.querySelectorAll("body *")].filter(node => {
    const box = node.getBoundingClientRect();
    if (box.right <= innerWidth + 1 || !box.width) return false;
    for (let at = node.parentElement; at; at = at.parentElement)
      if (["auto", "scroll", "hidden"].includes(getComputedStyle(at).overflowX)) return false;
    return true;
  });
  return [wide, out.slice(0, 3).map(node => node.outerHTML.slice(0, 120))];
}"""
# WCAG 1.4.12: what a reader may set for themselves, through the object model, which no content policy forbids.
_SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
_CUT = """() => [...document.querySelectorAll("main *")].filter(node => {
  const style = getComputedStyle(node);
  return style.overflowY === "hidden" && node.scrollHeight > node.clientHeight + 2 && node.clientHeight > 4
    && !node.className.toString().includes("visually-hidden");
}).slice(0, 3).map(node => node.outerHTML.slice(0, 120))"""


@cache
def axe_source() -> str:
    """The script that `make setup` installs."""
    assert AXE.is_file(), f"{AXE.relative_to(ROOT)} is missing: run `make setup`"
    return AXE.read_text(encoding="utf-8")


def axe_faults(page: Page) -> tuple[list[str], int, list[Any]]:
    """What axe calls a violation, how many of its rules passed, and what it leaves to people."""
    page.evaluate(axe_source())
    found = page.evaluate(_RUN)
    violations = [f"{rule}: {said} {nodes}" for rule, said, nodes in found["violations"]]
    return violations, found["passes"], found["incomplete"]


def narrow_faults(page: Page) -> list[str]:
    """What sticks out at 320 CSS pixels, as it is and with the reader's own text spacing."""
    faults = []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    for what, script in (("at 320 px", ""), ("at 320 px with wide text", _SPACED)):
        if script:
            page.evaluate(script)
        wide, nodes = page.evaluate(_SIDEWAYS)
        if wide > NARROW["width"]:
            faults.append(f"{what}: {wide} px wide: {nodes}")
    faults += [f"cut off with wide text: {node}" for node in page.evaluate(_CUT)]
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.evaluate("() => { document.adoptedStyleSheets = [] }")
    return faults
