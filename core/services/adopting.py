"""Adopts an offered text from a minute that is still to come: no committee, but a name, an authority and a record.

Cases that are open then keep their rules; which text a new case follows is told by the minute it is received.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.clock import utc_now
from core.domain.actor import Actor, ActorKind
from core.domain.adopting import Planned, planned
from core.domain.errors import DomainError, Problem, UnknownName
from core.domain.procedure import Procedure
from core.host.ask import may
from core.ids import new_id
from core.persistence.record import Stamp
from core.persistence.register_store import store_adoption
from core.persistence.repositories import registry
from core.persistence.transaction import in_one_transaction, reading
from core.services.council import Council, open_council
from core.services.lifecycle import DISSOLVED
from core.services.unit_of_work import NotPermitted
from core.services.versions import names_of, texts_of

PERMISSION = "rules.adopt"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The version of a procedure, by its name, and the minute (aware) from which it is to apply."""

    procedure: str
    version: str
    from_: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """Who approved the change, on what authority, and anything else worth keeping."""

    approved_by: str
    authority: str
    remark: str = ""


def plan(code: str, wanted: Wanted) -> Planned:
    """What adopting it would do; writes nothing. Raises UnknownName, and DomainError with what speaks against it."""
    with reading(code):
        return _plan(open_council(code), wanted)


def adopt_version(code: str, actor: Actor, wanted: Wanted, decision: Decision) -> Planned:
    """Adopt it: the text, its row, the council's own event, and a configuration that every process reads anew.

    Raises UnknownName, NotPermitted, and DomainError with all that speaks against it.
    """

    def adopt() -> Planned:
        registry.configuration_changed(code)  # first, so that two who adopt at once come one after the other
        council = open_council(code)
        if actor.kind is ActorKind.STAFF and not may(council.runtime, actor, PERMISSION):
            raise NotPermitted(Problem("not_permitted", params=(("permission", PERMISSION),)))
        if council.lifecycle == DISSOLVED:
            raise DomainError(Problem("authority_dissolved", params=(("authority", code),)))
        _require(decision)
        found = _plan(council, wanted)
        store_adoption(
            council.register, found.text, found.from_, Stamp(utc_now(), actor.key, new_id()),
            note=decision.authority, approved_by=decision.approved_by, remark=decision.remark,
        )  # fmt: skip
        return found

    return in_one_transaction(code, adopt)


def _plan(council: Council, wanted: Wanted) -> Planned:
    hash_, text = _find(council, wanted)
    return planned(council.register, text, hash_, wanted.from_, utc_now())


def _find(council: Council, wanted: Wanted) -> tuple[str, Procedure]:
    """The text that the council has adopted before, or that its module or a plugin offers."""
    texts = {h: t for h, t in texts_of(council.register, council.runtime).items() if t.key == wanted.procedure}
    if not texts:
        raise UnknownName(Problem("unknown_procedure", "procedure", (("procedure", wanted.procedure),)))
    named = names_of(texts)
    for hash_, text in texts.items():
        if named[hash_] == wanted.version:
            return hash_, text
    there = ", ".join(sorted(named.values()))
    params = (("procedure", wanted.procedure), ("version", wanted.version), ("there", there))
    raise UnknownName(Problem("unknown_version", "version", params))


def _require(decision: Decision) -> None:
    problems = []
    if not decision.approved_by.strip():
        problems.append(Problem("adoption_needs_approver", "approved_by"))
    if not decision.authority.strip():
        problems.append(Problem("adoption_needs_authority", "authority_for_change"))
    if problems:
        raise DomainError(*problems)
