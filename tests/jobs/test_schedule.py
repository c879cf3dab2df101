"""Slots have one name in every worker, and each comes once, also in the nights when the clocks change."""

from datetime import UTC, datetime

import pytest

from core.jobs.schedule import Schedule, ticking


@pytest.mark.parametrize(
    ("schedule", "now", "slot"),
    [
        (Schedule("heads", at="00:20"), datetime(2026, 1, 14, 0, 20, tzinfo=UTC), "2026-01-14T00:20"),
        (Schedule("heads", at="00:20"), datetime(2026, 1, 14, 0, 19, tzinfo=UTC), "2026-01-13T00:20"),
        # In summer London is an hour ahead.
        (Schedule("heads", at="00:20"), datetime(2026, 7, 13, 23, 20, tzinfo=UTC), "2026-07-14T00:20"),
        (Schedule("sweep", minutes=15), datetime(2026, 1, 14, 9, 44, 59, tzinfo=UTC), "2026-01-14T09:30"),
        (Schedule("sweep", minutes=15), datetime(2026, 1, 14, 9, 45, tzinfo=UTC), "2026-01-14T09:45"),
    ],
)
def test_a_slot_is_named_by_its_london_time(schedule: Schedule, now: datetime, slot: str) -> None:
    assert schedule.slot(now) == slot


def test_the_hour_that_october_repeats_has_one_slot() -> None:
    schedule = Schedule("heads", at="01:30")
    first, second = datetime(2026, 10, 25, 0, 40, tzinfo=UTC), datetime(2026, 10, 25, 1, 40, tzinfo=UTC)
    assert schedule.slot(first) == schedule.slot(second) == "2026-10-25T01:30"


def test_the_hour_that_march_skips_still_has_its_slot() -> None:
    assert Schedule("heads", at="01:30").slot(datetime(2026, 3, 29, 1, 45, tzinfo=UTC)) == "2026-03-29T01:30"


@pytest.mark.parametrize("minutes", [1, 7, 15, 45, 60, 90, 120, 1440])
def test_any_number_of_minutes_can_be_ticked(minutes: int) -> None:
    assert len(ticking([Schedule("sweep", minutes=minutes)], lambda schedule: None).get_jobs()) == 2


@pytest.mark.parametrize("wrong", [{}, {"at": "01:00", "minutes": 5}, {"minutes": -1}])
def test_a_schedule_says_one_thing(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="one of the two"):
        Schedule("sweep", **wrong)  # type: ignore[arg-type]


def test_the_scheduler_ticks_in_london_time_without_piling_up() -> None:
    scheduler = ticking([Schedule("heads", at="00:20"), Schedule("sweep", minutes=15)], lambda schedule: None)
    jobs = {job.id: job for job in scheduler.get_jobs()}
    assert set(jobs) == {"heads", "heads at start", "sweep", "sweep at start"}
    assert str(scheduler.timezone) == "Europe/London"
    scheduler.start(paused=True)
    try:
        tick = scheduler.get_job("sweep")
        assert (tick.coalesce, tick.misfire_grace_time, tick.max_instances) == (True, None, 1)
    finally:
        scheduler.shutdown(wait=False)
