"""A resident tells the council, one question a page and without scripts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.repositories.throttle import Limit
from core.persistence.scope import authority_scope
from core.services import journey, limits
from core.web.forms.cases import LONG
from tests.support.web import Browser

STORY = "My bins were missed three times.\nNobody rang back."


@pytest.fixture
def resident(site: Flask) -> Browser:
    return Browser(site, "boston")


def answer(browser: Browser, step: str, **answers: str) -> str:
    """Answer the question that is shown next; where that leads."""
    shown = browser.get(f"/feedback/{step}")
    assert shown.status_code == 200, shown.headers.get("Location")
    hidden = {
        str(node.attributes["name"]): str(node.attributes.get("value") or "")
        for node in browser.page.css('main input[type="hidden"]')
    }
    sent = browser.post(f"/feedback/{step}", {**hidden, **answers})
    assert sent.status_code == 302, browser.errors
    return sent.headers["Location"]


def complain(browser: Browser, email: str = "", **contact: str) -> str:
    """A whole complaint up to the check; the reference is on the page afterwards."""
    answer(browser, journey.KIND, kind="complaint")
    return complain_on(browser, email, **contact)


def complain_on(browser: Browser, email: str = "", **contact: str) -> str:
    """The same from the second question on."""
    answer(browser, journey.SERVICE, service="waste" if browser.council == "boston" else journey.NOT_SURE)
    answer(browser, journey.STORY, story=STORY, when="year")
    answer(browser, journey.EFFECT, impact="The smell was bad.", wanted="Collect them.")
    answer(browser, journey.WHO, named="yes")
    reached = {"email": email, "prefers": "email"} if email else {"prefers": "post", **contact}
    answer(browser, journey.CONTACT, name="A. Resident", **reached)
    answer(browser, journey.HELP, adjustments="large_print")
    browser.get("/feedback/check")
    browser.follow(browser.post("/feedback/check"))
    return reference_on(browser)


def reference_on(browser: Browser) -> str:
    found = re.search(r"[A-Z]{3}-\w{4}-\w{4}", browser.page.text())
    assert found
    return found[0]


def cases_of(app: Flask, council: str = "boston") -> int:
    with app.app_context(), authority_scope(council):
        return current_session().scalar(select(func.count(m.CaseFile.id))) or 0


def test_the_start_says_by_when_we_answer_and_how_that_was_counted(resident: Browser) -> None:
    resident.get("/")
    text = " ".join(resident.page.text().split())
    assert resident.heading == "Complaints and feedback"
    assert "We will write to confirm by" in text
    assert "(5 working days after we got it)" in text


def test_a_complaint_becomes_a_case_with_a_reference_and_dates_that_open_their_reasons(resident: Browser) -> None:
    reference = complain(resident, "first.resident@mail.example")
    assert reference.startswith("BOS-")
    text = " ".join(resident.page.text().split())
    assert "We have sent this to first.resident@mail.example too." in text
    why = resident.page.css_first('a[href*="/feedback/sent/why/"]')
    resident.get(str(why.attributes["href"]))
    assert resident.heading.startswith("We will write to confirm by")
    assert "We have 5 working days from then." in resident.page.text()


def test_what_was_typed_is_kept_page_by_page_and_shown_to_be_checked(resident: Browser) -> None:
    answer(resident, journey.KIND, kind="complaint")
    answer(resident, journey.SERVICE, service="waste")
    answer(resident, journey.STORY, story=STORY, when="year")
    resident.get(f"/feedback/{journey.STORY}")
    shown = resident.page.css_first("textarea#story")
    assert shown.text().strip() == STORY


def test_a_wrong_answer_is_told_at_the_field_with_what_was_typed(resident: Browser) -> None:
    answer(resident, journey.KIND, kind="complaint")
    answer(resident, journey.SERVICE, service="waste")
    answer(resident, journey.STORY, story=STORY, when="year")
    answer(resident, journey.EFFECT)
    answer(resident, journey.WHO, named="yes")
    resident.get(f"/feedback/{journey.CONTACT}")
    sent = resident.post(f"/feedback/{journey.CONTACT}", {"name": "", "email": "no address", "prefers": "email"})
    assert sent.status_code == 400
    assert resident.errors == ["Enter your name", "Enter an e-mail address like name@town.example"]
    assert resident.page.css_first("#email").attributes["value"] == "no address"


def test_a_question_cannot_be_jumped_over(resident: Browser) -> None:
    assert resident.get("/feedback/check").headers["Location"] == "/feedback/kind"
    answer(resident, journey.KIND, kind="complaint")
    assert resident.get(f"/feedback/{journey.CONTACT}").headers["Location"] == "/feedback/service"
    assert resident.get("/feedback/no-such-question").status_code == 404


def test_a_first_report_is_what_the_person_says_it_is_and_a_second_is_a_complaint(resident: Browser) -> None:
    assert answer(resident, journey.KIND, kind="service_request") == "/feedback/told-before"
    assert answer(resident, journey.BEFORE, before="no") == "/feedback/request-or-complaint"
    assert answer(resident, journey.CHOICE, choice="service_request") == "/feedback/service"
    resident.get(f"/feedback/{journey.BEFORE}")
    assert answer(resident, journey.BEFORE, before="yes") == "/feedback/service"
    answer(resident, journey.SERVICE, service="waste")
    resident.get(f"/feedback/{journey.STORY}")
    assert resident.page.css_first('input[name="when"]') is not None  # only complaints are asked when


@pytest.mark.req("VAL-04")
def test_sending_twice_makes_one_case(site: Flask, resident: Browser) -> None:
    reference = complain(resident, "second.resident@mail.example")
    made = cases_of(site)
    resident.get("/follow")  # any page with the token of this browser
    resident.follow(resident.post("/feedback/check"))
    assert reference_on(resident) == reference
    assert cases_of(site) == made


@pytest.mark.req("VAL-01")
def test_whoever_fills_every_box_to_the_brim_can_still_send_it(resident: Browser) -> None:
    answer(resident, journey.KIND, kind="complaint")
    answer(resident, journey.SERVICE, service="waste")
    answer(resident, journey.STORY, story="s" * LONG, when="longer", when_about="w" * 200, late_reason="l" * LONG)
    answer(resident, journey.EFFECT, impact="i" * LONG, wanted="w" * LONG)
    answer(resident, journey.WHO, named="no")
    answer(resident, journey.ANONYMOUS)
    resident.get("/feedback/check")
    sent = resident.post("/feedback/check")
    assert sent.headers.get("Location") == "/feedback/sent", resident.errors


def test_something_else_of_the_same_browser_is_a_new_case(resident: Browser) -> None:
    first = complain(resident, "third.resident@mail.example")
    link = next(link for link in resident.page.css("main a") if link.text() == "Send something else")
    shown = resident.get(str(link.attributes["href"]))
    assert shown.headers["Location"] == "/feedback/kind?another=yes"
    resident.get(shown.headers["Location"])
    action = str(resident.page.css_first("main form").attributes["action"])
    assert resident.post(action, {"kind": "complaint"}).headers["Location"] == "/feedback/service"
    assert complain_on(resident, "fourth.resident@mail.example") != first


def test_back_from_what_was_sent_says_again_that_we_have_it(site: Flask, resident: Browser) -> None:
    reference, made = complain(resident, "fifth.resident@mail.example"), cases_of(site)
    for step in (journey.CHECK, journey.HELP, journey.KIND):
        assert resident.get(f"/feedback/{step}").headers["Location"] == "/feedback/sent"
    resident.get("/feedback/sent")
    assert resident.post("/feedback/kind", {"kind": "complaint"}).headers["Location"] == "/feedback/sent"
    assert resident.get("/feedback/service?another=yes").headers["Location"] == "/feedback/sent"
    resident.get("/feedback/sent")
    assert reference_on(resident) == reference and cases_of(site) == made


def test_anonymous_feedback_is_told_what_that_means_and_offers_no_following(resident: Browser) -> None:
    answer(resident, journey.KIND, kind="complaint")
    answer(resident, journey.SERVICE, service=journey.NOT_SURE)
    answer(resident, journey.STORY, story=STORY, when="year")
    answer(resident, journey.EFFECT)
    assert answer(resident, journey.WHO, named="no") == f"/feedback/{journey.ANONYMOUS}"
    answer(resident, journey.ANONYMOUS)
    resident.get("/feedback/check")
    resident.follow(resident.post("/feedback/check"))
    assert resident.heading == "We have it"
    assert "Follow your case" not in (resident.page.css_first("main").text())


@pytest.mark.req("MAIL-03")
def test_an_address_that_nobody_confirmed_gets_one_receipt_an_hour(site: Flask) -> None:
    for _ in range(3):
        complain(Browser(site, "boston"), "victim@mail.example")
    with site.app_context(), authority_scope("boston"):
        mails = select(m.Outbox.text).where(m.Outbox.to_address == "victim@mail.example")
        texts = current_session().scalars(mails).all()
    assert len(texts) == 1
    assert "bins" not in texts[0]


@pytest.mark.req("ISO-10")
def test_a_draft_is_of_one_council_only(site: Flask) -> None:
    here, there = Browser(site, "boston"), Browser(site, "buckinghamshire")
    answer(here, journey.KIND, kind="complaint")
    there.take_cookie("journey", here.cookie("journey"))
    assert there.get("/feedback/service").headers["Location"] == "/feedback/kind"


@pytest.mark.req("INJ-01")
def test_markup_in_a_story_is_shown_as_it_was_typed(resident: Browser) -> None:
    answer(resident, journey.KIND, kind="complaint")
    answer(resident, journey.SERVICE, service="waste")
    answer(resident, journey.STORY, story="<script>alert(1)</script> & <b>bold</b>", when="year")
    answer(resident, journey.EFFECT)
    answer(resident, journey.WHO, named="no")
    answer(resident, journey.ANONYMOUS)
    resident.get("/feedback/check")
    assert "<script>alert(1)</script> & <b>bold</b>" in resident.page.css_first("main").text()
    assert resident.page.css("main script, main b") == []


@pytest.mark.req("DAT-02")
def test_a_shared_computer_can_be_made_to_forget(resident: Browser) -> None:
    complain(resident, "library.user@mail.example")
    kept = resident.cookie("journey")
    resident.follow(resident.post("/feedback/clear"))
    assert "forgotten what you typed" in resident.page.text()
    resident.take_cookie("journey", kept)
    assert resident.get("/feedback/sent").headers["Location"] == "/feedback"


def rows_of(browser: Browser) -> dict[str, tuple[str, str]]:
    """The answers to check: what they are called, with the answer and where it is changed."""
    return {
        row.css_first("dt").text().strip(): (
            " ".join(row.css_first("dd").text().split()),
            str(row.css_first("a").attributes["href"]),
        )
        for row in browser.page.css("main .govuk-summary-list__row")
    }


def test_what_was_left_out_can_still_be_given_at_the_check(resident: Browser) -> None:
    answer(resident, journey.KIND, kind="complaint")
    answer(resident, journey.SERVICE, service="waste")
    answer(resident, journey.STORY, story=STORY, when="year")
    answer(resident, journey.EFFECT)
    answer(resident, journey.WHO, named="yes")
    answer(resident, journey.CONTACT, name="A. Resident", email="some.body@mail.example", prefers="email")
    answer(resident, journey.HELP)
    resident.get("/feedback/check")
    rows = rows_of(resident)
    left_out = {name for name, (told, _) in rows.items() if told == "Not given"}
    assert left_out == {
        "When it was, roughly", "How it affected you", "What would put it right", "Phone", "Address", "Postcode",
        "Not to be used", "What would help", "Anything else that would help",
    }  # fmt: skip
    assert rows["Phone"][1] == "/feedback/contact?back=check"
    assert "What made it hard to come sooner" not in rows  # asked of what is older than a year


def test_a_compliment_is_not_checked_for_what_it_was_not_asked(resident: Browser) -> None:
    answer(resident, journey.KIND, kind="compliment")
    answer(resident, journey.SERVICE, service="waste")
    answer(resident, journey.STORY, story="Thank you.")
    answer(resident, journey.WHO, named="no")
    answer(resident, journey.ANONYMOUS)
    resident.get("/feedback/check")
    assert list(rows_of(resident)) == ["Kind of feedback", "Service", "What happened", "Name"]


@pytest.mark.req("VAL-01")
def test_a_story_that_turns_text_round_turns_nothing_but_itself(resident: Browser) -> None:
    answer(resident, journey.KIND, kind="complaint")
    answer(resident, journey.SERVICE, service="waste")
    answer(resident, journey.STORY, story="Bins \u202emissed", when="year")
    resident.get(f"/feedback/{journey.STORY}")
    assert resident.page.css_first("textarea#story").text().strip() == "Bins \u202emissed"
    answer(resident, journey.EFFECT)
    answer(resident, journey.WHO, named="no")
    answer(resident, journey.ANONYMOUS)
    resident.get("/feedback/check")
    assert "Bins \u202emissed\u202c" in resident.page.css_first("main").text()


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("siân@mail.example", "We cannot send to an address with letters such as é before the “@”. Enter another one"),
        ("a@b@mail.example", "Enter an e-mail address like name@town.example"),
        ("a@büch er.example", "Enter an e-mail address like name@town.example"),
    ],
)
def test_an_address_that_mail_cannot_reach_is_refused_where_it_is_typed(
    resident: Browser, typed: str, error: str
) -> None:
    answer(resident, journey.KIND, kind="compliment")
    answer(resident, journey.SERVICE, service="waste")
    answer(resident, journey.STORY, story="Thank you.")
    answer(resident, journey.WHO, named="yes")
    resident.get(f"/feedback/{journey.CONTACT}")
    resident.post(f"/feedback/{journey.CONTACT}", {"name": "A. Resident", "email": typed, "prefers": "email"})
    assert resident.errors == [error]


def test_whoever_must_wait_to_send_is_told_for_how_long_and_keeps_what_they_typed(
    resident: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    hour = timedelta(hours=1)
    monkeypatch.setattr(limits, "FORMS_FROM_ADDRESS", Limit(hits=0, window=hour, block=hour))
    answer(resident, journey.KIND, kind="compliment")
    answer(resident, journey.SERVICE, service="waste")
    answer(resident, journey.STORY, story="Thank you.")
    answer(resident, journey.WHO, named="no")
    answer(resident, journey.ANONYMOUS)
    resident.get("/feedback/check")
    resident.post("/feedback/check")
    said = "Many forms came from where you are. You can send this in 60 minutes. What you typed is kept here."
    assert resident.errors == [said]
    assert resident.get("/feedback/check").status_code == 200
