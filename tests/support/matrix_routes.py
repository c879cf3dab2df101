"""The routes of the URL map and what their parameters are filled with: one's own things, the other council's, what
never was, and what cannot be. A parameter that nobody has thought of is a failure, not a blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from flask import Flask
from werkzeug.routing import Rule

from core.clock import clock_at
from core.web.brand import style_name
from core.web.files import version
from tests.support.matrix_actors import Actor
from tests.support.matrix_world import HIRED, Things
from tests.support.web import hire

UNKNOWN_ID = "01940000-0000-7000-8000-000000000000"
UNKNOWN_TOKEN = "a-token-that-was-never-given-out-by-anybody"
_PART = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
_CASE = {
    "actions.finish": "answered", "letters.show": "answered", "letters.pdf": "answered", "letters.retry": "answered",
    "letters.large": "answered",
    "actions.reopen": "closed", "actions.raise_complaint": "request", "triage.show": "fresh",
    "move_version.show": "accepted", "moves.show": "accepted", "moves.preview": "accepted",
}  # fmt: skip
"""The case that a route needs; "working" for the rest."""


@dataclass(frozen=True)
class Route:
    """One address of the application."""

    endpoint: str
    path: str
    methods: frozenset[str]
    typed: frozenset[str]
    """Parameters with a converter that refuses what it cannot read before any view is reached."""

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(_PART.findall(self.path))

    def url(self, values: Mapping[str, str]) -> str:
        return _PART.sub(lambda found: quote(values[found[1]], safe=""), self.path)


def routes_of(app: Flask) -> dict[str, Route]:
    """Every route, by endpoint; two rules of one endpoint would need two names here."""
    found: dict[str, Route] = {}
    for rule in app.url_map.iter_rules():
        assert rule.endpoint not in found, f"{rule.endpoint} has two addresses"
        methods = frozenset(rule.methods or ()) - {"HEAD", "OPTIONS"}
        found[rule.endpoint] = Route(rule.endpoint, rule.rule, methods, frozenset(_typed(rule)))
    return found


def _typed(rule: Rule) -> Iterator[str]:
    for name, converter in rule._converters.items():
        if type(converter).__name__ in ("IntegerConverter", "UUIDConverter"):
            yield name


@dataclass(frozen=True)
class Site:
    """What fills parameters: both councils' things, and the application they live in."""

    app: Flask
    things: dict[str, Things]
    theirs: dict[str, Actor]
    """For each council, an actor of it who has searched there."""

    def somebody(self, council: str) -> str:
        """A new member of the council's staff, for whoever wants to end their place: the membership."""
        with clock_at(HIRED):
            return hire(self.app, council, roles=("auditor",), name="Leaving Example").memberships[council]


Value = Callable[[Site, Route, Actor], str]


def _case(site: Site, route: Route, council: str) -> str:
    return str(getattr(site.things[council], _CASE.get(route.endpoint, "working")))


def _brand(site: Site, council: str) -> str:
    host = site.app.extensions["upheld_host"]
    return str(style_name(host.runtime(council).branding))


FOREIGN: Mapping[str, Callable[[Site, Route, Actor], str]] = {
    "reference": lambda site, route, actor: _case(site, route, actor.other),
    "letter": lambda site, route, actor: site.things[actor.other].letter,
    "remedy": lambda site, route, actor: site.things[actor.other].remedy,
    "message_id": lambda site, route, actor: site.things[actor.other].message,
    "member": lambda site, route, actor: site.things[actor.other].member,
    "token": lambda site, route, actor: _token(site, route, actor.other),
    "code": lambda site, route, actor: site.theirs[actor.other].search,
}
"""Parameters that name somebody's thing, filled with the other council's."""

_OWN: Mapping[str, Value] = {
    "reference": lambda site, route, actor: _case(site, route, actor.at),
    "letter": lambda site, route, actor: site.things[actor.at].letter,
    "remedy": lambda site, route, actor: site.things[actor.at].remedy,
    "message_id": lambda site, route, actor: site.things[actor.at].message,
    "member": lambda site, route, actor: site.things[actor.at].member,
    "token": lambda site, route, actor: _token(site, route, actor.at),
    "code": lambda site, route, actor: actor.search or UNKNOWN_ID,
    "track": lambda site, route, actor: "1",
    "issue": lambda site, route, actor: "1",
    "clock": lambda site, route, actor: "stage1_response_due",
    "move": lambda site, route, actor: "acknowledge",
    "kind": lambda site, route, actor: "question",
    "procedure": lambda site, route, actor: "corporate",
    "version": lambda site, route, actor: "lgsco-code-2024" if route.endpoint == "adopt_version.show" else "selcp-2024",
    "step": lambda site, route, actor: "kind",
    "name": lambda site, route, actor: "upheld.css" if route.endpoint == "files.file" else _brand(site, actor.at),
    "of_version": lambda site, route, actor: version(),
}
_UNKNOWN: Mapping[str, str] = {
    "reference": "ZZZ-0000-0000",
    "letter": UNKNOWN_ID,
    "remedy": UNKNOWN_ID,
    "message_id": UNKNOWN_ID,
    "member": UNKNOWN_ID,
    "token": UNKNOWN_TOKEN,
    "code": UNKNOWN_ID,
    "track": "99",
    "procedure": "nothing",
    "version": "no-such-version",
    "issue": "99",
    "clock": "no_such_clock",
    "move": "no_such_move",
    "kind": "no_such_kind",
    "step": "no-such-step",
    "name": "no-such-name",
}
"""Well formed, and nobody's. A file's version is not looked up: an older one is answered with the present file."""

MALFORMED = ("\x00", "' OR '1'='1", "9" * 30, "\U0001f9c1", "x" * 3000)
"""What no parameter can be."""


def _token(site: Site, route: Route, council: str) -> str:
    things = site.things[council]
    return things.invitation if route.endpoint.startswith("set_up.") else things.link


def faults_of(route: Route) -> list[str]:
    """Parameters that nobody has said how to fill."""
    return [f"{route.endpoint}: no values for <{name}>" for name in route.parameters if name not in _OWN]


def own(site: Site, route: Route, actor: Actor) -> dict[str, str]:
    """The route filled with what is this council's own."""
    return {name: _OWN[name](site, route, actor) for name in route.parameters}


@dataclass(frozen=True)
class Swap:
    """One parameter filled with something else. `foreign` is the other council's, "" where nobody owns such a thing."""

    name: str
    values: dict[str, str]
    foreign: dict[str, str] | None
    malformed: tuple[dict[str, str], ...]


def swaps(site: Site, route: Route, actor: Actor) -> Iterator[Swap]:
    """For each parameter: nobody's, the other council's, and what cannot be, with the rest one's own."""
    mine = own(site, route, actor)
    for name in route.parameters:
        if name not in _UNKNOWN:
            continue
        foreign = FOREIGN[name](site, route, actor) if name in FOREIGN else ""
        bad = tuple({**mine, name: value} for value in MALFORMED)
        yield Swap(name, {**mine, name: _UNKNOWN[name]}, {**mine, name: foreign} if foreign else None, bad)
