"""The checked-in policy: what each route must answer to each actor, told without asking the application."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask

from core.web.access import declared_access
from tests.support.matrix_actors import NOBODY, PERSON, STAFF, Actor
from tests.support.matrix_routes import Route, faults_of, routes_of
from tests.support.matrix_walk import SAFE
from tests.support.matrix_world import HERE, Things

FILE = Path(__file__).parents[1] / "matrix" / "policy.toml"
UNKNOWN_ROUTE = "is in no line of the policy"


@dataclass(frozen=True)
class Rule:
    """One line of the policy file."""

    who: str
    permission: str = ""
    get: tuple[int, ...] = ()
    post: tuple[int, ...] = ()
    get_as: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    post_as: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    plugin: str = ""
    case: str = ""
    ends: bool = False
    refused: int = 401

    @property
    def area(self) -> str:
        """Whose tokens its forms carry."""
        return self.who if self.who in (STAFF, PERSON) else NOBODY


@dataclass(frozen=True)
class Policy:
    holders: Mapping[str, frozenset[str]]
    rules: Mapping[str, Rule]

    def admits(self, rule: Rule, actor: Actor) -> bool:
        """Whether the actor may at all: who they are, what their roles hold, and that the plugin is on."""
        if rule.plugin and actor.at != HERE:
            return False
        if rule.who == STAFF:
            held = not rule.permission or bool(set(actor.roles) & self.holders.get(rule.permission, frozenset()))
            return actor.is_a == STAFF and held
        return rule.who != PERSON or actor.is_a == PERSON

    def refusal(self, rule: Rule, actor: Actor, method: str) -> set[int]:
        """What somebody gets who may not."""
        if rule.plugin and actor.at != HERE:
            return {404}
        if rule.who == PERSON:
            return {302}
        if actor.is_a == STAFF:
            return {403}
        return {302} if method in SAFE else {rule.refused}

    def expected(self, rule: Rule, actor: Actor, method: str, things: Things) -> set[int]:
        """The statuses that a request with one's own things may have."""
        if not self.admits(rule, actor):
            return self.refusal(rule, actor, method)
        if method == "OPTIONS":
            return {200}
        if rule.case and rule.who == PERSON and actor.follows != getattr(things, rule.case):
            return {404}
        kind = "half" if actor.half_open else actor.is_a
        if method in SAFE:
            return set(rule.get_as.get(kind, rule.get))
        return set(rule.post_as.get(kind, rule.post))


def read_policy(file: Path = FILE) -> Policy:
    """The file, with every number list as a tuple."""
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    holders = {permission: frozenset(roles) for permission, roles in told["holders"].items()}
    rules = {endpoint: Rule(**_frozen(line)) for endpoint, line in told["routes"].items()}
    return Policy(holders, rules)


def _frozen(line: Mapping[str, object]) -> dict[str, object]:
    def freeze(value: object) -> object:
        if isinstance(value, list):
            return tuple(value)
        return {key: freeze(inner) for key, inner in value.items()} if isinstance(value, dict) else value

    return {key: freeze(value) for key, value in line.items()}


def policy_faults(app: Flask, policy: Policy) -> list[str]:
    """Where the application and the file do not agree, either way."""
    routes, declared = routes_of(app), declared_access(app)
    faults = [f"{endpoint} {UNKNOWN_ROUTE}" for endpoint in sorted(routes.keys() - policy.rules.keys())]
    faults += [f"{endpoint} is gone, and the policy still names it" for endpoint in policy.rules.keys() - routes.keys()]
    for endpoint in sorted(routes.keys() & policy.rules.keys()):
        rule, access = policy.rules[endpoint], declared[endpoint]
        said = (access.who.value, access.permission, access.plugin)
        if said != (rule.who, rule.permission, rule.plugin):
            faults.append(f"{endpoint} declares {said}, the policy says {(rule.who, rule.permission, rule.plugin)}")
        faults += _method_faults(routes[endpoint], rule)
    for route in routes.values():
        faults += faults_of(route)
    return faults


def _method_faults(route: Route, rule: Rule) -> list[str]:
    told = {method for method, statuses in (("GET", rule.get), ("POST", rule.post)) if statuses}
    if told != route.methods:
        return [f"{route.endpoint} answers {sorted(route.methods)}, the policy says {sorted(told)}"]
    return []


def holder_faults(app: Flask, policy: Policy) -> list[str]:
    """Roles that hold a permission and are not named for it, or are named and do not hold it; in any council."""
    host = app.extensions["upheld_host"]
    faults = []
    for code in host.profiles():
        runtime = host.runtime(code)
        for permission in runtime.permissions:
            held = {key for key in runtime.roles if permission in runtime.granted([key])}
            named = {role for role in policy.holders.get(permission, ()) if role in runtime.roles}
            if held != named:
                faults.append(f"{code}: {permission} is held by {sorted(held)}, the policy names {sorted(named)}")
        faults += [f"{code}: nobody said who holds {p}" for p in runtime.permissions if p not in policy.holders]
    return faults
