"""Every procedure of every council is taken from receipt to its last answer, by commands alone."""

from datetime import UTC, datetime

import pytest

from core.domain import commands as c
from core.domain.case import CaseStatus, DueState
from core.domain.procedure import Procedure
from core.domain.register import Register, adopt
from core.host import Host
from core.host.declared import declared_register
from tests.support.whole_way import WholeWay

HOST = Host.discover()
RECEIVED = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
OFFERED = [
    (code, text)
    for code in sorted(HOST.profiles())
    for text in HOST.runtime(code).offers.procedures
    if text.version != "lgsco-code-2024"
]


def register_with(code: str, text: Procedure) -> Register:
    """The council's register, with `text` adopted last where it is only offered."""
    found = declared_register(HOST.runtime(code))
    return adopt(found, text, datetime(2026, 8, 1, tzinfo=UTC), RECEIVED, by="test", history=True)


def started(code: str, text: Procedure) -> WholeWay:
    return WholeWay(register_with(code, text), text, RECEIVED)


@pytest.mark.parametrize(("code", "text"), OFFERED, ids=[f"{c} {t.key} {t.version}" for c, t in OFFERED])
def test_it_is_walked_from_receipt_to_its_last_answer(code: str, text: Procedure) -> None:
    way = started(code, text)
    way.go_the_whole_way()
    assert [stage for stage, move in way.taken if move == "answer"] == [stage.key for stage in text.stages]
    assert (way.track.state, way.stage.signpost) == ("answered", "ombudsman")
    owed = [due for due in way.track.dues.values() if due.kind in ("limit", "target")]
    assert [due.clock for due in owed if due.state is DueState.RUNNING] == []
    way.do(c.Close(), way.staff())
    assert way.case.status is CaseStatus.CLOSED


@pytest.mark.parametrize(("code", "text"), OFFERED, ids=[f"{c} {t.key} {t.version}" for c, t in OFFERED])
def test_what_may_happen_at_any_time_stops_no_clock(code: str, text: Procedure) -> None:
    way = started(code, text)
    before = dict(way.track.dues)
    for move in text.anytime:
        if not move.records.startswith("case."):
            way.take(move.key)
    assert way.track.dues == before
    assert way.track.state == text.stages[0].start
