"""Whole lifecycles through the services: received, taken on, acknowledged, answered, closed, a commit each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from time import perf_counter, process_time

from flask import Flask

from core.clock import utc_now
from core.domain.actor import Actor, ActorKind
from core.domain.calendar import london_day
from core.ids import new_id
from core.persistence.db import db
from core.persistence.record import load_case_of
from core.persistence.repositories.people import PersonDetails
from core.persistence.transaction import reading
from core.services import intake, letters, progress, triage
from core.services.intake import Feedback
from core.services.steps import FindingGiven, Step
from tests.bench.measure import Sample, clockwork, memory
from tests.bench.place import COUNCIL, Place

STORY = "The brown bin was missed for the third time and nobody rang back, although I wrote twice and rang once."
LOOKED = "We read the records of the round and spoke with the crew who were there."


@dataclass(frozen=True, slots=True)
class Rate:
    """What one process, or several at once, got done. `cpu` and `wall` are milliseconds for each lifecycle."""

    done: int
    seconds: float
    errors: int
    cpu: float
    memory_mb: float


def receive(number: int) -> str:
    """A complaint arrives on the web, with a receipt to send; its reference."""
    person = PersonDetails(f"Person {number} Invented", f"life{new_id()}@mail.example", postcode="PE21 0XX")
    feedback = Feedback("complaint", "web", STORY, "An apology and a collection.", "", person)
    return intake.receive(COUNCIL, Actor(ActorKind.PERSON), feedback, key=new_id(), follow_url="/follow").reference


def take_on(reference: str, officer: Actor) -> None:
    """Split in one point, which is taken on and given to an officer."""
    points = [triage.Point("The bin was missed three times", decision=triage.TAKE)]
    triage.triage(COUNCIL, officer, reference, points, handler=officer.id, command_id=new_id())


def acknowledgement(by: date) -> Step:
    """What the acknowledgement says, the date of the answer among it."""
    answers = {"understanding": "The bin was missed.", "outcome_sought": "An apology.", "answer_by": by}
    return Step("acknowledge", answers=answers)


def promised(reference: str) -> date:
    """The date of the answer that the rules give; a letter must say it, so a page reads it first."""
    with reading(COUNCIL):
        found = load_case_of(reference)
    if found is None:
        raise LookupError(reference)
    dues = found.case.tracks[0].dues
    return next(due.on for key, due in dues.items() if key.endswith("response_due") and due.on)


def finding() -> Step:
    """The answer: not upheld, with reasons."""
    return Step("answer", findings=(FindingGiven(1, "not_upheld", "The round went as planned on each day."),))


def one_lifecycle(number: int, officer: Actor, *, with_letters: bool) -> None:
    """All five, one commit each. With letters, the middle two are sent as pages send them: checked, kept, as a PDF."""
    reference = receive(number)
    take_on(reference, officer)
    by = promised(reference) if with_letters else london_day(utc_now()) + timedelta(days=14)
    for step in (acknowledgement(by), finding()):
        if with_letters:
            own = {"looked": LOOKED, "sorry": "We are sorry for the trouble."}
            letters.send(COUNCIL, officer, reference, step, own, command_id=new_id())
        else:
            progress.take(COUNCIL, officer, reference, step, command_id=new_id())
    progress.close(COUNCIL, officer, reference, command_id=new_id())


def measure_lifecycles(app: Flask, officer: Actor, times: int, *, with_letters: bool) -> Sample:
    """So many lifecycles, one after the other, in this process."""
    sample = Sample()
    for number in range(3):
        one_lifecycle(number, officer, with_letters=with_letters)
    with clockwork(app) as clock:
        for number in range(times):
            with clock.timing(sample):
                one_lifecycle(number, officer, with_letters=with_letters)
    return sample


def run_lifecycles(place: Place, officer: Actor, seconds: float, at: int, *, with_letters: bool) -> Rate:
    """As many as there is time for, in a process of its own, the `at`-th."""
    app = place.app()
    done = errors = 0
    with app.app_context():
        one_lifecycle(0, officer, with_letters=with_letters)
        began, cpu = perf_counter(), process_time()
        while perf_counter() - began < seconds:
            try:
                one_lifecycle(done, officer, with_letters=with_letters)
                done += 1
            except Exception:
                errors += 1
        took, used = perf_counter() - began, process_time() - cpu
        db.session.remove()
        db.engine.dispose()
    return Rate(done, took, errors, 1000 * used / max(1, done), memory())
