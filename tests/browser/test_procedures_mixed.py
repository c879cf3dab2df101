"""One case, three ways: a point under the council's own rules, one under the landlord's, one with an appeal of its own.

Everything through pages that run no script: two tracks side by side under one reference, each with its own dates, its
own answer and the ombudsman who comes after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser

from core.config import Config
from core.persistence.db import db
from core.web.app import create_app
from tests.conftest import environment
from tests.support.browser import Served, Visit, serve, visit
from tests.support.browser_checks import axe_faults, narrow_faults
from tests.support.browser_people import complain, employ, fill, follow, pdf_words, send, sign_in
from tests.support.databases import DatabaseUrls
from tests.support.web import install

pytestmark = [pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="module")]
COUNCIL = "south_holland"
EMAIL = "alba@residents.example"
STORY = "Nobody rings back, there is damp in my flat, and my council tax band is wrong."
CALLS, DAMP, BAND = "Nobody rings back.", "There is damp in my flat.", "My council tax band is wrong."
RULES, HOUSING = "Complaints, two stages", "Complaints about your landlord, two stages"
OURS, LANDLORDS = "Local Government and Social Care Ombudsman", "Housing Ombudsman"


def at(day: int, month: int = 11, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def served(database: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = environment(database, tmp_path_factory.mktemp("data")) | {"UPHELD_MODE": "demo"}
    app = create_app(Config.from_environment(settings))
    install(app, COUNCIL)
    with serve(app, at(19)) as running:
        yield running
    with app.app_context():
        db.engine.dispose()


def test_one_reference_two_procedures_and_an_appeal(served: Served, browser: Browser) -> None:
    served.now = at(19)
    with visit(browser, served, scripts=False) as alba, visit(browser, served, scripts=False) as fay:
        reference = complain(alba, COUNCIL, "housing", EMAIL, story=STORY)
        officer = employ(served, COUNCIL, name="Fay First")
        served.now = at(20)
        sign_in(fay, COUNCIL, officer)
        _split(fay, reference)
        _acknowledge_both(fay, reference)
        _both_are_seen_by_staff(fay, reference)
        _both_are_seen_by_the_person(alba, reference)
        served.now = at(27)
        sign_in(fay, COUNCIL, officer)
        assert CALLS in (ours := _answer(fay, reference, track=1)) and DAMP not in ours
        assert DAMP in (theirs := _answer(fay, reference, track=2)) and CALLS not in theirs
        assert "stage 2" in ours and "stage 2" in theirs
        served.now = at(1, 12)
        _go_on_with_both(alba, reference)
        second = employ(served, COUNCIL, name="Sam Second")
        served.now = at(2, 12)
        sign_in(fay, COUNCIL, second)
        ours, theirs = (_answer(fay, reference, track=track) for track in (1, 2))
        assert OURS in ours and LANDLORDS not in ours
        assert LANDLORDS in theirs and OURS not in theirs
        _both_ombudsmen_are_named(alba, reference)


def test_both_pages_are_usable_by_everybody(served: Served, browser: Browser) -> None:
    """The case of the test before, with a browser that runs scripts: axe, 320 pixels, wide text."""
    served.now = at(3, 12)
    with visit(browser, served, bypass_csp=True) as here:
        officer = employ(served, COUNCIL, name="Kit Keyboard")
        sign_in(here, COUNCIL, officer)
        here.go(COUNCIL, "/staff/queue")
        page = here.page.locator("main a[href*='/staff/cases/SHO-']").first.get_attribute("href") or ""
        here.go(COUNCIL, page)
        assert "Complaints about your landlord" in here.words
        assert (axe_faults(here.page)[0], narrow_faults(here.page)) == ([], [])
        follow(here, COUNCIL, page.rpartition("/")[2], EMAIL)
        assert (axe_faults(here.page)[0], narrow_faults(here.page)) == ([], [])


def _split(fay: Visit, reference: str) -> None:
    fay.go(COUNCIL, f"/staff/cases/{reference}")
    fay.link("Decide what to take on")
    fill(fay, new0_words=CALLS, new0_decision="take")
    fay.press("Add another issue")
    fill(fay, new1_words=DAMP, new1_decision="take")
    fay.press("Add another issue")
    fill(
        fay, new2_words=BAND, new2_decision="refuse", new2_ground="other_procedure",
        new2_reason="The band is decided by others, and there is an appeal.",
        new2_goes_to="The Valuation Office, by an appeal", new2_ombudsman_told="y",
    )  # fmt: skip
    fay.press("Save decisions")
    assert "2 issues taken on, 1 not taken on" in fay.words
    fay.link("Follow other rules too")
    fill(fay, procedure="housing", point="2")
    fay.press("Follow them too")
    assert "The case follows them too now" in fay.words


def _acknowledge_both(fay: Visit, reference: str) -> None:
    for track, own in ((1, CALLS), (2, DAMP)):
        fay.go(COUNCIL, f"/staff/cases/{reference}/moves/{track}/acknowledge")
        fay.press("Preview the letter")
        assert own in fay.words
        if track == 1:
            assert BAND in fay.words and "The Valuation Office, by an appeal" in fay.words
            assert OURS in fay.words
        send(fay)
        assert "Acknowledge: sent" in fay.words


def _both_are_seen_by_staff(fay: Visit, reference: str) -> None:
    fay.go(COUNCIL, f"/staff/cases/{reference}")
    assert "Complaint, stage 1, under 2 procedures" in fay.heading
    for rules, ombudsman in ((RULES, OURS), (HOUSING, LANDLORDS)):
        assert f"Answer stage 1 {rules}" in fay.words, "whose date it is"
        assert f"Answer ({rules})" in fay.words
        assert f"{rules}; after us: {ombudsman}" in fay.words
    assert fay.words.count("Answer stage 1 Due") == 0 and CALLS in fay.words and DAMP in fay.words and BAND in fay.words


def _both_are_seen_by_the_person(alba: Visit, reference: str) -> None:
    follow(alba, COUNCIL, reference, EMAIL)
    for rules, ombudsman in ((RULES, OURS), (HOUSING, LANDLORDS)):
        assert f"We will answer by Friday 4 December 2026 {rules}: 10 working days left" in alba.words
        assert f"{rules} Stage 1 Now" in alba.words
        assert f"If you are not content at the end: {ombudsman}." in alba.words
    for words in (f"{CALLS} We will look into this. {RULES}", f"{DAMP} We will look into this. {HOUSING}"):
        assert words in alba.words
    assert f"{BAND} We did not take this on. Where it can go instead: The Valuation Office" in alba.words


def _answer(fay: Visit, reference: str, track: int) -> str:
    """The words of the letter as it went, from its PDF. Each track has the issue of its own number."""
    fay.served.now += timedelta(minutes=5)
    fay.go(COUNCIL, f"/staff/cases/{reference}/moves/{track}/answer")
    name = f"issue{track}"
    fill(
        fay,
        **{f"{name}_finding": "not_upheld", f"{name}_wrong": "We looked for what was missed.",
           f"{name}_reasons": "The log shows it, and the policy asks for it.", "section_looked": "The log."},
    )  # fmt: skip
    fay.press("Preview the letter")
    send(fay)
    fay.arrive(fay.page.locator("main a[href*='/letters/']"))
    return pdf_words(fay)


def _go_on_with_both(alba: Visit, reference: str) -> None:
    """The person may ask for stage 2 under either, and does so under both."""
    follow(alba, COUNCIL, reference, EMAIL)
    for track, rules in ((1, RULES), (2, HOUSING)):
        alba.go(COUNCIL, "/follow/case")
        alba.link(f"Ask for stage 2 ({rules})")
        assert alba.page.url.endswith(f"/follow/case/next-stage/{track}")
        alba.answer_all("It is still not right.")
        assert "We have your request." in alba.words


def _both_ombudsmen_are_named(alba: Visit, reference: str) -> None:
    follow(alba, COUNCIL, reference, EMAIL)
    for rules, ombudsman in ((RULES, OURS), (HOUSING, LANDLORDS)):
        assert f"{rules}: an ombudsman can look at it, free of charge: {ombudsman}" in alba.words
