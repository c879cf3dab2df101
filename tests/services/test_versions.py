"""Versions through the services, on either database: who follows what, and moving a case between real texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import Actor
from core.domain.canonical import digest, to_bytes
from core.domain.case import DueState
from core.domain.errors import DomainError
from core.domain.events import VersionMoved
from core.domain.procedure import Procedure
from core.persistence.record import Stamp, load_case, load_case_of
from core.persistence.register_store import read_register, store_adoption
from core.persistence.repositories import registry
from core.persistence.transaction import in_one_transaction, reading
from core.persistence.verify import verify_case
from core.services import intake, opening, progress, triage
from core.services.council import open_council
from core.services.intake import Feedback, Received
from core.services.opening import OpenedCase
from core.services.steps import Step
from core.services.unit_of_work import NotPermitted
from core.services.version_moves import Tried, try_versions
from core.services.versions import Rules, Standing, hashes_named, rules_here
from tests.support.casework import BOSTON, PUBLIC, at, casework_app, officer
from tests.support.databases import DatabaseUrls

ROTHERHAM = "rotherham_2010"
WHY = "The Board decided it."


@pytest.fixture(scope="module")
def councils(database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(database, BOSTON, ROTHERHAM) as app:
        yield app


@pytest.fixture(scope="module")
def mona(councils: Flask) -> Actor:
    return officer(BOSTON, "monitoring_officer", name="Mona Example")


@pytest.fixture(scope="module")
def rob(councils: Flask) -> Actor:
    return officer(ROTHERHAM, "monitoring_officer", "complaints_officer", name="Rob Example")


def complain(authority: str, when: str, service: str = "") -> Received:
    with clock_at(at(when)):
        return intake.receive(authority, PUBLIC, Feedback("complaint", "web", "It went wrong.", service=service))


def rules(authority: str, actor: Actor, when: str, key: str = "corporate") -> Rules:
    with clock_at(at(when)):
        found = rules_here(authority, actor).rules(key)
    assert found is not None
    return found


def tried(authority: str, actor: Actor, reference: str, name: str) -> tuple[OpenedCase, Tried]:
    opened = opening.look_at(authority, actor, reference)
    assert opened is not None
    return opened, next(one for one in try_versions(opened, opened.case.track(1)) if one.name == name)


def move(authority: str, actor: Actor, reference: str, name: str, reason: str = WHY, seen: int = 0) -> None:
    with reading(authority):
        (hash_,) = hashes_named(open_council(authority).register, f"corporate/{name}")
    progress.move_version(authority, actor, reference, hash_, reason, seen=seen)


def test_each_version_says_where_it_stands_at_that_minute(councils: Flask, mona: Actor) -> None:
    last_minute = rules(BOSTON, mona, "2024-12-11T23:59")
    assert {v.name: v.standing for v in last_minute.versions} == {
        "boston-earlier": Standing.IN_FORCE, "selcp-2024": Standing.COMING, "lgsco-code-2024": Standing.OFFERED,
    }  # fmt: skip
    first_minute = rules(BOSTON, mona, "2024-12-12T00:00")
    assert {v.name: v.standing for v in first_minute.versions} == {
        "selcp-2024": Standing.IN_FORCE, "boston-earlier": Standing.EARLIER, "lgsco-code-2024": Standing.OFFERED,
    }  # fmt: skip
    held = first_minute.in_force
    assert held is not None and held.adoptions[0].authority.startswith("Boston's Cabinet approved")
    earlier = first_minute.version("boston-earlier")
    assert earlier is not None and earlier.adoptions[0].until == at("2024-12-12T00:00")


def test_a_case_counts_under_the_text_it_follows_and_moves_with_it(councils: Flask, mona: Actor) -> None:
    before = {v.name: v.cases.open for v in rules(BOSTON, mona, "2024-12-16T09:00").versions}
    got = complain(BOSTON, "2024-12-10T10:15", "waste")
    counted = {v.name: v.cases.open for v in rules(BOSTON, mona, "2024-12-16T09:00").versions}
    assert counted == {**before, "boston-earlier": before["boston-earlier"] + 1}
    with clock_at(at("2024-12-16T09:00")):
        move(BOSTON, mona, got.reference, "selcp-2024")
    counted = {v.name: v.cases.open for v in rules(BOSTON, mona, "2024-12-16T09:00").versions}
    assert counted == {**before, "selcp-2024": before["selcp-2024"] + 1}


def test_bostons_earlier_rule_gives_way_to_the_shared_policy(councils: Flask, mona: Actor) -> None:
    """Acknowledged on 12 December: ten from then are 30 December, the 20 from receipt were 10 January."""
    got = complain(BOSTON, "2024-12-10T10:15", "waste")
    with clock_at(at("2024-12-12T09:00")):
        triage.triage(BOSTON, mona, got.reference, [triage.Point("Bins", decision=triage.TAKE)])
        answers = {"understanding": "Bins.", "outcome_sought": "Sorry.", "answer_by": date(2024, 12, 30)}
        progress.take(BOSTON, mona, got.reference, Step("acknowledge", answers=answers))
    with clock_at(at("2024-12-16T09:00")):
        _, found = tried(BOSTON, mona, got.reference, "selcp-2024")
        assert found.problems == ()
        moved = {c.clock: (c.before.on if c.before else None, c.after.on if c.after else None) for c in found.clocks}
        assert moved["stage1_response_due"] == (date(2025, 1, 10), date(2024, 12, 30))
        assert moved["ack_due"] == (date(2024, 12, 17), date(2024, 12, 17))
        assert {m.key for m in found.new} == {"note_first_known", "take_to_clinic"} and found.gone == ()
        move(BOSTON, mona, got.reference, "selcp-2024")
    with reading(BOSTON):
        stream = load_case(got.case_id)
    assert stream is not None
    event = stream.entries[-1].event
    assert isinstance(event, VersionMoved)
    assert {d.clock: d.on for d in event.before}["stage1_response_due"] == date(2025, 1, 10)
    due = stream.case.track(1).dues["stage1_response_due"]
    assert (due.on, due.state) == (date(2024, 12, 30), DueState.RUNNING)
    assert verify_case(BOSTON, got.case_id).whole


def test_who_only_works_or_only_adopts_may_not_move_a_case(councils: Flask, mona: Actor) -> None:
    got = complain(BOSTON, "2024-12-10T10:15", "waste")
    for roles in (("complaints_officer",), ("administrator",)):
        with pytest.raises(NotPermitted), clock_at(at("2024-12-16T09:00")):
            move(BOSTON, officer(BOSTON, *roles), got.reference, "selcp-2024")


def test_two_who_move_it_are_told_of_each_other(councils: Flask, mona: Actor) -> None:
    got = complain(BOSTON, "2024-12-10T10:15", "waste")
    with clock_at(at("2024-12-16T09:00")):
        move(BOSTON, mona, got.reference, "selcp-2024")
        with pytest.raises(DomainError) as refused:
            move(BOSTON, mona, got.reference, "selcp-2024", seen=2)
    assert [p.code for p in refused.value.problems] == ["version_unchanged", "changed_meanwhile"]


def offered(version: str) -> Procedure:
    text = open_council(ROTHERHAM).runtime.offers.text("procedure", "corporate", version)
    assert isinstance(text, Procedure)
    return text


@pytest.fixture(scope="module")
def board_decided(councils: Flask, rob: Actor) -> None:
    """The Board adopts what was proposed, from a day on."""
    from_ = at("2026-11-02T00:00")

    def adopt() -> None:
        stamp = Stamp(from_, rob.key, "the-board-decides")
        text = offered("proposed-2008")
        store_adoption(read_register(), text, from_, stamp, note="Board, 29 October, item 4", history=True)
        registry.configuration_changed(ROTHERHAM)

    in_one_transaction(ROTHERHAM, adopt)


def test_what_is_only_offered_cannot_be_moved_to(councils: Flask, rob: Actor) -> None:
    with reading(ROTHERHAM):
        hash_ = digest(to_bytes(offered("lgsco-code-2024")))
        assert hashes_named(open_council(ROTHERHAM).register, "corporate/lgsco-code-2024") == ()
    got = complain(ROTHERHAM, "2026-10-28T10:15", "repairs")
    with pytest.raises(DomainError) as refused, clock_at(at("2026-10-29T09:00")):
        progress.move_version(ROTHERHAM, rob, got.reference, hash_, WHY)
    assert [p.code for p in refused.value.problems] == ["unknown_text"]


def test_rotherhams_texts_lead_both_ways_where_they_know_the_state(
    councils: Flask, rob: Actor, board_decided: None
) -> None:
    got = complain(ROTHERHAM, "2026-10-28T10:15", "repairs")
    with clock_at(at("2026-11-03T09:00")):
        _, found = tried(ROTHERHAM, rob, got.reference, "proposed-2008")
        assert found.problems == ()
        assert {m.key for m in found.new} == {"pass_to_manager", "tell_right"}
        move(ROTHERHAM, rob, got.reference, "proposed-2008")
        move(ROTHERHAM, rob, got.reference, "current", "A slip.")
        move(ROTHERHAM, rob, got.reference, "proposed-2008")
        answers = {"manager": "The Neighbourhood Champion"}
        progress.take(ROTHERHAM, rob, got.reference, Step("pass_to_manager", answers=answers))
        _, back = tried(ROTHERHAM, rob, got.reference, "current")
        assert [(p.code, p.param("state")) for p in back.problems] == [("version_lacks_state", "with_manager")]
        with pytest.raises(DomainError) as refused:
            move(ROTHERHAM, rob, got.reference, "current", reason="")
        codes = [p.code for p in refused.value.problems]
        assert codes == ["moving_version_needs_reason", "version_lacks_state"]
    with reading(ROTHERHAM):
        stream = load_case_of(got.reference)
    assert stream is not None and stream.case.track(1).version == "proposed-2008"
    assert verify_case(ROTHERHAM, got.case_id).whole


def test_who_adopted_it_and_on_what_authority_is_told(councils: Flask, rob: Actor, board_decided: None) -> None:
    found = rules(ROTHERHAM, rob, "2026-11-03T09:00")
    held = found.in_force
    assert held is not None and held.name == "proposed-2008"
    adopted = held.adoptions[0]
    assert (adopted.by, adopted.authority, adopted.loaded) == ("Rob Example", "Board, 29 October, item 4", True)
