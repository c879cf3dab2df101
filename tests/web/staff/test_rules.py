"""The council's rules for staff: every version, how many cases follow each, what changed, in words and in dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from core.clock import clock_at, utc_now
from core.domain.reckon import all_clocks
from core.persistence.db import db
from core.persistence.transaction import reading
from core.services.council import open_council
from core.words.rules import rule_words
from tests.conftest import AppFactory
from tests.support.counting import counted
from tests.support.web import install
from tests.web.staff.conftest import Desk, Log, Officer
from tests.web.staff.pressing import go, link, text

UNDER_EARLIER = datetime(2024, 12, 10, 10, 15, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
COUNCILS = ("boston", "rotherham_2010", "buckinghamshire", "central_bedfordshire")


@pytest.fixture(scope="module")
def site(app_factory: AppFactory) -> Iterator[Flask]:
    app = app_factory()
    install(app, *COUNCILS)
    yield app
    with app.app_context():
        db.engine.dispose()


def row(officer: Officer, version: str) -> str:
    """The line of a version, as it reads."""
    for one in officer.page.css("main tr"):
        head = one.css_first("th a")
        if head is not None and head.text().strip() == version:
            return " ".join(one.text().split())
    raise AssertionError(f"no version {version}: {text(officer)}")


def test_the_menu_leads_to_every_version_and_its_standing(site: Flask, desk: Desk) -> None:
    with clock_at(NOW):
        officer = desk()
        go(officer, "/staff/queue")
        assert officer.page.css_first('nav a[href="/staff/rules"]') is not None
        go(officer, "/staff/rules")
        assert "In force" in row(officer, "selcp-2024")
        assert "Thursday 12 December 2024 at midnight" in row(officer, "selcp-2024")
        assert "Authority for the change: Boston's Cabinet approved the policy" in row(officer, "selcp-2024")
        assert "when the policy began is not stated" in row(officer, "selcp-2024")
        assert "In force earlier" in row(officer, "boston-earlier")
        assert "until Thursday 12 December 2024 at midnight" in row(officer, "boston-earlier")
        assert "Not adopted" in row(officer, "lgsco-code-2024")
        assert "this council has not adopted it" in row(officer, "lgsco-code-2024")
        assert "rest on what no paper states" in row(officer, "boston-earlier")


def test_a_text_that_was_only_proposed_says_so_and_why(site: Flask, desk: Desk) -> None:
    with clock_at(NOW):
        officer = desk("rotherham_2010")
        go(officer, "/staff/rules")
        told = row(officer, "proposed-2008")
        assert "Not adopted" in told and "Whether the Board adopted this is not known." in told
        assert "the council's own module" in told


def test_cases_under_an_old_text_are_counted_and_found(site: Flask, desk: Desk, complaint: Log) -> None:
    old = [complaint(at=UNDER_EARLIER).reference for _ in range(2)]
    new = complaint().reference
    with clock_at(NOW):
        officer = desk()
        go(officer, "/staff/rules")
        assert "2 open cases" in row(officer, "boston-earlier") and "0 closed cases" in row(officer, "boston-earlier")
        go(officer, link(officer, "2 open cases under boston-earlier"))
        shown = text(officer)
        assert all(reference in shown for reference in old) and new not in shown
        assert "2 cases" in shown and "boston-earlier" in shown
        go(officer, "/staff/queue?rules=corporate/selcp-2024")
        assert new in text(officer) and old[0] not in text(officer)
        go(officer, "/staff/queue?rules=corporate/no-such")
        assert old[0] not in text(officer) and new not in text(officer)


def test_counting_is_one_query_however_many_texts_and_cases(site: Flask, desk: Desk, complaint: Log) -> None:
    sent = []
    with clock_at(NOW):
        officer = desk()
        for path in ("/staff/rules", "/staff/rules/corporate/selcp-2024", "/staff/rules/corporate/compare"):
            go(officer, path)
            counts = []
            for _ in range(2):
                with site.app_context(), counted() as few:
                    go(officer, path)
                counts.append(len(few))
                for _ in range(3):
                    complaint()
            assert counts[0] == counts[1], path
            sent.append(counts[0])
    assert max(sent) <= 9


def test_those_who_see_no_cases_read_the_rules_without_counts(site: Flask, desk: Desk) -> None:
    with clock_at(NOW):
        clerk = desk(roles=("administrator",))
        go(clerk, "/staff/rules")
        assert "In force" in row(clerk, "selcp-2024")
        assert "open case" not in text(clerk) and "is shown to those who see cases" in text(clerk)
        member = desk(roles=("member_responsible",))
        assert member.get("/staff/rules").status_code == 403


@pytest.mark.parametrize("code", COUNCILS)
def test_every_text_reads_as_it_reckons(site: Flask, desk: Desk, code: str) -> None:
    """Each clock with its rule, paragraph and what is assumed; each step, need and ground; who, how long, where to."""
    with site.app_context(), reading(code):
        register = open_council(code).register
    with clock_at(NOW):
        officer = desk(code)
        for key in register.keys():  # noqa: SIM118 - a register's keys, not a mapping's
            procedure = register.procedure(key, utc_now())
            go(officer, f"/staff/rules/{key}/{procedure.version}")
            shown = text(officer)
            for stage, clock in all_clocks(procedure):
                if not clock.extends:
                    assert rule_words(clock.rule, stage) in shown, clock.key
                    assert clock.cite in shown
                assert not clock.assumed or clock.extends or clock.assumed.en in shown, clock.key
            for move in [m for stage in procedure.stages for m in stage.moves] + list(procedure.anytime):
                assert move.title.en in shown and move.cite in shown
                assert all(need.words.en in shown for need in move.needs)
            for ground in procedure.grounds:
                assert ground.title.en in shown and ground.goes_to.en in shown and ground.cite in shown
            assert all(words.en in shown for words in procedure.assumptions)
            assert procedure.source in shown and procedure.ombudsman.name.en in shown


def test_departures_and_independence_are_told_with_their_paragraph(site: Flask, desk: Desk) -> None:
    with clock_at(NOW):
        officer = desk("rotherham_2010")
        go(officer, "/staff/rules/corporate/current")
        shown = text(officer)
        assert "It has 4 stages; the Code has two (LGSCO Code 2024, section 5)." in shown
        assert "By somebody from outside the service complained about" in shown
        assert "Not by whoever handled Stage 1" in shown
        assert "Answer stage 1: without a limit" in shown
        assert "What the 20 days of stage 2 are: working days (working days or calendar days)" in shown


def test_two_versions_stand_side_by_side_in_words_and_dates(site: Flask, desk: Desk) -> None:
    with clock_at(NOW):
        officer = desk()
        go(officer, "/staff/rules")
        where = link(officer, "Compare with selcp-2024 (boston-earlier)")
        go(officer, f"{where}&received-day=10&received-month=12&received-year=2024")
        assert officer.heading == "Complaints, two stages: two versions compared"
        shown = text(officer)
    assert "Answer stage 1 ≠ Changed" in shown
    assert "20 working days after we got it" in shown
    assert "whichever comes first: 10 working days after we confirmed it or 15 working days after we got it" in shown
    # From Tuesday 10 December 2024: 20 working days are 10 January, 15 are 3 January; between them five.
    assert "Answer stage 1 ≠ 5 working days sooner" in shown
    assert "Friday 10 January 2025" in shown and "Friday 3 January 2025" in shown
    assert "Acknowledge The same" in shown
    assert "Not taken on: Another defined procedure applies, such as an appeal + Added" in shown


def test_what_two_proposals_differ_in_is_named_by_stage(site: Flask, desk: Desk) -> None:
    with clock_at(NOW):
        officer = desk("rotherham_2010")
        go(officer, "/staff/rules/corporate/compare?from=current&to=proposed-2008"
                    "&received-day=6&received-month=1&received-year=2025")  # fmt: skip
        shown = text(officer)
    assert "From outside the service ≠ Changed" in shown
    assert "Internal review + Added" in shown and "5 working days after you asked for stage 3" in shown
    assert "Internal review ≠ New" in shown and "Monday 13 January 2025" in shown


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (("31", "2", "2025"), "The day to reckon from must be a real date"),
        (("1", "1", "1850"), "reckon"),
        (("", "", ""), "Enter the day to reckon from"),
    ],
)
def test_a_day_that_is_none_says_so_and_the_words_stay(
    site: Flask, desk: Desk, typed: tuple[str, str, str], error: str
) -> None:
    with clock_at(NOW):
        officer = desk()
        day, month, year = typed
        url = f"/staff/rules/corporate/compare?received-day={day}&received-month={month}&received-year={year}"
        assert officer.get(url).status_code == 400
        assert len(officer.errors) == 1
        assert error in officer.errors[0] or year == "1850"
        assert "Answer stage 1 ≠ Changed" in text(officer)


@pytest.mark.parametrize(
    "path",
    ["nothing/selcp-2024", "corporate/no-such", "corporate/compare?from=no-such&to=selcp-2024", "nothing/compare"],
)
def test_what_is_not_there_is_not_found(site: Flask, desk: Desk, path: str) -> None:
    with clock_at(NOW):
        assert desk().get(f"/staff/rules/{path}").status_code == 404


def test_two_texts_of_one_name_are_told_apart(site: Flask, desk: Desk) -> None:
    from core.domain.actor import SYSTEM
    from core.persistence.record import Stamp
    from core.persistence.register_store import read_register, store_adoption
    from core.persistence.repositories import registry
    from core.persistence.transaction import in_one_transaction

    def adopt() -> None:
        register = read_register()
        changed = replace(register.procedure("corporate", NOW), source="The same, shaped by a setting")
        store_adoption(register, changed, NOW.replace(hour=1), Stamp(NOW, SYSTEM.key, "shaped"), history=True)
        registry.configuration_changed("central_bedfordshire")

    with site.app_context():
        in_one_transaction("central_bedfordshire", adopt)
    with clock_at(NOW):
        officer = desk("central_bedfordshire")
        go(officer, "/staff/rules")
        names = [a.text().strip() for a in officer.page.css("main th a") if "bedfordshire" in a.text()]
        assert len(set(names)) == 2 and all(name.startswith("central-bedfordshire-2009.") for name in names)
        go(officer, f"/staff/rules/corporate/{names[0]}")
        assert "The same, shaped by a setting" in text(officer)
