"""Each procedure walked in a real browser that runs no script, from receipt to its last stage, through pages alone.

What a move asks for is read from the page's own form. Somebody new works each stage; the person asks for the next one
on their own pages. Each kind of page that is met is looked at by axe and at 320 pixels, the first time that it is met.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from core.clock import clock_at
from core.config import Config
from core.domain.calendar import LONDON
from core.domain.case import Case
from core.domain.procedure import PERSON, Meaning, Move, Need, Procedure, Stage
from core.persistence.db import db
from core.persistence.record import load_case_of
from core.persistence.transaction import reading
from core.persistence.verify import verify_case
from core.web.app import create_app
from tests.conftest import environment
from tests.support.browser import Served, Visit, serve, visit
from tests.support.browser_checks import axe_faults, narrow_faults
from tests.support.browser_people import employ, fill
from tests.support.databases import DatabaseUrls
from tests.support.procedure_walks import NAMES, OWN_WORDS, WALKS, asked_after, way_to_an_answer
from tests.support.web import Browser as Client
from tests.support.web import install

pytestmark = [pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="module")]
RECEIVED = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
HOME = {"address": "1 Sample Street", "postcode": "ZZ11 1ZZ"}
WORDS = "We looked at the records and spoke to those who were there."


@dataclass
class Looks:
    """A browser with scripts that looks at each kind of page once, and what it found wrong."""

    here: Visit
    seen: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def at(self, kind: str, walked: Visit) -> None:
        """Look at the page that is shown over there, if there was none of its kind yet."""
        if kind in self.seen:
            return
        self.seen.add(kind)
        self.here.context.add_cookies(walked.context.cookies())
        self.here.page.goto(walked.page.url)
        found = [*axe_faults(self.here.page)[0], *narrow_faults(self.here.page)]
        self.faults += [f"{urlsplit(walked.page.url).path}: {fault}" for fault in found]


@pytest.fixture(scope="module")
def served(database: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = environment(database, tmp_path_factory.mktemp("data")) | {"UPHELD_MODE": "demo"}
    app = create_app(Config.from_environment(settings))
    install(app, *sorted({code for code, _, _ in WALKS}))
    with serve(app, RECEIVED) as running:
        yield running
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def walked(browser: Browser, served: Served) -> Iterator[Visit]:
    """One browser for all of them: every council is a host of its own, so nothing is carried over."""
    with visit(browser, served, scripts=False) as here:
        yield here


@pytest.fixture(scope="module")
def looks(browser: Browser, served: Served) -> Iterator[Looks]:
    with visit(browser, served, bypass_csp=True) as here:
        yield Looks(here)


@dataclass
class Walk:
    """One case on its way."""

    here: Visit
    looks: Looks
    council: str
    procedure: Procedure
    reference: str = ""

    @property
    def case(self) -> Case:
        with self.here.served.app.app_context(), reading(self.council):
            found = load_case_of(self.reference)
            assert found is not None
            return found.case

    def later(self) -> None:
        self.here.served.now += timedelta(minutes=5)

    def sit_down(self, stage: Stage) -> None:
        """Somebody new signs in, with every role that the stage asks for."""
        self.later()
        roles = {role for move in stage.moves for role in move.by} - {PERSON}
        who = employ(
            self.here.served, self.council, name=f"Nell {stage.key}", roles=("complaints_officer", *sorted(roles))
        )
        client = Client(self.here.served.app, self.council)
        with clock_at(self.here.served.now):
            client.sign_in(who)
        self.here.take_cookies(self.council, [("upheld_staff", client.cookie("staff"))])

    def log(self, kind: str) -> None:
        """Receipt: what somebody says on the telephone."""
        self.here.go(self.council, "/staff/log")
        fill(self.here, words="It went wrong, and then again.", type=kind, name="Alba Resident", **HOME)
        self.here.press("Save and read back")
        assert self.here.heading == "Saved"
        self.reference = self.here.page.url.rsplit("/", 1)[1]

    def open(self, path: str = "", kind: str = "") -> None:
        assert self.here.go(self.council, f"/staff/cases/{self.reference}{path}") == 200
        self.looks.at(kind or "case", self.here)

    def take_it_on(self) -> None:
        self.open()
        self.here.link("Decide what to take on")
        self.looks.at("triage", self.here)
        fill(self.here, new0_words="It went wrong.", new0_decision="take")
        self.here.press("Save decisions")
        assert "1 issue taken on" in self.here.words

    def take(self, move: Move, stage: Stage) -> None:
        self.later()
        kinds = sorted({need.kind for need in move.needs})
        self.open(f"/moves/1/{move.key}", f"a {move.meaning} with {', '.join(kinds) or 'nothing'}")
        for need in move.needs:
            self.give(need)
        if move.meaning is Meaning.ANSWER and stage.findings:
            fill(self.here, issue1_finding="not_upheld", issue1_wrong=WORDS, issue1_reasons=WORDS)
        for name in OWN_WORDS:
            if self.here.page.locator(f"main [name='{name}']").count():
                fill(self.here, **{name: WORDS})
        preview = self.here.page.get_by_role("main").get_by_role("button", name="Preview the letter")
        written = preview.count() > 0
        self.here.press("Preview the letter" if written else "Look at it once more")
        problems = self.here.page.locator(".govuk-error-summary__list").all_inner_texts()
        assert problems == [], (move.key, problems)
        self.here.press("Send the letter" if written else "Record: ")
        assert urlsplit(self.here.page.url).path == f"/staff/cases/{self.reference}", (move.key, self.here.words[:300])

    def give(self, need: Need) -> None:
        name = f"need_{need.key}"
        if need.kind == "date":
            on = self.here.served.now.astimezone(LONDON).date()
            for part, value in (("day", on.day), ("month", on.month), ("year", on.year)):
                fill(self.here, **{f"{name}-{part}": str(value)})
        elif need.kind == "tick":
            fill(self.here, **{name: "y"})
        elif need.kind == "choice":
            fill(self.here, **{name: need.choices[0][0]})
        else:
            fill(self.here, **{name: f"{need.words.en}: as we found it"})

    def ask(self, move: Move) -> None:
        """The person finds their case by its number and their postcode, and asks for the next stage."""
        self.later()
        self.here.go(self.council, "/follow/case")
        if not self.here.heading.startswith("Your case"):
            self.here.go(self.council, "/follow")
            fill(self.here, reference=self.reference, by="postcode", postcode=HOME["postcode"])
            self.here.arrive(self.here.page.locator("main form button.govuk-button"))
        assert self.here.heading == f"Your case {self.reference}"
        self.looks.at("own case", self.here)
        self.here.link(move.title.en)
        self.looks.at("next stage", self.here)
        self.here.answer_all("It is still not right.")
        assert "We have your request." in self.here.words


@pytest.mark.parametrize(("code", "kind", "procedure"), WALKS, ids=NAMES)
def test_it_is_walked_from_receipt_to_its_last_stage(
    walked: Visit, looks: Looks, served: Served, code: str, kind: str, procedure: Procedure
) -> None:
    served.now = RECEIVED
    walked.context.clear_cookies()
    walk = Walk(walked, looks, code, procedure)
    for place, stage in enumerate(procedure.stages):
        walk.sit_down(stage)
        if not place:
            walk.log(kind)
        track = walk.case.tracks[0]
        assert (track.procedure, track.stage) == (procedure.key, stage.key)
        if stage.findings and not any(earlier.findings for earlier in procedure.stages[:place]):
            walk.take_it_on()
        for move in way_to_an_answer(stage, track.state):
            walk.take(move, stage)
        asked = asked_after(stage)
        if asked:
            walk.ask(asked)
    walk.later()
    walk.open()
    walked.link("Close the case")
    looks.at("close", walked)
    walked.press("Close the case")
    assert walked.heading.endswith("Closed"), walked.words[:300]
    with served.app.app_context():
        assert verify_case(code, walk.case.id).whole
    assert looks.faults == []
