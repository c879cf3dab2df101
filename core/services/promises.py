"""What a council promises: the dates that a complaint received now would have, by the rules in force now."""

from __future__ import annotations

from core.clock import utc_now
from core.domain.case import Due
from core.domain.deadlines import stage_dates
from core.domain.errors import NoRulesKnown
from core.domain.procedure import ClockKind
from core.domain.reckon import all_clocks
from core.persistence.transaction import reading
from core.services.council import open_council
from core.services.journey import COMPLAINT

_SHOWN = (ClockKind.LIMIT, ClockKind.TARGET)


def promised_today(authority: str) -> tuple[Due, ...]:
    """The limits and aims of the first stage for a complaint that comes now, the earliest first.

    Empty where the council has no rules in force for complaints.
    """
    now = utc_now()
    with reading(authority):
        council = open_council(authority)
    kind = council.runtime.feedback_types.get(COMPLAINT)
    if kind is None or not kind.procedure:
        return ()
    try:
        procedure = council.register.procedure(kind.procedure, now)
        calendar = council.register.calendar(procedure.calendar, now)
    except NoRulesKnown:
        return ()
    kinds = {clock.key: clock.kind for _, clock in all_clocks(procedure)}
    dates = stage_dates(procedure, calendar, procedure.stages[0].key, now)
    dues = [
        Due(key, reckoned.on, True, kinds[key].value)
        for key, reckoned in dates.items()
        if reckoned.on is not None and kinds[key] in _SHOWN
    ]
    return tuple(sorted(dues, key=lambda due: (due.on, due.clock)))
