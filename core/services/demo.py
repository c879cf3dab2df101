"""Demo cases: planned from a seed, made by ordinary commands under a set clock, spread over the year before a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from core.api import DemoStory, Service
from core.clock import clock_at, utc_now
from core.domain.actor import SYSTEM, Actor, ActorKind
from core.domain.calendar import LONDON, WorkingCalendar, london_day
from core.domain.errors import DomainError, Problem
from core.domain.procedure import Meaning
from core.domain.register import PROCEDURE
from core.persistence.heads import admit_history, last_anchor
from core.persistence.repositories import identities
from core.persistence.repositories.cases import case_of_submission
from core.persistence.repositories.people import PersonDetails
from core.persistence.transaction import reading
from core.services import intake, outbox, progress, work_list
from core.services.council import Council, open_council
from core.services.demo_plan import YEAR, Plan, plan
from core.services.demo_shown import Shown, planned, topic_of
from core.services.demo_story import ON_THE_WAY, NotYet, Telling
from core.services.demo_words import Dice, people, said, topic_for
from core.services.journey import COMPLAINT
from core.services.transport import KeptHere
from core.services.unit_of_work import MAIL_TASK, Work, perform

DAY_ENDS = time(16, 45)
WRITTEN = ("web", "email")


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a seed at a council: how many cases are new, how many were there already.

    `stopped` tells why a story ended before its end: the rules did not let the next step be taken. The case stands.
    """

    new: int = 0
    known: int = 0
    stopped: tuple[str, ...] = ()


def make_cases(
    authority: str,
    how_many: int,
    *,
    seed: str,
    as_of: date | None = None,
    follow_url: str = "",
    each: Callable[[int], None] = lambda n: None,
) -> Made:
    """Make `how_many` cases as they would stand at the end of the London day `as_of` (today by default).

    The same seed again makes nothing new. Only a demo council takes invented cases: raises DomainError elsewhere, and
    for a day that has not ended or comes before the council's rules. `each` is told after every case.
    """
    council, staff = _council_and_staff(authority)
    calendar, types, channels = _offered(council)
    until = _end_of(as_of, council)
    first = max(_rules_since(council), london_day(until) - timedelta(days=YEAR))
    new, known, stopped = 0, 0, []
    try:
        for number in range(how_many):
            dice = Dice(authority, seed, number)
            planned = plan(dice, types, channels, calendar, london_day(until), first)
            key = f"demo:{seed}:{number}"
            if planned.received_at > until or _is_there(authority, key):
                known += 1
            else:
                why = _tell(council, planned, staff, calendar, until, key, follow_url)
                stopped += [why] if why else []
                new += 1
            each(number + 1)
    finally:
        _admit(authority, [f"demo:{seed}:{number}" for number in range(how_many)])
    return Made(new, known, tuple(stopped))


def make_stories(authority: str, *, seed: str, as_of: date | None = None, follow_url: str = "") -> Made:
    """Tell the stories that the council's module declares, as they stand at the end of the London day `as_of`.

    One that would begin before its rules is left out; the rest is as for `make_cases`.
    """
    council, staff = _council_and_staff(authority)
    calendar, _, _ = _offered(council)
    until = _end_of(as_of, council)
    keys, known, stopped = [], 0, []
    try:
        for story in council.runtime.profile.demo_stories:
            dice, key = Dice(authority, seed, story.key), f"demo:{seed}:{story.key}"
            case = planned(story, dice, calendar, london_day(until))
            if _is_there(authority, key):
                known += 1
            elif _has_rules(council, case):
                telling = Telling(authority, case, topic_of(story), staff, calendar, until, follow_url)
                keys.append(key)
                stopped += [why for why in (_show(council, telling, story, key),) if why]
    finally:
        _admit(authority, keys)
    return Made(len(keys), known, tuple(stopped))


def has_cases(authority: str, how_many: int, *, seed: str) -> bool:
    """Whether the cases of that seed were made before, to the last one that could be."""
    return any(_is_there(authority, f"demo:{seed}:{number}") for number in range(how_many - 1, how_many - 4, -1))


def _council_and_staff(authority: str) -> tuple[Council, tuple[Actor, ...]]:
    with reading(authority):
        council = open_council(authority)
        members = identities.members(authority, utc_now())
    if not council.demo:
        raise DomainError(Problem("not_a_demo", "authority", (("authority", authority),)))
    actors = (Actor(ActorKind.STAFF, m.id, frozenset(m.roles), frozenset(m.services)) for m in members)
    able = tuple(actor for actor in actors if "case.work" in council.runtime.granted(actor.roles))
    if not able:
        raise DomainError(Problem("no_demo_staff", "authority", (("authority", authority),)))
    return council, able


def _offered(council: Council) -> tuple[WorkingCalendar, Sequence[str], Sequence[str]]:
    runtime = council.runtime
    calendar = council.register.calendar("authority", utc_now())
    return calendar, tuple(runtime.feedback_types), tuple(runtime.inbound_channels)


def _end_of(as_of: date | None, council: Council) -> datetime:
    """When the demo's day ends: never later than now."""
    now = utc_now()
    if as_of is None:
        return now
    if as_of > london_day(now):
        raise DomainError(Problem("in_the_future", "as_of"))
    if as_of < _rules_since(council):
        raise DomainError(Problem("no_rules_known", "as_of"))
    return min(now, datetime.combine(as_of, DAY_ENDS, LONDON))


def _rules_since(council: Council) -> date:
    """The first whole day on which the council knows rules for complaints."""
    kind = council.runtime.feedback_types.get(COMPLAINT)
    followed = kind.procedure if kind else ""
    begins = [a.from_ for a in council.register.adoptions if (a.kind, a.key) == (PROCEDURE, followed)]
    return london_day(min(begins, default=utc_now())) + timedelta(days=1)


def _admit(authority: str, keys: Sequence[str]) -> None:
    """Invented cases bear dates of the past: where those were anchored before, the record tells of the loading."""

    def action(work: Work) -> None:
        if last_anchor() is not None:
            admit_history([case for key in keys if (case := case_of_submission(key))], work.stamp)

    perform(authority, SYSTEM, action)


def _is_there(authority: str, key: str) -> bool:
    with reading(authority):
        return case_of_submission(key) is not None


def _tell(
    council: Council,
    planned: Plan,
    staff: Sequence[Actor],
    calendar: WorkingCalendar,
    until: datetime,
    key: str,
    follow_url: str,
) -> str:
    """One case from its receipt to wherever it stands when the demo's day ends; its mail is shown, never sent.

    What kept it from going on, "" when nothing did.
    """
    topic = topic_for(planned.type, planned.dice)
    telling = Telling(council.code, planned, topic, staff, calendar, until, follow_url)
    service = service_for(topic.hints, tuple(council.runtime.services.values()), planned.dice)
    _receive(council, telling, key, service, _person(planned.dice, writes=planned.channel in WRITTEN))
    return _told(telling, lambda: _complaint(telling) if planned.type == COMPLAINT else _other(telling))


def _show(council: Council, telling: Telling, story: DemoStory, key: str) -> str:
    """A declared story, likewise."""
    person = None if story.writer is None else _person(telling.plan.dice, writes=story.channel in WRITTEN)
    if person is not None and story.writer:
        person = replace(person, name=story.writer)
    _receive(council, telling, key, story.service, person)
    why = _told(telling, Shown(telling, story).tell)
    return f"{story.key}, {why}" if why else ""


def _told(telling: Telling, tell: Callable[[], None]) -> str:
    why = ""
    try:
        tell()
    except NotYet:
        pass
    except DomainError as error:
        why = f"{telling.reference}: {error}"
    _keep_mail(telling.now)
    return why


def _has_rules(council: Council, case: Plan) -> bool:
    """Whether the council takes such feedback, and the rules that it follows were in force when it came."""
    kind = council.runtime.feedback_types.get(case.type)
    begins = [a.from_ for a in council.register.adoptions if kind and (a.kind, a.key) == (PROCEDURE, kind.procedure)]
    return kind is not None and (not kind.procedure or min(begins, default=case.received_at) < case.received_at)


def _receive(council: Council, telling: Telling, key: str, service: str, person: PersonDetails | None) -> None:
    planned, topic = telling.plan, telling.topic
    channel = council.runtime.inbound_channels[planned.channel]
    actor = Actor(ActorKind.PERSON) if channel.by_person else telling.staff[0]
    feedback = intake.Feedback(planned.type, planned.channel, topic.summary, topic.wanted, service, person)
    with clock_at(telling.now):
        if actor.kind is ActorKind.STAFF:
            granted = council.runtime.granted
            actor = next((one for one in telling.staff if "case.log" in granted(one.roles)), actor)
        received = intake.receive(council.code, actor, feedback, key=key, follow_url=telling.follow_url)
    telling.reference, telling.person = received.reference, received.person_id


def service_for(hints: Sequence[str], services: Sequence[Service], dice: Dice) -> str:
    """The council's own service for a topic: the first hint that any of its services' names holds; else any."""
    for hint in hints:
        for service in services:
            if hint in f"{service.key.replace('_', ' ')} {service.title.en}".lower():
                return service.key
    return dice.one_of(services).key if services else ""


def _person(dice: Dice, *, writes: bool) -> PersonDetails:
    given, family = dice.one_of(people("given")), dice.one_of(people("family"))
    number = dice.between(1, 99)
    return PersonDetails(
        name=f"{given} {family}",
        email=f"{given}.{family}{number}@resident.example".lower() if writes else "",
        phone=f"07700 900{dice.between(100, 999)}",
        postcode=f"ZZ{dice.between(1, 99)} {dice.between(1, 9)}ZZ",
        address=f"{number} {dice.one_of(people('streets'))}",
        prefers="email" if writes else "post",
    )


def _complaint(t: Telling) -> None:
    story, dice = t.plan.story, t.plan.dice
    if story.acknowledged is None:
        return
    t.wait(story.acknowledged)
    t.sort_out(story.refused)
    if story.refused < 0:
        t.wait(0)
        t.go_on(Meaning.REFUSE)
        t.wait(1)
        t.close()
        return
    t.wait(0)
    t.go_on(Meaning.ACKNOWLEDGE)
    if dice.in_hundred(30):
        t.wait(1)
        with clock_at(t.now):
            progress.add_information(
                t.authority, t.somebody("case.log"), t.reference, said("added", dice), t.plan.channel
            )
    if dice.in_hundred(40):
        with clock_at(t.now):
            progress.add_note(t.authority, t.somebody("case.work"), t.reference, said("notes", dice))
    if story.extended is not None:
        t.wait(story.extended)
        t.extend()
    if story.answered is None:
        return
    t.wait(story.answered)
    t.answer()
    _afterwards(t)


def _afterwards(t: Telling) -> None:
    """What follows the answer: a next stage, what was promised, the end."""
    story = t.plan.story
    if story.next_stage is not None:
        t.wait(story.next_stage)
        t.ask_next_stage()
        t.wait(2)
        if not t.go_on(*ON_THE_WAY) or story.next_answered is None:
            return
        t.wait(story.next_answered)
        t.answer()
    if story.action_done is None:
        return
    t.wait(story.action_done)
    t.finish_actions()
    t.wait(1)
    t.close()


def _other(t: Telling) -> None:
    """Feedback that is no complaint: answered with a letter, and closed."""
    if t.plan.reply is None:
        return
    t.wait(t.plan.reply)
    t.thank()
    t.wait(0)
    t.close()


def _keep_mail(moment: datetime) -> None:
    """Mail of invented people leaves for nowhere: it is marked as sent when it was written."""
    with clock_at(moment):
        while taken := work_list.take(timedelta(minutes=5), 20, only=frozenset({MAIL_TASK})):
            for task in taken:
                try:
                    outbox.send(task.authority, task.payload["outbox"], KeptHere())
                except outbox.NotNow as waits:
                    # A worker beside us has it or an earlier one in hand, and takes it when that has left.
                    work_list.put_off(task, waits.code)
                else:
                    work_list.finish(task)
