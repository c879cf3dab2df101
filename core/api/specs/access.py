"""Hooks about who may do what."""

# Declarations have no body, since pluggy never calls them.
# mypy: disable-error-code=empty-body

from __future__ import annotations

from collections.abc import Iterable, Set

from core.api.access import Role, Verdict
from core.api.authority import AuthorityProfile
from core.api.markers import hookspec
from core.domain.actor import Actor
from core.domain.case import Case


@hookspec
def upheld_roles(authority: AuthorityProfile) -> Iterable[Role]:
    """Return named sets of permissions; a later one replaces an earlier one of the same key.

    Asked once when the council's runtime is built. Since 1.
    """


@hookspec
def upheld_access_verdicts(
    authority: AuthorityProfile, actor: Actor, permission: str, granted: Set[str], subject: Case | None
) -> Iterable[Verdict]:
    """Return opinions on one request; any DENY wins, and without an ALLOW the answer is no.

    Asked whenever a permission is checked, so it must be quick. `granted` is what the actor's roles give at this
    council. A plugin that fails here denies, loudly. Since 1.
    """
