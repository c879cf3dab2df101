"""Each procedure walked in a real browser that runs no script, from receipt to its last stage, through pages alone.

Every text that is offered, also what is over and what is adopted only here. What a move asks for is read from the
page's own form; every step that a stage has is taken. Somebody new works each stage; the person asks for the next one
on their own pages. Dates are those of `walked_dates`. Each kind of page that is met is looked at by axe and at 320
pixels, the first time that it is met.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from core.clock import clock_at
from core.config import Config
from core.domain.calendar import LONDON
from core.domain.canonical import digest, to_bytes
from core.domain.case import Case
from core.domain.procedure import PERSON, Meaning, Move, Need, Stage
from core.persistence.db import db
from core.persistence.record import load_case_of
from core.persistence.transaction import reading
from core.persistence.verify import verify_case
from core.web.app import create_app
from tests.conftest import environment
from tests.support.browser import Served, Visit, serve, visit
from tests.support.browser_checks import axe_faults, narrow_faults
from tests.support.browser_people import HIRED, employ, fill
from tests.support.databases import DatabaseUrls
from tests.support.procedure_walks import (
    ADOPTED,
    OWN_WORDS,
    RECEIVED,
    WALKED_HOST,
    WAYS,
    Way,
    asked_after,
    longest_way,
    standing_moves,
)
from tests.support.walked_dates import EXPECTED, Expected
from tests.support.web import Browser as Client
from tests.support.web import Staff, install

pytestmark = [pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="module")]
HOME = {"address": "1 Sample Street", "postcode": "ZZ11 1ZZ"}
FRIDAY = 5
AGREED = date(2026, 12, 18)
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
    app = create_app(Config.from_environment(settings), WALKED_HOST)
    with clock_at(HIRED):
        install(app, *sorted({way.council for way in WAYS}))
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
    """One case on its way. Each move is made on the weekday after the one before it."""

    here: Visit
    looks: Looks
    way: Way
    reference: str = ""
    who: Staff | None = None
    looked_at: set[tuple[str, str]] = field(default_factory=set)

    @property
    def council(self) -> str:
        return self.way.council

    @property
    def expected(self) -> Expected:
        return EXPECTED[self.way.name]

    @property
    def case(self) -> Case:
        with self.here.served.app.app_context(), reading(self.council):
            found = load_case_of(self.reference)
            assert found is not None
            return found.case

    def next_day(self) -> None:
        served = self.here.served
        served.now += timedelta(days=3 if served.now.isoweekday() == FRIDAY else 1)
        self.sign_in()

    def sit_down(self, name: str, *roles: str) -> None:
        """Somebody new, with these roles, signs in."""
        self.who = employ(self.here.served, self.council, name=name, roles=("complaints_officer", *roles))
        self.sign_in()

    def sign_in(self) -> None:
        """Sessions end within the day."""
        assert self.who
        client = Client(self.here.served.app, self.council)
        with clock_at(self.here.served.now):
            client.sign_in(self.who)
        self.here.take_cookies(self.council, [("upheld_staff", client.cookie("staff"))])

    def adopt(self) -> None:
        """What is only offered comes into force from a day to come: looked at, then adopted."""
        self.here.served.now = RECEIVED
        self.sit_down("Mona Monitor", "monitoring_officer")
        key, version = self.way.name
        self.here.go(self.council, f"/staff/rules/{key}/{version}/adopt")
        self.looks.at("adopt", self.here)
        day, month, year = ADOPTED.strftime("%d %m %Y").split()
        fill(self.here, authority="Board, item 11", on__day=day, on__month=month, on__year=year)
        self.here.press("See what it does")
        assert f"from 00:00 on Monday 30 November 2026 follow {version};" in self.here.words
        self.here.press(f"Adopt {version}")
        assert "Adopted, still to come" in self.here.words

    def shows(self, stage: str, after: str) -> None:
        """The page says by when what is owed, as it was worked by hand."""
        self.looked_at.add((stage, after))
        for words in self.expected.shown.get((stage, after), ()):
            assert words in self.here.words, (stage, after, words, self.here.words[:900])

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
        self.here.link("Decide what to take on")
        self.looks.at("triage", self.here)
        fill(self.here, new0_words="It went wrong.", new0_decision="take")
        self.here.press("Save decisions")
        assert "1 issue taken on" in self.here.words

    def take(self, move: Move, stage: Stage) -> None:
        kinds = sorted({need.kind for need in move.needs})
        self.open(f"/moves/1/{move.key}", f"a {move.meaning} with {', '.join(kinds) or 'nothing'}")
        for need in move.needs:
            self.give(need)
        answers = move.meaning is Meaning.ANSWER
        if answers and stage.findings:
            fill(self.here, issue1_finding="not_upheld", issue1_wrong=WORDS, issue1_reasons=WORDS)
        for name in OWN_WORDS:
            if self.here.page.locator(f"main [name='{name}']").count():
                fill(self.here, **{name: WORDS})
        preview = self.here.page.get_by_role("main").get_by_role("button", name="Preview the letter")
        written = preview.count() > 0
        self.here.press("Preview the letter" if written else "Look at it once more")
        problems = self.here.page.locator(".govuk-error-summary__list").all_inner_texts()
        assert problems == [], (move.key, problems)
        if answers and stage is self.way.text.stages[-1]:
            assert self.expected.ombudsman in self.here.words, "the last letter says who is next"
        self.here.press("Send the letter" if written else "Record: ")
        assert urlsplit(self.here.page.url).path == f"/staff/cases/{self.reference}", (move.key, self.here.words[:300])
        self.shows(stage.key, move.key)

    def settle_beside(self, stage: Stage) -> None:
        """What may happen at any time, as the text's own example has it."""
        moves = {move.key: move for move in self.way.text.anytime}
        for key in self.expected.beside:
            self.take(moves[key], stage)

    def give(self, need: Need) -> None:
        name = f"need_{need.key}"
        if need.kind == "date":
            on = AGREED if need.key in ("agreed_by", "plan_by") else self.here.served.now.astimezone(LONDON).date()
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
        self.next_day()
        self.follow()
        self.looks.at("own case", self.here)
        self.here.link(move.title.en)
        self.looks.at("next stage", self.here)
        self.here.answer_all("It is still not right.")
        assert "We have your request." in self.here.words

    def follow(self) -> None:
        self.here.go(self.council, "/follow/case")
        if not self.here.heading.startswith("Your case"):
            self.here.go(self.council, "/follow")
            fill(self.here, reference=self.reference, by="postcode", postcode=HOME["postcode"])
            self.here.arrive(self.here.page.locator("main form button.govuk-button"))
        assert self.here.heading == f"Your case {self.reference}"

    def knows_who_is_next(self) -> None:
        """At the end the person's own page names the ombudsman."""
        self.follow()
        said = f"can look at it, free of charge: {self.expected.ombudsman}"
        assert said in self.here.words, self.here.words[:900]


@pytest.mark.parametrize("way", WAYS, ids=[f"{way.council}-{way.text.version}" for way in WAYS])
def test_it_is_walked_from_receipt_to_its_last_stage(walked: Visit, looks: Looks, served: Served, way: Way) -> None:
    walked.context.clear_cookies()
    walk = Walk(walked, looks, way)
    if way.adopted:
        walk.adopt()
    served.now = way.received
    stages = way.text.stages
    for place, stage in enumerate(stages):
        roles = {role for move in stage.moves for role in move.by} - {PERSON}
        walk.sit_down(f"Nell {stage.key}", *sorted(roles))
        if not place:
            walk.log(way.kind)
        track = walk.case.tracks[0]
        assert (track.procedure, track.version, track.stage) == (*way.name, stage.key)
        assert track.procedure_hash == digest(to_bytes(way.text))
        walk.open()
        walk.shows(stage.key, "received")
        if stage.findings and not any(earlier.findings for earlier in stages[:place]):
            walk.take_it_on()
        for move in standing_moves(stage, track.state):
            walk.take(move, stage)
        *steps, answer = longest_way(stage, track.state)
        for move in steps:
            walk.next_day()
            walk.take(move, stage)
        if not place:
            walk.settle_beside(stage)
        walk.next_day()
        walk.take(answer, stage)
        asked = asked_after(stage)
        if asked:
            walk.ask(asked)
    assert walk.looked_at >= walk.expected.shown.keys(), "each date that was worked by hand was looked for"
    walk.knows_who_is_next()
    walk.open()
    walked.link("Close the case")
    looks.at("close", walked)
    walked.press("Close the case")
    assert walked.heading.endswith("Closed"), walked.words[:300]
    with served.app.app_context():
        assert verify_case(way.council, walk.case.id).whole
    assert looks.faults == []
