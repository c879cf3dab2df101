"""Whether a text of a procedure may be adopted from a minute on, and what would then take turns with what.

Adoptions only ever grow forward. One that has not begun can still be replaced by another from the very same minute,
and so be withdrawn by adopting again what was in force before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.domain.calendar import LONDON, require_aware
from core.domain.errors import DomainError, NoRulesKnown, Problem
from core.domain.procedure import Procedure
from core.domain.register import PROCEDURE, Adoption, Register, is_repeated_hour
from core.domain.walk import walk

FURTHEST = timedelta(days=3_660)
"""A later beginning is a slip in the year, and adoptions only grow forward: it would bar every earlier one."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What an adoption does: the text of `hash` applies from `from_` (UTC, a whole minute) on.

    `before` applies until then; None where no rules are known. `replaces` was adopted from the same minute and will
    never begin.
    """

    text: Procedure
    hash: str
    from_: datetime
    before: Adoption | None
    replaces: Adoption | None


def planned(register: Register, text: Procedure, hash_: str, from_: datetime, now: datetime) -> Planned:
    """What adopting the text from that minute does. Raises DomainError with everything that speaks against it."""
    moment = require_aware(from_).astimezone(UTC).replace(second=0, microsecond=0)
    problems = tuple(_problems(register, text, hash_, moment, now))
    if problems:
        raise DomainError(*problems)
    adopted = register.adopted(PROCEDURE, text.key)
    before = [a for a in adopted if a.from_ < moment]
    replaces = [a for a in adopted if a.from_ == moment]
    return Planned(text, hash_, moment, before[-1] if before else None, replaces[-1] if replaces else None)


def _problems(
    register: Register, text: Procedure, hash_: str, moment: datetime, now: datetime
) -> Iterator[Problem]:
    faults = walk(text)
    if faults:
        told = "; ".join(f"{fault.where}: {fault.code.replace('_', ' ')}" for fault in faults)
        yield Problem("adoption_of_faulty_text", "version", (("version", text.version), ("faults", told)))
    if is_repeated_hour(moment):
        yield Problem("adoption_in_repeated_hour", "from")
    if moment <= now:  # in the minute that has begun somebody may have been received already
        yield Problem("adoption_in_past", "from")
        return
    if moment > now + FURTHEST:
        yield Problem("adoption_too_far", "from")
    adopted = register.adopted(PROCEDURE, text.key)
    if adopted and adopted[-1].from_ > moment:
        last = adopted[-1]
        yield Problem("adoption_before_later", "from", (("version", last.version), ("since", _wall(last.from_))))
    elif adopted and adopted[-1].hash == hash_:
        since = ("since", _wall(adopted[-1].from_))
        yield Problem("adoption_in_force", "version", (("version", text.version), since))
    try:
        register.calendar_hash(text.calendar, moment)
    except NoRulesKnown:
        yield Problem("adoption_needs_calendar", "version", (("calendar", text.calendar),))


def _wall(moment: datetime) -> str:
    return moment.astimezone(LONDON).isoformat(timespec="minutes")
