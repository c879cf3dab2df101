"""Everybody who may turn up at a council's door, each in a browser of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import Flask

from core.clock import clock_at
from core.persistence.repositories import identities
from core.persistence.transaction import in_one_transaction
from core.services import sessions
from tests.support.matrix_world import HERE, HIRED, MARKS, NOW, THERE, Things, follow
from tests.support.web import Browser, Staff, hire

NOBODY, PERSON, STAFF = "nobody", "person", "staff"


@dataclass(eq=False)
class Actor:
    """`at` whose host they are; `is_a` as what that council knows them, staff by `roles`, a person by their case."""

    name: str
    browser: Browser
    at: str
    is_a: str = NOBODY
    roles: tuple[str, ...] = ()
    staff: Staff | None = None
    follows: str = ""
    half_open: bool = False
    tokens: dict[str, str] = field(default_factory=dict)
    search: str = ""
    refreshed: int = 0

    @property
    def other(self) -> str:
        """The council that nothing of may reach them here."""
        return THERE if self.at == HERE else HERE

    def begin(self, things: Things) -> None:
        """Be signed in, or follow, anew; and have the forms' tokens, which go with that."""
        with clock_at(NOW):
            if self.is_a == STAFF and self.staff is not None:
                self.browser.sign_in(self.staff)
                self.browser.get("/staff/account")
                self.tokens[STAFF] = self.browser.token
                self.search = self._search(things.mark)
            elif self.is_a == PERSON:
                self.browser.get("/follow/case/add")
                self.tokens[PERSON] = self.browser.token
            self.browser.get("/follow")
            self.tokens[NOBODY] = self.browser.token

    def _search(self, words: str) -> str:
        """The code of a search kept in this session; empty for whom searching is not."""
        found = self.browser.post("/staff/search", {"words": words, "csrf_token": self.tokens[STAFF]})
        return found.headers["Location"].rpartition("/")[2] if found.status_code == 302 else ""


def cast(app: Flask, things: dict[str, Things], roles: Iterable[str]) -> list[Actor]:
    """The actors of the matrix; `roles` are every role that council A knows, and each is played by somebody."""
    actors = [Actor("nobody", Browser(app, HERE), HERE)]
    actors += _followers(app, things)
    actors += [_staff(app, f"{role} of A", HERE, HERE, (role,)) for role in roles]
    actors += [
        _staff(app, f"{role} of B", THERE, HERE, (role,)) for role in ("complaints_officer", "administrator", "auditor")
    ]
    actors += _shared(app)
    actors += _gone(app)
    for actor in actors:
        actor.begin(things[actor.at])
    return actors


def _followers(app: Flask, things: dict[str, Things]) -> list[Actor]:
    mine = things[HERE]
    made = []
    for name, reference, address in (
        ("follower of the case", mine.answered, mine.address),
        ("follower of another case", mine.working, mine.other_address),
    ):
        browser = Browser(app, HERE)
        follow(browser, reference, address)
        made.append(Actor(name, browser, HERE, PERSON, follows=reference))
    theirs, stranger = Browser(app, THERE), Browser(app, HERE)
    follow(theirs, things[THERE].working, things[THERE].other_address)
    stranger.take_cookie("follower", theirs.cookie("follower"))
    return [*made, Actor("follower of B", stranger, HERE)]


def _staff(app: Flask, name: str, of: str, at: str, roles: tuple[str, ...]) -> Actor:
    """Somebody who works for `of` and comes to the host of `at`, with the cookie that they got at home."""
    mark = MARKS[of]
    with clock_at(HIRED):
        who = hire(app, of, roles=roles, name=f"{mark}staff Example")
    if of == at:
        return Actor(name, Browser(app, at), at, STAFF, roles, who)
    home, away = Browser(app, of), Browser(app, at)
    with clock_at(NOW):
        home.sign_in(who)
    away.take_cookie("staff", home.cookie("staff"))
    return Actor(name, away, at, roles=roles, staff=who)


def _shared(app: Flask) -> list[Actor]:
    """One officer of both councils, at each council's host with the session of that host."""
    with clock_at(HIRED):
        who = hire(app, HERE, THERE, roles=("complaints_officer",), name="Shared Example")
    return [
        Actor(f"shared officer at {name}", Browser(app, at), at, STAFF, ("complaints_officer",), who)
        for name, at in (("A", HERE), ("B", THERE))
    ]


def _gone(app: Flask) -> list[Actor]:
    """People whose sessions began and then lost their ground, and somebody between the two factors."""
    revoked = _staff(app, "revoked officer", HERE, HERE, ("complaints_officer",))
    disabled = _staff(app, "deactivated officer", HERE, HERE, ("complaints_officer",))
    half = _staff(app, "half signed in", HERE, HERE, ("complaints_officer",))
    for actor in (revoked, disabled):
        assert actor.staff is not None
        with clock_at(NOW):
            actor.browser.sign_in(actor.staff)
        actor.is_a = NOBODY
    _change(app, lambda: identities.end_membership(HERE, _place(revoked), NOW))
    _change(app, lambda: identities.disable(disabled.staff.identity_id if disabled.staff else "", NOW))
    half.is_a, half.half_open = NOBODY, True
    give_half_open(app, half)
    return [revoked, disabled, half]


def give_half_open(app: Flask, actor: Actor) -> None:
    """Put the cookie of a session between password and code into the browser."""

    def begin() -> str:
        place = identities.member(HERE, _place(actor))
        assert place is not None
        return sessions.begin(HERE, place, NOW, half_open=True, browser="A test")

    with app.app_context():
        actor.browser.take_cookie("staff", in_one_transaction(HERE, begin))


def _place(actor: Actor) -> str:
    assert actor.staff is not None
    return actor.staff.memberships[HERE]


def _change(app: Flask, change: object) -> None:
    assert callable(change)
    with app.app_context():
        in_one_transaction(HERE, change)
