"""Demo cases are made by the rules themselves: the record verifies, and each stands where its story has brought it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.calendar import LONDON
from core.domain.errors import DomainError
from core.persistence.record import load_case
from core.persistence.repositories.cases import case_of_submission
from core.persistence.transaction import reading
from core.persistence.verify import verify
from core.services import outbox, work_list
from core.services.council import host
from core.services.demo import make_cases
from core.services.demo_setup import demo_codes, install_demo
from core.services.invitations import staff_of
from core.services.transport import KeptHere
from core.services.unit_of_work import MAIL_TASK
from tests.jobs.mail import state, write

AS_OF = date(2026, 6, 30)
LATE = datetime(2026, 7, 20, 12, 0, tzinfo=UTC)
CASES = 16


@pytest.fixture
def demo(working: Flask) -> Flask:
    with working.app_context(), clock_at(LATE):
        install_demo(host(), "localhost")
    return working


def test_the_demo_is_what_tenants_declare(working: Flask) -> None:
    with working.app_context():
        assert {"boston", "buckinghamshire", "east_lindsey", "south_holland"} <= set(demo_codes(host()))
        councils = {council.code: council for council in install_demo(host(), "localhost")}
        assert [c.host for c in councils.values()] == [c.host for c in install_demo(host(), "localhost")]
    shared = [code for code, council in councils.items() if any("shared" in p.email for p in council.people)]
    assert shared == ["boston", "east_lindsey"]
    assert councils["east_lindsey"].host == "east-lindsey.localhost"
    assert all(p.email.endswith(".example") for council in councils.values() for p in council.people)


@pytest.mark.parametrize("code", ["boston", "buckinghamshire"])
def test_cases_stand_at_many_steps_and_their_record_is_whole(demo: Flask, code: str) -> None:
    with demo.app_context(), clock_at(LATE):
        made = make_cases(code, CASES, seed="7", as_of=AS_OF)
        assert (made.new, made.stopped) == (CASES, ())
        report = verify(code)
        assert report.whole and report.cases == CASES
        with reading(code):
            keys = [f"demo:7:{number}" for number in range(CASES)]
            cases = [s for key in keys if (id_ := case_of_submission(key)) and (s := load_case(id_))]
    assert len(cases) == CASES
    moments = [entry.at.astimezone(LONDON) for stream in cases for entry in stream.entries]
    assert max(moments).date() <= AS_OF
    assert all(9 <= moment.hour < 19 and moment.weekday() < 5 for moment in moments)
    assert len({(t.stage, t.state, s.case.status) for s in cases for t in s.case.tracks}) >= 3
    assert len({s.case.type for s in cases}) >= 3


def test_the_work_is_shared_among_those_who_may_do_it(demo: Flask) -> None:
    """Nobody who signs in finds all of the council's cases theirs, and a complaints officer has some."""
    with demo.app_context(), clock_at(LATE):
        make_cases("boston", CASES, seed="7", as_of=AS_OF)
        roles = {member.id: set(member.roles) for member in staff_of("boston")}
        with reading("boston"):
            keys = [f"demo:7:{number}" for number in range(CASES)]
            cases = [s for key in keys if (id_ := case_of_submission(key)) and (s := load_case(id_))]
    held = [id_ for s in cases for t in s.case.tracks for id_ in t.handlers.values()]
    assert len(held) >= 8
    assert max(map(held.count, held)) <= len(held) * 3 // 4
    assert any("complaints_officer" in roles[id_] for id_ in held)
    assert sum("monitoring_officer" in roles[id_] for id_ in held) <= len(held) // 4


def test_the_same_seed_again_adds_nothing(demo: Flask) -> None:
    with demo.app_context(), clock_at(LATE):
        assert make_cases("boston", 4, seed="7").new == 4
        again = make_cases("boston", 4, seed="7")
        assert (again.new, again.known) == (0, 4)
        assert make_cases("boston", 2, seed="8").new == 2


def test_a_day_that_makes_no_sense_is_refused(demo: Flask) -> None:
    with demo.app_context(), clock_at(LATE):
        with pytest.raises(DomainError, match="in_the_future"):
            make_cases("boston", 1, seed="7", as_of=date(2027, 1, 1))
        with pytest.raises(DomainError, match="no_rules_known"):
            make_cases("boston", 1, seed="7", as_of=date(2007, 1, 1))


def test_a_message_is_left_to_the_worker_that_has_the_earlier_one_in_hand(demo: Flask) -> None:
    """Beside a running worker the demo meets mail that it must not send out of turn: it goes on without it."""
    case = "01900000-0000-7000-8000-000000000001"
    with demo.app_context():
        with clock_at(LATE - timedelta(days=1000)):
            first = write("boston", "first", case=case)
            (in_hand,) = work_list.take(timedelta(days=2000), 1, only=frozenset({MAIL_TASK}))
            second = write("boston", "second", case=case)
        assert in_hand.payload == {"outbox": first}
        with clock_at(LATE):
            made = make_cases("boston", 1, seed="beside")
            assert (made.new, made.stopped) == (1, ())
            assert (state("boston", first).state, state("boston", second).state) == ("queued", "queued")
            assert outbox.send("boston", first, KeptHere()) is True
            work_list.finish(in_hand)
        with clock_at(LATE + timedelta(minutes=1)):
            (left,) = work_list.take(timedelta(minutes=2), 5, only=frozenset({MAIL_TASK}))
            assert (left.payload, left.attempts) == ({"outbox": second}, 1)  # to be put off is no try
            assert outbox.send("boston", second, KeptHere()) is True
