"""The policy page says what the rules in force say, for they are what it is made of."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from core.clock import clock_at, utc_now
from core.domain.calendar import LONDON
from core.domain.reckon import all_clocks
from core.persistence.transaction import reading
from core.services.council import open_council
from core.services.policy import in_force_now
from core.words.rules import rule_words
from tests.support.web import Browser
from tests.web.conftest import Open


def text_of(browser: Browser) -> str:
    return " ".join(browser.page.css_first("main").text().split())


def test_it_is_in_the_menu_and_tells_the_stages_times_and_the_way_on(browser: Open) -> None:
    resident = browser()
    resident.get("/")
    assert resident.page.css_first('a[href="/policy"]') is not None
    resident.get("/policy")
    text = text_of(resident)
    assert resident.heading == "Complaints, two stages"
    assert "Acknowledge5 working days after we got it" in text.replace("Acknowledge 5", "Acknowledge5")
    assert "whichever comes first: 10 working days after we confirmed it or 15 working days after we got it" in text
    assert "no more than 10 working days more without good reason" in text
    assert "You can ask for the next stage: Stage 2. You need not say why." in text
    assert "Nobody looks at it who dealt with it before (Stage 1)." in text
    assert "This is our last answer. After it you can go to the Local Government and Social Care Ombudsman." in text
    assert "since midnight at the start of Thursday 12 December 2024" in text or "12 December 2024" in text


def test_what_is_assumed_stands_beside_the_date(browser: Open) -> None:
    resident = browser()
    resident.get("/policy")
    row = next(r for r in resident.page.css("tr") if r.css_first("th").text().strip() == "Answer stage 2")
    assert "Not stated in the council's paper; the Code's default is assumed." in row.text()


def test_every_exclusion_says_where_the_matter_goes(browser: Open) -> None:
    resident = browser("buckinghamshire")
    resident.get("/policy")
    rows = resident.page.css("dl .govuk-summary-list__row")
    assert len(rows) == 18
    assert all(row.css_first("dd").text().strip() for row in rows)
    text = text_of(resident)
    assert "We then need to know: which parts are still not resolved; what should happen now." in text
    assert "Whoever looks at it does not work for the service that you complained about." in text
    assert "the Code allows 15 in all" in text


def test_steps_on_the_way_what_may_happen_at_any_stage_and_how_long_one_may_ask(browser: Open) -> None:
    boston = browser()
    boston.get("/policy")
    assert "You need not say why. No time limit is set for asking." in text_of(boston)
    assert "None of it moves a date. Take to the complaints clinic" in text_of(boston)
    bucks = browser("buckinghamshire")
    bucks.get("/policy")
    told = text_of(bucks)
    assert "We decide first whether to look at it again, and write to you with what we decided." in told
    assert "accept the review" not in told
    assert "Suggest the provider first" in text_of(bucks)
    bucks.get("/policy/adult_social_care")
    assert "It can also end otherwise: resolve it at once." in text_of(bucks)
    bucks.get("/policy/childrens_social_care")
    text = text_of(bucks)
    assert "look for an advocate; the advocate is found." in text
    assert "appoint the panel; the panel has met; receive the panel's report." in text
    assert "No time limit is set for asking." not in text


def test_what_departs_from_the_code_names_its_stage_and_the_code_is_named_in_full_once(browser: Open) -> None:
    bucks = browser("buckinghamshire")
    bucks.get("/policy")
    text = text_of(bucks)
    for stage, most in (("Stage 1", 10), ("Stage 2", 20)):
        assert (
            f"{stage}: an answer may be extended by any number of working days; beyond {most} the Code asks for" in text
        )
    full = "is the Complaint Handling Code of the Local Government and Social Care Ombudsman (LGSCO)."
    assert text.count(full) == 1
    bucks.get("/policy/data_protection")
    assert full not in text_of(bucks)


def test_the_other_rules_have_pages_of_their_own_and_unknown_ones_none(browser: Open) -> None:
    resident = browser("buckinghamshire")
    resident.get("/policy")
    links = {link.text().strip(): link.attributes["href"] for link in resident.page.css('main a[href^="/policy/"]')}
    assert links["Children's social care complaints, three stages"] == "/policy/childrens_social_care"
    resident.get("/policy/childrens_social_care")
    text = text_of(resident)
    assert "25 working days after we agreed with you what your complaint is" in text
    assert "40 working days more and no later" in text
    assert "not counting the days while we look for an advocate" in text
    resident.get("/policy/adult_social_care")
    assert "6 months, the first of them the day that we got it" in text_of(resident)
    resident.get("/policy/data_protection")
    assert "30 days after we got it, or the next working day if that is none" in text_of(resident)
    assert "No time limit is stated: without undue delay." in text_of(resident)
    assert resident.get("/policy/nothing").status_code == 404


@pytest.mark.parametrize("code", ["boston", "east_lindsey", "buckinghamshire"])
def test_every_rule_in_force_is_told_on_its_page_in_the_same_words(site: Flask, browser: Open, code: str) -> None:
    with site.app_context(), reading(code):
        register = open_council(code).register
        shown = {one.text.key: one.text for one in in_force_now(code)}
    assert {key: register.procedure(key, utc_now()) for key in shown} == shown
    assert "corporate" in shown
    for key, procedure in shown.items():
        resident = browser(code)
        resident.get(f"/policy/{key}")
        text = text_of(resident)
        for stage, clock in all_clocks(procedure):
            if not clock.extends:
                assert rule_words(clock.rule, stage) in text, clock.key
            assert not clock.assumed or clock.assumed.en in text, clock.key
        assert procedure.ombudsman.name.en in text
        assert all(ground.goes_to.en in text for ground in procedure.grounds)


def test_it_says_who_the_council_is_among_others(browser: Open) -> None:
    resident = browser("boston")
    resident.get("/policy")
    assert (
        "We work in partnership with East Lindsey District Council and South Holland District Council. Each decides"
        in text_of(resident)
    )
    there = browser("buckinghamshire")
    there.get("/policy")
    assert "We took the place of Buckinghamshire County Council, Aylesbury Vale District Council" in text_of(there)


def test_it_tells_the_rules_of_the_moment_and_none_before_the_first(site: Flask) -> None:
    with site.app_context(), clock_at(datetime(2024, 12, 11, 23, 59, tzinfo=LONDON).astimezone(UTC)):
        assert [one.text.version for one in in_force_now("boston")] == ["boston-earlier"]
        assert in_force_now("east_lindsey") == ()
