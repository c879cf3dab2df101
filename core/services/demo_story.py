"""Lets one planned case happen: by the commands and letters that staff and residents use, under a set clock.

What to do next is asked of the rules, never known here, so any procedure can be told: the story says when something is
answered, the case's own text says which steps lead there and who may take them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from core.clock import clock_at
from core.domain.actor import Actor, ActorKind
from core.domain.calendar import WorkingCalendar, london_day
from core.domain.case import Case, CaseStatus, IssueStatus
from core.domain.errors import DomainError
from core.domain.letters import Fill
from core.domain.moves import LegalMove, extendable, moves
from core.domain.procedure import ClockKind, Meaning, Need, Procedure
from core.persistence.transaction import reading
from core.services import letters, progress, triage
from core.services.demo_plan import Plan, later
from core.services.demo_words import Topic, said
from core.services.letter_acts import Act, Message
from core.services.steps import Answer, FindingGiven, MoreTime, RemedyGiven, Step
from core.services.triage import Point, Refusal
from core.services.unit_of_work import Work, start_work

ON_THE_WAY = (Meaning.ACKNOWLEDGE, Meaning.STEP)
OVERSEES = frozenset({"administrator", "monitoring_officer", "deputy_monitoring_officer"})
"""Roles of those who do cases only where nobody else may."""
LOOKED = "We read the records of the case, spoke with the people who were there and read the rules that apply."
THANKS = "Thank you for telling us. We have passed it on to the team, and they have read it."
SORRY = "We are sorry for what went wrong, for the time it took you, and for the worry it caused."


class NotYet(Exception):
    """The demo's day ends before this step."""


@dataclass(slots=True)
class Telling:
    """One case being told. `now` moves on as the story goes; `until` is when the demo's day ends."""

    authority: str
    plan: Plan
    topic: Topic
    staff: Sequence[Actor]
    calendar: WorkingCalendar
    until: datetime
    follow_url: str = ""
    reference: str = ""
    person: str = ""
    now: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.now = self.plan.received_at

    # --- Time and people ---

    def wait(self, days: int) -> None:
        """Go on by so many working days. Raises NotYet when the demo's day is over before that."""
        moment = later(self.plan.dice, self.now, days, self.calendar)
        if moment > self.until:
            raise NotYet
        self.now = moment

    def seen_by(self, actor: Actor) -> tuple[Work, Case]:
        """The case as it is now, for whoever looks."""
        with reading(self.authority):
            work = start_work(self.authority, actor, dry=True)
            return work, work.case_of(self.reference)

    def somebody(self, *permissions: str) -> Actor:
        """Somebody whose roles give these. There always is one: demo councils have a complaints officer."""
        granted = self.seen_by(self.staff[0])[0].runtime.granted
        able = [actor for actor in self.staff if granted(actor.roles).issuperset(permissions)]
        return self.plan.dice.one_of(able or list(self.staff))

    def in_turn(self, handler: str = "") -> list[Actor]:
        """The staff in the order they are thought of for a stage: who has it, as the dice fall, those who oversee."""
        left, drawn = list(self.staff), []
        while left:
            drawn.append(self.plan.dice.one_of(left))
            left.remove(drawn[-1])
        return sorted(drawn, key=lambda one: (one.id != handler, bool(one.roles & OVERSEES)))

    def able(self, wanted: Sequence[Meaning]) -> Iterator[tuple[Actor, LegalMove, Procedure]]:
        """Who may take which move of these meanings now, in the order of `in_turn`."""
        work, case = self.seen_by(self.staff[0])
        track = case.tracks[0]
        procedure = work.register.procedure_by_hash(track.procedure_hash)
        needed = {"letter.send", "case.answer" if wanted[0] in progress.DECIDES else "case.work"}
        for actor in self.in_turn(track.handlers.get(track.stage, "")):
            if not work.runtime.granted(actor.roles) >= needed:
                continue
            for legal in moves(case, track.no, work.register, self.now, actor).legal:
                if legal.move.meaning in wanted and legal.move.source:
                    yield actor, legal, procedure

    # --- What happens ---

    def sort_out(self, refused: int) -> None:
        """Split the case in its points; the last `refused` of them (-1: all) are not taken on."""
        points = self.topic.points
        first_refused = 0 if refused < 0 else len(points) - refused
        actor = self.somebody("case.triage")
        work, case = self.seen_by(actor)
        procedure = work.register.procedure_by_hash(case.tracks[0].procedure_hash)
        ground = self.plan.dice.one_of(procedure.grounds) if procedure.grounds else None
        given = []
        for place, words in enumerate(points):
            if place >= first_refused and ground is not None:
                why = Refusal(ground.key, f"{ground.title.en}.", ground.goes_to.en, ombudsman_told=True)
                given.append(Point(words, case.service, decision=triage.REFUSE, refusal=why))
            else:
                given.append(Point(words, case.service, decision=triage.TAKE))
        with clock_at(self.now):
            triage.triage(self.authority, actor, self.reference, given)

    def give_to(self, actor: Actor, no: int = 1) -> bool:
        """Make somebody the handler of the present stage of a track; False where the rules keep them from it."""
        track = self.seen_by(actor)[1].track(no)
        if track.handlers.get(track.stage) == actor.id:
            return True
        with clock_at(self.now):
            try:
                triage.assign(self.authority, self.somebody("case.assign"), self.reference, actor.id, track=no)
            except DomainError:
                return False
        return True

    def go_on(self, *wanted: Meaning, findings: bool = False) -> bool:
        """Take the first move of these meanings that somebody may take, with its letter; False when there is none."""
        found = next((one for one in self.able(wanted) if self.give_to(one[0])), None)
        if found is None:
            return False
        actor, legal, procedure = found
        _, case = self.seen_by(actor)
        track = case.tracks[0]
        answers = {need.key: self.reply(need, legal, procedure) for need in legal.move.needs if not need.optional}
        given = tuple(self.findings(case, track.no)) if findings and procedure.stage(track.stage).findings else ()
        step = Step(legal.move.key, track.no, answers, findings=given)
        if legal.move.letter or legal.move.meaning is not Meaning.STEP:
            self.write(actor, step)
        else:
            with clock_at(self.now):
                progress.take(self.authority, actor, self.reference, step)
        return True

    def answer(self) -> None:
        """Answer the present stage, taking the steps that must come before."""
        for _ in range(5):
            if self.go_on(Meaning.ANSWER, findings=True):
                return
            if not self.go_on(*ON_THE_WAY):
                return

    def extend(self) -> None:
        """More time for what may be extended, told with the reason and the ombudsman."""
        actor = self.somebody("case.work", "letter.send")
        work, case = self.seen_by(actor)
        for clock in extendable(case, 1, work.register)[:1]:
            days = min(10, clock.cap.most or 10)
            reason = said("reasons", self.plan.dice)
            self.write(actor, MoreTime(clock.clock, days, reason, ombudsman_told=True))

    def write(self, actor: Actor, act: Act) -> None:
        """Send a letter with what it tells of, its free parts filled in."""
        work, _ = self.seen_by(actor)
        own = {
            section.key: self._own(section.key)
            for template in work.runtime.letter_templates.values()
            for section in template.sections
            if section.fill is Fill.OWN
        }
        with clock_at(self.now):
            letters.send(self.authority, actor, self.reference, act, own, follow_url=self.follow_url)

    def thank(self) -> None:
        """A letter that goes with no step."""
        actor = self.somebody("case.work", "letter.send")
        keys = self.seen_by(actor)[0].runtime.letter_templates
        self.write(actor, Message("thanks" if self.plan.type == "compliment" and "thanks" in keys else "general"))

    def finish_actions(self) -> None:
        """What was promised is done."""
        actor = self.somebody("case.work")
        _, case = self.seen_by(actor)
        for issue in case.issues:
            for remedy in issue.remedies:
                if remedy.done is None:
                    on, shown = self._today(), "Done and checked."
                    with clock_at(self.now):
                        progress.finish_action(
                            self.authority, actor, self.reference, issue.no, remedy.id, on, shown
                        )

    def close(self) -> None:
        """Close the case if the rules let it be closed."""
        actor = self.somebody("case.work")
        if self.seen_by(actor)[1].status is CaseStatus.OPEN:
            with clock_at(self.now):
                try:
                    progress.close(self.authority, actor, self.reference)
                except DomainError:
                    return  # something is promised still, and the case stays open for it

    def ask_next_stage(self) -> None:
        """The person is not content with the answer, and says what the rules ask them to say."""
        actor = Actor(ActorKind.PERSON, self.person)
        work, case = self.seen_by(actor)
        for legal in moves(case, case.tracks[0].no, work.register, self.now, actor).legal:
            if legal.move.meaning is Meaning.ASK:
                unhappy = said("still_unhappy", self.plan.dice)
                wanted = self.topic.wanted or "To be heard."
                answers = {n.key: wanted if n.key == "outcome_wanted" else unhappy for n in legal.move.needs}
                with clock_at(self.now):
                    progress.take(self.authority, actor, self.reference, Step(legal.move.key, 1, answers))
                return

    # --- What is written ---

    def reply(self, need: Need, legal: LegalMove, procedure: Procedure, track: int = 1) -> Answer:
        """What somebody would answer."""
        if need.kind == "tick":
            return True
        if need.kind == "date":
            return self._promised(legal, procedure, track)
        if need.kind == "choice":
            keys = [key for key, _ in need.choices] or [ground.key for ground in procedure.grounds]
            return self.plan.dice.one_of(keys)
        if need.kind == "person":
            return self.somebody("case.work").id
        if need.key in ("outcome_sought", "outcome_wanted"):
            return self.topic.wanted or "To be heard."
        return self.topic.summary if need.key == "understanding" else LOOKED

    def _promised(self, legal: LegalMove, procedure: Procedure, track: int) -> date:
        """The day by which an answer is due once the move is made."""
        stage = procedure.stage(legal.stage)
        limits = (clock for clock in stage.clocks if clock.kind is ClockKind.LIMIT and not clock.extends)
        answering = {clock.key for clock in limits if clock.met_by[:1] == ("answered",)}
        _, case = self.seen_by(self.staff[0])
        due = {key: standing.on for key, standing in case.track(track).dues.items() if key in answering}
        due |= {change.clock: change.after.on for change in legal.effect if change.clock in answering}
        return min((on for on in due.values() if on), default=self._today())

    def findings(self, case: Case, track: int) -> Iterator[FindingGiven]:
        """A finding on each point that the track took on: the first upheld more often than not, the others mixed."""
        taken = (i for i in case.issues if i.status is IssueStatus.ACCEPTED)
        for place, issue in ((n, i) for n, i in enumerate(taken) if i.track == track):
            finding = self.plan.dice.one_of(("upheld", "upheld", "partly_upheld", "not_upheld", "not_upheld"))
            reasons = self.topic.found[place % len(self.topic.found)]
            yield FindingGiven(issue.no, finding, reasons, () if finding == "not_upheld" else self._remedies(place))

    def _remedies(self, place: int) -> tuple[RemedyGiven, ...]:
        sorry = RemedyGiven("apology", SORRY)
        if place:
            return (sorry,)
        by = self.calendar.add(self._today(), self.plan.dice.between(8, 20))
        return sorry, RemedyGiven("action", self.topic.promise, by)

    def _own(self, key: str) -> str:
        return {"looked": LOOKED, "sorry": SORRY}.get(key, THANKS)

    def _today(self) -> date:
        return london_day(self.now)
