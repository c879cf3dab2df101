"""A person gets at their own case, reads it, adds to it; and nobody else does."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask, g
from sqlalchemy import select

from core.clock import clock_at
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.scope import authority_scope
from core.web import doorstep
from tests.support.counting import counted
from tests.support.web import Browser, hire
from tests.web.public.test_telling_us import STORY, complain


def mailed_links(app: Flask, address: str, council: str = "boston") -> list[str]:
    with app.app_context(), authority_scope(council):
        texts = select(m.Outbox.text).where(m.Outbox.to_address == address, m.Outbox.kind == "follow_link")
        found = current_session().scalars(texts.order_by(m.Outbox.created_at)).all()
    return [re.search(r"/follow/link/[\w-]+", text)[0] for text in found]  # type: ignore[index]


def ask(browser: Browser, reference: str, address: str) -> str:
    """Ask for a link; the code that the page shows."""
    browser.get("/follow")
    browser.post("/follow", {"reference": reference, "by": "email", "email": address})
    assert browser.heading == "Look in your e-mail"
    return browser.page.css_first(".up-code").text().strip()


def opened(app: Flask, address: str) -> tuple[Browser, str]:
    """A complaint of that address, and the browser that follows it."""
    browser = Browser(app, "boston")
    reference = complain(browser, address)
    ask(browser, reference, address)
    link = mailed_links(app, address)[-1]
    browser.get(link)
    browser.follow(browser.post(link))
    assert browser.heading == f"Your case {reference}"
    return browser, reference


def test_the_link_opens_the_case_with_its_words_and_dates(site: Flask) -> None:
    browser, _ = opened(site, "one@mail.example")
    text = browser.page.css_first("main").text()
    assert STORY.splitlines()[0] in text
    assert "We will write to confirm by" in text
    why = browser.page.css_first('main a[href*="/follow/case/why/1/ack_due"]')
    browser.get(str(why.attributes["href"]))
    assert browser.heading.startswith("We will write to confirm by")


@pytest.mark.req("AUT-07")
def test_opening_a_link_uses_nothing_up_and_the_button_does(site: Flask) -> None:
    browser = Browser(site, "boston")
    reference = complain(browser, "two@mail.example")
    ask(browser, reference, "two@mail.example")
    link = mailed_links(site, "two@mail.example")[0]
    scanner = Browser(site, "boston")
    for _ in range(20):
        assert scanner.get(link).status_code == 200
    browser.get(link)
    assert browser.post(link).headers["Location"] == "/follow/case"
    assert browser.get(link).status_code == 404
    assert browser.heading == "This link has been used or is too old"


@pytest.mark.req("AUT-07")
def test_another_browser_needs_the_code_and_has_five_tries(site: Flask) -> None:
    browser, other = Browser(site, "boston"), Browser(site, "boston")
    reference = complain(browser, "three@mail.example")
    code = ask(browser, reference, "three@mail.example")
    link = mailed_links(site, "three@mail.example")[0]
    other.get(link)
    assert other.post(link, {"code": "000 000"}).status_code == 400
    assert other.errors == ["Enter the code that the other phone or computer shows"]
    assert other.post(link, {"code": code.replace(" ", "")}).headers["Location"] == "/follow/case"

    browser = Browser(site, "boston")
    complain(browser, "three.again@mail.example")
    reference = re.search(r"BOS-\w{4}-\w{4}", browser.page.text())[0]  # type: ignore[index]
    ask(browser, reference, "three.again@mail.example")
    link = mailed_links(site, "three.again@mail.example")[0]
    stranger = Browser(site, "boston")
    stranger.get(link)
    for _ in range(5):
        stranger.post(link, {"code": "000 000"})
    assert browser.get(link).status_code == 404


@pytest.mark.req("AUT-05")
def test_a_wrong_number_and_a_wrong_address_are_answered_like_right_ones(site: Flask) -> None:
    reference = complain(Browser(site, "boston"), "four@mail.example")
    answers = set()
    tries = ((reference, "four@mail.example"), (reference, "x@mail.example"), ("BOS-0000-0000", "y@mail.example"))
    for number, address in tries:
        browser = Browser(site, "boston")
        code = ask(browser, number, address)
        answers.add(browser.page.css_first("main").text().replace(code, "CODE"))
    assert len(answers) == 1
    assert mailed_links(site, "x@mail.example") == []


@pytest.mark.req("AUT-05")
def test_asking_for_a_link_makes_the_same_work_whether_or_not_there_is_a_case(site: Flask) -> None:
    reference = complain(Browser(site, "boston"), "work@mail.example")
    nobody = "no.case@mail.example"
    tries = ((reference, "work@mail.example"), (reference, "not.mine@mail.example"), ("BOS-0000-0000", nobody))
    ends = {"RELEASE": "END", "ROLLBACK": "END"}  # what is written is kept or taken back: one statement either way
    sent = []
    for number, address in tries:
        browser = Browser(site, "boston")
        browser.get("/follow")
        with site.app_context(), counted() as statements:
            browser.post("/follow", {"reference": number, "by": "email", "email": address})
        sent.append([ends.get(words[0]) or words[:3] for words in (s.split("(")[0].split() for s in statements)])
    assert sent[0] == sent[1] == sent[2]


@pytest.mark.req("ISO-10")
def test_a_link_and_a_follower_of_one_council_open_nothing_at_another(site: Flask) -> None:
    browser, _ = opened(site, "five@mail.example")
    ask(browser, re.search(r"BOS-\w{4}-\w{4}", browser.get("/follow/case").text)[0], "five@mail.example")  # type: ignore[index]
    link = mailed_links(site, "five@mail.example")[-1]
    elsewhere = Browser(site, "buckinghamshire")
    assert elsewhere.get(link).status_code == 404
    elsewhere.take_cookie("follower", browser.cookie("follower"))
    assert elsewhere.get("/follow/case").headers["Location"] == "/follow"


def test_a_person_without_mail_uses_number_and_postcode(site: Flask) -> None:
    browser = Browser(site, "boston")
    reference = complain(browser, address="1 Example Lane\nSampletown", postcode="ZZ1 1ZZ")
    browser.get("/follow")
    browser.post("/follow", {"reference": reference, "by": "postcode", "postcode": "ZZ9 9ZZ"})
    assert browser.errors
    browser.follow(browser.post("/follow", {"reference": reference.lower(), "by": "postcode", "postcode": "zz11zz"}))
    assert browser.heading == f"Your case {reference}"


@pytest.mark.req("VAL-05")
def test_guessing_postcodes_is_stopped(site: Flask) -> None:
    browser = Browser(site, "boston")
    reference = complain(browser, address="2 Example Lane\nSampletown", postcode="ZZ2 2ZZ")
    browser.get("/follow")
    for n in range(6):
        browser.post("/follow", {"reference": reference, "by": "postcode", "postcode": f"ZZ{n} 9ZZ"})
    sent = browser.post("/follow", {"reference": reference, "by": "postcode", "postcode": "ZZ2 2ZZ"})
    assert sent.status_code == 400
    assert "minute" in browser.errors[0]


@pytest.mark.req("VAL-05")
def test_people_who_mistype_their_number_do_not_use_up_each_others_tries(site: Flask) -> None:
    for _ in range(7):
        browser = Browser(site, "boston")  # each from an address of its own
        browser.get("/follow")
        browser.post("/follow", {"reference": "7K3F", "by": "postcode", "postcode": "ZZ1 1ZZ"})
        assert browser.errors[0].startswith("Check the case number")


def test_what_is_added_is_in_the_case_once(site: Flask) -> None:
    browser, _ = opened(site, "six@mail.example")
    browser.get("/follow/case/add")
    once = str(browser.page.css_first('input[name="once"]').attributes["value"])
    for _ in range(2):
        browser.follow(browser.post("/follow/case/add", {"once": once, "words": "They came again today."}))
        browser.get("/follow/case/add")
    browser.get("/follow/case")
    assert browser.page.css_first("main").text().count("They came again today.") == 1


@pytest.mark.req("VAL-04")
def test_other_words_under_the_same_hidden_field_are_not_taken_for_a_repeat(site: Flask) -> None:
    browser, _ = opened(site, "eight@mail.example")
    browser.get("/follow/case/add")
    for words in ("They came on Monday.", "They came on Tuesday."):
        browser.post("/follow/case/add", {"once": "1" * 200, "words": words})
        browser.get("/follow/case/add")  # what a browser's Back button shows, with the field it had
    browser.get("/follow/case")
    shown = browser.page.css_first("main").text()
    assert "They came on Monday." in shown
    assert "They came on Tuesday." in shown


@pytest.mark.req("ISO-08")
def test_a_letter_of_no_id_is_as_unknown_as_any_other(site: Flask) -> None:
    browser, _ = opened(site, "nine@mail.example")
    for letter in ("abc", "abc.pdf", "0" * 200, "01940000-0000-7000-8000-000000000000"):
        assert browser.get(f"/follow/case/letters/{letter}").status_code == 404


def test_nobody_follows_without_having_proven_it(site: Flask) -> None:
    browser = Browser(site, "boston")
    for path in ("/follow/case", "/follow/case/add", "/follow/case/why/1/ack_due", "/follow/case/next-stage/1"):
        assert browser.get(path).headers["Location"] == "/follow"


def test_one_can_stop_following(site: Flask) -> None:
    browser, _ = opened(site, "seven@mail.example")
    old = browser.cookie("follower")
    browser.follow(browser.post("/follow/leave"))
    browser.take_cookie("follower", old)
    assert browser.get("/follow/case").headers["Location"] == "/follow"


@pytest.mark.req("VAL-05")
def test_a_stranger_who_knows_the_number_cannot_use_up_the_links_of_its_owner(site: Flask) -> None:
    reference = complain(Browser(site, "boston"), "owner@mail.example")
    stranger = Browser(site, "boston")
    for n in range(8):
        ask(stranger, reference, f"not.the.owner{n}@mail.example")
    ask(Browser(site, "boston"), reference, "owner@mail.example")
    assert len(mailed_links(site, "owner@mail.example")) == 1


@pytest.mark.req("VAL-05", "AUT-05")
def test_after_three_links_one_is_told_how_long_to_wait_whether_or_not_there_is_a_case(site: Flask) -> None:
    reference = complain(Browser(site, "boston"), "often@mail.example")
    told = set()
    for address in ("often@mail.example", "nobody.at.all@mail.example"):
        browser = Browser(site, "boston")
        for _ in range(3):
            ask(browser, reference, address)
        browser.get("/follow")
        sent = browser.post("/follow", {"reference": reference, "by": "email", "email": address})
        assert sent.status_code == 400
        told.update(browser.errors)
    assert told == {
        "You have asked for a link several times. Use the newest, or ask again in 15 minutes. "
        "If you gave us no e-mail address, use your postcode instead. "
        "Or phone us on 01632 960121: we can tell you how your case stands."
    }
    assert len(mailed_links(site, "often@mail.example")) == 3


@pytest.mark.req("VAL-05")
def test_who_is_locked_out_for_the_day_is_told_until_when_and_of_the_other_ways(site: Flask) -> None:
    browser = Browser(site, "boston")
    reference = complain(browser, address="3 Example Lane\nSampletown", postcode="ZZ3 3ZZ")
    browser.get("/follow")
    monday = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
    for n in range(21):
        with clock_at(monday + n * timedelta(minutes=20)):
            other = Browser(site, "boston")
            other.get("/follow")
            other.post("/follow", {"reference": reference, "by": "postcode", "postcode": f"ZZ{n} 9ZZ"})
    with clock_at(monday + timedelta(hours=8)):
        browser.get("/follow")
        browser.post("/follow", {"reference": reference, "by": "postcode", "postcode": "ZZ3 3ZZ"})
    assert browser.errors == [
        "There were too many tries. You can try again after Tuesday 1 December 2026 at 4:40pm. "
        "If you gave us an e-mail address, ask for a link instead. "
        "Or phone us on 01632 960121: we can tell you how your case stands."
    ]


def test_an_owner_who_comes_back_often_is_not_stopped(site: Flask) -> None:
    browser = Browser(site, "boston")
    reference = complain(browser, address="4 Example Lane\nSampletown", postcode="ZZ4 4ZZ")
    for _ in range(8):
        browser.get("/follow")
        sent = browser.post("/follow", {"reference": reference, "by": "postcode", "postcode": "ZZ4 4ZZ"})
        assert sent.headers["Location"] == "/follow/case"


@pytest.mark.req("AUT-01", "VAL-05")
def test_a_browser_that_staff_sign_in_from_has_no_more_tries_than_others(site: Flask) -> None:
    somebody = hire(site, "boston")
    browser = Browser(site, "boston")
    reference = complain(browser, address="5 Example Lane\nSampletown", postcode="ZZ5 5ZZ")
    with site.test_request_context(base_url=browser.base):
        g.authority = SimpleNamespace(code="boston")
        known = doorstep._signer().dumps(somebody.identity_id)
    browser.take_cookie("known", known)
    browser.get("/follow")
    for n in range(5):
        browser.post("/follow", {"reference": reference, "by": "postcode", "postcode": f"ZZ{n} 8ZZ"})
    browser.post("/follow", {"reference": reference, "by": "postcode", "postcode": "ZZ5 5ZZ"})
    assert browser.errors[0].startswith("There were too many tries.")


def test_an_international_address_is_found_however_its_domain_is_written(site: Flask) -> None:
    reference = complain(Browser(site, "boston"), "jo@bücher.example")
    for spelling in ("jo@bücher.example", "jo@BÜCHER.example", "jo@xn--bcher-kva.example"):
        ask(Browser(site, "boston"), reference, spelling)
    assert len(mailed_links(site, "jo@bücher.example")) == 3
