"""Sends the requests of the matrix and says what is wrong with the answers. It judges; it never mends."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from markupsafe import escape
from pypdfium2 import PdfDocument
from werkzeug.test import TestResponse

from core.clock import clock_at
from tests.support.matrix_actors import NOBODY, Actor
from tests.support.matrix_routes import Route, Site
from tests.support.matrix_rows import Written
from tests.support.matrix_world import MARKS, NOW
from tests.support.pages import check_answer
from tests.support.web import host_of

SAFE = ("GET", "HEAD", "OPTIONS")
_RANDOM = re.compile(r"[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Tokens of forms, and names of commands that a form carries to be carried out once."""


@dataclass(frozen=True)
class Answer:
    """What came back, as far as it can be compared."""

    status: int
    location: str
    body: bytes
    headers: tuple[tuple[str, str], ...]

    def without(self, values: Mapping[str, str]) -> tuple[int, tuple[tuple[str, str], ...], str]:
        """The answer with what was asked for taken out, and what is random in every page."""
        told = self.body.decode(errors="replace")
        headers = [(k, v) for k, v in self.headers if k not in ("Content-Length", "Set-Cookie")]
        for value in sorted(values.values(), key=len, reverse=True):
            if len(value) > 3:
                told = told.replace(value, "…")
                headers = [(k, v.replace(value, "…")) for k, v in headers]
        return self.status, tuple(headers), _RANDOM.sub("…", told)


class _Told(logging.Handler):
    """What the application logs while a request is answered: refusals, and what broke."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.events: list[str] = []
        self.broken: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        fields = getattr(record, "fields", {})
        if fields:
            self.events.append(str(fields.get("event", "")))
        if record.exc_info and record.exc_info[1] is not None:
            self.broken.append(repr(record.exc_info[1])[:300])


class Walk:
    """Requests of many actors, and every fault that was found on the way."""

    def __init__(self, site: Site, written: Written) -> None:
        self.site, self.written = site, written
        self.faults: list[str] = []
        self.requests = 0
        self.asked: set[str] = set()
        self.statuses: dict[tuple[str, str], set[tuple[str, int]]] = {}
        self.told = _Told()
        self._logs = [logging.getLogger(name) for name in ("upheld.security", "upheld.web")]
        self._propagated = [log.propagate for log in self._logs]
        for log in self._logs:
            log.addHandler(self.told)
            log.propagate = False  # thousands of refusals are no news

    def close(self) -> None:
        for log, propagated in zip(self._logs, self._propagated, strict=True):
            log.removeHandler(self.told)
            log.propagate = propagated

    def done(self) -> None:
        """Fail with everything that was found."""
        if self.faults:
            told = "\n".join(self.faults[:60])
            raise AssertionError(f"{len(self.faults)} faults in {self.requests} requests:\n{told}")

    def ask(
        self,
        actor: Actor,
        route: Route,
        method: str,
        values: Mapping[str, str],
        *,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request, checked for what must hold for every one of them."""
        self.requests += 1
        self.asked.add(route.endpoint)
        self.told.events, self.told.broken = [], []
        self.written.clear()
        path = route.url(values)
        base = actor.browser.base
        about = f"{actor.name}: {method} {path[:120]} ({route.endpoint})"
        sent: dict[str, Any] = {"headers": {"Origin": base, "Sec-Fetch-Site": "same-origin", **(headers or {})}}
        if method not in SAFE:
            sent["data"] = data or {}
        with clock_at(NOW):
            response = FlaskClient.open(actor.browser.client, path, method=method, base_url=base, **sent)
        try:
            check_answer(response)
        except AssertionError as error:
            self.faults.append(f"{about}: {error}")
        self._look(actor, method, path, data or {}, response, about)
        # What the next page would say of this one is no difference between two answers.
        actor.browser.client.delete_cookie("upheld_notice", domain=host_of(actor.at))
        location = response.headers.get("Location", "")
        return Answer(response.status_code, location, response.get_data(), tuple(sorted(response.headers.items())))

    def _look(
        self, actor: Actor, method: str, path: str, data: Mapping[str, Any], response: TestResponse, about: str
    ) -> None:
        told = response.get_data() + repr(list(response.headers)).encode()
        if response.mimetype == "application/pdf" and method == "GET":
            told += _pdf_text(response.get_data())
        # A form shows what was typed into it; that it shows no more is told by its being the same for an unknown word.
        for typed in sorted(map(str, data.values()), key=len, reverse=True):
            told = told.replace(str(escape(typed)).encode(), b"") if typed else told
        if MARKS[actor.other].encode() in told.lower():
            self.faults.append(f"LEAK {about}: {_near(told, MARKS[actor.other])}")
        asked = path + repr(dict(data))
        for what, value in self.site.things[actor.other].identifiers().items():
            if value.encode() in told and value not in asked:
                self.faults.append(f"LEAK {about}: the other council's {what}")
        if response.status_code >= 500:
            self.faults.append(f"{about}: {response.status_code} {self.told.broken}")
        if method in SAFE and set(self.written.tables) - {"read_log"}:
            self.faults.append(f"{about}: a safe request wrote to {sorted(set(self.written.tables))}")
        if response.status_code == 403 and not {"access_denied", "cross_site_request"} & set(self.told.events):
            self.faults.append(f"{about}: refused, and nobody wrote it down ({self.told.events})")

    def expect(self, actor: Actor, route: Route, method: str, answer: Answer, allowed: set[int], what: str) -> None:
        """The answer's status must be one of these."""
        self.statuses.setdefault((route.endpoint, method), set()).add((what, answer.status))
        if answer.status not in allowed:
            wanted = " or ".join(map(str, sorted(allowed)))
            self.faults.append(
                f"{actor.name}: {method} {route.endpoint} with {what}: {answer.status} {answer.location}, not {wanted}"
            )

    def same(self, actor: Actor, route: Route, method: str, what: str, one: tuple[Answer, Mapping[str, str]],
             other: tuple[Answer, Mapping[str, str]]) -> None:  # fmt: skip
        """Two answers that must not be told apart."""
        first, second = one[0].without(one[1]), other[0].without(other[1])
        if first != second:
            self.faults.append(
                f"{actor.name}: {method} {route.endpoint}: foreign and unknown {what} are told apart: "
                f"{_difference(first, second)}"
            )

    def token(self, actor: Actor, area: str) -> dict[str, str]:
        """The form's token of the actor in an area of the site; nothing where they have none."""
        found = actor.tokens.get(area) or actor.tokens.get(NOBODY, "")
        return {"csrf_token": found}


def _pdf_text(pdf: bytes) -> bytes:
    document = PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document).encode()
    finally:
        document.close()


def _near(told: bytes, mark: str) -> str:
    at = told.lower().index(mark.encode())
    return repr(told[max(0, at - 60) : at + 40])


def _difference(first: tuple[Any, ...], second: tuple[Any, ...]) -> str:
    for one, other in zip(first, second, strict=True):
        if one != other:
            at = next((n for n, (a, b) in enumerate(zip(str(one), str(other), strict=False)) if a != b), 0)
            return f"{str(one)[at : at + 80]!r} / {str(other)[at : at + 80]!r}"
    return ""
