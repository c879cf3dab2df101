"""A browser for measuring: keeps cookies, sends the fields a page offers, and checks no more than that it was answered.

It works inside the process, through WSGI, so what it costs itself (half a millisecond a request) is in every figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Flask
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import Client, TestResponse

from core.clock import utc_now
from core.domain.actor import Actor
from core.persistence.repositories import identities
from core.persistence.transaction import in_one_transaction
from core.services import sessions
from tests.bench.measure import Clockwork, Sample
from tests.bench.place import COUNCIL
from tests.support.web import host_of

BASE = f"http://{host_of(COUNCIL)}"


class Unexpected(Exception):
    """A page did not answer as it should."""


@dataclass(slots=True)
class Visitor:
    """Somebody with a browser; `samples` gather what each kind of page took."""

    app: Flask
    clock: Clockwork | None = None
    samples: dict[str, Sample] = field(default_factory=dict)
    client: Client = field(init=False)
    page: str = ""

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def get(self, path: str, name: str = "") -> TestResponse:
        """Fetch a page, as one of its kind where it has a `name`."""
        return self._keep(name, "GET", path, {}, {200, 302, 303})

    def post(self, path: str, data: Mapping[str, str], name: str = "") -> str:
        """Send the form of the page that was fetched last; where that leads."""
        answer = self._keep(name, "POST", path, {**self._hidden(), **data}, {302, 303})
        return str(answer.headers["Location"])

    def become(self, kind: str, token: str) -> None:
        """Carry the cookie of a session."""
        self.client.set_cookie(f"upheld_{kind}", token, domain=host_of(COUNCIL))

    def come_from(self, number: int) -> None:
        """Be at another address, so that limits for one address do not count."""
        self.client.environ_base["REMOTE_ADDR"] = f"10.{number // 62500 % 250}.{number // 250 % 250}.{number % 250 + 1}"

    def _keep(self, name: str, method: str, path: str, data: Mapping[str, str], good: set[int]) -> TestResponse:
        headers = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"} if method == "POST" else {}
        given = {"method": method, "base_url": BASE, "data": dict(data) or None, "headers": headers}
        sample = self.samples.setdefault(name, Sample()) if name else Sample()
        if self.clock is None:
            answer = self.client.open(path, **given)
        else:
            with self.clock.timing(sample):
                answer = self.client.open(path, **given)
        self.page = answer.get_data(as_text=True)
        if answer.status_code not in good:
            sample.errors += 1
            raise Unexpected(f"{method} {path}: {answer.status_code} {self._said()}")
        return answer

    def _said(self) -> str:
        tree = LexborHTMLParser(self.page)
        found = tree.css_first(".govuk-error-summary") or tree.css_first("h1")
        return " ".join(found.text().split())[:200] if found else ""

    def _hidden(self) -> dict[str, str]:
        """What the page's form sends along by itself, filled text fields and chosen options included."""
        sent: dict[str, str] = {}
        tree = LexborHTMLParser(self.page)
        for node in tree.css("main input"):
            given, kind = node.attributes, node.attributes.get("type")
            if (given.get("name") and kind not in ("radio", "checkbox", "submit")) or "checked" in given:
                sent[str(given["name"])] = str(given.get("value") or "")
        for node in tree.css("main textarea"):
            sent[str(node.attributes["name"])] = node.text()
        for node in tree.css("main select"):
            chosen = node.css_first("option[selected]") or node.css_first("option")
            sent[str(node.attributes["name"])] = str(chosen.attributes.get("value") or "") if chosen else ""
        return sent


def sign_in(app: Flask, visitor: Visitor, officer: Actor) -> None:
    """Begin the officer's session as the last step of signing in does it."""
    now = utc_now()

    def begin() -> str:
        place = identities.member(COUNCIL, officer.id)
        if place is None:
            raise LookupError(officer.id)
        return sessions.begin(COUNCIL, place, now, half_open=False, browser="Bench")

    with app.app_context():
        visitor.become("staff", in_one_transaction(COUNCIL, begin))
