"""The matrix: every route, by every method, for every actor, with own, foreign, unknown and impossible values."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from core.clock import clock_at
from core.config import Config
from core.domain.actor import Actor as Who
from core.domain.actor import ActorKind
from core.persistence.db import db
from core.services import letter_drafts
from core.services.letter_acts import Act, Question
from core.services.steps import MoreTime, Step
from core.services.unit_of_work import NotPermitted
from core.web.app import create_app
from tests.conftest import environment
from tests.support.databases import DatabaseUrls
from tests.support.matrix_actors import STAFF, Actor, cast
from tests.support.matrix_policy import Policy, Rule, read_policy
from tests.support.matrix_routes import Route, Site, own, routes_of, swaps
from tests.support.matrix_rows import Outside, Written
from tests.support.matrix_walk import SAFE, Walk
from tests.support.matrix_world import HERE, MARKS, NOW, THERE, furnish, with_plugins

PLUGINS, PLUGIN = "tests.fixtures.matrix_plugins", "lookout"
ODD_METHODS = ("POST", "PUT", "PATCH", "DELETE")


@dataclass
class Matrix:
    """The site with its actors, and what is needed to judge it."""

    app: Flask
    site: Site
    actors: list[Actor]
    routes: dict[str, Route]
    policy: Policy
    outside: Outside
    written: Written

    def actor(self, name: str) -> Actor:
        (found,) = [one for one in self.actors if one.name == name]
        return found

    def walk(self) -> Walk:
        return Walk(self.site, self.written)

    def rules(self) -> list[tuple[Route, Rule]]:
        """Every route with its rule; what ends a session comes last."""
        pairs = [(self.routes[name], rule) for name, rule in self.policy.rules.items() if name in self.routes]
        return sorted(pairs, key=lambda pair: pair[1].ends)


@contextmanager
def open_matrix(urls: DatabaseUrls, folder: Path) -> Iterator[Matrix]:
    """Both councils with all their things on the database, and everybody at their doors."""
    host = with_plugins(PLUGINS, on=PLUGIN)
    app = create_app(Config.from_environment(environment(urls, folder) | {"UPHELD_MODE": "demo"}), host)
    things = furnish(app)
    actors = cast(app, things, host.runtime(HERE).roles)
    for actor in actors:
        _begin_letters(app, actor, things[actor.at].accepted, things[actor.at].working)
    with app.app_context():
        written = Written(db.engine)
    outside = Outside(urls)
    searched = {at: next(one for one in actors if one.name == f"shared officer at {x}") for x, at in _SHARED}
    site = Site(app, things, searched)
    try:
        yield Matrix(app, site, actors, routes_of(app), read_policy(), outside, written)
    finally:
        written.close()
        outside.close()
        with app.app_context():
            db.engine.dispose()


_SHARED = (("A", HERE), ("B", THERE))


def _begin_letters(app: Flask, actor: Actor, accepted: str, working: str) -> None:
    """Have a letter begun for each kind of page that shows one before it goes, where the actor may write any."""
    if actor.is_a != STAFF or actor.staff is None:
        return
    who = Who(ActorKind.STAFF, actor.staff.memberships[actor.at], frozenset(actor.roles))
    acts: tuple[tuple[str, Act], ...] = (
        (accepted, Step("acknowledge")),
        (working, MoreTime("stage1_response_due", 0, "", ombudsman_told=True)),
        (working, Question("")),
    )
    with app.app_context(), clock_at(NOW):
        for reference, act in acts:
            try:
                letter_drafts.save_draft(actor.at, who, reference, act, {"section_looked": [f"{MARKS[actor.at]}begun"]})
            except NotPermitted:
                return


def look(matrix: Matrix, walk: Walk) -> None:
    """Every safe request of every actor."""
    tried: set[str] = set()
    for actor in matrix.actors:
        before = matrix.outside.digest(actor.other)
        for route, rule in matrix.rules():
            _odd_methods(walk, matrix, route, actor)
            if "GET" in route.methods:
                _look_at(matrix, walk, route, rule, actor, tried)
        _unchanged(matrix, walk, actor, before)


def _look_at(matrix: Matrix, walk: Walk, route: Route, rule: Rule, actor: Actor, tried: set[str]) -> None:
    mine = own(matrix.site, route, actor)
    admitted = matrix.policy.admits(rule, actor)
    first = admitted and route.endpoint not in tried
    # HEAD does all the work of GET, so one of those who may is enough; who may not is asked every way.
    for method in SAFE if first or not admitted else ("GET",):
        answer = walk.ask(actor, route, method, mine)
        allowed = matrix.policy.expected(rule, actor, method, matrix.site.things[actor.at])
        walk.expect(actor, route, method, answer, allowed, "one's own")
    _swapped(matrix, walk, route, rule, actor, "GET", everything=first)
    if not first:
        return
    tried.add(route.endpoint)
    for swap in swaps(matrix.site, route, actor):
        for values in swap.malformed:
            answer = walk.ask(actor, route, "GET", values)
            walk.expect(actor, route, "GET", answer, {404}, f"an impossible {swap.name}")


def send(matrix: Matrix, walk: Walk) -> None:
    """Every form of every actor, empty but for its token; what ends a session last."""
    tried: set[str] = set()
    for actor in matrix.actors:
        before = matrix.outside.digest(actor.other)
        for route, rule in matrix.rules():
            if "POST" not in route.methods:
                continue
            first = matrix.policy.admits(rule, actor) and route.endpoint not in tried
            tried |= {route.endpoint} if first else set()
            _swapped(matrix, walk, route, rule, actor, "POST", everything=first)
            mine = own(matrix.site, route, actor)
            if "member" in mine and matrix.policy.admits(rule, actor):
                mine["member"] = matrix.site.somebody(actor.at)
            answer = walk.ask(actor, route, "POST", mine, data=walk.token(actor, rule.area))
            allowed = matrix.policy.expected(rule, actor, "POST", matrix.site.things[actor.at])
            walk.expect(actor, route, "POST", answer, allowed, "one's own")
        _unchanged(matrix, walk, actor, before)


def _swapped(
    matrix: Matrix, walk: Walk, route: Route, rule: Rule, actor: Actor, method: str, *, everything: bool
) -> None:
    """Nobody's things, and the other council's: the same answer, and a 404 for whoever may ask at all.

    `everything`: parameters that name nobody's things too; once for each route is enough for those.
    """
    data = walk.token(actor, rule.area) if method == "POST" else None
    admitted = matrix.policy.admits(rule, actor)
    for swap in swaps(matrix.site, route, actor):
        if swap.foreign is None and not everything:
            continue
        unknown = walk.ask(actor, route, method, swap.values, data=data)
        allowed = {404} if admitted else matrix.policy.refusal(rule, actor, method)
        walk.expect(actor, route, method, unknown, allowed, f"nobody's {swap.name}")
        if swap.foreign is not None:
            foreign = walk.ask(actor, route, method, swap.foreign, data=data)
            walk.expect(actor, route, method, foreign, allowed, f"the other council's {swap.name}")
            walk.same(actor, route, method, swap.name, (foreign, swap.foreign), (unknown, swap.values))


def _odd_methods(walk: Walk, matrix: Matrix, route: Route, actor: Actor) -> None:
    """Methods that nothing has at the address."""
    if actor.name not in ("nobody", "complaints_officer of A"):
        return
    mine = own(matrix.site, route, actor)
    allowed = matrix.app.url_map.bind("here.invalid").allowed_methods(route.url(mine))
    for method in ODD_METHODS:
        if method not in allowed:
            answer = walk.ask(actor, route, method, mine)
            walk.expect(actor, route, method, answer, {405}, "one's own")


def _unchanged(matrix: Matrix, walk: Walk, actor: Actor, before: dict[str, str]) -> None:
    after = matrix.outside.digest(actor.other)
    changed = sorted(name for name in before if before[name] != after[name])
    if changed:
        walk.faults.append(f"{actor.name} changed the other council's rows: {changed}")
