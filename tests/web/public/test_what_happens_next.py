"""What a person is told of the way their case will go: the same on the first page, after sending, and in the mail.

How we read a paper that leaves something open stands behind each date's own link, and never in the middle of a promise.
"""

from __future__ import annotations

import re

import pytest
from flask import Flask
from selectolax.lexbor import LexborNode
from sqlalchemy import select

from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.scope import authority_scope
from tests.support.web import Browser, install
from tests.web.public.test_telling_us import answer, complain

READING = "The paper says both 10 working days from acknowledgement and 15 in all; read as two limits"
NO_LIMIT = "No time limit is stated for our answer at this stage. We can agree a date with you."


@pytest.fixture(scope="module")
def here(site: Flask) -> Flask:
    """The site with a landlord whose first stage has no time limit."""
    install(site, "rotherham_2010")
    return site


def words(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def receipt(app: Flask, address: str, council: str) -> str:
    with app.app_context(), authority_scope(council):
        query = select(m.Outbox.text).where(m.Outbox.to_address == address, m.Outbox.kind == "receipt")
        return current_session().scalars(query).one()


def test_the_first_page_folds_the_reading_of_the_paper_away_beside_its_date(here: Flask) -> None:
    browser = Browser(here, "boston")
    browser.get("/")
    folded = [words(node) for node in browser.page.css("main li details")]
    assert [text.startswith("How we read our policy here The paper says both") for text in folded] == [True]
    for node in browser.page.css("main details"):
        node.decompose()
    assert "The paper" not in words(browser.page.css_first("main"))


def test_the_confirmation_leads_to_the_reading_in_one_step(here: Flask) -> None:
    browser = Browser(here, "boston")
    complain(browser, "reading@mail.example")
    assert "The paper" not in words(browser.page.css_first("main"))
    links = {words(node).split(" We ")[0]: node for node in browser.page.css('main a[href*="/sent/why/"]')}
    assert list(links) == ["Why then?", "Why, and how we read our policy"]
    browser.get(str(links["Why, and how we read our policy"].attributes["href"]))
    text = words(browser.page.css_first("main"))
    assert f"How we read our policy{READING}" in text
    assert "If we are late" in text


@pytest.mark.parametrize("council", ["boston", "buckinghamshire", "rotherham_2010"])
def test_the_mail_tells_what_the_confirmation_tells(here: Flask, council: str) -> None:
    browser = Browser(here, council)
    address = f"{council}.agrees@mail.example"
    reference = complain(browser, address)
    shown = [words(node) for node in browser.page.css("main .up-promise")]
    text = receipt(here, address, council)
    mailed = [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]
    assert mailed == shown
    assert len(mailed) == {"boston": 2, "buckinghamshire": 3, "rotherham_2010": 1}[council]
    assert f"Your case number is {reference}." in text
    assert re.search(r"Follow your case or add something to it\n\nhttp://[^\n]+/follow\n", text)


def test_a_mailed_link_has_the_port_of_the_settings_and_not_of_the_request(here: Flask) -> None:
    browser = Browser(here, "boston")
    browser.base = "http://boston.localhost:9999"
    complain(browser, "port@mail.example")
    assert "http://boston.localhost:8000/follow\n" in receipt(here, "port@mail.example", "boston")


def test_the_mail_is_cautious_with_a_date_that_is_only_expected(here: Flask) -> None:
    complain(Browser(here, "boston"), "cautious@mail.example")
    text = receipt(here, "cautious@mail.example", "boston")
    assert re.search(r"- We will write to confirm by \w+ \d+ \w+ \d{4} \(5 working days after we got it\)\.\n", text)
    assert re.search(r"- We expect to answer by [^\n]+\. We will confirm this when we write\.\n", text)
    assert "Where our policy leaves something open, it also says how we read it." in text


def test_a_stage_without_a_limit_says_so_everywhere(here: Flask) -> None:
    browser = Browser(here, "rotherham_2010")
    browser.get("/")
    assert NO_LIMIT in words(browser.page.css_first("main"))
    complain(browser, "no.limit@mail.example")
    assert NO_LIMIT in words(browser.page.css_first("main"))
    assert NO_LIMIT in receipt(here, "no.limit@mail.example", "rotherham_2010")
    browser.get(str(browser.page.css_first('main a[href*="/sent/why/"]').attributes["href"]))
    assert browser.heading == "No time limit is stated for our answer"
    assert "with the person" not in words(browser.page.css_first("main"))


def test_what_is_no_complaint_is_told_that_a_person_reads_it(here: Flask) -> None:
    browser = Browser(here, "boston")
    for step, given in (
        ("kind", {"kind": "compliment"}),
        ("service", {"service": "waste"}),
        ("what-happened", {"story": "Thank you."}),
        ("who", {"named": "yes"}),
        ("contact", {"name": "A. Resident", "email": "thanks@mail.example", "prefers": "email"}),
        ("help", {}),
    ):
        answer(browser, step, **given)
    browser.get("/feedback/check")
    browser.follow(browser.post("/feedback/check"))
    assert "A person will read it. Thank you for telling us." in words(browser.page.css_first("main"))
    assert "A person will read it. Thank you for telling us." in receipt(here, "thanks@mail.example", "boston")
