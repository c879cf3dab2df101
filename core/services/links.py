"""Getting at one's own case: a mailed link that works once, or the case number with a postcode for people without mail.

What is not found and what does not belong together are answered alike.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from core.clock import utc_now
from core.documents.mail_address import same_place
from core.domain.actor import SYSTEM, Actor, ActorKind
from core.domain.case import Case
from core.domain.reference import read_reference
from core.domain.text import Text
from core.ids import new_id, new_token, token_hash
from core.logs import security_event
from core.persistence import record
from core.persistence.repositories import sessions
from core.persistence.repositories.people import PersonDetails, find_person
from core.persistence.transaction import in_one_transaction, kept_if, reading
from core.services.limits import Client, count_guess, count_link, count_look, forget_look, refuse_guesses
from core.services.unit_of_work import Mail, Work, perform

LINK_LASTS = timedelta(minutes=10)
# WCAG 2.2.1 leaves alone what lasts longer than twenty hours; the cookie ends with the browser in any case.
FOLLOWS_FOR = timedelta(hours=21)
_MOST_CODES = 5
_PURPOSE = "follow"
_VISIT = "follower"

_SUBJECT = Text("Your link to case {reference}", "Eich dolen i achos {reference}")
_BODY = Text(
    "You asked {council} for a link to your case.\n\n{url}\n\n"
    "It works once, for the next 10 minutes. Press the button on the page that it opens.\n\n"
    "If you did not ask for it, you need do nothing: nobody can open your case without this message.\n\n"
    "{council}\n{phone}\n",
    "Fe wnaethoch ofyn i {council} am ddolen i'ch achos.\n\n{url}\n\n"
    "Mae'n gweithio unwaith, am y 10 munud nesaf. Pwyswch y botwm ar y dudalen y mae'n ei hagor.\n\n"
    "Os na wnaethoch ofyn amdani, nid oes angen i chi wneud dim: ni all neb agor eich achos heb y neges hon.\n\n"
    "{council}\n{phone}\n",
)


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody who has proven that a case is theirs, in this browser, at this council."""

    case_id: str
    person_id: str

    @property
    def actor(self) -> Actor:
        """How the rules and the record know them."""
        return Actor(ActorKind.PERSON, self.person_id)


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that can still be used. `same_browser`: it was asked for here, so that no code is needed."""

    same_browser: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """As much of a case as a link needs; one that is made up where there is none."""

    id: str
    reference: str


def new_code() -> str:
    """The code that the page shows which asked for a link: six digits in two groups."""
    return f"{secrets.randbelow(1000):03d} {secrets.randbelow(1000):03d}"


def ask_for_link(
    authority: str, client: Client, reference: str, email: str, browser: str, code: str, url_of: Callable[[str], str]
) -> None:
    """Mail a link when number and address belong together. Nothing tells whether it did. Raises Throttled."""
    written = read_reference(reference) or ""
    count_link(authority, client, written, email)
    token = new_token()
    code_hash, browser_hash = _hash(client, authority, "code", code), _hash(client, authority, "browser", browser)

    def action(work: Work) -> None:
        case, person = _case_or_nobody(written)
        belongs = hmac.compare_digest(same_place(person.email).encode(), same_place(email).encode())
        # The same is written for everybody and taken back where it should not be: nothing tells the two apart.
        with kept_if(belongs and bool(person.email)):
            sessions.add_link(
                token_hash(_PURPOSE, authority, token),
                case.id,
                purpose=_PURPOSE,
                code_hash=code_hash,
                browser_hash=browser_hash,
                now=work.now,
                expires_at=work.now + LINK_LASTS,
            )
            work.mail(_mail(work, case, person, url_of(token)))

    perform(authority, SYSTEM, action)


def look_at_link(authority: str, client: Client, token: str, browser: str) -> Opened | None:
    """Whether a link can still be used, without using it up: mail scanners open links too."""
    with reading(authority):
        found = sessions.link(token_hash(_PURPOSE, authority, token), _PURPOSE, utc_now())
    if found is None:
        return None
    return Opened(hmac.compare_digest(found.browser_hash, _hash(client, authority, "browser", browser)))


def use_link(authority: str, client: Client, token: str, browser: str, code: str) -> str | None:
    """Use a link up: the token of a follower's session; "" for a wrong code, None when the link is over."""
    hashed = token_hash(_PURPOSE, authority, token)

    def attempt() -> str | None:
        now = utc_now()
        found = sessions.link(hashed, _PURPOSE, now)
        if found is None:
            return None
        same = hmac.compare_digest(found.browser_hash, _hash(client, authority, "browser", browser))
        typed = _hash(client, authority, "code", f"{''.join(code.split())[:3]} {''.join(code.split())[3:]}")
        if not same and not hmac.compare_digest(found.code_hash, typed):
            return "" if sessions.count_try(hashed, _MOST_CODES, now) else None
        if not sessions.use_link(hashed, _PURPOSE, now):
            return None
        stream = record.load_case(found.case_id)
        return _begin(authority, stream.case) if stream else None

    return in_one_transaction(authority, attempt)


def open_by_postcode(authority: str, client: Client, reference: str, postcode: str) -> str | None:
    """The token of a follower's session, or None. Only for people who gave no e-mail address. Raises Throttled."""
    written = read_reference(reference) or ""
    count_look(authority, client, written)

    def attempt() -> str | None:
        refuse_guesses(authority, client, written)
        found = _case(written)
        case, person = found or (None, PersonDetails())
        same = hmac.compare_digest(_letters(person.postcode), _letters(postcode))
        if case is None or not same or not _letters(postcode) or person.email:
            security_event("follow_refused", reason="number and postcode")
            if written:
                count_guess(authority, client, written)
            return None
        forget_look(authority, client, written)
        return _begin(authority, case)

    return in_one_transaction(authority, attempt)


def follower(authority: str, token: str) -> Follower | None:
    """Who holds this follower's token at this council."""
    with reading(authority):
        found = sessions.visit(token_hash(_VISIT, authority, token), utc_now())
    if found is None or not found.case_id or not found.person_id:
        return None
    return Follower(found.case_id, found.person_id)


def stop_following(authority: str, token: str) -> None:
    """End a follower's session."""
    in_one_transaction(authority, lambda: sessions.end_visit(token_hash(_VISIT, authority, token)))


def _begin(authority: str, case: Case) -> str:
    token, now = new_token(), utc_now()
    hashed = token_hash(_VISIT, authority, token)
    sessions.start_visit(hashed, now, now + FOLLOWS_FOR, case_id=case.id, person_id=case.person)
    return token


def _case_or_nobody(reference: str) -> tuple[_Known, PersonDetails]:
    """The case and its person, by as many queries whether there is one or not."""
    stream = record.load_case_of(reference or "none")
    person = find_person(stream.case.person if stream and stream.case.person else new_id())
    if stream is None or person is None or person.erased:
        return _Known(new_id(), reference), PersonDetails()
    return _Known(stream.case.id, stream.case.reference), person.details


def _case(reference: str) -> tuple[Case, PersonDetails] | None:
    stream = record.load_case_of(reference) if reference else None
    person = find_person(stream.case.person) if stream and stream.case.person else None
    return (stream.case, person.details) if stream and person and not person.erased else None


def _mail(work: Work, case: _Known, person: PersonDetails, url: str) -> Mail:
    profile = work.runtime.profile
    language = person.language if person.language in profile.languages else profile.languages[0]
    body = _BODY.in_language(language).format(council=profile.name, phone=profile.contact.phone, url=url)
    subject = _SUBJECT.in_language(language).format(reference=case.reference)
    return Mail(f"follow:{work.stamp.command}", "follow_link", person.email, subject, body, case=case.id)


def _letters(postcode: str) -> bytes:
    return "".join(postcode.split()).upper().encode()


def _hash(client: Client, authority: str, what: str, value: str) -> str:
    return client.keys.throttle(authority, what, value) if value else ""
