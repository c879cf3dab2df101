"""Trying rules on past cases: counts, what changes, what cannot be told, on both databases."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from core.clock import clock_at
from core.domain.actor import Actor
from core.domain.compared import Comparison, Unknown, Why
from core.domain.errors import DomainError, UnknownName
from core.domain.procedure import ClockKind
from core.domain.simulate import Rules, try_track
from core.persistence import models as m
from core.persistence.db import current_session, db
from core.persistence.queries.past_cases import past_cases
from core.persistence.transaction import reading
from core.services import progress, simulating
from core.services.council import open_council
from core.services.demo import make_cases
from core.services.demo_setup import install_demo
from core.services.simulating import Simulated, TooMany, Wanted, simulate
from core.services.steps import Step
from core.services.versions import hashes_named
from tests.support.casework import BOSTON, HOST, at, casework_app, officer
from tests.support.databases import DatabaseUrls
from tests.support.stories import accept, acknowledge, answer, complain, extend

YEAR = {"first": date(2025, 1, 1), "last": date(2025, 12, 31)}
EIGHT = {"corporate.stage1_response_due.days": "8"}
SEEN = at("2025-06-02T09:00")


def tried(version: str = "", after: str = "", page: int = 25, **settings: str) -> Simulated:
    with clock_at(SEEN):
        return simulate(BOSTON, Wanted("corporate", version=version, settings=settings, **YEAR), after=after, page=page)


@pytest.fixture(scope="module")
def cases(boston: Flask, ada: Actor) -> dict[str, str]:
    """Received on 6 January 2025, acknowledged on the 7th: due on the 21st, under eight days on the 17th."""
    found = {}
    for minute, (name, service, answered) in enumerate((
        ("in time", "waste", "2025-01-17T15:00"), ("in time now", "waste", "2025-01-20T15:00"),
        ("late", "planning", "2025-01-22T15:00"), ("open", "planning", ""),
    )):  # fmt: skip
        got = complain(name, service=service, when=f"2025-01-06T10:1{minute}")
        accept(got.reference, ada)
        acknowledge(got.reference, ada)
        if answered:
            answer(got.reference, ada, when=answered)
        found[name] = got.reference
    got = complain("extended", service="waste")
    accept(got.reference, ada)
    acknowledge(got.reference, ada)
    extend(got.reference, ada, when="2025-01-20T09:00")  # to the 28th
    answer(got.reference, ada, when="2025-01-28T15:00")
    found["extended"] = got.reference
    found["request"] = complain("a request", type="service_request").reference
    return found


def test_cases_are_counted_by_stage_and_service(cases: dict[str, str]) -> None:
    tally = tried(**EIGHT).tally
    count = tally.cases
    # Late then: answered on the 22nd, and the open one. Under eight days also the 20th, and what was extended on it.
    assert (count.all, count.late_then, count.late_proposed, count.unknown) == (5, 2, 4, 0)
    assert (tally.newly_late, tally.no_longer_late, tally.still_open) == (2, 0, 5)
    waste, planning = tally.services["waste"], tally.services["planning"]
    assert (waste.all, waste.late_then, waste.late_proposed) == (3, 0, 2)
    assert (planning.all, planning.late_then, planning.late_proposed) == (2, 2, 2)
    assert list(tally.stages) == ["stage1"]
    assert tally.clocks["stage1", "stage1_response_due", ClockKind.LIMIT].late_proposed == 4
    assert tally.versions == {"selcp-2024": 5}
    assert tally.few


def test_the_cases_that_come_out_differently_are_told_with_both_dates(cases: dict[str, str]) -> None:
    found = tried(**EIGHT)
    assert [case.reference for case in found.changed] == [cases["in time now"], cases["extended"]]
    (clock,) = found.changed[0].changed
    assert clock.then and clock.proposed
    assert (clock.then.due, clock.proposed.due, clock.met) == (date(2025, 1, 21), date(2025, 1, 17), date(2025, 1, 20))
    (late,) = found.changed[1].changed
    assert late.then and late.then.due == date(2025, 1, 28)
    assert late.proposed and late.proposed.due == date(2025, 1, 17)


def test_the_changed_cases_are_paged_by_their_place(cases: dict[str, str]) -> None:
    first = tried(page=1, **EIGHT)
    second = tried(page=1, after=first.later, **EIGHT)
    told = [case.reference for part in (first, second) for case in part.changed]
    assert told == [cases["in time now"], cases["extended"]]
    assert (bool(first.later), second.later, first.tally.cases) == (True, "", second.tally.cases)


def test_another_version_is_tried_on_all_of_them(cases: dict[str, str]) -> None:
    found = tried("boston-earlier")  # twenty working days from receipt: 3 February
    assert (found.tally.cases.late_then, found.tally.cases.late_proposed) == (2, 1)
    assert [case.reference for case in found.changed] == [cases["late"]]
    assert found.proposal.adopted
    assert {one.had.key for one in found.differ["selcp-2024"] if one.had} == {"note_first_known", "take_to_clinic"}


def test_a_version_that_is_only_offered_can_be_tried(cases: dict[str, str]) -> None:
    found = tried("lgsco-code-2024")
    assert (found.proposal.version, found.proposal.adopted, found.tally.cases.all) == ("lgsco-code-2024", False, 5)


def test_the_very_same_rules_change_nothing(cases: dict[str, str]) -> None:
    found = tried("selcp-2024")
    assert (found.changed, found.tally.moved, found.differ, found.tally.unknown) == ((), 0, {}, {})


def test_cases_are_taken_as_the_record_stood_at_the_end_of_a_day(cases: dict[str, str]) -> None:
    with clock_at(SEEN):
        found = simulate(BOSTON, Wanted("corporate", settings=EIGHT, as_of=date(2025, 1, 20), **YEAR))
    # Answered in time on the 17th; late on the 20th under eight days: answered that day, extended, or open.
    assert (found.tally.cases.late_then, found.tally.cases.late_proposed) == (0, 4)
    with clock_at(SEEN):
        before = simulate(BOSTON, Wanted("corporate", settings=EIGHT, as_of=date(2025, 1, 5), **YEAR))
    assert before.tally.cases.all == 0


def test_only_cases_received_on_those_days_and_under_that_procedure_count(cases: dict[str, str]) -> None:
    with clock_at(SEEN):
        day, next_day = date(2025, 1, 6), date(2025, 1, 7)
        assert simulate(BOSTON, Wanted("corporate", day, day, settings=EIGHT)).tally.cases.all == 5
        assert simulate(BOSTON, Wanted("corporate", next_day, next_day, settings=EIGHT)).tally.cases.all == 0


def test_what_makes_no_sense_is_refused_all_at_once(boston: Flask) -> None:
    wanted = Wanted("corporate", date(2025, 2, 1), date(2025, 1, 1), as_of=date(2030, 1, 1))
    with clock_at(SEEN), pytest.raises(DomainError) as refused:
        simulate(BOSTON, wanted)
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["nothing_proposed", "days_out_of_order", "as_of_in_future"]
    with pytest.raises(UnknownName):
        tried("1066")
    with pytest.raises(DomainError):
        tried(**{"corporate.ack_due.days": "6"})  # the policy lets nobody promise less


def test_more_cases_than_the_caller_will_wait_for(cases: dict[str, str]) -> None:
    with clock_at(SEEN), pytest.raises(TooMany) as refused:
        simulate(BOSTON, Wanted("corporate", settings=EIGHT, **YEAR), most=4)
    assert refused.value.count == 5


def test_whoever_sees_which_cases_change_is_noted_and_nothing_else_is_written(
    cases: dict[str, str], ada: Actor
) -> None:
    def rows() -> tuple[int, int]:
        with reading(BOSTON):
            session = current_session()
            events = session.scalar(select(func.count()).select_from(m.Event)) or 0
            reads = select(func.count()).select_from(m.ReadLog).where(m.ReadLog.what == "simulate")
            return events, session.scalar(reads) or 0

    events, reads = rows()
    with clock_at(SEEN):
        simulate(BOSTON, Wanted("corporate", settings=EIGHT, **YEAR), actor=ada)
        simulate(BOSTON, Wanted("corporate", settings=EIGHT, **YEAR), actor=ada, page=0)
    assert rows() == (events, reads + 1)


def test_statements_do_not_grow_with_the_cases(cases: dict[str, str], boston: Flask) -> None:
    sent: list[str] = []

    def note(*given: object) -> None:
        sent.append(str(given[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        tried(**EIGHT)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len([one for one in sent if "FROM event" in one]) == 1
    assert len([one for one in sent if "FROM case_file" in one]) == 2  # the batch, and that there is no other


def test_a_case_in_several_batches_is_counted_once(
    cases: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tried(**EIGHT)
    monkeypatch.setattr("core.persistence.queries.past_cases.BATCH", 2)
    assert tried(**EIGHT) == whole


def test_a_closed_case_counts_to_the_day_it_was_closed(boston: Flask, ada: Actor) -> None:
    with clock_at(at("2025-03-03T10:00")):
        got = complain("withdrawn", when="2025-03-03T10:00")
    accept(got.reference, ada, when="2025-03-04T09:00")
    with clock_at(at("2025-03-05T09:00")):
        progress.take(BOSTON, ada, got.reference, Step("withdraw"))
        progress.close(BOSTON, ada, got.reference)
    with reading(BOSTON):
        day = date(2025, 3, 3)
        (past,) = past_cases("corporate", day, day, at("2025-06-01T00:00"))
        (earlier,) = past_cases("corporate", day, day, at("2025-03-04T00:00"))
    assert (past.closed_on, earlier.closed_on) == (date(2025, 3, 5), None)
    assert len(earlier.case.tracks) == 1 and "stage1.withdrawn" not in earlier.case.tracks[0].facts


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_moved_case_is_judged_by_the_date_that_the_person_was_told(boston: Flask, ada: Actor) -> None:
    """Extended to 28 January, then moved to rules whose own date is 3 February, and answered in between."""
    got = complain("moved", service="housing", when="2025-01-06T10:15")
    accept(got.reference, ada)
    acknowledge(got.reference, ada)
    extend(got.reference, ada, when="2025-01-20T09:00")
    mona = officer(BOSTON, "monitoring_officer", name="Mona Mover")
    with reading(BOSTON):
        (earlier,) = hashes_named(open_council(BOSTON).register, "corporate/boston-earlier")
    with clock_at(at("2025-01-20T10:00")):
        progress.move_version(BOSTON, mona, got.reference, earlier, "It was received under these.")
    answer(got.reference, ada, when="2025-01-30T15:00")
    found = tried("boston-earlier")
    assert found.tally.services["housing"].late_then == found.tally.services["housing"].late_proposed == 1
    assert got.reference not in {case.reference for case in found.changed}
    assert tried("selcp-2024").tally.services["housing"].late_proposed == 1


def test_every_demo_case_stays_as_it_is_under_its_own_rules(database: DatabaseUrls) -> None:
    councils = ("buckinghamshire", "rotherham_2010")
    with casework_app(database, *councils):
        install_demo(HOST, "localhost")
        for code in councils:
            make_cases(code, 20, seed="simulate", as_of=date(2025, 6, 1))
            clocks = 0
            with reading(code):
                register = open_council(code).register
                for key in register.keys():  # noqa: SIM118 - a register's keys, not a mapping's
                    for past in past_cases(key, date(2020, 1, 1), date(2025, 6, 1), at("2025-06-02T00:00")):
                        for track in past.case.tracks:
                            text = register.procedure_by_hash(track.procedure_hash)
                            rules = Rules(text, register.calendar_by_hash(track.calendar))
                            told = {clock: dates for (_, clock), dates in past.extensions.items()}
                            same = Comparison(text, text)
                            found = try_track(past.case, track, same, rules, rules, told, date(2025, 6, 1))
                            assert all(one.then == one.proposed and one.unknown is None for one in found)
                            clocks += len(found)
            assert clocks >= 10


def test_another_council_s_text_needs_steps_that_were_never_recorded(database: DatabaseUrls) -> None:
    """At Buckinghamshire a review is accepted and never acknowledged, so the Code's second stage cannot be told."""
    code = "buckinghamshire"
    with casework_app(database, code):
        officer(code)
        with reading(code):
            council = open_council(code)
            offered = simulating.propose(council, Wanted("corporate", **YEAR, version="lgsco-code-2024"), SEEN)
        compared = Comparison(council.register.procedure("corporate", SEEN), offered.text)
    assert "stage2.acknowledged" in compared.never_recorded
    assert compared.recording("stage2.acknowledged") == ("acknowledge",)
    assert Unknown(Why.NEVER_RECORDED, "stage2.acknowledged", ("acknowledge",)).moves == ("acknowledge",)
