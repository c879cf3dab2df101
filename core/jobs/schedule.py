"""When work is due. APScheduler ticks in every worker and only ever writes a task row for the slot: the row's unique
key decides that each slot runs once, whichever worker ticks first, and a slot missed while none ran is caught up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

LONDON = ZoneInfo("Europe/London")
CATCH_UP = timedelta(hours=24)
"""A daily slot that is older than this is not caught up: the next one does its work."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Once a day at `at` ("HH:MM", London) or every `minutes`, counted from London midnight."""

    kind: str
    at: str = ""
    minutes: int = 0

    def __post_init__(self) -> None:
        if bool(self.at) == bool(self.minutes) or self.minutes < 0:
            raise ValueError(f"{self.kind} is due at a time of day or every so many minutes, one of the two")

    def latest(self, now: datetime) -> datetime:
        """The latest slot at or before `now`, in London time. In the night when an hour repeats, a slot comes once."""
        local = now.astimezone(LONDON)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
        if self.minutes:
            since = local.hour * 60 + local.minute
            return midnight + timedelta(minutes=since - since % self.minutes)
        hour, minute = (int(part) for part in self.at.split(":"))
        today = midnight.replace(hour=hour, minute=minute)
        return today if today.astimezone(UTC) <= now.astimezone(UTC) else today - timedelta(days=1)

    def slot(self, now: datetime) -> str:
        """The name of that slot, the same in every worker: `2026-11-22T07:00`."""
        return self.latest(now).strftime("%Y-%m-%dT%H:%M")

    def is_stale(self, now: datetime) -> bool:
        """Whether the latest slot is too long ago to be caught up."""
        return now - self.latest(now).astimezone(UTC) > CATCH_UP


Insert = Callable[[Schedule], None]


def ticking(schedules: Iterable[Schedule], insert: Insert) -> BackgroundScheduler:
    """A scheduler that calls `insert` at each slot, and once at the start for what was missed; not started yet."""
    scheduler = BackgroundScheduler(
        timezone=LONDON, job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
    )
    for schedule in schedules:
        scheduler.add_job(insert, _trigger(schedule), args=[schedule], id=schedule.kind)
        scheduler.add_job(insert, args=[schedule], id=f"{schedule.kind} at start")
    return scheduler


def _trigger(schedule: Schedule) -> CronTrigger:
    if schedule.at:
        hour, minute = schedule.at.split(":")
        return CronTrigger(hour=hour, minute=minute, timezone=LONDON)
    if schedule.minutes % 60 == 0:
        return CronTrigger(minute=0, timezone=LONDON)
    even = 60 % schedule.minutes == 0
    return CronTrigger(minute=f"*/{schedule.minutes}" if even else "*", timezone=LONDON)
