"""The rules in force now, for the page that tells people of them: read from the register, so it cannot disagree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.api.feedback import FeedbackType
from core.clock import utc_now
from core.domain.errors import NoRulesKnown
from core.domain.procedure import Procedure
from core.domain.register import Register
from core.persistence.transaction import reading
from core.services.council import host, open_council


@dataclass(frozen=True, slots=True)
class InForceNow:
    """A text in force, since when (UTC), and the kinds of feedback that follow it."""

    text: Procedure
    since: datetime
    kinds: tuple[FeedbackType, ...]


@dataclass(frozen=True, slots=True)
class Among:
    """A council among others, by their names: whose place it took, whose body it is, who is in its partnership."""

    predecessors: tuple[str, ...]
    parent: str
    partners: tuple[str, ...]


def among(authority: str) -> Among:
    """What the council's module declares of it. Empty fields for a council by itself or one without a module."""
    known = host().profiles()
    mine = known.get(authority)
    if mine is None:
        return Among((), "", ())
    partners = tuple(
        one.name for one in known.values() if mine.partnership and one.partnership == mine.partnership and one != mine
    )
    return Among(mine.predecessors, mine.parent, partners)


def in_force_now(authority: str) -> tuple[InForceNow, ...]:
    """The texts in force, those of the kinds of feedback that people are offered first. Empty where none is known."""
    now = utc_now()
    with reading(authority):
        council = open_council(authority)
    kinds = council.runtime.feedback_types
    found = []
    known = council.register.keys()
    for key in known:
        followed = tuple(kind for kind in kinds.values() if kind.procedure == key)
        text = _text(council.register, key, now)
        if text is not None and followed:
            found.append(InForceNow(text, council.register.since(key, now), followed))
    order = list(kinds)
    return tuple(sorted(found, key=lambda one: order.index(one.kinds[0].key)))


def _text(register: Register, key: str, now: datetime) -> Procedure | None:
    try:
        return register.procedure(key, now)
    except NoRulesKnown:
        return None
