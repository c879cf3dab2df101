"""Filling in a page's own form and pressing one of its buttons, as a person without scripts would."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.web.staff.conftest import Officer


def press(browser: Officer, button: str, values: dict[str, Any] | None = None) -> TestResponse:
    """Press the button with these words, after typing `values` by field name; a field that is not there fails."""
    form, pressed = _find(browser, button)
    sent = _fields(form)
    for name, value in (values or {}).items():
        assert name in _names(form), f"{name} is not on the page {browser.heading!r}: {sorted(_names(form))}"
        if value is None:
            sent.poplist(name)
        else:
            sent.setlist(name, [value])
    if pressed.attributes.get("name"):
        sent[pressed.attributes["name"]] = pressed.attributes.get("value") or ""
    path = urljoin(browser.at, form.attributes.get("action") or "")
    return visit(browser, lambda: browser.post(path, data=sent.to_dict(flat=False)), path)


def go(browser: Officer, path: str) -> TestResponse:
    """Open a page, following where it leads."""
    return visit(browser, lambda: browser.get(path), path)


def visit(browser: Officer, fetch: Any, path: str) -> TestResponse:
    browser.at = path
    response: TestResponse = fetch()
    while 300 <= response.status_code < 400:
        browser.at = urljoin(browser.at, response.headers["Location"]).removeprefix(browser.base)
        response = browser.get(browser.at)
    return response


def link(browser: Officer, words: str) -> str:
    """The address of the link with these words in the page's main part."""
    for node in browser.page.css("main a"):
        if words in _text(node):
            return node.attributes["href"] or ""
    raise AssertionError(f"no link {words!r} on {browser.heading!r}: {[_text(n) for n in browser.page.css('main a')]}")


def text(browser: Officer, selector: str = "main") -> str:
    """What the page says, on one line."""
    return " ".join(_text(node) for node in browser.page.css(selector))


def _find(browser: Officer, words: str) -> tuple[LexborNode, LexborNode]:
    every = browser.page.css("main button")
    buttons = [node for node in every if "visually-hidden" not in str(node.attributes.get("class"))]
    for node in buttons:
        if _text(node).startswith(words):
            form = node.parent
            while form is not None and form.tag != "form":
                form = form.parent
            assert form is not None, f"{words!r} stands outside any form"
            return form, node
    there = [_text(node) for node in buttons]
    raise AssertionError(f"no button {words!r} on {browser.heading!r}: {there}; {text(browser)[:900]}")


def _names(form: LexborNode) -> set[str]:
    return {node.attributes.get("name") or "" for node in form.css("input, select, textarea")}


def _fields(form: LexborNode) -> MultiDict[str, str]:
    found: MultiDict[str, str] = MultiDict()
    for node in form.css("input, select, textarea"):
        name, kind = node.attributes.get("name"), node.attributes.get("type")
        if not name or (kind in ("radio", "checkbox") and "checked" not in node.attributes):
            continue
        if node.tag == "textarea":
            found.add(name, node.text().removeprefix("\n"))
        elif node.tag == "select":
            chosen = node.css_first("option[selected]") or node.css_first("option")
            found.add(name, (chosen.attributes.get("value") or "") if chosen else "")
        else:
            found.add(name, node.attributes.get("value") or "")
    return found


def _text(node: LexborNode) -> str:
    return " ".join(node.text().split())
