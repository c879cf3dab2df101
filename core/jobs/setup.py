"""All the work there is, in one list: kinds of tasks, and what is due when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from core.api import JobSpec
from core.config import Config, ConfigError
from core.jobs.kinds import Job, Kind, NotYet
from core.jobs.runner import LEASE
from core.jobs.schedule import Schedule
from core.jobs.worker import Worker
from core.services import heads, outbox, plugin_jobs, reactions, sweeping
from core.services.council import host
from core.services.transport import Transport, transport_for
from core.services.unit_of_work import EVENT_TASK, MAIL_TASK

if TYPE_CHECKING:
    from flask import Flask

HEADS, SWEEP, STATISTICS = "heads", "sweep", "statistics"
SCHEDULES = (Schedule(HEADS, at="00:20"), Schedule(SWEEP, minutes=60), Schedule(STATISTICS, at="03:10"))
Recipients = Callable[[str], Sequence[str]]
"""By a council's code, the addresses that its day's head is mailed to."""


def make_worker(app: Flask, config: Config, *, lease: timedelta = LEASE) -> Worker:
    """A worker that does everything, the plugins' jobs included. Raises ConfigError for a head of nobody's."""
    with app.app_context():
        strangers = sorted({code for code, _ in config.heads_to} - {"", *host().profiles()})
        if strangers:
            raise ConfigError(f"UPHELD_HEADS_TO names {', '.join(strangers)}, which no module offers")
        jobs = {f"{plugin}.{job.key}": (plugin, job) for plugin, job in host().setup.jobs}
    core = core_kinds(transport_for(config.smtp), config.heads_for, lease)
    kinds = [*core, *(_plugin_kind(k, p, j) for k, (p, j) in jobs.items())]
    schedules = [*SCHEDULES, *(Schedule(key, job.at, job.minutes) for key, (_, job) in jobs.items())]
    return Worker(app, kinds, schedules, mail=frozenset({MAIL_TASK}), lease=lease)


def core_kinds(
    transport: Transport, heads_for: Recipients = lambda authority: (), lease: timedelta = LEASE
) -> Iterator[Kind]:
    """The kinds of the core's own work. A message is in its task's hand as long as the task is: for `lease`."""

    def mail(job: Job) -> None:
        try:
            outbox.send(job.authority, job.payload["outbox"], transport, lease)
        except outbox.NotNow as waits:
            raise NotYet(waits.code) from waits

    def event(job: Job) -> None:
        reactions.fan_out(job.authority, job.payload["case"], int(job.payload["first"]), int(job.payload["last"]))

    def react(job: Job) -> None:
        first, last = int(job.payload["first"]), int(job.payload["last"])
        reactions.react(job.authority, job.payload["case"], first, last, job.payload["plugin"])

    # One more than the outbox's own: it is the outbox that parks a message.
    yield Kind(MAIL_TASK, mail, tries=outbox.MOST_TRIES + 1)
    yield Kind(EVENT_TASK, event)
    yield Kind(reactions.REACT_TASK, react)
    yield Kind(HEADS, lambda job: _discard(heads.anchor_heads(job.authority, mail_to=heads_for(job.authority))))
    yield Kind(SWEEP, lambda job: _discard(sweeping.sweep(job.authority)), destroys=True)
    yield Kind(STATISTICS, lambda job: _discard(sweeping.refresh_statistics()))


def _plugin_kind(key: str, plugin: str, job: JobSpec) -> Kind:
    return Kind(key, lambda task: _discard(plugin_jobs.run_plugin_job(task.authority, plugin, job)))


def _discard(result: object) -> None:
    """A task has no result; what it did is in the database."""
