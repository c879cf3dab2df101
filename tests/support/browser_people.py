"""What people do at a council's pages in a real browser: signing in, complaining, following a case, sending letters."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from pypdfium2 import PdfDocument

from core.clock import clock_at
from tests.support.browser import Served, Visit
from tests.support.web import PASSWORD, Staff, hire

HIRED = datetime(2024, 12, 2, 9, 0, tzinfo=UTC)
"""Before anything happens, under rules that are over too."""
STORY = "My bins were missed three times. The man on the phone was rude, and my council tax band is wrong."


def employ(served: Served, *councils: str, name: str, roles: tuple[str, ...] = ("complaints_officer",)) -> Staff:
    with clock_at(HIRED):
        return hire(served.app, *councils, roles=roles, name=name)


def sign_in(here: Visit, council: str, who: Staff) -> None:
    """Password, then the code of an authenticator app."""
    here.go(council, "/staff/sign-in")
    fill(here, email=who.email, password=PASSWORD)
    here.press("Continue")
    assert here.heading == "Enter your code"
    fill(here, code=who.code(here.served.now))
    here.press("Sign in")


def fill(here: Visit, **values: str) -> None:
    """Type into fields, choose from lists, and tick what is meant, by the fields' names."""
    for name, value in values.items():
        found = here.page.locator(f"main [name='{name.replace('__', '-')}']")
        kind = found.first.evaluate("node => node.type || node.tagName")
        if kind in ("radio", "checkbox"):
            here.page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind == "select-one":
            found.first.select_option(value)
        else:
            found.first.fill(value)


def answer(here: Visit, **values: str) -> None:
    """Answer the question that is shown, and go on."""
    fill(here, **values)
    here.arrive(here.page.locator("main form button.govuk-button"))


def complain(here: Visit, council: str, service: str, email: str, story: str = STORY) -> str:
    """From the council's first page to the reference on the screen."""
    assert here.go(council) == 200
    here.arrive(here.page.locator("main a.govuk-button"))
    answer(here, kind="complaint")
    answer(here, service=service)
    answer(here, story=story, when="year")
    answer(here, impact="I took the waste myself.", wanted="An apology, and my bins collected")
    answer(here, named="yes")
    answer(here, name="Alba Resident", email=email, prefers="email")
    answer(here)
    assert story in here.words
    answer(here)
    assert here.heading == "We have it"
    found = re.search(r"[A-Z]{3}-\w{4}-\w{4}", here.words)
    assert found and email in here.words
    return found[0]


def follow(here: Visit, council: str, reference: str, email: str) -> None:
    """Ask for a link, find it in the mail, and press its button in the same browser."""
    here.go(council, "/follow")
    answer(here, reference=reference, by="email", email=email)
    assert here.heading == "Look in your e-mail"
    here.go(council, "/demo/mail")
    here.link(f"Your link to case {reference}")
    # The mail names the port of the settings; the server of a test listens at another.
    link = here.page.locator("main a[href*='/follow/link/']").get_attribute("href") or ""
    here.go(council, urlsplit(link).path)
    here.arrive(here.page.locator("main form button.govuk-button"))
    assert here.heading == f"Your case {reference}"


def send(here: Visit, button: str = "Send the letter") -> None:
    here.press(button)
    assert "Preview" not in here.heading, here.words[:400]


def pdf_words(here: Visit) -> str:
    """The text of the PDF that the page offers."""
    url = here.page.locator("main a[href$='.pdf']").first.get_attribute("href")
    status, kind, body = here.fetch(url or "")
    assert (status, kind) == (200, "application/pdf")
    document = PdfDocument(body)
    try:
        return " ".join(" ".join(p.get_textpage().get_text_bounded() for p in document).split())
    finally:
        document.close()
