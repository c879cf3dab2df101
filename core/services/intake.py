"""Feedback of every kind becomes a case: what people send themselves, and what staff enter for them.

Nobody is turned away for want of a name or an e-mail address. A submission has a key of its own, so sending the same
form twice makes one case and gives the same answer.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from core.api import Submission
from core.domain.actor import Actor, ActorKind
from core.domain.calendar import london_day
from core.domain.case import Case
from core.domain.commands import Link, Receive
from core.domain.errors import Problem, refuse_if
from core.domain.outcome import LinkKind
from core.domain.reference import make_reference
from core.host.ask import procedure_choice
from core.ids import new_id
from core.persistence.repositories.cases import add_submission, case_of_submission, reference_taken
from core.persistence.repositories.people import PersonDetails, find_person
from core.services.receipt import receipt
from core.services.unit_of_work import Mail, Work, perform

MOST_LETTERS = 80_000
"""Characters of one text: more than the long answers of the public form come to together, with their headings."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What arrived. `person` is who sent it (None: anonymous), or `person_id` somebody known already.

    `received_at` is when the council got it (None: now). `service` is "" when nobody knows. `raw` is what came, as it
    came, to be kept.
    """

    type: str
    channel: str
    summary: str
    wanted: str = ""
    service: str = ""
    person: PersonDetails | None = None
    person_id: str = ""
    received_at: datetime | None = None
    raw: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Received:
    """The case that feedback became. `mailed_to`: where the receipt goes, "" when there is no e-mail address."""

    case_id: str
    reference: str
    person_id: str
    mailed_to: str = ""


def receive(authority: str, actor: Actor, feedback: Feedback, *, key: str = "", follow_url: str = "") -> Received:
    """Make a case of `feedback` and write its receipt. The same `key` again answers with the same case.

    `follow_url` is the council's page for following a case, named in the receipt. Raises DomainError with every
    problem; fields are those of `Feedback`.
    """
    return perform(authority, actor, lambda work: receive_in(work, feedback, key=key, follow_url=follow_url))


def receive_in(
    work: Work, feedback: Feedback, *, key: str = "", follow_url: str = "", receipt_due: bool = True
) -> Received:
    """The same inside a unit of work. `receipt_due` False: the address has just had one, so this writes none."""
    known = case_of_submission(key) if key else None
    if known is not None:
        return _received(work, known)
    if work.actor.kind is ActorKind.STAFF:
        work.needs("case.log")
    refuse_if([*_problems(work, feedback)])
    person = feedback.person_id or (work.person(feedback.person) if feedback.person else "")
    if work.actor.kind is ActorKind.PERSON:
        work.act_as(Actor(ActorKind.PERSON, person))
    case = _open(work, feedback, person)
    _keep(work, case, feedback, key or new_id())
    details = feedback.person or _known_details(person)
    mailed = details.email if receipt_due else ""
    if mailed:
        work.mail(_receipt(work, case, details, follow_url))
    return Received(case.id, case.reference, person, mailed)


def raise_complaint(
    authority: str,
    actor: Actor,
    reference: str,
    feedback: Feedback,
    *,
    seen: int = 0,
    command_id: str = "",
    follow_url: str = "",
) -> Received:
    """Make a complaint of what was said about the case `reference`, as a case of its own; the request stays open.

    Person and channel are the request's where `feedback` names none. Raises DomainError with every problem.
    """

    def action(work: Work) -> Received:
        work.needs("case.log")
        request = work.case_of(reference)
        if work.repeated:
            return _received(work, work.made_before())
        refuse_if([*_problems(work, feedback)])
        person = feedback.person_id or request.person
        if feedback.person is not None:
            person = work.person(feedback.person)
        case = _open(work, feedback, person, origin=request.id)
        _keep(work, case, feedback, new_id())
        work.handle(request, Link(case.id, LinkKind.BECAME), seen=seen)
        work.handle(case, Link(request.id, LinkKind.CAME_FROM))
        details = feedback.person or _known_details(person)
        if details.email:
            work.mail(_receipt(work, case, details, follow_url))
        return Received(case.id, case.reference, person, details.email)

    return perform(authority, actor, action, command_id=command_id)


def draw_reference(prefix: str, drawn: set[str] | None = None) -> str:
    """A reference of the council in scope that no case has yet; or one that is not in `drawn`, where it is added."""
    for _ in range(20):
        made = make_reference(prefix, secrets.choice)
        if not (made in drawn if drawn is not None else reference_taken(made)):
            if drawn is not None:
                drawn.add(made)
            return made
    raise RuntimeError("no free reference was drawn in twenty tries")


def _open(work: Work, feedback: Feedback, person: str, origin: str = "") -> Case:
    case_id = new_id(work.now)
    received_at = feedback.received_at or work.now
    arrived = Submission(feedback.type, feedback.channel, received_at, feedback.service, anonymous=not person)
    return work.handle(
        None,
        Receive(
            case_id,
            draw_reference(work.council.prefix, work.drawn if work.dry else None),
            feedback.type,
            feedback.channel,
            received_at,
            work.seal(case_id, "summary", feedback.summary.strip()),
            work.seal_if(case_id, "wanted", feedback.wanted),
            person,
            feedback.service,
            origin,
            procedure_choice(work.runtime, arrived).procedure,
        ),
    )


def _receipt(work: Work, case: Case, details: PersonDetails, follow_url: str) -> Mail:
    return receipt(work.runtime, work.register, case, details, follow_url, london_day(work.now))


def _keep(work: Work, case: Case, feedback: Feedback, key: str) -> None:
    """Keep what arrived beside the case that it became."""
    if not work.dry:
        work.write()
        add_submission(key, feedback.channel, case.received_at, feedback.raw or _as_given(feedback), case.id)


def _problems(work: Work, feedback: Feedback) -> Iterator[Problem]:
    runtime = work.runtime
    if feedback.type not in runtime.feedback_types:
        yield Problem("unknown_type", "type", (("type", feedback.type),))
    channel = runtime.inbound_channels.get(feedback.channel)
    if channel is None or (work.actor.kind is ActorKind.PERSON and not channel.by_person):
        yield Problem("unknown_channel", "channel", (("channel", feedback.channel),))
    if feedback.service and feedback.service not in runtime.services:
        yield Problem("unknown_service", "service", (("service", feedback.service),))
    if not feedback.summary.strip():
        yield Problem("summary_missing", "summary")
    for name, text in (("summary", feedback.summary), ("wanted", feedback.wanted)):
        if len(text) > MOST_LETTERS:
            yield Problem("text_too_long", name, (("most", str(MOST_LETTERS)),))
    if feedback.received_at is not None and feedback.received_at > work.now:
        yield Problem("in_the_future", "received_at")
    theirs = work.actor.kind is not ActorKind.PERSON or feedback.person_id == work.actor.id
    if feedback.person_id and (not theirs or find_person(feedback.person_id) is None):
        yield Problem("unknown_person", "person")
    if feedback.received_at is not None and work.actor.kind is ActorKind.PERSON:
        yield Problem("person_acts_now", "received_at")
    if feedback.person is not None and any(c in feedback.person.email for c in "\r\n\x00 "):
        yield Problem("email_malformed", "email")


def _received(work: Work, case_id: str) -> Received:
    """The answer given before. The case itself is not shown, so it does not matter whose it is."""
    case = work.case_unseen(case_id)
    return Received(case.id, case.reference, case.person, _known_details(case.person).email)


def _known_details(person: str) -> PersonDetails:
    found = find_person(person)
    return found.details if found else PersonDetails()


def _as_given(feedback: Feedback) -> dict[str, object]:
    """What staff entered, kept like what came by itself."""
    given: dict[str, object] = {"summary": feedback.summary, "wanted": feedback.wanted, "service": feedback.service}
    if feedback.person is not None:
        given |= {name: text for name, text in asdict(feedback.person).items() if text}
    return given
