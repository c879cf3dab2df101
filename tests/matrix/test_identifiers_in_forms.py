"""Identifiers in bodies, queries and headers: another council's is the same as nobody's, on both databases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from core.clock import clock_at
from core.persistence import models as m
from core.persistence.db import current_session, db
from core.persistence.transaction import reading
from tests.support.matrix_actors import STAFF
from tests.support.matrix_routes import UNKNOWN_ID, own
from tests.support.matrix_run import Matrix
from tests.support.matrix_walk import Answer, Walk
from tests.support.matrix_world import HERE, MARKS, NOW, THERE, ask_for_link
from tests.support.web import Browser

UNKNOWN_REFERENCE = "ELI-0000-0000"
OFFICER, ADMINISTRATOR = "complaints_officer of A", "administrator of A"


@dataclass(frozen=True)
class Field:
    """A field of a form that names something: how the rest is filled in, whose it may be, and who sends it."""

    endpoint: str
    name: str
    foreign: str
    unknown: str
    rest: Mapping[str, str]
    actor: str = OFFICER


def fields(matrix: Matrix) -> list[Field]:
    theirs = matrix.site.things[THERE]
    word = MARKS[THERE]
    logged = {"words": "Somebody rang", "type": "complaint", "channel": "phone", "do": "find"}
    person = _their_person(matrix)
    return [
        Field("actions.link", "reference", theirs.working, UNKNOWN_REFERENCE, {"kind": "same_matter"}),
        Field("actions.link", "reference", theirs.working.lower(), UNKNOWN_REFERENCE.lower(), {"kind": "same_matter"}),
        Field("actions.assign", "handler", theirs.member, UNKNOWN_ID, {}),
        Field("triage.show", "handler", theirs.member, UNKNOWN_ID, {"new0_words": "An issue", "do": "save"}),
        Field("log.new", "person", person, UNKNOWN_ID, logged),
        Field("log.new", "name", f"{word}person working", "Nobody Known", logged),
        Field("log.new", "email", theirs.other_address, "nobody@resident.example", logged),
        Field("log.new", "phone", f"{word}phone", "01632 960999", logged),
        Field("people.take_back", "email", f"{word}.invited@officers.example", "n@o.example", {}, ADMINISTRATOR),
        Field("actions.take", "next", f"/staff/cases/{theirs.working}", f"/staff/cases/{UNKNOWN_REFERENCE}", {}),
    ]


@pytest.mark.req("ISO-08")
def test_a_foreign_identifier_in_a_form_is_one_that_does_not_exist(matrix: Matrix, walk: Walk) -> None:
    before = matrix.outside.digest(THERE)
    for field in fields(matrix):
        actor, route = matrix.actor(field.actor), matrix.routes[field.endpoint]
        answers = []
        for value in (field.foreign, field.unknown):
            data = {**walk.token(actor, STAFF), **field.rest, field.name: value}
            answer = walk.ask(actor, route, "POST", own(matrix.site, route, actor), data=data)
            if answer.status >= 500:
                walk.faults.append(f"{field.endpoint} {field.name}: {answer.status}")
            answers.append((answer, {"value": value}))
        walk.same(actor, route, "POST", f"{field.name} in a form", answers[0], answers[1])
    walk.done()
    assert matrix.outside.digest(THERE) == before


@pytest.mark.req("ISO-08", "AZN-02")
@pytest.mark.parametrize("typed", ["reference", "a name", "a word of the case", "an address"])
def test_a_search_finds_nothing_of_the_other_council(matrix: Matrix, walk: Walk, typed: str) -> None:
    theirs, mark = matrix.site.things[THERE], MARKS[THERE]
    words = {
        "reference": theirs.answered,
        "a name": f"{mark}person",
        "a word of the case": f"{mark}summary",
        "an address": theirs.address,
    }[typed]
    found = _search(matrix, walk, words)
    assert b"No case found" in found.body
    nothing = _search(matrix, walk, "qqqqnothing")
    assert found.without({"": words})[2] == nothing.without({"": "qqqqnothing"})[2].replace("qqqqnothing", "…")
    walk.faults = [fault for fault in walk.faults if "LEAK" not in fault]  # the box shows what was typed into it
    walk.done()


@pytest.mark.req("ISO-08")
@pytest.mark.parametrize(
    ("endpoint", "name"),
    [
        ("worklist.queue", "owner"),
        ("worklist.queue", "after"),
        ("worklist.queue", "before"),
        ("cases.show", "before"),
        ("demo_mail.index", "before"),
    ],
)
def test_a_foreign_identifier_in_a_query_is_one_that_does_not_exist(
    matrix: Matrix, endpoint: str, name: str
) -> None:
    theirs = matrix.site.things[THERE]
    values = {
        "owner": (theirs.member, UNKNOWN_ID),
        "after": (f"2026-11-24_{theirs.case_id}", f"2026-11-24_{UNKNOWN_ID}"),
        "before": (theirs.message, UNKNOWN_ID),
    }[name]
    if endpoint == "worklist.queue" and name == "before":
        values = (f"2026-11-24_{theirs.case_id}", f"2026-11-24_{UNKNOWN_ID}")
    actor, route = matrix.actor(OFFICER), matrix.routes[endpoint]
    pages = set()
    for value in values:
        with clock_at(NOW):
            url = route.url(own(matrix.site, route, actor))
            found = actor.browser.get(url, query_string={name: value})
        assert MARKS[THERE] not in found.text
        pages.add((found.status_code, found.text.replace(value, "…").replace(value[-36:], "…")))
    is_a_place = name == "after" or (endpoint != "cases.show" and name == "before")  # a list goes on after any place
    if not is_a_place:
        assert len(pages) == 1
    for broken in ("-" * 36, "2026-11-24_" + "-" * 36, "x", "9" * 40, "\x00", "' OR 1=1 --"):
        with clock_at(NOW):
            assert actor.browser.get(url, query_string={name: broken}).status_code in {200, 302, 404}


@pytest.mark.req("ISO-08", "ISO-10")
def test_a_case_of_the_other_council_cannot_be_followed_here(matrix: Matrix) -> None:
    theirs = matrix.site.things[THERE]
    pages = set()
    for reference, address in ((theirs.working, theirs.other_address), (UNKNOWN_REFERENCE, "n@resident.example")):
        browser = Browser(matrix.app, HERE)
        with clock_at(NOW):
            browser.get("/follow")
            browser.post("/follow", {"reference": reference, "by": "email", "email": address})
        assert browser.heading == "Look in your e-mail"
        code = browser.page.css_first(".up-code").text().strip()
        pages.add(browser.page.css_first("main").text().replace(code, "CODE"))
    assert len(pages) == 1
    with matrix.app.app_context(), reading(HERE):
        written = db.session.scalars(db.select(m.Outbox.to_address)).all()
    assert not [address for address in written if MARKS[THERE] in address]


@pytest.mark.req("ISO-02", "ISO-09")
@pytest.mark.parametrize("header", ["X-Forwarded-Host", "Forwarded", "X-Host", "X-Original-Host", "X-Forwarded-Server"])
def test_a_forwarded_host_that_nobody_vouches_for_changes_nothing(matrix: Matrix, walk: Walk, header: str) -> None:
    theirs = "east-lindsey.localhost"
    value = f"host={theirs}" if header == "Forwarded" else theirs
    actor, route = matrix.actor("nobody"), matrix.routes["home.start"]
    plain = walk.ask(actor, route, "GET", {})
    forged = walk.ask(actor, route, "GET", {}, headers={header: value})
    walk.same(actor, route, "GET", header, (forged, {}), (plain, {}))
    walk.done()


@pytest.mark.req("ISO-11", "ISO-12")
def test_a_draft_typed_for_one_council_cannot_be_sent_at_the_other(matrix: Matrix, walk: Walk) -> None:
    """The shared officer has both tabs open and sends the form of the one at the host of the other."""
    here, there = matrix.actor("shared officer at A"), matrix.actor("shared officer at B")
    route = matrix.routes["actions.note"]
    before = matrix.outside.digest()
    for actor, tokens in ((here, there.tokens), (there, here.tokens)):
        values = {"reference": matrix.site.things[actor.other].working}
        for token in (tokens[STAFF], actor.tokens[STAFF]):
            answer = walk.ask(actor, route, "POST", values, data={"csrf_token": token, "words": "For the other tab"})
            assert answer.status in {400, 404}
    walk.done()
    assert matrix.outside.digest() == before


@pytest.mark.req("ISO-15", "ISO-17")
def test_the_same_person_and_the_same_names_at_both_councils_meet_nowhere(matrix: Matrix) -> None:
    """One address complains at both; neither council's pages or mails know of the other."""
    with matrix.app.app_context():
        for council in (HERE, THERE):
            mine = matrix.site.things[council]
            token = ask_for_link(Browser(matrix.app, council), mine.working, mine.other_address)
            assert len(token) > 40
            with reading(council):
                texts = current_session().scalars(db.select(m.Outbox.text)).all()
            other = THERE if council == HERE else HERE
            assert not [text for text in texts if MARKS[other] in text or matrix.site.things[other].working in text]


def _search(matrix: Matrix, walk: Walk, words: str) -> Answer:
    actor, find, results = matrix.actor(OFFICER), matrix.routes["search.find"], matrix.routes["search.results"]
    sent = walk.ask(actor, find, "POST", {}, data={**walk.token(actor, STAFF), "words": words})
    assert sent.status == 302 and "/staff/search/" in sent.location
    return walk.ask(actor, results, "GET", {"code": sent.location.rpartition("/")[2]})


def _their_person(matrix: Matrix) -> str:
    with matrix.app.app_context(), reading(THERE):
        return str(db.session.scalars(db.select(m.Person.id).limit(1)).one())
