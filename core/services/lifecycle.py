"""Opens a council, and takes one that has no case yet back into shadow.

In shadow a council prepares: its pages, its staff and its mail work as they will, and only then may history of its
rules be loaded. Once it is live its register only ever grows forward.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.clock import utc_now
from core.domain.actor import Actor
from core.domain.errors import DomainError, Problem, UnknownName
from core.domain.register import PROCEDURE
from core.ids import new_id
from core.persistence.record import AUTHORITY, AUTHORITY_STREAM, Stamp, append, head_of, plain_text
from core.persistence.repositories import cases, registry
from core.persistence.transaction import in_one_transaction, keep_cases_out
from core.services.council import open_council

SHADOW, LIVE, DISSOLVED = "shadow", "live", "dissolved"
LIFECYCLE_CHANGED = "LifecycleChanged"
"""The council's own event that tells who opened it or took it back into shadow."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a council was and where it is now; the same where there was nothing to do."""

    before: str
    after: str


def go_live(code: str, actor: Actor) -> Moved:
    """Open the council: what its register says is in force, and no history is loaded any more. Harmless when repeated.

    Raises UnknownName, and DomainError where it has no host name, no rules in force, or is dissolved.
    """

    def action() -> Moved:
        council = open_council(code)
        problems = []
        if council.lifecycle == DISSOLVED:
            problems.append(Problem("authority_dissolved", params=(("authority", code),)))
        if not registry.hosts_of(code):
            problems.append(Problem("live_needs_host", params=(("authority", code),)))
        if not any(a.from_ <= utc_now() for a in council.register.adoptions if a.kind == PROCEDURE):
            problems.append(Problem("live_needs_rules", params=(("authority", code),)))
        if problems:
            raise DomainError(*problems)
        return _move(code, council.lifecycle, LIVE, actor)

    return in_one_transaction(code, action)


def go_shadow(code: str, actor: Actor) -> Moved:
    """Take the council back into shadow, which only one without a case may be. Harmless when repeated.

    Raises UnknownName, and DomainError: history that is loaded under cases would tell of rules they never followed.
    A case that is being received at this moment is waited for.
    """

    def action() -> Moved:
        keep_cases_out()
        row = registry.authority(code)
        if row is None:
            raise UnknownName(Problem("unknown_authority", "authority", (("authority", code),)))
        if row.lifecycle == DISSOLVED:
            raise DomainError(Problem("authority_dissolved", params=(("authority", code),)))
        if row.lifecycle != SHADOW and cases.has_cases():
            raise DomainError(Problem("shadow_needs_no_cases", params=(("authority", code),)))
        return _move(code, row.lifecycle, SHADOW, actor)

    return in_one_transaction(code, action)


def _move(code: str, before: str, after: str, actor: Actor) -> Moved:
    if before != after:
        registry.set_lifecycle(code, after)
        body = (LIFECYCLE_CHANGED, 1, plain_text({"from": before, "to": after}))
        append(AUTHORITY, AUTHORITY_STREAM, head_of(AUTHORITY_STREAM), (body,), Stamp(utc_now(), actor.key, new_id()))
    return Moved(before, after)
