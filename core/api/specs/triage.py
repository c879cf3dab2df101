"""Hooks that help a person decide whether an issue is taken on, and where else it may go."""

# Declarations have no body, since pluggy never calls them.
# mypy: disable-error-code=empty-body

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from core.api.authority import AuthorityProfile
from core.api.casework import Exclusion, Signpost
from core.api.markers import hookspec
from core.domain.case import Case


@hookspec
def upheld_exclusions(authority: AuthorityProfile, case: Case, today: date) -> Iterable[Exclusion]:
    """Return grounds of the case's procedure that may fit, each with why; a person decides.

    Asked when the triage page is shown. Since 1.
    """


@hookspec
def upheld_signposts(authority: AuthorityProfile, case: Case) -> Iterable[Signpost]:
    """Return other routes worth mentioning: an appeal, a tribunal, another body.

    Asked when the triage page is shown and when an answer is drafted. Since 1.
    """
