"""One thing done to one case by staff who may, in one commit: the shape that most services of casework share."""

from __future__ import annotations

from collections.abc import Callable

from core.domain.actor import Actor
from core.domain.case import Case
from core.services.results import Done, done
from core.services.unit_of_work import Work, perform


def on_case(
    authority: str,
    actor: Actor,
    reference: str,
    permission: str,
    do: Callable[[Work, Case], Case],
    *,
    command_id: str = "",
) -> Done:
    """Have `do` make of the case what it will. Raises what it raises, NoSuchCase and NotPermitted."""

    def action(work: Work) -> Done:
        work.needs(permission)
        return done(do(work, work.case_of(reference)))

    return perform(authority, actor, action, command_id=command_id)
