"""The public form as it is filled in: answers kept on the server page by page, and sent as one piece of feedback.

Two tabs of one browser share a draft. Each page changes only its own answers, so neither loses what the other wrote.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from core.clock import utc_now
from core.domain.actor import Actor, ActorKind
from core.ids import new_id, token_hash
from core.persistence.repositories import drafts
from core.persistence.repositories.people import PersonDetails
from core.persistence.transaction import StreamClash, in_one_transaction, reading
from core.services import journey
from core.services.intake import Feedback, receive_in
from core.services.limits import Client, count_form, may_mail
from core.services.unit_of_work import Work, perform

KEPT = timedelta(days=7)
_PURPOSE = "journey"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a draft became: enough for the page that says so, and for a second press of the button."""

    reference: str
    case_id: str
    person_id: str = ""
    mailed_to: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers so far; `sent` once they have become a case. `key` makes sending it twice harmless."""

    answers: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    sent: Sent | None = None
    version: int = 0


def load(authority: str, token: str) -> Draft:
    """The draft of that browser's token at this council; an empty one where there is none."""
    with reading(authority):
        return _read(authority, token)


def keep(authority: str, token: str, answers: Mapping[str, str], step: str) -> Draft:
    """Put these answers into the draft, which is begun where there is none or where the last one was sent."""

    def attempt() -> Draft:
        held = _read(authority, token)
        begun = bool(held.key) and held.sent is None
        draft = Draft({**held.answers, **answers}, held.key) if begun else Draft(dict(answers), new_id())
        _write(authority, token, draft, step, held.version)
        return draft

    return in_one_transaction(authority, attempt)


def forget(authority: str, token: str) -> None:
    """Forget the answers, sent or not: somebody leaves a computer that others use."""
    in_one_transaction(authority, lambda: drafts.drop_draft(hashed(authority, token)))


def send(
    authority: str, token: str, channel: str, said: Callable[[str], str], follow_url: str, client: Client
) -> Sent:
    """Make a case of the draft, once: sending it again answers with the same case.

    `said` gives the heading that an answer stands under in the text that staff read. An address that has just had a
    receipt gets no second one. Raises DomainError, with fields named as the questions are, and Throttled.
    """

    def action(work: Work) -> Sent:
        held = _read(authority, token)
        if held.sent:
            return held.sent
        count_form(authority, client)
        feedback = _feedback(held.answers, channel, said)
        mail = bool(feedback.person and feedback.person.email and may_mail(authority, client, feedback.person.email))
        made = receive_in(work, feedback, key=f"web:{held.key}", follow_url=follow_url, receipt_due=mail)
        sent = Sent(made.reference, made.case_id, made.person_id, made.mailed_to)
        _write(authority, token, Draft({}, held.key, sent), journey.CHECK, held.version)
        return sent

    return perform(authority, Actor(ActorKind.PERSON), action)


def forget_drafts(*addresses: str) -> int:
    """Destroy the drafts at the council in scope that give one of these addresses or numbers as an answer; how many."""
    wanted = {_plain(one) for one in addresses if one.strip()}
    found = [
        token_hash
        for token_hash, data in (drafts.all_drafts() if wanted else ())
        if wanted & {_plain(answer) for answer in json.loads(data)["answers"].values() if isinstance(answer, str)}
    ]
    return sum(drafts.drop_draft(one) for one in found)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def hashed(authority: str, token: str) -> str:
    """What is kept of a draft's token at this council."""
    return token_hash(_PURPOSE, authority, token)


def _read(authority: str, token: str) -> Draft:
    row = drafts.draft(hashed(authority, token), utc_now())
    if row is None:
        return Draft()
    data = json.loads(row.data)
    return Draft(data["answers"], data["key"], Sent(**data["sent"]) if data["sent"] else None, row.version)


def _write(authority: str, token: str, draft: Draft, step: str, version: int) -> None:
    now = utc_now()
    sent = draft.sent
    as_data = {name: getattr(sent, name) for name in Sent.__slots__} if sent else None
    data = json.dumps({"answers": dict(draft.answers), "key": draft.key, "sent": as_data}, ensure_ascii=False)
    key = hashed(authority, token)
    if not version:
        drafts.start_draft(key, data, step, now, now + KEPT)
    elif not drafts.save_draft(key, data, step, version, now, now + KEPT):
        raise StreamClash("another tab was quicker")


def _feedback(answers: journey.Answers, channel: str, said: Callable[[str], str]) -> Feedback:
    service = answers.get("service", "")
    return Feedback(
        type=journey.feedback_type(answers),
        channel=channel,
        summary=_story(answers, said),
        wanted=answers.get("wanted", ""),
        service="" if service == journey.NOT_SURE else service,
        person=_person(answers),
        raw={name: text for name, text in answers.items() if text},
    )


def _story(answers: journey.Answers, said: Callable[[str], str]) -> str:
    """Their own words first, then what they answered to the questions that go with them, each under its heading."""
    parts = [answers.get("story", "")]
    parts += [f"{said(name)}\n{answers[name]}" for name in ("when_about", "late_reason", "impact") if answers.get(name)]
    return "\n\n".join(parts)


def _person(answers: journey.Answers) -> PersonDetails | None:
    if answers.get("named") == journey.NO:
        return None
    wishes = [*answers.get("adjustments", "").splitlines(), answers.get("adjustments_other", "")]
    return PersonDetails(
        name=answers.get("name", ""),
        email=answers.get("email", ""),
        phone=answers.get("phone", ""),
        postcode=answers.get("postcode", ""),
        address=answers.get("address", ""),
        prefers=answers.get("prefers", ""),
        language=answers.get("language", "en"),
        contact_notes=answers.get("contact_notes", ""),
        adjustments="\n".join(wish for wish in wishes if wish),
    )
