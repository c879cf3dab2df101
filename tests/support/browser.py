"""A real browser at a real server: Chromium through Playwright, waitress on a free port, and a clock to be moved.

Nothing may leave the machine: a request to anything but our hosts, a word on the console or a broken script is kept in
`faults` of the visit, which must be empty when it ends.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Locator, Page, sync_playwright
from waitress import wasyncore
from waitress.server import create_server

from core.clock import clock_at
from tests.support.web import host_of

MISSING = "NO CHROMIUM, so no page was looked at in a browser: install the package `chromium`"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}


@dataclass
class Served:
    """An application at a port of its own. `now` is what its clock says, for every request from then on."""

    app: Flask
    now: datetime
    port: int = 0

    def url(self, council: str, path: str = "/") -> str:
        return f"http://{host_of(council)}:{self.port}{path}"

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        with clock_at(self.now):
            answer = self.app(environ, start_response)
            try:
                return list(answer)
            finally:
                if hasattr(answer, "close"):
                    answer.close()


@contextmanager
def serve(app: Flask, now: datetime) -> Iterator[Served]:
    """Serve the application by the server that `make run` uses elsewhere, until the block ends."""
    served = Served(app, now)
    sockets: dict[int, Any] = {}
    server = create_server(served, map=sockets, host="127.0.0.1", port=0, threads=4)
    served.port = int(server.effective_port)
    stopping = threading.Event()

    def loop() -> None:
        while not stopping.is_set():
            wasyncore.loop(timeout=0.1, map=sockets, count=1)

    thread = threading.Thread(target=loop, name="waitress")
    thread.start()
    try:
        yield served
    finally:
        stopping.set()
        thread.join()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets, ignore_all=True)


@contextmanager
def chromium() -> Iterator[Chromium]:
    """The browser; a test that needs it is skipped aloud where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip(MISSING)
    arguments = ["--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP *.localhost 127.0.0.1"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """Somebody's browser at the councils' hosts, and what went wrong behind their back."""

    served: Served
    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)
    answers: list[tuple[str, int]] = field(default_factory=list)

    def go(self, council: str, path: str = "/") -> int:
        """Open an address; the status of the answer."""
        answer = self.page.goto(self.served.url(council, path), wait_until="load")
        return answer.status if answer else 0

    @property
    def heading(self) -> str:
        return " ".join(self.page.locator("h1").first.inner_text().split())

    @property
    def words(self) -> str:
        """What the main part says, on one line."""
        return " ".join(self.page.locator("main").inner_text().split())

    def arrive(self, by: Locator) -> None:
        """Click on the first of these and wait for the page it leads to; a click alone leaves the old one standing."""
        with self.page.expect_navigation(wait_until="load"):
            by.first.click()

    def press(self, name: str) -> None:
        """Press the button whose words begin so."""
        begins = re.compile(f"^{re.escape(name)}")
        self.arrive(self.page.get_by_role("main").get_by_role("button", name=begins))

    def link(self, name: str) -> None:
        """Follow the first link with these words; those that look like a button are links too."""
        self.arrive(self.page.locator("main a", has_text=name))

    def answer_all(self, words: str) -> None:
        """Write the same words in every box of the page, if there are any, and send the form."""
        for box in self.page.locator("main textarea").all():
            box.fill(words)
        self.arrive(self.page.locator("main form button.govuk-button"))

    def fetch(self, path: str) -> tuple[int, str, bytes]:
        """A file of the present host with this browser's cookies: status, type and bytes."""
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in self.context.cookies(self.page.url))
        connection = HTTPConnection("127.0.0.1", self.served.port, timeout=20)
        try:
            connection.request("GET", path, headers={"Host": urlsplit(self.page.url).netloc, "Cookie": cookies})
            answer = connection.getresponse()
            return answer.status, answer.headers["Content-Type"], answer.read()
        finally:
            connection.close()

    def take_cookies(self, council: str, cookies: Iterable[tuple[str, str]]) -> None:
        """Have these cookies of a council's host."""
        host = host_of(council)
        self.context.add_cookies([{"name": n, "value": v, "domain": host, "path": "/"} for n, v in cookies])


@contextmanager
def visit(browser: Chromium, served: Served, *, scripts: bool = True, **options: Any) -> Iterator[Visit]:
    """A new browser profile; at its end nothing may have gone wrong unseen."""
    context = browser.new_context(java_script_enabled=scripts, viewport=WIDE, **options)
    page = context.new_page()
    page.set_default_timeout(20_000)
    made = Visit(served, context, page)
    _watch(made)
    try:
        yield made
        assert made.faults == []
    finally:
        context.close()


def _watch(made: Visit) -> None:
    page = made.page

    def leaves(request: Any) -> None:
        host = urlsplit(request.url).hostname or ""
        if not host.endswith(".localhost") and not request.url.startswith(("data:", "about:")):
            made.faults.append(f"left our hosts: {request.url}")

    def said(message: Any) -> None:
        # The browser itself notes an answer of 400 or 404 that a test asked for.
        if message.type == "error" and "Failed to load resource" not in message.text:
            made.faults.append(f"console at {page.url}: {message.text}")

    made.context.on("request", leaves)
    page.on("console", said)
    page.on("pageerror", lambda error: made.faults.append(f"script at {page.url}: {error}"))
    page.on("response", lambda answer: made.answers.append((answer.url, answer.status)))
