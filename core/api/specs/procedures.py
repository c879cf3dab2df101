"""Hooks about rules: what a council runs, what a new case follows, what stands against a move."""

# Declarations have no body, since pluggy never calls them.
# mypy: disable-error-code=empty-body

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from core.api.authority import AuthorityProfile
from core.api.casework import Blocker
from core.api.feedback import FeedbackType, ProcedureChoice, Submission
from core.api.markers import hookspec
from core.api.settings import SettingSpec
from core.domain.actor import Actor
from core.domain.calendar import ClosedDay
from core.domain.case import Case
from core.domain.procedure import Move, Procedure


@hookspec
def upheld_procedures(authority: AuthorityProfile) -> Iterable[Procedure]:
    """Return texts of procedures that this council may adopt: offers, never rules in force.

    Asked once when the council's runtime is built. Versions of one procedure have different names. Since 1.
    """


@hookspec
def upheld_feedback_types(authority: AuthorityProfile) -> Iterable[FeedbackType]:
    """Return the kinds of feedback this council takes; a later one replaces an earlier one of the same key.

    Asked once when the council's runtime is built. Since 1.
    """


@hookspec
def upheld_closed_days(authority: AuthorityProfile, year: int) -> Iterable[ClosedDay]:
    """Return weekdays of `year` that do not count: bank holidays, proclaimed days, closures that were published.

    Asked for every year of the calendar when the council's runtime is built. An offer: the council adopts the
    calendar made of them, and open cases change only by an event. Since 1.
    """


@hookspec
def upheld_settings_schema(authority: AuthorityProfile) -> Iterable[SettingSpec]:
    """Return settings that shape a procedure or a calendar: key, kind, default, help, who may change it.

    Asked once when the council's runtime is built. Since 1.
    """


@hookspec(firstresult=True)
def upheld_choose_procedure(
    authority: AuthorityProfile, submission: Submission, types: Sequence[FeedbackType]
) -> ProcedureChoice | None:
    """Return the procedure that what arrived follows, or None to leave it to the next plugin.

    Asked once when a case is received. The reason given is shown on the case. Since 1.
    """


@hookspec
def upheld_transition_blockers(
    authority: AuthorityProfile, case: Case, move: Move, actor: Actor, today: date
) -> Iterable[Blocker]:
    """Return reasons why this move may not happen now; none lets it through.

    Asked when a page offers the move and again before it is decided. A plugin that fails here stops the move, loudly.
    Since 1.
    """
