"""Tells the cases that a council's module declares for its demo (`core.api.demo`), step by step under a set clock.

Every step is a move of the case's own text, or more time, a letter, the end: what there is, who may take it and what it
asks for is read from the text. A step that the rules do not let be taken is an error, since somebody wrote the story
for these rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.api import CLOSE, EXTEND, REPLY, DemoPoint, DemoStep, DemoStory
from core.clock import clock_at
from core.domain.actor import Actor, ActorKind
from core.domain.calendar import WorkingCalendar, london_day
from core.domain.case import Case, Track, TrackStatus
from core.domain.errors import Problem, UnknownName
from core.domain.moves import LegalMove, moves
from core.domain.procedure import PERSON, Meaning, Need, Procedure
from core.services import progress, triage
from core.services.demo_plan import STORIES, Plan, in_hours
from core.services.demo_story import Telling
from core.services.demo_words import Dice, Topic
from core.services.steps import Answer, FindingGiven, Step
from core.services.triage import Point, Refusal

RETYPED = "It is not what it first seemed to be."
PLAIN = "As it says in the case's papers."
USUAL = ("understanding", "outcome_sought", "outcome_wanted")


@dataclass(frozen=True, slots=True)
class Shown:
    """A declared story being told."""

    telling: Telling
    story: DemoStory

    def tell(self) -> None:
        """From the first step to the last. Raises DomainError where the rules stop a step, NotYet at the day's end."""
        story, t = self.story, self.telling
        for place, step in enumerate(story.steps):
            t.wait(step.days)
            if not place:
                self._begin()
            self._take(step)

    # --- Beginning ---

    def _begin(self) -> None:
        """Call it what it is, decide on each point, and follow other rules where a point does."""
        t, story = self.telling, self.story
        if story.becomes:
            with clock_at(t.now):
                triage.retype(t.authority, t.somebody("case.retype"), t.reference, story.becomes, RETYPED)
        if not story.points:
            return
        actor = t.somebody("case.triage")
        work, case = t.seen_by(actor)
        procedure = work.register.procedure_by_hash(case.tracks[-1].procedure_hash)
        with clock_at(t.now):
            triage.triage(t.authority, actor, t.reference, [_point(p, case, procedure) for p in story.points])
            for rules in dict.fromkeys(p.rules for p in story.points if p.rules):
                issues = [n for n, point in enumerate(story.points, 1) if point.rules == rules]
                triage.open_track(t.authority, actor, t.reference, rules, issues)
        t.wait(0)

    # --- One step ---

    def _take(self, step: DemoStep) -> None:
        t = self.telling
        if step.move == EXTEND:
            t.extend()
        elif step.move == REPLY:
            t.thank()
        elif step.move == CLOSE:
            t.finish_actions()
            t.close()
        else:
            self._move(step)

    def _move(self, step: DemoStep) -> None:
        t = self.telling
        _, case = t.seen_by(t.staff[0])
        track = _track(case, step)
        actor, legal, procedure = self._who(step, track)
        wanted = (need for need in legal.move.needs if not need.optional or need.key in step.given)
        answers = {need.key: self._given(step, need, legal, track, procedure) for need in wanted}
        found: tuple[FindingGiven, ...] = ()
        if legal.move.meaning is Meaning.ANSWER and procedure.stage(track.stage).findings:
            found = tuple(t.findings(case, track.no))
        taken = Step(legal.move.key, track.no, answers, findings=found)
        writes = legal.move.letter or legal.move.meaning is not Meaning.STEP
        if actor.kind is ActorKind.STAFF and writes and t.person:
            t.write(actor, taken)
        else:
            with clock_at(t.now):
                progress.take(t.authority, actor, t.reference, taken)

    def _who(self, step: DemoStep, track: Track) -> tuple[Actor, LegalMove, Procedure]:
        """Whoever may take the move now: the person where it is theirs, else the stage's handler, else somebody new.

        Raises UnknownName where nobody may.
        """
        t = self.telling
        work, case = t.seen_by(t.staff[0])
        procedure = work.register.procedure_by_hash(track.procedure_hash)
        for actor in (Actor(ActorKind.PERSON, t.person), *t.in_turn(track.handlers.get(track.stage, ""))):
            person = actor.kind is ActorKind.PERSON
            for legal in moves(case, track.no, work.register, t.now, actor).legal:
                if legal.move.key != step.move or (PERSON in legal.move.by) != person:
                    continue
                needed = "case.answer" if legal.move.meaning in progress.DECIDES else "case.work"
                if person:
                    return actor, legal, procedure
                able = work.runtime.granted(actor.roles) >= {needed, "letter.send"}
                if able and (not legal.move.source or t.give_to(actor, track.no)):
                    return actor, legal, procedure
        raise UnknownName(Problem("unknown_move", "move", (("move", step.move), ("stage", track.stage))))

    def _given(self, step: DemoStep, need: Need, legal: LegalMove, track: Track, procedure: Procedure) -> Answer:
        given = step.given.get(need.key, "")
        if need.kind == "date" and given:
            return self.telling.calendar.add(london_day(self.telling.now), int(given))
        if given:
            return given
        usual = need.kind != "text" or need.key in USUAL
        return self.telling.reply(need, legal, procedure, track.no) if usual else PLAIN


def _track(case: Case, step: DemoStep) -> Track:
    open_ = [track for track in case.tracks if track.status is not TrackStatus.PARKED]
    return next((track for track in open_ if track.procedure == step.rules), open_[0])


def _point(point: DemoPoint, case: Case, procedure: Procedure) -> Point:
    service = point.service or case.service
    if not point.refused:
        return Point(point.words, service, decision=triage.TAKE)
    ground = next(ground for ground in procedure.grounds if ground.key == point.refused)
    why = Refusal(ground.key, f"{ground.title.en}.", ground.goes_to.en, ombudsman_told=True)
    return Point(point.words, service, decision=triage.REFUSE, refusal=why)


def planned(story: DemoStory, dice: Dice, calendar: WorkingCalendar, as_of: date) -> Plan:
    """The story's case: received on its day, or its last step taken `ago` working days before `as_of`."""
    if story.on is not None:
        return Plan(story.type, story.channel, in_hours(dice, story.on), STORIES[0], None, dice)
    days, day = story.ago + sum(step.days for step in story.steps), as_of
    while days or not calendar.is_working(day):
        days -= 1 if days and calendar.is_working(day) else 0
        day -= timedelta(days=1)
    return Plan(story.type, story.channel, in_hours(dice, day), STORIES[0], None, dice)


def topic_of(story: DemoStory) -> Topic:
    """What its case is about."""
    taken = tuple(_found(story))
    return Topic((story.service,), story.summary, story.wanted, (), taken, story.promise)


def _found(story: DemoStory) -> Iterator[str]:
    for point in story.points or (DemoPoint(""),):
        yield point.found or "The records show what happened, and we have told the team."
