"""The date that one rule gives, counted from the day something was received."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from core.domain.calendar import WorkingCalendar
from core.domain.case import Fact
from core.domain.deadline import Rule
from core.domain.reckon import Reckoned, reckon
from tests.domain.calendars import ENGLISH
from tests.domain.texts import DATA, clock


def reckoned(rule: Rule, calendar: WorkingCalendar = ENGLISH, **facts: str) -> Reckoned:
    """What `rule` gives as the only clock of a stage, with these facts of the stage, by name and ISO day."""
    stage = replace(DATA.stages[0], clocks=(clock("dp_ack_due", rule, "acknowledged"),))
    held = {f"stage1.{name}": Fact(date.fromisoformat(day)) for name, day in facts.items()}
    return reckon(replace(DATA, stages=(stage,), case_clocks=()), "dp_ack_due", held, calendar)


def date_of(rule: Rule, received: str, **more: Any) -> str:
    found = reckoned(rule, received=received, **more).on
    assert found is not None
    return found.isoformat()
