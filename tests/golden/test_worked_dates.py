"""The system reaches every worked date: the day, whether it is firm, and each of the days counted on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.api import Procedure, WorkingCalendar
from core.domain.deadlines import When, deadlines
from core.domain.errors import NoRulesKnown
from core.domain.register import Register
from core.domain.shape import apply_settings
from core.domain.walk import walk
from core.host import Host
from core.host.declared import declared_register
from plugins.code_two_stage.rules import CODE_2024
from tests.golden.rows import Row
from tests.golden.worked_dates import ROWS

NOW = datetime(2028, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def host() -> Host:
    return Host.discover()


@pytest.fixture(scope="module")
def registers(host: Host) -> Mapping[str, Register]:
    return {code: declared_register(host.runtime(code)) for code in {row.authority for row in ROWS if row.authority}}


def when(text: str) -> When:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def rules(row: Row, registers: Mapping[str, Register]) -> tuple[Procedure, WorkingCalendar]:
    """The text and calendar of a row: what was in force at the case's receipt; the Code where no council is named."""
    if not row.authority:
        text, known = CODE_2024, registers["boston"]
    else:
        known = registers[row.authority]
        at = datetime.fromisoformat(row.events.get("case.received", row.received))
        offered = known.procedure_version(row.procedure, row.version) if row.offered else None
        text = offered or known.procedure(row.procedure, at)
    assert text.version == row.version
    return apply_settings(text, known.calendar(text.calendar, NOW), row.settings)


def nodes(reason: Any) -> Iterator[dict[str, Any]]:
    """Every node of a tree of reasons, the chosen branches first."""
    if isinstance(reason, dict):
        yield reason
        for key in ("chosen", "base", "because"):
            yield from nodes(reason.get(key))


def reckoned(row: Row, registers: Mapping[str, Register]) -> dict[str, Any]:
    procedure, calendar = rules(row, registers)
    return deadlines(
        procedure,
        calendar,
        row.stage,
        when(row.received),
        acknowledged=when(row.acknowledged) if row.acknowledged else None,
        events={name: when(text) for name, text in row.events.items()},
        extend=row.extend or None,
    )["clocks"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_worked_dates_are_reached(row: Row, registers: Mapping[str, Register]) -> None:
    clocks = reckoned(row, registers)
    for count in row.clocks:
        assert clocks[count.clock]["due"] == count.due.isoformat(), count.clock
        assert clocks[count.clock]["firm"] is count.firm, count.clock


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_reasons_list_the_very_days_counted(row: Row, registers: Mapping[str, Register]) -> None:
    clocks = reckoned(row, registers)
    for count in row.clocks:
        if count.days:
            told = [node["days"] for node in nodes(clocks[count.clock]["reasons"][0]) if node.get("days")]
            assert [day.isoformat() for day in count.days] in told, count.clock


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_no_clock_is_left_out_of_a_row(row: Row, registers: Mapping[str, Register]) -> None:
    clocks = reckoned(row, registers)
    dated = {name for name, clock in clocks.items() if clock["due"]}
    assert dated == {count.clock for count in row.clocks}
    assert {name for name in row.undated if name in clocks} == set(row.undated)


def test_every_clock_of_every_text_that_a_council_follows_is_worked_for_that_council(host: Host) -> None:
    """The Code, which is offered to every council and followed by none, once for all."""
    worked = {(row.authority, row.version, row.stage, count.clock) for row in ROWS for count in row.clocks}
    worked |= {(row.authority, row.version, row.stage, clock) for row in ROWS for clock in row.undated}
    wanted = {
        ("" if text == CODE_2024 else code, text.version, stage.key, clock.key)
        for code in host.profiles()
        for text in host.runtime(code).offers.procedures
        for stage in text.stages
        for clock in (*stage.clocks, *text.case_clocks)
    }
    assert wanted - worked == set()


def test_every_released_text_is_sound(host: Host) -> None:
    offered = [text for code in host.profiles() for text in host.runtime(code).offers.procedures]
    assert offered
    assert {f"{text.version}: {fault}" for text in offered for fault in walk(text)} == set()


def test_before_the_first_known_text_there_are_no_rules(registers: Mapping[str, Register]) -> None:
    with pytest.raises(NoRulesKnown):
        registers["buckinghamshire"].procedure("corporate", datetime(2020, 3, 31, 22, 59, tzinfo=UTC))
    with pytest.raises(NoRulesKnown):
        registers["east_lindsey"].procedure("corporate", datetime(2024, 12, 11, 23, 59, tzinfo=UTC))
