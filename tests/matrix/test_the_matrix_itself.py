"""That the matrix can fail: an unguarded route, a leak, a write where none should be, a thing without its mark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Response

from core.api.web import public
from core.config import Config
from core.persistence.db import current_session
from core.persistence.models import Authority
from core.web.access import UndeclaredAccess
from core.web.app import create_app
from tests.conftest import environment
from tests.support.databases import DatabaseUrls
from tests.support.matrix_policy import policy_faults
from tests.support.matrix_routes import faults_of, own, routes_of
from tests.support.matrix_run import PLUGIN, PLUGINS, Matrix
from tests.support.matrix_walk import Walk
from tests.support.matrix_world import HERE, MARKS, NOW, THERE, with_plugins

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="module")
LOOK = "cases.show"
UNMARKED = {
    # What people chose or the system says, not what anybody wrote.
    "person.prefers", "person.language", "letter.key", "letter.channel", "letter.digest", "letter.sent_by",
    "letter_draft.author", "letter_draft.move", "outbox.key", "outbox.kind", "outbox.last_error", "outbox.message_id",
    "outbox.state", "submission.channel", "submission.key", "words.field", "journey_draft.step",
    "journey_draft.token_hash", "search_token.kind",
    # A subject names the case by its reference, and each answer is searched for that by itself.
    "letter.subject", "outbox.subject",
}  # fmt: skip


@pytest.fixture
def shown(matrix: Matrix) -> Iterator[str]:
    """A page of a case, put back after a test that spoilt it."""
    kept = matrix.app.view_functions[LOOK]
    yield LOOK
    matrix.app.view_functions[LOOK] = kept


@pytest.mark.req("ISO-09", "PLG-03")
def test_a_plugin_with_an_unguarded_route_stops_the_start(database: DatabaseUrls, tmp_path: Path) -> None:
    host = with_plugins("tests.fixtures.unguarded_plugins")
    with pytest.raises(UndeclaredAccess, match=r"backdoor\.inside"):
        create_app(Config.from_environment(environment(database, tmp_path)), host)


@pytest.mark.req("ISO-09", "PLG-03")
def test_a_route_that_nobody_judged_turns_the_matrix_red(
    matrix: Matrix, database: DatabaseUrls, tmp_path: Path
) -> None:
    """The same plugin, had its author called the page public to get it past the start."""
    import tests.fixtures.unguarded_plugins.backdoor as backdoor

    public(backdoor.inside)
    host = with_plugins(PLUGINS, "tests.fixtures.unguarded_plugins", on=PLUGIN)
    try:
        app = create_app(Config.from_environment(environment(database, tmp_path) | {"UPHELD_MODE": "demo"}), host)
        assert policy_faults(app, matrix.policy) == ["backdoor.inside is in no line of the policy"]
    finally:
        del backdoor.inside.upheld_access  # type: ignore[attr-defined]


@pytest.mark.req("ISO-09")
def test_a_parameter_that_nobody_can_fill_turns_the_matrix_red(matrix: Matrix) -> None:
    assert [fault for route in matrix.routes.values() for fault in faults_of(route)] == []
    app = Flask("strange")
    app.add_url_rule("/odd/<strange_id>", "odd.page", lambda strange_id: "")
    (fault,) = faults_of(routes_of(app)["odd.page"])
    assert fault == "odd.page: no values for <strange_id>"


@pytest.mark.req("ISO-09")
def test_a_route_that_is_gone_turns_the_matrix_red(matrix: Matrix) -> None:
    rules = {**matrix.policy.rules, "long.gone": matrix.policy.rules[LOOK]}
    policy = type(matrix.policy)(matrix.policy.holders, rules)
    assert policy_faults(matrix.app, policy) == ["long.gone is gone, and the policy still names it"]


@pytest.mark.req("ISO-09")
def test_a_word_of_the_other_council_is_seen_wherever_it_stands(matrix: Matrix, walk: Walk, shown: str) -> None:
    theirs = MARKS[THERE].upper()
    for response in (
        Response(f"<p>{theirs}summary"),
        Response("", headers={"X-Told": f"{theirs}summary"}),
        Response(matrix.site.things[THERE].case_id),
    ):
        matrix.app.view_functions[shown] = lambda response=response, **_: response
        walk.faults.clear()
        _look(matrix, walk)
        assert any(fault.startswith("LEAK") for fault in walk.faults), walk.faults


@pytest.mark.req("ISO-09", "WEB-05")
def test_a_page_that_writes_and_one_that_breaks_are_seen(matrix: Matrix, walk: Walk, shown: str) -> None:
    def write(**_: object) -> Response:
        session = current_session()
        council = session.get_one(Authority, HERE)
        council.lifecycle = "shadow" if council.lifecycle == "live" else "live"
        session.flush()
        session.rollback()
        return Response("written")

    def broken(**_: object) -> Response:
        raise LookupError("as a test wanted")

    matrix.app.view_functions[shown] = write
    _look(matrix, walk)
    assert any("a safe request wrote to ['authority']" in fault for fault in walk.faults), walk.faults
    walk.faults.clear()
    matrix.app.view_functions[shown] = broken
    _look(matrix, walk)
    assert any("500" in fault and "as a test wanted" in fault for fault in walk.faults), walk.faults


@pytest.mark.req("ISO-08")
def test_foreign_and_unknown_that_differ_by_a_word_are_told_apart(matrix: Matrix, walk: Walk, shown: str) -> None:
    foreign = matrix.site.things[THERE].working
    matrix.app.view_functions[shown] = lambda reference: Response("not yours" if reference == foreign else "nobody's")
    actor, route = matrix.actor("complaints_officer of A"), matrix.routes[shown]
    answers = [
        (walk.ask(actor, route, "GET", {"reference": reference}), {"reference": reference})
        for reference in (foreign, "ZZZ-0000-0000")
    ]
    walk.faults.clear()
    walk.same(actor, route, "GET", "reference", *answers)
    assert len(walk.faults) == 1


@pytest.mark.req("ISO-09")
def test_every_column_that_holds_somebodys_words_holds_the_mark(matrix: Matrix) -> None:
    """A column without it would leak unseen."""
    from core.persistence.db import Base

    personal = {name for name, table in Base.metadata.tables.items() if table.info.get("data") == "personal"}
    found = matrix.outside.columns_with(MARKS[THERE], THERE)
    bare = {
        column
        for column, marked in found.items()
        if not marked and column.partition(".")[0] in personal and column not in UNMARKED
        and not column.endswith(("authority_id", ".id", "_id", ".key", "_hash"))
    }  # fmt: skip
    assert bare == set()
    assert sum(found.values()) >= 20


def _look(matrix: Matrix, walk: Walk) -> None:
    actor, route = matrix.actor("complaints_officer of A"), matrix.routes[LOOK]
    walk.ask(actor, route, "GET", own(matrix.site, route, actor))


def test_the_matrix_has_its_actors_and_a_day_of_its_own(matrix: Matrix) -> None:
    assert len(matrix.actors) >= 12
    assert NOW.isoformat() == "2026-11-23T10:00:00+00:00"
