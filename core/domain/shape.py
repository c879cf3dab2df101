"""Shapes texts by settings: a setting is never read by a clock, it makes another text that a council can adopt.

Two settings shape every procedure and its calendar; the rest are what the text itself declares as `shapeable`.

- `calendar.out_of_hours`: `off`, or `next_working_day@HH:MM`: what comes in after that London time or on a day that
  does not count has the next working day for its day 0.
- `calendar.closed_days`: a comma list of ISO dates that the authority has published as closed. A statutory calendar
  takes none.
- `<procedure>.<clock>.days`, `.cap`, `.start` and `.unit`, with `.<fact>` behind where a clock counts from several
  facts and more than one of them may be set.
- `<procedure>.stage1_response_due.ceiling`: `on` lets no late acknowledgement move the answer, where a text counts it
  from the acknowledgement alone: it is due when both limits together are over, at the latest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from core.domain.calendar import ClosedDay, WorkingCalendar
from core.domain.deadline import On, Pick, Plus, Rolled, Rule, Unit, earliest
from core.domain.errors import DomainError, Problem, UnknownName, refuse_if
from core.domain.procedure import Clock, DayRule, Procedure, Shape, Shapeable
from core.domain.text import Text

OUT_OF_HOURS = "calendar.out_of_hours"
CLOSED_DAYS = "calendar.closed_days"
ACKNOWLEDGEMENT, ANSWER = "ack_due", "stage1_response_due"
_CEILING = Shapeable(
    ANSWER, Shape.CEILING, choices=("off", "on"), title=Text("A late acknowledgement never moves the answer of stage 1")
)
STATUTORY = "statutory"
_CUT_OFF = re.compile(r"next_working_day@(([01]\d|2[0-3]):[0-5]\d)")


def apply_settings(
    procedure: Procedure, calendar: WorkingCalendar, settings: Mapping[str, str]
) -> tuple[Procedure, WorkingCalendar]:
    """The procedure and calendar that `settings` make of these. Raises DomainError with every bad key and value."""
    known, problems = setting_keys(procedure), []
    for key, value in settings.items():
        try:
            if key == OUT_OF_HOURS:
                procedure = replace(procedure, day_rule=day_rule(value))
            elif key == CLOSED_DAYS:
                calendar = _with_closures(calendar, value)
            elif key in known:
                procedure = _shaped(procedure, known[key], key, value)
            else:
                problems.append(Problem("unknown_setting", key))
        except DomainError as error:
            problems += error.problems
    refuse_if(problems)
    return procedure, calendar


def setting_keys(procedure: Procedure) -> dict[str, Shapeable]:
    """What the text lets a council set, by the setting's key."""
    keys: dict[str, Shapeable] = {}
    for shapeable in procedure.shapeable:
        key = f"{procedure.key}.{shapeable.clock}.{shapeable.what.value}"
        keys[f"{key}.{shapeable.fact}" if key in keys else key] = shapeable
    if _ceiling(procedure) is not None:
        keys[f"{procedure.key}.{ANSWER}.{Shape.CEILING.value}"] = _CEILING
    return keys


def _ceiling(procedure: Procedure) -> Plus | None:
    """The acknowledgement's and the answer's limit together, from receipt; None where the answer has another start."""
    rules = {clock.key: clock.rule for clock in _clocks(procedure)}
    match rules.get(ACKNOWLEDGEMENT), rules.get(ANSWER):
        case Plus(base=On("received")) as first, Plus(base=On("acknowledged")) as second if first.unit is second.unit:
            return replace(first, n=first.n + second.n, cite=second.cite)
    return None


def present_value(procedure: Procedure, shapeable: Shapeable) -> str:
    """What the text says now for something shapeable. Raises UnknownName where the text has no such part."""
    if shapeable.what is Shape.CEILING:
        return "off"
    if shapeable.what is Shape.CAP:
        caps = (cap for stage in procedure.stages for cap in stage.caps if cap.clock == shapeable.clock)
        most = next(caps, None)
        return "" if most is None or most.most is None else str(most.most)
    for clock in _clocks(procedure):
        if clock.key == shapeable.clock:
            for plus in _counts(clock.rule):
                if isinstance(plus.base, On) and shapeable.fact in ("", plus.base.fact):
                    return {Shape.START: plus.base.fact, Shape.UNIT: plus.unit.value}.get(shapeable.what, str(plus.n))
    raise UnknownName(Problem("unknown_clock", "clock", (("clock", shapeable.clock), ("procedure", procedure.key))))


def day_rule(value: str) -> DayRule:
    """The day rule that a value of `calendar.out_of_hours` names. Raises DomainError."""
    if value == "off":
        return DayRule()
    match = _CUT_OFF.fullmatch(value)
    if match is None:
        raise DomainError(Problem("bad_setting", OUT_OF_HOURS, (("value", value),)))
    return DayRule(match[1])


def _with_closures(calendar: WorkingCalendar, value: str) -> WorkingCalendar:
    closures, problems = [], []
    for text in filter(None, (part.strip() for part in value.split(","))):
        try:
            day = date.fromisoformat(text)
            if calendar.is_working(day):
                closures.append(ClosedDay(day, "published closure", "closure"))
        except (ValueError, DomainError):
            problems.append(Problem("bad_setting", CLOSED_DAYS, (("value", text),)))
    refuse_if(problems)
    if calendar.key == STATUTORY:
        return calendar
    return replace(calendar, closed=tuple(sorted({*calendar.closed, *closures}, key=lambda d: d.on)))


def _shaped(procedure: Procedure, shapeable: Shapeable, key: str, value: str) -> Procedure:
    if shapeable.what in (Shape.START, Shape.UNIT, Shape.CEILING):
        if value not in shapeable.choices:
            raise DomainError(Problem("bad_setting", key, (("value", value),)))
        if shapeable.what is Shape.CEILING:
            return _with_ceiling(procedure) if value == "on" else procedure
        if shapeable.what is Shape.UNIT:
            return _with_rule(procedure, shapeable, lambda plus: replace(plus, unit=Unit(value)))
        return _with_rule(procedure, shapeable, lambda plus: replace(plus, base=On(value)))
    if not (value.isascii() and value.isdigit() and shapeable.least <= int(value) <= shapeable.most):
        bounds = (("least", str(shapeable.least)), ("most", str(shapeable.most)))
        raise DomainError(Problem("bad_setting", key, (("value", value), *bounds)))
    if shapeable.what is Shape.CAP:
        return _with_cap(procedure, shapeable.clock, int(value))
    return _with_rule(procedure, shapeable, lambda plus: replace(plus, n=int(value)))


def _with_ceiling(procedure: Procedure) -> Procedure:
    ceiling = _ceiling(procedure)
    if ceiling is None:
        return procedure
    stages = tuple(
        replace(
            stage,
            clocks=tuple(
                replace(clock, rule=earliest(clock.rule, ceiling)) if clock.key == ANSWER else clock
                for clock in stage.clocks
            ),
        )
        for stage in procedure.stages
    )
    return replace(procedure, stages=stages)


def _with_cap(procedure: Procedure, clock: str, most: int) -> Procedure:
    stages = tuple(
        replace(stage, caps=tuple(replace(cap, most=most) if cap.clock == clock else cap for cap in stage.caps))
        for stage in procedure.stages
    )
    return replace(procedure, stages=stages)


def _with_rule(procedure: Procedure, shapeable: Shapeable, change: Callable[[Plus], Plus]) -> Procedure:
    def changed(clocks: tuple[Clock, ...]) -> tuple[Clock, ...]:
        return tuple(
            replace(clock, rule=_changed(clock.rule, shapeable.fact, change)) if clock.key == shapeable.clock else clock
            for clock in clocks
        )

    stages = tuple(replace(stage, clocks=changed(stage.clocks)) for stage in procedure.stages)
    return replace(procedure, stages=stages, case_clocks=changed(procedure.case_clocks))


def _changed(rule: Rule, fact: str, change: Callable[[Plus], Plus]) -> Rule:
    """`rule` with its count from `fact` (its only count where that is "") changed."""
    match rule:
        case Plus(base=On(start)) if fact in ("", start):
            return change(rule)
        case Plus(base=base) | Rolled(base=base):
            return replace(rule, base=_changed(base, fact, change))
        case Pick(of=of):
            return replace(rule, of=tuple(_changed(branch, fact, change) for branch in of))
        case _:
            return rule


def _counts(rule: Rule) -> Iterator[Plus]:
    match rule:
        case Plus():
            yield rule
            yield from _counts(rule.base)
        case Rolled(base=base):
            yield from _counts(base)
        case Pick(of=of):
            for branch in of:
                yield from _counts(branch)


def _clocks(procedure: Procedure) -> Iterator[Clock]:
    for stage in procedure.stages:
        yield from stage.clocks
    yield from procedure.case_clocks
