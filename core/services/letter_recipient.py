"""Whom a letter goes to, and which way: only by a way that the person did not ask us to leave alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.domain.errors import Problem
from core.host import AuthorityRuntime
from core.persistence.repositories.people import PersonDetails, find_person
from core.words.adjustments import in_large_print

EMAIL, POST = "email", "post"


@dataclass(frozen=True, slots=True)
class Recipient:
    """`lines` stand in the window; `address` is where it goes: an e-mail address, or the lines for the post.

    `adjustments` are what the person asked for (large print …): shown to whoever sends. `large` is what we do of them.
    """

    name: str
    lines: tuple[str, ...]
    channel: str
    address: str
    language: str = "en"
    adjustments: str = ""

    @property
    def large(self) -> bool:
        """Whether they asked for letters in large print."""
        return in_large_print(self.adjustments)


def recipient_of(runtime: AuthorityRuntime, person_id: str, channel: str = "") -> tuple[Recipient, list[Problem]]:
    """The recipient, and everything that stands in the way. `channel` "" is what they prefer, or what we have."""
    person = find_person(person_id)
    if person is None or person.erased:
        return Recipient("", (), channel, ""), [Problem("letter_no_person", "to")]
    details = person.details
    way = channel or _way(runtime, details)
    address = _address(details, _needs(runtime, way))
    language = _language(runtime, details)
    lines = tuple(line for line in (details.name, *_postal(details)) if line)
    problems = []
    if way not in runtime.outbound_channels or not address:
        problems.append(Problem("letter_no_address", "to"))
    elif not is_safe(address, details.contact_notes):
        problems.append(Problem("letter_unsafe_address", "to", (("address", address.replace("\n", ", ")),)))
    shown = lines if _needs(runtime, way) == POST or is_safe("\n".join(lines[1:]), details.contact_notes) else lines[:1]
    return Recipient(details.name, shown, way, address, language, details.adjustments), problems


def language_of(runtime: AuthorityRuntime, person_id: str) -> str:
    """The language that we write to that person in: theirs where the council has it."""
    person = find_person(person_id)
    return _language(runtime, person.details) if person and not person.erased else runtime.profile.languages[0]


def _language(runtime: AuthorityRuntime, details: PersonDetails) -> str:
    return details.language if details.language in runtime.profile.languages else runtime.profile.languages[0]


def is_safe(address: str, notes: str) -> bool:
    """Whether the person's notes about addresses not to use leave this one alone.

    The notes are free text under "any address, phone or e-mail we must not use": whatever they name is not used.
    """
    said = _plain(notes)
    return not any(part and part in said for part in map(_plain, address.split("\n")))


def _plain(text: str) -> str:
    """Letters and figures only, so that blanks and commas make no difference. Very short parts name nothing."""
    plain = re.sub(r"[^\w@]", "", text.casefold())
    return plain if len(plain) > 4 else ""


def _way(runtime: AuthorityRuntime, details: PersonDetails) -> str:
    ways = [details.prefers, EMAIL, POST]
    return next((way for way in ways if _usable(runtime, details, way)), details.prefers or EMAIL)


def _usable(runtime: AuthorityRuntime, details: PersonDetails, way: str) -> bool:
    channel = runtime.outbound_channels.get(way)
    if channel is None or not channel.written:
        return False
    address = _address(details, channel.needs)
    return bool(address) and is_safe(address, details.contact_notes)


def _needs(runtime: AuthorityRuntime, way: str) -> str:
    channel = runtime.outbound_channels.get(way)
    return channel.needs if channel else ""


def _address(details: PersonDetails, needs: str) -> str:
    if needs == EMAIL:
        return details.email
    if needs == POST:
        return "\n".join(_postal(details))
    return details.phone if needs == "phone" else details.name


def _postal(details: PersonDetails) -> list[str]:
    """The address line by line, the postcode last and once."""
    lines = [line.strip() for line in re.split(r"[\n,]+", details.address) if line.strip()]
    code = details.postcode.strip()
    if lines and code and _plain(code) not in _plain(details.address):
        lines.append(code)
    return lines
