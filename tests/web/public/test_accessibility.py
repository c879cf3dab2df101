"""The accessibility statement has the parts that the regulations ask for."""

from __future__ import annotations

import pytest

from tests.web.conftest import Open


@pytest.mark.req("A-16")
def test_the_statement_names_problems_contact_and_who_enforces(browser: Open) -> None:
    resident = browser()
    resident.get("/")
    assert resident.page.css_first('footer a[href="/accessibility"]') is not None
    resident.get("/accessibility")
    text = " ".join(resident.page.css_first("main").text().split())
    assert resident.heading == "Accessibility statement"
    told = ("partially compliant", "01632 960121", "Accessibility Regulations 2018", "Equality Advisory", "prepared on")
    for part in told:
        assert part in text

