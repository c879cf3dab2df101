"""Everything by keyboard alone: the skip link first, in the order of the page, always seen, never trapped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import Served, serve, visit
from tests.support.databases import DatabaseUrls
from tests.support.matrix_run import Matrix, open_matrix
from tests.support.matrix_world import HERE, NOW

pytestmark = [pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="module")]
MOST = 250
OFFICER, FOLLOWER, NOBODY = "complaints_officer of A", "follower of the case", "nobody"
PAGES = {
    "the first page": (NOBODY, "/"),
    "a question": (NOBODY, "/feedback/kind"),
    "asking to follow": (NOBODY, "/follow"),
    "signing in": (NOBODY, "/staff/sign-in"),
    "one's own case": (FOLLOWER, "/follow/case/add"),
    "the queue": (OFFICER, "/staff/queue"),
    "a case": (OFFICER, "/staff/cases/{working}"),
    "triage": (OFFICER, "/staff/cases/{fresh}/triage/1"),
    "a step": (OFFICER, "/staff/cases/{working}/moves/1/answer"),
    "the last look": (OFFICER, "/staff/cases/{accepted}/moves/1/acknowledge/preview"),
    "logging a contact": (OFFICER, "/staff/log"),
}
_FOCUSED = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  if (!window.upBefore) window.upBefore = [];
  const before = window.upBefore.at(-1);
  const inOrder = !before || Boolean(before.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
  window.upBefore.push(node);
  const style = getComputedStyle(node), box = node.getBoundingClientRect();
  const label = node.labels && node.labels[0];
  const marks = [style, ...["::before", "::after"].map(part => label ? getComputedStyle(label, part) : style)];
  const marked = marks.some(one => (one.outlineStyle !== "none" && parseFloat(one.outlineWidth) > 0)
    || one.boxShadow !== "none");
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  return {
    html: node.outerHTML.slice(0, 110), inOrder, marked, inside, tag: node.tagName,
    covered: !(at && (node.contains(at) || at.contains(node) || (label && (label === at || label.contains(at))))),
    main: Boolean(node.closest("main")) && node.matches("button.govuk-button, a.govuk-button"),
    skip: node.matches(".govuk-skip-link"),
  };
}"""


@pytest.fixture(scope="module")
def matrix(database: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matrix]:
    with open_matrix(database, tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest.fixture(scope="module")
def served(matrix: Matrix) -> Iterator[Served]:
    with serve(matrix.app, NOW) as running:
        yield running


@pytest.mark.req("A-02")
@pytest.mark.parametrize("name", PAGES)
def test_tabbing_through(matrix: Matrix, served: Served, browser: Browser, name: str) -> None:
    who, path = PAGES[name]
    things = matrix.site.things[HERE].identifiers()
    with visit(browser, served) as here:
        jar = matrix.actor(who).browser.client._cookies or {}
        here.take_cookies(HERE, [(one.key, one.value) for one in jar.values()])
        assert here.go(HERE, path.format(**things)) == 200
        stops = _tab_through(here.page)
    assert stops[0]["skip"], "the skip link comes first"
    faults = [f"out of order: {stop['html']}" for stop in stops if not stop["inOrder"]]
    faults += [f"focus not seen: {stop['html']}" for stop in stops if not stop["marked"]]
    faults += [f"out of view: {stop['html']}" for stop in stops if not stop["inside"]]
    faults += [f"covered: {stop['html']}" for stop in stops if stop["covered"]]
    assert faults == []
    assert any(stop["main"] for stop in stops), "the main action is reached"
    assert len(stops) < MOST, "the last stop leads out of the page"


@pytest.mark.req("A-02")
def test_the_skip_link_leads_to_the_main_part(served: Served, browser: Browser) -> None:
    with visit(browser, served) as here:
        here.go(HERE, "/feedback/kind")
        here.page.keyboard.press("Tab")
        here.page.keyboard.press("Enter")
        here.page.keyboard.press("Tab")
        assert here.page.evaluate("() => Boolean(document.activeElement.closest('main'))")


@pytest.mark.req("A-02", "A-11")
def test_a_question_is_answered_by_keys_alone(served: Served, browser: Browser) -> None:
    with visit(browser, served) as here:
        here.go(HERE, "/feedback/kind")
        here.page.locator("main input[type=radio]").first.focus()
        here.page.keyboard.press("Space")
        with here.page.expect_navigation():
            here.page.keyboard.press("Enter")
        assert not here.page.url.endswith("/feedback/kind")


def _tab_through(page: Page) -> list[dict[str, Any]]:
    """Every stop of the Tab key until it leaves the page."""
    stops: list[dict[str, Any]] = []
    page.evaluate("() => { document.activeElement && document.activeElement.blur() }")
    while len(stops) < MOST:
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUSED)
        if stop is None or (stops and stop["skip"]):
            break
        stops.append(stop)
    return stops
