"""The tests of the whole matrix, once for each kind of database: a file each, so that two processes share the work."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.matrix_policy import holder_faults, policy_faults
from tests.support.matrix_run import Matrix, look, send
from tests.support.matrix_walk import Walk

Report = Callable[[str], None]


@pytest.mark.req("ISO-09", "AZN-01")
def test_every_route_has_its_line_in_the_policy_and_every_parameter_its_values(matrix: Matrix) -> None:
    assert policy_faults(matrix.app, matrix.policy) == []


@pytest.mark.req("AZN-01")
def test_roles_hold_what_the_policy_says_and_nothing_else(matrix: Matrix) -> None:
    assert holder_faults(matrix.app, matrix.policy) == []


@pytest.mark.req("ISO-08", "ISO-09", "ISO-12", "WEB-05", "LOG-01")
def test_looking_shows_nobody_what_is_not_theirs_and_changes_nothing(
    matrix: Matrix, walk: Walk, report: Report
) -> None:
    before = matrix.outside.digest(but=("read_log",))
    look(matrix, walk)
    walk.done()
    after = matrix.outside.digest(but=("read_log",))
    assert sorted(name for name in after if after[name] != before[name]) == []
    assert walk.asked == set(matrix.routes)
    _say(report, "looking", matrix, walk)


@pytest.mark.req("ISO-08", "ISO-09", "ISO-12", "LOG-01")
def test_sending_reaches_nobody_elses_things(matrix: Matrix, walk: Walk, report: Report) -> None:
    send(matrix, walk)
    walk.done()
    _say(report, "sending", matrix, walk)


def _say(report: Report, what: str, matrix: Matrix, walk: Walk) -> None:
    kind = matrix.outside.engine.dialect.name
    asked, actors = len(walk.asked), len(matrix.actors)
    report(f"matrix, {what}, {kind}: {walk.requests} requests, {asked} routes, {actors} actors")
