"""Two councils of one partnership with the same things in both, every text of each marked with a word of its own.

What a test then looks for is simple: the other council's word must be in no byte that this council's people get.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor, ActorKind
from core.host import Host
from core.persistence.db import db
from core.persistence.models import Outbox
from core.persistence.record import load_case_of
from core.persistence.repositories.people import PersonDetails
from core.persistence.transaction import reading
from core.services import drafts, intake, invitations, letter_drafts, letters, progress, triage
from core.services.intake import Feedback
from core.services.letter_acts import Act, Question
from core.services.steps import FindingGiven, MoreTime, RemedyGiven, Step
from tests.support.web import Browser, Staff, hire, install

HERE, THERE = "boston", "east_lindsey"
"""Council A and council B of the matrix."""
MARKS = {HERE: "zqbovine", THERE: "zqelbow"}
HIRED = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday: every request of the matrix is made at this minute. No bank holiday is near."""
OFFICER = ("complaints_officer",)
_RESIDENT = Actor(ActorKind.PERSON)
T = TypeVar("T")


@dataclass(frozen=True)
class Things:
    """What one council has. Cases are told by their reference: what each is good for says its name."""

    council: str
    officer: Staff
    answered: str
    working: str
    accepted: str
    fresh: str
    closed: str
    request: str
    case_id: str
    letter: str
    remedy: str
    message: str
    member: str
    invitation: str
    link: str
    address: str
    other_address: str

    @property
    def mark(self) -> str:
        return MARKS[self.council]

    def identifiers(self) -> dict[str, str]:
        """Everything that names one of this council's things, by what it names."""
        names = (
            "answered", "working", "accepted", "fresh", "closed", "request", "case_id", "letter", "remedy", "message",
            "member", "invitation", "link",
        )  # fmt: skip
        return {name: str(getattr(self, name)) for name in names}


def with_plugins(*packages: str, on: str = "", at: str = HERE) -> Host:
    """What is installed, these packages of plugins too; the plugin `on` is switched on at one council only."""
    host = Host.discover(plugins=("plugins", *packages))
    if on:
        profile = host.found.authorities[at]
        host.found.authorities[at] = replace(profile, plugins=(*profile.plugins, on))
    return host


def furnish(app: Flask) -> dict[str, Things]:
    """Install both councils and give each the same things; by council."""
    install(app, HERE, THERE)
    return {council: _Maker(app, council).make() for council in (HERE, THERE)}


def day(month: int, on: int, hour: int = 10) -> datetime:
    return datetime(2026, month, on, hour, 15, tzinfo=UTC)


class _Maker:
    def __init__(self, app: Flask, council: str) -> None:
        self.app, self.council, self.mark = app, council, MARKS[council]
        with clock_at(HIRED):
            self.officer = hire(app, council, roles=OFFICER, name=f"{self.mark}officer Example")
        self.actor = Actor(
            ActorKind.STAFF, self.officer.memberships[council], frozenset(OFFICER), frozenset()
        )

    def make(self) -> Things:
        answered, letter, remedy = self.answered()
        working = self.working()
        things = {
            "accepted": self.accepted(day(11, 18)),
            "fresh": self.received(day(11, 20), "fresh"),
            "closed": self.closed(),
            "request": self.received(day(11, 20), "request", type="service_request"),
            "invitation": self.invited(),
            "link": self.link(answered, self.address("answered")),
        }
        self.half_told()
        with self.app.app_context(), reading(self.council):
            stream = load_case_of(answered)
            message = db.session.scalars(db.select(Outbox.id).where(Outbox.letter_id == letter)).one()
        assert stream is not None
        return Things(
            council=self.council, officer=self.officer, answered=answered, working=working, case_id=stream.case.id,
            letter=letter, remedy=remedy, message=message, member=self.actor.id, address=self.address("answered"),
            other_address=self.address("working"), **things,
        )  # fmt: skip

    # --- Cases ---

    def answered(self) -> tuple[str, str, str]:
        """Acknowledged, extended and answered by letters, with a promise open: reference, letter, remedy."""
        ref = self.accepted(day(11, 2), "answered")
        self.send(day(11, 3), ref, self.acknowledge())
        self.send(day(11, 12), ref, self.more_time())
        self.at(day(11, 13), lambda: progress.add_note(self.council, self.actor, ref, f"{self.mark}note"))
        by = date(2026, 12, 11)
        remedies = (RemedyGiven("apology", f"{self.mark}sorry"), RemedyGiven("action", f"{self.mark}promise", by=by))
        step = Step("answer", findings=(FindingGiven(1, "upheld", f"{self.mark}finding", remedies),))
        letter = self.send(day(11, 18), ref, step, looked=f"{self.mark}looked", sorry=f"I am sorry {self.mark}sorry")
        with self.app.app_context(), reading(self.council):
            stream = load_case_of(ref)
        assert stream is not None
        (remedy,) = [one.id for one in stream.case.open_actions]
        return ref, letter, remedy

    def working(self) -> str:
        """Acknowledged, one issue refused, something added and asked, an answer begun."""
        ref = self.received(day(11, 11), "working")
        refusal = triage.Refusal(
            "other_procedure", f"{self.mark}refusal", f"{self.mark}elsewhere", ombudsman_told=True
        )
        points = [
            triage.Point(f"{self.mark}issue", decision=triage.TAKE),
            triage.Point(f"{self.mark}refused", decision=triage.REFUSE, refusal=refusal),
        ]
        self.at(day(11, 12), lambda: triage.triage(self.council, self.actor, ref, points))
        self.at(day(11, 12), lambda: triage.assign(self.council, self.actor, ref, self.actor.id))
        self.send(day(11, 12), ref, self.acknowledge())
        asked = Question(f"{self.mark}question", date(2026, 11, 27))
        self.send(day(11, 13), ref, asked, question=f"{self.mark}question?")
        self.at(
            day(11, 13),
            lambda: progress.add_information(self.council, self.actor, ref, f"{self.mark}information", "phone"),
        )
        typed = {"section_looked": [f"{self.mark}draft"]}
        for act in (Step("answer"), self.more_time(), Question("")):
            self.at(
                day(11, 16),
                lambda act=act: letter_drafts.save_draft(self.council, self.actor, ref, act, typed),  # type: ignore[misc]
            )
        return ref

    def accepted(self, when: datetime, name: str = "accepted") -> str:
        """Taken on and given to the officer; not acknowledged."""
        ref = self.received(when, name)
        point = triage.Point(f"{self.mark}{name}issue", decision=triage.TAKE)
        self.at(when + timedelta(hours=1), lambda: triage.triage(self.council, self.actor, ref, [point]))
        self.at(when + timedelta(hours=1), lambda: triage.assign(self.council, self.actor, ref, self.actor.id))
        return ref

    def closed(self) -> str:
        ref = self.received(day(11, 16), "closed", type="compliment")
        self.at(day(11, 17), lambda: progress.close(self.council, self.actor, ref, f"{self.mark}closing"))
        return ref

    def received(self, when: datetime, name: str, *, type: str = "complaint") -> str:
        mark = self.mark
        person = PersonDetails(
            f"{mark}person {name}", self.address(name), f"{mark}phone", f"{mark}code", f"{mark}street\nSampletown",
            contact_notes=f"{mark}contact", adjustments=f"{mark}help", prefers="email",
        )  # fmt: skip
        raw = {"story": f"{mark}raw{name}"}
        feedback = Feedback(
            type, "web", f"{mark}summary {name}", f"{mark}wanted", "waste", person=person, raw=raw
        )
        got = self.at(when, lambda: intake.receive(self.council, _RESIDENT, feedback, follow_url="http://x.example/"))
        return got.reference

    # --- Everything else ---

    def invited(self) -> str:
        """The token of an open invitation."""
        return self.at(
            NOW,
            lambda: invitations.invite(
                self.council, email=f"{self.mark}.invited@officers.example", name=f"{self.mark}invited",
                roles=("auditor",), invited_by=self.actor.key, known_roles=("auditor",),
            ),
        )  # fmt: skip

    def half_told(self) -> None:
        """A form on the public pages that somebody has not sent yet."""
        answers = {"kind": "complaint", "story": f"{self.mark}unsent"}
        token = f"{self.mark}-a-browser-that-went-away-0123456789"
        self.at(NOW, lambda: drafts.keep(self.council, token, answers, "story"))

    def link(self, reference: str, address: str) -> str:
        """The token of an unused link to the case, out of the mail that carries it."""
        return ask_for_link(Browser(self.app, self.council), reference, address)

    # --- How ---

    def address(self, name: str) -> str:
        return f"{self.mark}.{name}@resident.example"

    def acknowledge(self) -> Step:
        answers = {"understanding": f"{self.mark}understood", "outcome_sought": f"{self.mark}sought"}
        return Step("acknowledge", answers={**answers, "answer_by": date(2026, 11, 16)})

    def more_time(self) -> MoreTime:
        return MoreTime("stage1_response_due", 5, f"{self.mark}delay", ombudsman_told=True)

    def send(self, when: datetime, ref: str, act: Act, **own: str) -> str:
        """Take the step with its letter; the letter's id."""
        if isinstance(act, Step) and act.move == "acknowledge" and when > day(11, 10):
            act = replace(act, answers={**act.answers, "answer_by": date(2026, 11, 26)})
        return self.at(when, lambda: letters.send(self.council, self.actor, ref, act, own, command_id="").letter)

    def at(self, when: datetime, do: Callable[[], T]) -> T:
        with self.app.app_context(), clock_at(when):
            return do()


def ask_for_link(browser: Browser, reference: str, address: str) -> str:
    """Ask for a link on the public page; the token, out of the mail."""
    with clock_at(NOW):
        browser.get("/follow")
        browser.post("/follow", {"reference": reference, "by": "email", "email": address})
    with browser.app.app_context(), reading(browser.council):
        mails = db.select(Outbox.text).where(Outbox.to_address == address, Outbox.kind == "follow_link")
        texts = db.session.scalars(mails.order_by(Outbox.created_at, Outbox.id)).all()
    found = re.search(r"/follow/link/([\w-]+)", texts[-1])
    assert found is not None
    return found[1]


def follow(browser: Browser, reference: str, address: str) -> None:
    """Follow the case in this browser, by the road that a resident takes."""
    path = f"/follow/link/{ask_for_link(browser, reference, address)}"
    with clock_at(NOW):
        browser.get(path)
        assert browser.post(path).headers["Location"] == "/follow/case"
