"""What a council promises: the dates that a complaint received now would have, by the rules in force now."""

from __future__ import annotations

from core.clock import utc_now
from core.domain.case import Due
from core.domain.deadlines import stage_dates
from core.domain.errors import NoRulesKnown
from core.domain.reckon import find_clock
from core.persistence.transaction import reading
from core.services.council import open_council
from core.services.following import PROMISED, Promise, in_order, states_no_limit
from core.services.journey import COMPLAINT


def promised_today(authority: str) -> tuple[Promise, ...]:
    """The limits and aims of the first stage for a complaint that comes now, the earliest first, then what has none.

    Told as if each step were taken on its last day. Empty where the council has no rules in force for complaints.
    """
    now = utc_now()
    with reading(authority):
        council = open_council(authority)
    kind = council.runtime.feedback_types.get(COMPLAINT)
    try:
        procedure = council.register.procedure(kind.procedure if kind else "", now)
        calendar = council.register.calendar(procedure.calendar, now)
    except NoRulesKnown:
        return ()
    found = []
    for key, reckoned in stage_dates(procedure, calendar, procedure.stages[0].key, now).items():
        clock = find_clock(procedure, key)[1]
        limitless = reckoned.on is None and states_no_limit(clock)
        if limitless or (reckoned.on is not None and clock.kind in PROMISED):
            due = Due(key, reckoned.on, True, clock.kind.value)
            found.append(Promise(1, due, reckoned.reason, procedure.title.en, clock.cite, clock.assumed, limitless))
    return in_order(found)
