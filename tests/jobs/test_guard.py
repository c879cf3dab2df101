"""Work that destroys does not run on a clock that jumped."""

from datetime import UTC, datetime, timedelta

import pytest

from core.jobs.guard import ClockGuard, ClockJumped

START = datetime(2026, 1, 14, 9, 0, tzinfo=UTC)


class Machine:
    """A machine whose two clocks are set by hand."""

    def __init__(self) -> None:
        self.wall, self.ran = START, 0.0

    def guard(self) -> ClockGuard:
        return ClockGuard(lambda: self.wall, lambda: self.ran)

    def pass_time(self, by: timedelta, *, jump: timedelta = timedelta()) -> None:
        self.wall += by + jump
        self.ran += by.total_seconds()


@pytest.mark.req("R-10")
@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(hours=2), timedelta(days=3653)])
def test_a_jump_stops_work_that_destroys(jump: timedelta) -> None:
    machine = Machine()
    guard = machine.guard()
    machine.pass_time(timedelta(minutes=5), jump=jump)
    with pytest.raises(ClockJumped):
        guard.check()


@pytest.mark.req("R-10")
def test_a_frozen_clock_is_noticed() -> None:
    machine = Machine()
    guard = machine.guard()
    machine.pass_time(timedelta(hours=2), jump=timedelta(hours=-2))
    with pytest.raises(ClockJumped):
        guard.check()


@pytest.mark.req("R-10")
def test_the_databases_clock_is_believed_over_our_own() -> None:
    machine = Machine()
    guard = machine.guard()
    guard.check(START + timedelta(minutes=20))
    with pytest.raises(ClockJumped):
        guard.check(START + timedelta(hours=3))


def test_months_of_running_and_small_corrections_are_no_jump() -> None:
    machine = Machine()
    guard = machine.guard()
    machine.pass_time(timedelta(days=90), jump=timedelta(minutes=-3))
    guard.check(machine.wall)
