"""Every form of the site, sent without its token, with somebody else's, or from somewhere else: refused, and nothing
is written. On one database: the refusal happens before any of it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from tests.matrix.conftest import Report
from tests.support.matrix_actors import NOBODY, STAFF, Actor
from tests.support.matrix_policy import Rule
from tests.support.matrix_routes import Route, own
from tests.support.matrix_run import Matrix
from tests.support.matrix_walk import Walk

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="module")
REFUSED = {400, 401, 403}
SIBLING = "http://east-lindsey.localhost"


@pytest.mark.req("WEB-05", "SES-05")
def test_no_form_is_taken_without_its_own_token_from_its_own_page(matrix: Matrix, walk: Walk, report: Report) -> None:
    before = matrix.outside.digest()
    forms = [(route, rule) for route, rule in matrix.rules() if "POST" in route.methods]
    for route, rule in forms:
        actor = _somebody_who_may(matrix, rule)
        for what, data, headers in _wrong(matrix, rule, actor):
            answer = walk.ask(actor, route, "POST", own(matrix.site, route, actor), data=data, headers=headers)
            walk.expect(actor, route, "POST", answer, REFUSED, what)
            if walk.written.tables:
                walk.faults.append(f"{route.endpoint} with {what} wrote to {walk.written.tables}")
    walk.done()
    after = matrix.outside.digest()
    assert [name for name in after if after[name] != before[name]] == []
    report(f"forms from elsewhere: {walk.requests} requests, {len(forms)} forms")


@pytest.mark.req("WEB-05")
def test_the_same_forms_are_taken_with_it(matrix: Matrix, walk: Walk) -> None:
    """Or the test above would prove nothing."""
    for route, rule in matrix.rules():
        if "POST" in route.methods:
            actor = _somebody_who_may(matrix, rule)
            values = _own(matrix, route, actor)
            answer = walk.ask(actor, route, "POST", values, data=walk.token(actor, rule.area))
            allowed = matrix.policy.expected(rule, actor, "POST", matrix.site.things[actor.at])
            walk.expect(actor, route, "POST", answer, allowed, "its token")
    walk.done()


def _own(matrix: Matrix, route: Route, actor: Actor) -> dict[str, str]:
    values = own(matrix.site, route, actor)
    return {**values, "member": matrix.site.somebody(actor.at)} if "member" in values else values


def _somebody_who_may(matrix: Matrix, rule: Rule) -> Actor:
    """Half signed in for the page of the code; else whoever comes first, staff before strangers."""
    if rule.post_as.get("half"):
        return matrix.actor("half signed in")
    fit = [one for one in matrix.actors if matrix.policy.admits(rule, one) and not one.half_open]
    if rule.case:
        fit = [one for one in fit if one.follows == getattr(matrix.site.things[one.at], rule.case)]
    return fit[0]


def _wrong(matrix: Matrix, rule: Rule, actor: Actor) -> Iterator[tuple[str, Mapping[str, str], Mapping[str, str]]]:
    right = actor.tokens.get(rule.area) or actor.tokens[NOBODY]
    others = [one.tokens[rule.area] for one in matrix.actors if one.tokens.get(rule.area) not in (None, right)]
    token = {"csrf_token": right}
    yield "no token", {}, {}
    yield "an empty token", {"csrf_token": ""}, {}
    yield "a made-up token", {"csrf_token": "0" * 64}, {}
    yield "another session's token", {"csrf_token": others[0]}, {}
    yield "the other council's token", {"csrf_token": _elsewhere(matrix, rule)}, {}
    yield "another area's token", {"csrf_token": actor.tokens[NOBODY] if rule.area != NOBODY else _staffs(matrix)}, {}
    yield "the origin of a sibling council", token, {"Origin": SIBLING, "Sec-Fetch-Site": "same-site"}
    yield "the origin of anybody", token, {"Origin": "https://evil.example"}
    yield "no origin", token, {"Origin": "null"}
    yield "another site", token, {"Sec-Fetch-Site": "cross-site"}
    yield "another kind of content", {}, {"Content-Type": "application/json"}
    yield "plain text", {}, {"Content-Type": "text/plain"}


def _elsewhere(matrix: Matrix, rule: Rule) -> str:
    """A token of the same area at the other council's host."""
    theirs = matrix.actor("shared officer at B")
    return theirs.tokens[STAFF] if rule.area == STAFF else theirs.tokens[NOBODY]


def _staffs(matrix: Matrix) -> str:
    return matrix.actor("complaints_officer of A").tokens[STAFF]
