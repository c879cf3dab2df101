"""The whole road through pages that run no script, in a real browser, over the weeks that it takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from core.config import Config
from core.persistence.db import db
from core.web.app import create_app
from tests.conftest import environment
from tests.support.browser import Served, Visit, serve, visit
from tests.support.browser_people import complain, employ, fill, follow, pdf_words, send, sign_in
from tests.support.databases import DatabaseUrls
from tests.support.web import install

pytestmark = [pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="module")]
BOSTON, LINDSEY, BUCKS = "boston", "east_lindsey", "buckinghamshire"
OMBUDSMAN = "Local Government and Social Care Ombudsman"


def at(day: int, month: int = 11, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def served(database: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = environment(database, tmp_path_factory.mktemp("data")) | {"UPHELD_MODE": "demo"}
    app = create_app(Config.from_environment(settings))
    install(app, BOSTON, LINDSEY, BUCKS)
    with serve(app, at(19)) as running:
        yield running
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def resident(browser: Browser, served: Served) -> Iterator[Visit]:
    served.now = at(19)
    with visit(browser, served, scripts=False) as here:
        yield here


FINDING = {
    "issue1_finding": "upheld",
    "issue1_wrong": "We missed three collections in November.",
    "issue1_impact": "You had to take the waste yourself.",
    "issue1_reasons": "The crew's own sheet shows that your street was left out, and our promise is weekly.",
    "issue1_remedy0_kind": "apology",
    "issue1_remedy0_words": "For three missed collections",
    "section_looked": "The crew's sheets and your calls.",
}
PROMISE = {
    "issue1_remedy1_kind": "action",
    "issue1_remedy1_words": "We put your street back on the crew's list",
    "issue1_remedy1_by-day": "11",
    "issue1_remedy1_by-month": "12",
    "issue1_remedy1_by-year": "2026",
}
SORRY = {"section_sorry": "I am sorry that we missed your bins three times. You had to take the waste yourself."}
NOT_UPHELD = {
    "issue1_finding": "not_upheld",
    "issue1_wrong": "You were sent the notice.",
    "issue1_reasons": "The log shows it, and the policy asks for one notice.",
    "section_looked": "The log of notices.",
}


@pytest.mark.req("A-11")
def test_a_complaint_travels_the_whole_way_without_a_script(
    served: Served, browser: Browser, resident: Visit
) -> None:
    email = "alba@residents.example"
    reference = complain(resident, BOSTON, "waste", email)
    follow(resident, BOSTON, reference, email)
    assert "We will write to confirm by" in resident.words
    first, second = employ(served, BOSTON, name="Fay First"), employ(served, BOSTON, name="Sam Second")
    with visit(browser, served, scripts=False) as fay, visit(browser, served, scripts=False) as sam:
        served.now = at(20)
        sign_in(fay, BOSTON, first)
        _triage(fay, reference)
        _acknowledge(fay)
        served.now = at(27)
        sign_in(fay, BOSTON, first)
        _take_more_time(fay, reference)
        served.now = at(4, 12)
        sign_in(fay, BOSTON, first)
        _answer(fay, reference)
        served.now = at(7, 12)
        _ask_for_stage_two(resident, reference, email)
        served.now = at(8, 12)
        sign_in(fay, BOSTON, first)
        fay.go(BOSTON, f"/staff/cases/{reference}/moves/1/answer")
        assert "This step cannot be taken now" in fay.words
        sign_in(sam, BOSTON, second)
        _answer_stage_two(sam, reference)
        served.now = at(10, 12)
        sign_in(sam, BOSTON, second)
        _close(sam, reference)


def _triage(fay: Visit, reference: str) -> None:
    """One issue taken on, one not, from the queue."""
    fay.go(BOSTON, "/staff/queue")
    fay.link(reference)
    fay.link("Decide what to take on")
    fill(fay, new0_words="My bins were missed three times.", new0_decision="take")
    fay.press("Add another issue")
    fill(
        fay, new1_words="My council tax band is wrong.", new1_decision="refuse", new1_ground="other_procedure",
        new1_reason="The band is decided by others, and there is an appeal.",
        new1_goes_to="The Valuation Office, by an appeal", new1_ombudsman_told="y",
    )  # fmt: skip
    fay.press("Save decisions")
    assert "1 issue taken on, 1 not taken on" in fay.words


def _acknowledge(fay: Visit) -> None:
    fay.link("Acknowledge")
    fay.press("Preview the letter")
    wanted = ("My bins were missed three times.", "An apology, and my bins collected", "Valuation Office", OMBUDSMAN)
    assert [words for words in wanted if words not in fay.words] == []
    send(fay)
    assert "Acknowledge: sent" in fay.words


def _take_more_time(fay: Visit, reference: str) -> None:
    fay.go(BOSTON, f"/staff/cases/{reference}")
    fay.link("Take more time")
    fill(fay, days="10", reason="we wait for the crew's sheets")
    fay.press("Preview the letter")
    assert "until Friday 18 December 2026" in fay.words and OMBUDSMAN in fay.words
    send(fay, "Extend and tell the person")
    assert "Time extended to Friday 18 December 2026" in fay.words


def _answer(fay: Visit, reference: str) -> None:
    """A finding, an apology and a promise; all gaps at once, then the letter; the case stays open for the promise."""
    fay.go(BOSTON, f"/staff/cases/{reference}/moves/1/answer")
    fay.press("Add another remedy")
    fill(fay, **FINDING, **PROMISE)
    fay.press("Preview the letter")
    assert fay.page.title().startswith("Error: ")
    fill(fay, **SORRY)
    fay.press("Preview the letter")
    assert "We were at fault" in fay.words and "Friday 11 December 2026" in fay.words
    send(fay)
    assert "Answered, actions open" in fay.heading
    fay.go(BOSTON, f"/staff/cases/{reference}/close")
    assert "Finish the actions we promised" in fay.words
    assert not fay.page.get_by_role("main").get_by_role("button", name="Close the case").count()


def _ask_for_stage_two(resident: Visit, reference: str, email: str) -> None:
    follow(resident, BOSTON, reference, email)
    resident.arrive(resident.page.locator("main a[href*='/follow/case/letters/']"))
    assert "We were at fault" in pdf_words(resident)
    resident.go(BOSTON, "/follow/case")
    resident.arrive(resident.page.locator("main a[href*='/follow/case/next-stage/']"))
    resident.answer_all("It was missed again.")
    assert "We have your request." in resident.words


def _answer_stage_two(sam: Visit, reference: str) -> None:
    """Somebody else acknowledges and answers; the letter says who comes after us, on paper too."""
    sam.go(BOSTON, f"/staff/cases/{reference}")
    sam.link("Acknowledge")
    sam.press("Preview the letter")
    send(sam)
    sam.go(BOSTON, f"/staff/cases/{reference}/moves/1/answer")
    assert "Stage 1: Upheld" in sam.words
    fill(sam, **FINDING)
    sam.press("Preview the letter")
    fill(sam, **SORRY)
    sam.press("Preview the letter")
    assert OMBUDSMAN in sam.words and "www.lgo.org.uk" in sam.words
    send(sam)
    sam.arrive(sam.page.locator("main a[href*='/letters/']"))
    assert OMBUDSMAN in pdf_words(sam)


def _close(sam: Visit, reference: str) -> None:
    sam.go(BOSTON, f"/staff/cases/{reference}")
    sam.link("Record as done")
    fill(sam, evidence="The crew's new list")
    sam.press("Record as done")
    sam.link("Close the case")
    sam.press("Close the case")
    assert "The case is closed" in sam.words and sam.heading.endswith("Closed")


@pytest.mark.req("A-11")
def test_the_same_complaint_at_buckinghamshire_is_decided_by_its_deputy_monitoring_officer(
    served: Served, browser: Browser, resident: Visit
) -> None:
    email = "alba.bucks@residents.example"
    reference = complain(resident, BUCKS, "not-sure", email)
    assert "3 working days" in resident.words
    page = f"/staff/cases/{reference}"
    officer = employ(served, BUCKS, name="Olive Officer")
    deputy = employ(served, BUCKS, name="Dora Deputy", roles=("deputy_monitoring_officer",))
    second = employ(served, BUCKS, name="Sid Second", roles=("stage2_officer",))
    with visit(browser, served, scripts=False) as here:
        served.now = at(20)
        sign_in(here, BUCKS, officer)
        here.go(BUCKS, page)
        for words in ("Due Tue 24 Nov", "Due Thu 3 Dec", "Due Thu 17 Dec", "Thu 11 Feb"):
            assert words in here.words
        here.link("Decide what to take on")
        fill(here, new0_words="My bins were missed three times.", new0_decision="take")
        here.press("Save decisions")
        here.go(BUCKS, f"{page}/moves/1/answer")
        fill(here, **NOT_UPHELD)
        here.press("Preview the letter")
        send(here)

        served.now = at(23)
        follow(resident, BUCKS, reference, email)
        resident.arrive(resident.page.locator("main a[href*='/follow/case/next-stage/']"))
        resident.answer_all("The notice never came.")
        assert "We have your request." in resident.words

        served.now = at(24)
        sign_in(here, BUCKS, officer)
        here.go(BUCKS, f"{page}/moves/1/accept_review")
        assert "deputy monitoring officer" in here.words.lower()
        assert not here.page.get_by_role("main").get_by_role("button", name="Preview the letter").count()
    with visit(browser, served, scripts=False) as dora:
        sign_in(dora, BUCKS, deputy)
        dora.go(BUCKS, page)
        dora.link("Accept the review")
        fill(dora, need_how="A stage 2 officer will read the log again.")
        dora.press("Preview the letter")
        send(dora)
    with visit(browser, served, scripts=False) as sid:
        sign_in(sid, BUCKS, second)
        sid.go(BUCKS, f"{page}/moves/1/answer")
        fill(sid, **NOT_UPHELD)
        sid.press("Preview the letter")
        assert OMBUDSMAN in sid.words
        send(sid)
        assert sid.heading.endswith("stage 2. Answered")


@pytest.mark.req("ISO-12")
def test_a_shared_officer_sees_each_council_at_its_own_host_only(
    served: Served, browser: Browser, resident: Visit
) -> None:
    cases = {
        council: complain(resident, council, "waste", f"shared.{council.replace('_', '-')}@residents.example")
        for council in (BOSTON, LINDSEY)
    }
    shared = employ(served, BOSTON, LINDSEY, name="Shared Example")
    with visit(browser, served, scripts=False) as here:
        sign_in(here, BOSTON, shared)
        here.go(LINDSEY, "/staff/queue")
        assert here.heading == "Sign in", "a session is for one council"
        served.now = at(19).replace(minute=45)
        sign_in(here, LINDSEY, shared)
        for council, other in ((BOSTON, LINDSEY), (LINDSEY, BOSTON)):
            here.go(council, "/staff/queue")
            assert cases[council] in here.words and cases[other] not in here.words
            assert here.go(council, f"/staff/cases/{cases[other]}") == 404
            assert here.go(council, f"/staff/cases/{cases[council]}") == 200
        here.go(BOSTON, "/staff/account/councils")
        assert "East Lindsey" in here.words


def test_every_file_of_a_page_comes_from_the_councils_own_host(served: Served, browser: Browser) -> None:
    with visit(browser, served) as here:
        for path in ("/", "/feedback/kind", "/follow", "/staff/sign-in"):
            here.go(BOSTON, path)
        assert {url.split("/")[2] for url, _ in here.answers} == {f"boston.localhost:{served.port}"}
        assert {status for _, status in here.answers} <= {200, 304}
