"""The same lifecycle through the pages: the public form, triage, two letters and the close.

Two ways are measured. "Short" is one GET and one POST a step: the form's last page, the triage page, the pages of both
letters (sent at once) and the page of closing. "Whole" is what people do: every question of the form, the page that
confirms, and for staff the case before each step and the preview of each letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from time import perf_counter, process_time
from urllib.parse import urlsplit

from flask import Flask

from core.domain.actor import Actor
from core.ids import new_id, new_token
from core.services import drafts
from tests.bench.browsing import Unexpected, Visitor, sign_in
from tests.bench.lifecycles import LOOKED, STORY, Rate
from tests.bench.measure import Clockwork, Sample, clockwork, memory
from tests.bench.place import COUNCIL, Place

_REFERENCE = re.compile(r"[A-Z]{3}-\w{4}-\w{4}")
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("kind", {"kind": "complaint"}),
    ("service", {"service": "not-sure"}),
    ("what-happened", {"story": STORY, "when": "year"}),
    ("effect", {"effect_seen": "yes", "impact": "The smell was bad.", "wanted": "Collect it, and an apology."}),
    ("who", {"named": "yes"}),
    ("contact", {"name": "A. Resident", "prefers": "email"}),
    ("help", {"help_seen": "yes"}),
)
FOUND = {
    "issue1_finding": "not_upheld",
    "issue1_wrong": "The bin was there on each day and was not emptied on two of them.",
    "issue1_impact": "The smell was bad for a fortnight.",
    "issue1_reasons": "The records of the round show two missed days, which the policy allows in snow.",
}


@dataclass(slots=True)
class Traveller:
    """A resident's and an officer's browser, walking one complaint after the other through the pages."""

    app: Flask
    officer: Actor
    whole: bool
    clock: Clockwork | None = None
    number: int = 0
    staff: Visitor = field(init=False)
    samples: dict[str, Sample] = field(init=False)

    def __post_init__(self) -> None:
        self.staff = Visitor(self.app, self.clock)
        sign_in(self.app, self.staff, self.officer)
        self.samples = self.staff.samples

    def walk(self) -> None:
        """One lifecycle. Raises Unexpected where a page does not answer as it should."""
        self.number += 1
        reference = self._submit()
        case = f"/staff/cases/{reference}"
        self._look(case)
        self._step("triage", f"{case}/triage/1", {
            "new0_words": "The bin was missed three times", "new0_decision": "take",
            "handler": self.officer.id, "do": "save",
        })  # fmt: skip
        self._letter("acknowledge", case, {})
        self._letter("answer", case, FOUND)
        self._look(case)
        self._step("close", f"{case}/close", {})

    def _submit(self) -> str:
        resident = Visitor(self.app, self.clock, self.samples)
        resident.come_from(self.number)
        email = f"walk{new_id()}@mail.example"
        if self.whole:
            for step, answers in QUESTIONS:
                path = f"/feedback/{step}"
                resident.get(path, f"form: {step}, shown")
                mail = {"email": email} if step == "contact" else {}
                resident.post(path, {**answers, **mail}, f"form: {step}, sent")
        else:
            self._answered_before(resident, email)
        resident.get("/feedback/check", "check, shown")
        resident.post("/feedback/check", {}, "check, sent")
        sent = resident.get("/feedback/sent", "form: confirmed" if self.whole else "")
        found = _REFERENCE.search(sent.get_data(as_text=True))
        if found is None:
            raise Unexpected("the confirmation names no reference")
        return found[0]

    def _answered_before(self, resident: Visitor, email: str) -> None:
        """The questions were answered already: the draft is put there by the service of the pages."""
        answers = {name: value for _, part in QUESTIONS for name, value in part.items()}
        token = new_token()
        with self.app.app_context():
            drafts.keep(COUNCIL, token, {**answers, "email": email, "language": "en", "adjustments": ""}, "help")
        resident.become("journey", token)

    def _look(self, case: str) -> None:
        if self.whole:
            self.staff.get(case, "case, shown")

    def _step(self, name: str, path: str, data: dict[str, str]) -> None:
        self.staff.get(path, f"{name}, shown")
        self.staff.post(path, data, f"{name}, sent")

    def _letter(self, move: str, case: str, data: dict[str, str]) -> None:
        path = f"{case}/moves/1/{move}"
        self._look(case)
        looked = {"section_looked": LOOKED, "section_sorry": "We are sorry."} if move == "answer" else {}
        if not self.whole:
            self._step(move, path, {**data, **looked, "do": "send"})
            return
        self.staff.get(path, f"{move}, shown")
        then = self.staff.post(path, {**data, **looked, "do": "preview"}, f"{move}, kept")
        shown = urlsplit(then).path
        self.staff.get(shown, f"{move}, previewed")
        self.staff.post(shown, {"do": "send"}, f"{move}, sent")


def measure_journeys(app: Flask, officer: Actor, times: int, *, whole: bool) -> tuple[Sample, dict[str, Sample]]:
    """So many lifecycles in this process: what each took, and each kind of page."""
    warm = Traveller(app, officer, whole)
    warm.walk()
    sample = Sample()
    with clockwork(app) as clock:
        traveller = Traveller(app, officer, whole, clock, number=1000)
        for _ in range(times):
            with clock.timing(sample):
                traveller.walk()
    return sample, traveller.samples


def run_journeys(place: Place, officer: Actor, seconds: float, at: int, *, whole: bool) -> Rate:
    """As many as there is time for, in a process of its own; `at` keeps its addresses apart from another's."""
    app = place.app()
    traveller = Traveller(app, officer, whole, number=100_000 * (at + 1))
    traveller.walk()
    done = errors = 0
    began, cpu = perf_counter(), process_time()
    while perf_counter() - began < seconds:
        try:
            traveller.walk()
            done += 1
        except Unexpected:
            errors += 1
    took, used = perf_counter() - began, process_time() - cpu
    return Rate(done, took, errors, 1000 * used / max(1, done), memory())
