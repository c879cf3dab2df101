"""Councils with staff on an application, and browsers that check every page they fetch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count
from typing import Any

from flask import Flask
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from core.clock import utc_now
from core.persistence.repositories import identities
from core.persistence.transaction import in_one_transaction
from core.services import passwords, second_factor, sessions
from core.services.install import install_authority
from tests.support.pages import CheckedClient

PASSWORD = "nine kettles under a hedge"
_KEPT = passwords.keep(PASSWORD)
_numbers = count(1)


@dataclass(frozen=True)
class Staff:
    """A member of staff who can sign in at one council, or at several."""

    identity_id: str
    email: str
    secret: str
    memberships: dict[str, str]

    def code(self, at: datetime | None = None) -> str:
        """What their authenticator app shows."""
        return second_factor.present_code(self.secret, at or utc_now())


def host_of(council: str) -> str:
    """The host name that tests reach a council at."""
    return f"{council.replace('_', '-')}.localhost"


def install(app: Flask, *councils: str) -> None:
    """Register these councils as a demo would, each at its host."""
    with app.app_context():
        for code in councils:
            install_authority(code, demo=True, hosts=[host_of(code)])


def hire(
    app: Flask,
    *councils: str,
    roles: tuple[str, ...] = ("complaints_officer",),
    name: str = "Ada Example",
    services: tuple[str, ...] = (),
) -> Staff:
    """A new member of staff of these councils, with password and second factor."""
    email = f"staff{next(_numbers)}.{id(app)}@officers.example"
    secret = second_factor.new_secret()
    now = utc_now()
    memberships = {}

    def make() -> str:
        made = identities.add_identity(email, name, now, _KEPT)
        identities.set_totp(made, secret, now)
        return made

    with app.app_context():
        identity_id = in_one_transaction(councils[0], make)
        for council in councils:
            memberships[council] = in_one_transaction(
                council,
                partial(
                    identities.grant,
                    council,
                    identity_id,
                    roles=roles,
                    services=services,
                    begins=now,
                    granted_by="system:",
                ),
            )
    return Staff(identity_id, email, secret, memberships)


class Browser:
    """A person's browser at one council's host. Posts carry the token of the page that was fetched last."""

    def __init__(self, app: Flask, council: str, scheme: str = "http") -> None:
        self.app = app
        self.council = council
        self.base = f"{scheme}://{host_of(council)}"
        app.test_client_class = CheckedClient
        self.client = app.test_client()
        self.page = LexborHTMLParser("")
        number = next(_numbers)
        # An address of its own, so that one test's wrong tries do not count against the next one's.
        self.client.environ_base["REMOTE_ADDR"] = f"10.{number // 62500}.{number // 250 % 250}.{number % 250 + 1}"

    def get(self, path: str, **given: Any) -> TestResponse:
        """Fetch a page."""
        return self._keep(self.client.get(path, base_url=self.base, **given))

    def post(self, path: str, data: dict[str, Any] | None = None, **given: Any) -> TestResponse:
        """Send a form as the page that was fetched last would: with its token."""
        sent = {"csrf_token": self.token, **(data or {})}
        headers = {"Origin": self.base, "Sec-Fetch-Site": "same-origin", **given.pop("headers", {})}
        return self._keep(self.client.post(path, base_url=self.base, data=sent, headers=headers, **given))

    def follow(self, response: TestResponse) -> TestResponse:
        """Go where a redirect leads."""
        assert 300 <= response.status_code < 400, response.status_code
        return self.get(response.headers["Location"])

    @property
    def token(self) -> str:
        """The token in the last page's own forms, not the menu's."""
        node = self.page.css_first('main input[name="csrf_token"]') or self.page.css_first('input[name="csrf_token"]')
        return (node.attributes.get("value") or "") if node else ""

    @property
    def heading(self) -> str:
        """The last page's heading."""
        node = self.page.css_first("h1")
        return " ".join(node.text().split()) if node else ""

    @property
    def errors(self) -> list[str]:
        """The last page's error summary."""
        return [" ".join(node.text().split()) for node in self.page.css(".govuk-error-summary__list li")]

    def cookie(self, kind: str) -> str:
        """The value of a cookie that this browser holds; empty when it holds none."""
        found = self.client.get_cookie(self._cookie_name(kind), domain=host_of(self.council))
        return found.value if found else ""

    def take_cookie(self, kind: str, value: str) -> None:
        """Put a cookie into this browser, however it was come by."""
        secure = self.base.startswith("https")
        self.client.set_cookie(self._cookie_name(kind), value, domain=host_of(self.council), secure=secure)

    def sign_in(self, who: Staff) -> None:
        """Be signed in already: the session is begun as the last step of signing in does it."""
        now = utc_now()

        def begin() -> str:
            place = identities.member(self.council, who.memberships[self.council])
            assert place is not None
            return sessions.begin(self.council, place, now, half_open=False, browser="A test")

        with self.app.app_context():
            self.take_cookie("staff", in_one_transaction(self.council, begin))

    def _cookie_name(self, kind: str) -> str:
        return f"{'__Host-' if self.base.startswith('https') else ''}upheld_{kind}"

    def _keep(self, response: TestResponse) -> TestResponse:
        if response.mimetype == "text/html":
            self.page = LexborHTMLParser(response.get_data(as_text=True))
        return response
