"""What a person reads of their own case once there is something to read: what we found, and what they can do then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor
from core.persistence.repositories.people import PersonDetails
from core.services import intake, letters, progress, triage
from core.services.intake import Feedback, Received
from core.services.steps import FindingGiven, Step
from tests.support import stories
from tests.support.casework import BOSTON, BUCKS, PUBLIC, at, officer
from tests.support.web import Browser

NO_MAIL = PersonDetails("A. Resident", postcode="ZZ7 7ZZ")


def follow(app: Flask, case: Received, when: str, council: str = BOSTON) -> Browser:
    """A browser that follows the case, on that day."""
    browser = Browser(app, council)
    with clock_at(at(when)):
        browser.get("/follow")
        given = {"reference": case.reference, "by": "postcode", "postcode": "ZZ7 7ZZ"}
        browser.follow(browser.post("/follow", given))
    assert browser.heading == f"Your case {case.reference}"
    return browser


def text_of(browser: Browser, where: str = "main") -> str:
    node = browser.page.css_first(where)
    assert node is not None
    return " ".join(node.text(separator=" ").split())


def test_an_answered_case_says_what_we_found_and_owe_and_the_page_of_the_next_stage_repeats_it(site: Flask) -> None:
    with site.app_context():
        case = stories.complain(person=NO_MAIL)
        actor = officer()
        stories.accept(case.reference, actor)
        stories.acknowledge(case.reference, actor)
        stories.answer(case.reference, actor, when="2025-01-17T15:00")
    browser = follow(site, case, "2025-01-20T10:00")
    text = text_of(browser)
    assert "What we found Missed collections We were at fault." in text
    assert "What we are looking at" not in text
    assert "A new round: To do by Monday 31 March 2025" in text
    with clock_at(at("2025-01-20T10:05")):
        browser.get(str(browser.page.css_first('main a[href*="/next-stage/"]').attributes["href"]))
    text = text_of(browser)
    assert "You need not say why." in text
    assert "What we found so far Missed collections We were at fault." in text


def test_a_date_that_has_passed_is_told_as_what_we_said(site: Flask) -> None:
    with site.app_context():
        case = stories.complain(person=NO_MAIL)
    text = text_of(follow(site, case, "2025-02-10T10:00"))
    said = "We said: we will write to confirm by Monday 13 January 2025 We missed it, and that is our fault."
    assert said in text


def test_adding_is_the_main_button_until_there_is_an_answer_to_go_on_from(site: Flask) -> None:
    with site.app_context():
        case = stories.complain(person=NO_MAIL)
        actor = officer()
        stories.accept(case.reference, actor)
        stories.acknowledge(case.reference, actor)
    main = ".govuk-button-group .govuk-button:not(.govuk-button--secondary)"
    assert text_of(follow(site, case, "2025-01-08T10:00"), main) == "Add something"
    with site.app_context():
        stories.answer(case.reference, actor, when="2025-01-17T15:00")
    assert text_of(follow(site, case, "2025-01-20T10:00"), main) == "Ask for stage 2"


FINE = triage.Refusal("other_procedure", "It is an appeal.", "The appeal service.", ombudsman_told=True)
REFUSED = "The fine was too high We did not take this on. Where it can go instead: The appeal service."
WHETHER_RIGHT = (
    "You can ask the Local Government and Social Care Ombudsman whether we were right. It is free: www.lgo.org.uk."
)


def decide(reference: str, actor: Actor, when: str, *points: triage.Point) -> None:
    with clock_at(at(when)):
        triage.triage(BOSTON, actor, reference, points)


def test_a_refusal_is_on_the_page_once_its_letter_went_and_not_before(site: Flask) -> None:
    with site.app_context():
        case, actor = stories.complain(person=NO_MAIL), officer()
        fine = triage.Point("The fine was too high", decision=triage.REFUSE, refusal=FINE)
        decide(case.reference, actor, "2025-01-07T09:00", triage.Point("Bins", decision=triage.TAKE), fine)
    text = text_of(follow(site, case, "2025-01-07T09:30"))
    assert "The fine was too high We are deciding whether we can look into this." in text
    assert "Bins We are deciding whether we can look into this." in text
    assert "We are deciding how to deal with it." in text and "What we are looking at" in text
    for word in ("did not take", "It is an appeal.", "appeal service", "took on", "will look into this"):
        assert word not in text
    with site.app_context():
        stories.acknowledge(case.reference, actor, when="2025-01-07T10:00")
    browser = follow(site, case, "2025-01-08T10:00")
    assert f"{REFUSED} {WHETHER_RIGHT}" in text_of(browser)
    assert "Bins We will look into this." in text_of(browser)
    told = f"It is an appeal. Where it can go instead: The appeal service. {WHETHER_RIGHT}"
    assert told in text_of(browser, ".up-timeline")


def test_a_refusal_undone_before_its_letter_never_shows(site: Flask) -> None:
    with site.app_context():
        case, actor = stories.complain(person=NO_MAIL), officer()
        fine = triage.Point("The fine was too high", decision=triage.REFUSE, refusal=FINE)
        decide(case.reference, actor, "2025-01-07T09:00", fine)
        with clock_at(at("2025-01-07T09:10")):
            triage.restore_issue(BOSTON, actor, case.reference, 1, "There is no appeal after all.")
        decide(case.reference, actor, "2025-01-07T09:20", triage.Point(issue=1, decision=triage.TAKE))
        stories.acknowledge(case.reference, actor, when="2025-01-07T10:00")
    browser = follow(site, case, "2025-01-08T10:00")
    assert "The fine was too high We will look into this." in text_of(browser)
    assert "did not take" not in text_of(browser) and "It is an appeal." not in text_of(browser)
    assert "We took on point 1" in text_of(browser, ".up-timeline")


def test_words_put_right_before_any_letter_are_no_news_and_after_it_they_are(site: Flask) -> None:
    with site.app_context():
        case, actor = stories.complain(person=NO_MAIL), officer()
        stories.accept(case.reference, actor, words="Bims missed")
        with clock_at(at("2025-01-07T09:10")):
            triage.reword_issue(BOSTON, actor, case.reference, 1, "Bins missed", "A slip of the keys.")
        stories.acknowledge(case.reference, actor, when="2025-01-07T10:00")
    text = text_of(follow(site, case, "2025-01-07T11:00"))
    assert "Bins missed We will look into this." in text and "in other words" not in text
    with site.app_context(), clock_at(at("2025-01-07T12:00")):
        triage.reword_issue(BOSTON, actor, case.reference, 1, "Bins missed twice", "They rang.")
    assert "We put point 1 in other words" in text_of(follow(site, case, "2025-01-08T10:00"), ".up-timeline")


@pytest.mark.req("VAL-01")
def test_words_that_turn_text_round_stay_by_themselves_on_every_part_of_the_page(site: Flask) -> None:
    with site.app_context():
        case = stories.complain("Bins \u202emissed", person=NO_MAIL, wanted="Money \u2067back")
        stories.accept(case.reference, officer(), words="Bins \u202emissed")
    browser = follow(site, case, "2025-01-08T10:00")
    text = text_of(browser)
    assert text.count("\u202e") == text.count("\u202c") == 2
    assert text.count("\u2067") == text.count("\u2069") == 1
    with clock_at(at("2025-01-08T10:00") + timedelta(minutes=1)):
        browser.get("/follow/case/add")
        browser.follow(browser.post("/follow/case/add", {"words": "More \u202eof it"}))
    assert "More \u202eof it\u202c" in text_of(browser, ".up-timeline")


def test_two_procedures_of_a_case_are_told_apart_in_letters_and_history(site: Flask) -> None:
    with site.app_context():
        person = replace(NO_MAIL, address="1 Any Street, Anytown")
        case, actor = stories.complain(person=person, when="2026-07-06T10:15"), officer()
        stories.accept(case.reference, actor, when="2026-07-07T09:00")
        give = triage.Point("You gave my address away", decision=triage.TAKE)
        decide(case.reference, actor, "2026-07-07T09:40", give)
        first = Step("acknowledge", answers={**stories.UNDERSTOOD, "answer_by": date(2026, 7, 21)})
        with clock_at(at("2026-07-07T10:00")):
            letters.send(BOSTON, actor, case.reference, first)
            triage.open_track(BOSTON, actor, case.reference, "data_protection", (2,))
        with clock_at(at("2026-07-07T11:00")):
            letters.send(BOSTON, actor, case.reference, replace(first, track=2))
    browser = follow(site, case, "2026-07-08T10:00")
    text = text_of(browser)
    for rules in ("Complaints, two stages", "Data protection complaints"):
        assert f"What we will look into, and by when ({rules})" in text
        assert f"We wrote to confirm what we will look into ({rules})" in text_of(browser, ".up-timeline")


def test_while_a_review_is_still_to_be_decided_the_page_says_so(site: Flask) -> None:
    with site.app_context():
        with clock_at(at("2025-01-06T10:15")):
            given = Feedback("complaint", "web", "The gate is broken.", person=NO_MAIL)
            case = intake.receive(BUCKS, PUBLIC, given)
        cal, dee = officer(BUCKS), officer(BUCKS, "deputy_monitoring_officer", name="Dee Example")
        finding = FindingGiven(1, "not_upheld", "The gate was mended.")
        asked = {"unresolved": "It is broken.", "outcome_wanted": "Mend it"}
        with clock_at(at("2025-01-07T09:00")):
            triage.triage(BUCKS, cal, case.reference, [triage.Point("The gate", decision=triage.TAKE)])
        for step in (
            Step("acknowledge", answers=stories.UNDERSTOOD), Step("answer", findings=(finding,)),
            Step("ask_stage2", answers=asked),
        ):  # fmt: skip
            with clock_at(at("2025-01-08T09:00")):
                progress.take(BUCKS, cal, case.reference, step)
    deciding = "We are deciding whether to look at it again."
    text = text_of(follow(site, case, "2025-01-09T09:00", BUCKS))
    assert deciding in text and "We are looking into it" not in text
    with site.app_context(), clock_at(at("2025-01-10T09:00")):
        progress.take(BUCKS, dee, case.reference, Step("accept_review", answers={"how": "Afresh."}))
    text = text_of(follow(site, case, "2025-01-11T09:00", BUCKS))
    assert deciding not in text and "We are looking into it." in text
