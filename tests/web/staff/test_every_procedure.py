"""Every procedure is walked through the staff's pages, from receipt to its last answer, scripts off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor, ActorKind
from core.domain.calendar import LONDON
from core.domain.case import Track
from core.domain.procedure import PERSON, Meaning, Move, Need, Procedure, Stage
from core.host import Host
from core.persistence.db import db
from core.persistence.record import load_case
from core.persistence.transaction import reading
from core.persistence.verify import verify_case
from core.services import progress
from core.services.steps import Step
from tests.conftest import AppFactory
from tests.support.procedure_walks import OWN_WORDS, RECEIVED, WAYS, Way, asked_after, way_to_an_answer
from tests.support.web import install
from tests.web.staff.conftest import Desk, Log, Officer
from tests.web.staff.pressing import go, link, press, text

FOLLOWED = [way for way in WAYS if way.received == RECEIVED and way.council in Host.discover().profiles()]
"""What the councils that are shipped follow now."""
WORDS = "We looked at the records and spoke to those who were there."


@pytest.fixture(scope="module")
def site(app_factory: AppFactory) -> Iterator[Flask]:
    """The application with every council installed."""
    app = app_factory()
    install(app, *sorted({way.council for way in FOLLOWED}))
    yield app
    with app.app_context():
        db.engine.dispose()


class Walk:
    """One case on its way: each stage is worked by somebody new, who has every role that the stage asks for."""

    def __init__(self, site: Flask, desk: Desk, council: str, procedure: Procedure, case: object) -> None:
        self.site, self.desk, self.council, self.procedure = site, desk, council, procedure
        self.reference, self.case_id, self.person = case.reference, case.case_id, case.person_id  # type: ignore[attr-defined]
        self.now = RECEIVED

    @property
    def track(self) -> Track:
        with self.site.app_context(), reading(self.council):
            return load_case(self.case_id).case.tracks[0]

    @property
    def stage(self) -> Stage:
        return self.procedure.stage(self.track.stage)

    def officer(self) -> Officer:
        roles = {role for move in self.stage.moves for role in move.by} - {PERSON}
        return self.desk(self.council, roles=("complaints_officer", *sorted(roles)), name=f"Nell {self.stage.key}")

    def later(self) -> datetime:
        self.now += timedelta(minutes=5)
        return self.now

    def answer_this_stage(self) -> None:
        with clock_at(self.later()):
            officer = self.officer()
            if self.stage is next((stage for stage in self.procedure.stages if stage.findings), None):
                go(officer, f"/staff/cases/{self.reference}")
                go(officer, link(officer, "Decide what to take on"))
                press(officer, "Save decisions", {"new0_decision": "take"})
        for move in way_to_an_answer(self.stage, self.track.state):
            with clock_at(self.later()):
                self.take(officer, move)

    def take(self, officer: Officer, move: Move) -> None:
        go(officer, f"/staff/cases/{self.reference}/moves/1/{move.key}")
        given: dict[str, object] = {}
        for need in move.needs:
            given |= self.field(need)
        if move.meaning is Meaning.ANSWER and self.stage.findings:
            given |= {"issue1_finding": "not_upheld", "issue1_wrong": WORDS, "issue1_reasons": WORDS}
        names = {node.attributes.get("name") for node in officer.page.css("main input, main textarea, main select")}
        given |= {name: WORDS for name in names if name and name.startswith("section_") and name in OWN_WORDS}
        written = any("Preview the letter" in button.text() for button in officer.page.css("main button"))
        press(officer, "Preview the letter" if written else "Look at it once more", given)
        assert officer.errors == [], (move.key, officer.errors)
        press(officer, "Send the letter" if written else "Record: ")
        assert officer.errors == [], (move.key, officer.errors)

    def field(self, need: Need) -> dict[str, object]:
        name = f"need_{need.key}"
        if need.kind == "date":
            on = self.now.astimezone(LONDON).date()
            return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}
        if need.kind == "tick":
            return {name: "y"}
        if need.kind == "choice":
            return {name: need.choices[0][0]}
        return {name: f"{need.words.en}: as we found it"}

    def ask(self, move: Move) -> None:
        step = Step(move.key, 1, {need.key: "It is still not right." for need in move.needs})
        with self.site.app_context(), clock_at(self.later()):
            progress.take(self.council, Actor(ActorKind.PERSON, self.person), self.reference, step)


@pytest.mark.parametrize("way", FOLLOWED, ids=[f"{way.council}-{way.kind}" for way in FOLLOWED])
def test_it_is_walked_through_the_pages(site: Flask, desk: Desk, complaint: Log, way: Way) -> None:
    case = complaint(way.council, type=way.kind, at=RECEIVED, service="")
    walk = Walk(site, desk, way.council, way.text, case)
    for stage in way.text.stages:
        assert walk.track.stage == stage.key
        walk.answer_this_stage()
        assert walk.track.state == "answered"
        asking = asked_after(stage)
        if asking:
            walk.ask(asking)
    with clock_at(walk.later()):
        last = walk.officer()
        go(last, f"/staff/cases/{walk.reference}")
        go(last, link(last, "Close the case"))
        press(last, "Close the case")
        assert last.heading.endswith("Closed"), text(last)
    with site.app_context():
        assert verify_case(way.council, walk.case_id).whole
