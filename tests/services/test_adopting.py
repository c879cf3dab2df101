"""A text is adopted from a minute still to come, by a name and on an authority; open cases keep what they follow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from core.clock import clock_at
from core.domain.actor import Actor, ActorKind
from core.domain.errors import DomainError, UnknownName
from core.persistence import models as m
from core.persistence.db import current_session, db
from core.persistence.record import AUTHORITY_STREAM, load_case
from core.persistence.register_store import TEXT_ADOPTED
from core.persistence.transaction import reading
from core.persistence.verify import verify
from core.services import intake
from core.services.adopting import Decision, Wanted, adopt_version, plan
from core.services.council import KEPT, Council, open_council
from core.services.intake import Feedback
from core.services.unit_of_work import NotPermitted
from core.services.versions import Standing, rules_here
from tests.support.casework import BOSTON, PUBLIC, at, casework_app, officer
from tests.support.databases import DatabaseUrls

NOW = at("2026-11-23T10:00")
CUT = at("2026-12-01T00:00")
CODE = Wanted("corporate", "lgsco-code-2024", CUT)
MONA = Decision("Mona Example, Monitoring Officer", "Constitution, part 3, paragraph 12", "Told to Cabinet in January.")
ENGINEER = Actor(ActorKind.OPERATOR)


@pytest.fixture
def boston(fresh_database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(fresh_database) as app, clock_at(NOW):
        yield app


def council() -> Council:
    with reading(BOSTON):
        return open_council(BOSTON)


def received(when: str) -> tuple[str, str]:
    """A complaint received then: its id and the version that it follows."""
    with clock_at(at(when)):
        got = intake.receive(BOSTON, PUBLIC, Feedback("complaint", "web", "The bins were missed."))
    return got.case_id, followed(got.case_id)


def followed(case_id: str) -> str:
    with reading(BOSTON):
        found = load_case(case_id)
    assert found is not None
    return found.case.tracks[0].version


def codes(wanted: Wanted, decision: Decision = MONA) -> list[str]:
    with pytest.raises(DomainError) as refused:
        adopt_version(BOSTON, ENGINEER, wanted, decision)
    return [problem.code for problem in refused.value.problems]


def standing(name: str, when: str) -> Standing:
    with clock_at(at(when)):
        found = rules_here(BOSTON, officer(BOSTON, "monitoring_officer")).rules("corporate")
    assert found is not None
    version = found.version(name)
    assert version is not None
    return version.standing


def test_a_case_a_minute_before_and_one_in_the_minute_itself_follow_the_right_versions(boston: Flask) -> None:
    opened, follows = received("2026-11-20T10:00")
    adopt_version(BOSTON, officer(BOSTON, "monitoring_officer"), CODE, MONA)
    assert follows == "selcp-2024"
    assert received("2026-11-30T23:59")[1] == "selcp-2024"
    assert received("2026-12-01T00:00")[1] == "lgsco-code-2024"
    assert received("2026-12-01T00:01")[1] == "lgsco-code-2024"
    assert followed(opened) == "selcp-2024"
    assert verify(BOSTON).whole


def test_a_cut_over_in_summer_is_a_minute_of_london(boston: Flask) -> None:
    adopt_version(BOSTON, ENGINEER, replace(CODE, from_=at("2027-06-30T23:00")), MONA)  # 00:00 on 1 July
    register = council().register
    assert register.procedure("corporate", at("2027-06-30T22:59")).version == "selcp-2024"
    assert register.procedure("corporate", at("2027-06-30T23:00")).version == "lgsco-code-2024"


def test_the_row_and_the_event_tell_version_approver_authority_and_minute(boston: Flask) -> None:
    mona = officer(BOSTON, "monitoring_officer", name="Mona Example")
    adopt_version(BOSTON, mona, CODE, MONA)
    with reading(BOSTON):
        row = current_session().scalars(select(m.Adoption).where(m.Adoption.version == "lgsco-code-2024")).one()
        told = (row.key, row.from_, row.by, row.approved_by, row.note, row.remark, row.loaded)
        last = select(m.Event).where(m.Event.stream_id == AUTHORITY_STREAM).order_by(m.Event.seq.desc()).limit(1)
        event = current_session().scalars(last).one()
        sealed, body = (event.type, event.actor, event.at), json.loads(event.body)
        hash_ = row.hash
    assert told == ("corporate", CUT, mona.key, MONA.approved_by, MONA.authority, MONA.remark, False)
    assert sealed == (TEXT_ADOPTED, mona.key, NOW)
    assert body == {
        "kind": "procedure", "key": "corporate", "version": "lgsco-code-2024", "hash": hash_, "by": mona.key,
        "note": MONA.authority, "approved_by": MONA.approved_by, "remark": MONA.remark, "loaded": False,
        "from": "2026-12-01T00:00:00+00:00",
    }  # fmt: skip


def test_every_process_reads_the_register_anew(boston: Flask) -> None:
    before = council()
    kept = dict(boston.extensions[KEPT])
    assert kept[BOSTON] is before
    adopt_version(BOSTON, ENGINEER, CODE, MONA)
    boston.extensions[KEPT] = kept  # as a process holds it that did not do it itself
    after = council()
    assert after.config_version == before.config_version + 1
    assert after.register.procedure("corporate", CUT).version == "lgsco-code-2024"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (replace(CODE, from_=at("2026-11-22T00:00")), "adoption_in_past"),
        (replace(CODE, from_=NOW), "adoption_in_past"),
        (replace(CODE, from_=at("2027-10-31T00:30")), "adoption_in_repeated_hour"),
        (replace(CODE, from_=at("2027-10-31T01:30")), "adoption_in_repeated_hour"),
        (replace(CODE, from_=at("2062-12-01T00:00")), "adoption_too_far"),
        (replace(CODE, version="selcp-2024"), "adoption_in_force"),
        (replace(CODE, version="selcp-2099"), "unknown_version"),
        (replace(CODE, procedure="nothing"), "unknown_procedure"),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(boston: Flask, wanted: Wanted, code: str) -> None:
    before = council()
    assert codes(wanted) == [code]
    after = council()
    assert (after.register, after.config_version) == (before.register, before.config_version)


def test_approver_and_authority_are_asked_for(boston: Flask) -> None:
    assert codes(CODE, Decision(" ", "")) == ["adoption_needs_approver", "adoption_needs_authority"]


def test_nothing_begins_before_one_that_was_adopted_for_later(boston: Flask) -> None:
    adopt_version(BOSTON, ENGINEER, CODE, MONA)
    assert codes(replace(CODE, version="boston-earlier", from_=at("2026-11-30T23:59"))) == ["adoption_before_later"]
    assert codes(replace(CODE, from_=at("2026-12-08T00:00"))) == ["adoption_in_force"]
    adopt_version(BOSTON, ENGINEER, replace(CODE, version="boston-earlier", from_=at("2026-12-08T00:00")), MONA)
    register = council().register
    assert register.procedure("corporate", at("2026-12-07T23:59")).version == "lgsco-code-2024"
    assert register.procedure("corporate", at("2026-12-08T00:00")).version == "boston-earlier"


def test_one_that_has_not_begun_is_withdrawn_by_adopting_from_its_minute_what_applies(boston: Flask) -> None:
    adopt_version(BOSTON, ENGINEER, CODE, MONA)
    assert standing("lgsco-code-2024", "2026-11-23T11:00") is Standing.COMING
    kept = replace(CODE, version="selcp-2024")
    found = plan(BOSTON, kept)
    assert found.replaces is not None and found.replaces.version == "lgsco-code-2024"
    adopt_version(BOSTON, ENGINEER, kept, MONA)
    assert standing("lgsco-code-2024", "2026-11-23T11:00") is Standing.OFFERED
    assert standing("lgsco-code-2024", "2026-12-02T11:00") is Standing.OFFERED
    assert standing("selcp-2024", "2026-12-02T11:00") is Standing.IN_FORCE
    assert received("2026-12-01T00:01")[1] == "selcp-2024"
    assert verify(BOSTON).whole
    adopt_version(BOSTON, ENGINEER, CODE, MONA)  # and once more the other way: the last entered wins
    assert received("2026-12-01T00:02")[1] == "lgsco-code-2024"


def test_only_who_may_adopt_does(boston: Flask) -> None:
    before = council().register
    with pytest.raises(NotPermitted):
        adopt_version(BOSTON, officer(BOSTON, "complaints_officer"), CODE, MONA)
    assert council().register == before


def test_looking_writes_nothing(boston: Flask) -> None:
    before = council()
    found = plan(BOSTON, CODE)
    assert (found.text.version, found.from_, found.replaces) == ("lgsco-code-2024", CUT, None)
    assert found.before is not None and found.before.version == "selcp-2024"
    assert council().config_version == before.config_version


def test_a_council_that_is_not_registered_is_unknown(boston: Flask) -> None:
    with pytest.raises(UnknownName):
        adopt_version("atlantis", ENGINEER, CODE, MONA)


def test_of_two_who_adopt_at_once_the_second_is_told_what_the_first_did(boston: Flask) -> None:
    def one(version: str) -> str:
        with boston.app_context(), clock_at(NOW):
            try:
                adopt_version(BOSTON, ENGINEER, replace(CODE, version=version), MONA)
            except DomainError as error:
                return error.problems[0].code
            finally:
                db.session.remove()
        return "adopted"

    with ThreadPoolExecutor(4) as four:
        ended = sorted(four.map(one, ["lgsco-code-2024"] * 4))
    assert ended == ["adopted", "adoption_in_force", "adoption_in_force", "adoption_in_force"]
    assert [a.version for a in council().register.adoptions if not a.loaded] == ["lgsco-code-2024"]
    assert verify(BOSTON).whole
