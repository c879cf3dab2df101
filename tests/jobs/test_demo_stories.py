"""The stories that councils' modules declare: every procedure of each is seen alive, at many steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from core.cli.application import working_application
from core.clock import clock_at
from core.config import Config
from core.domain.case import Case, CaseStatus, IssueStatus
from core.host import Host
from core.persistence.db import db
from core.persistence.record import load_case
from core.persistence.repositories.cases import case_of_submission
from core.persistence.transaction import reading
from core.persistence.verify import verify
from core.services.council import host
from core.services.demo import make_stories
from core.services.demo_setup import install_demo
from tests.conftest import environment
from tests.support.databases import DatabaseUrls

TOLD_ON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
PROFILES = Host.discover().profiles()
pytestmark = [pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="module")]


@dataclass(frozen=True)
class Demo:
    """The demo as it is on that day, and how a council's stories stand, by their keys."""

    app: Flask
    cases: dict[str, dict[str, Case]]


@pytest.fixture(scope="module")
def demo(database: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Every story of every council told, each to its end, and the record whole."""
    app = working_application(Config.from_environment(environment(database, tmp_path_factory.mktemp("data"))))
    with app.app_context(), clock_at(TOLD_ON):
        install_demo(host(), "localhost")
        yield Demo(app, {code: told(code) for code in PROFILES})
        db.engine.dispose()


def told(code: str) -> dict[str, Case]:
    made = make_stories(code, seed="7")
    stories = PROFILES[code].demo_stories
    assert (made.stopped, made.new, made.known) == ((), len(stories), 0)
    assert verify(code).whole
    with reading(code):
        ids = {story.key: case_of_submission(f"demo:7:{story.key}") or "" for story in stories}
        return {key: stream.case for key, id_ in ids.items() if (stream := load_case(id_))}


@pytest.mark.parametrize("code", sorted(PROFILES))
def test_every_procedure_in_force_is_alive_and_at_several_steps(demo: Demo, code: str) -> None:
    cases = demo.cases[code]
    tracks = [track for case in cases.values() for track in case.tracks]
    history = PROFILES[code].history
    assert {track.procedure for track in tracks} == {entry.key for entry in history}
    assert len({(track.procedure, track.stage, track.state) for track in tracks}) > len({t.procedure for t in tracks})


def test_a_case_keeps_the_rules_that_it_came_under(demo: Demo) -> None:
    (track,) = demo.cases["boston"]["earlier-rule"].tracks
    assert (track.version, track.facts["case.received"].on) == ("boston-earlier", date(2024, 12, 2))


def test_stages_that_few_cases_reach_are_there_to_be_looked_at(demo: Demo) -> None:
    reached = {
        code: {(t.procedure, t.stage, t.state) for case in demo.cases[code].values() for t in case.tracks}
        for code in ("buckinghamshire", "central_bedfordshire", "rotherham_2010", "south_holland")
    }
    assert {
        ("childrens_social_care", "stage1", "received"), ("childrens_social_care", "stage2", "investigating"),
        ("childrens_social_care", "stage3", "panel_met"), ("childrens_social_care", "stage3", "answered"),
        ("adult_social_care", "stage1", "acknowledged"), ("adult_social_care", "stage1", "resolved"),
        ("corporate", "stage2", "accepted"), ("corporate", "stage2", "refused"), ("corporate", "stage2", "received"),
        ("information_request", "review", "received"), ("subject_access", "request", "received"),
        ("data_protection", "stage1", "received"),
    } <= reached["buckinghamshire"]  # fmt: skip
    assert ("corporate", "stage3", "received") in reached["central_bedfordshire"]
    assert {
        ("corporate", "informal", "received"), ("corporate", "stage1", "acknowledged"),
        ("corporate", "stage3", "papers_sent"), ("corporate", "stage3", "answered"),
    } <= reached["rotherham_2010"]  # fmt: skip
    assert {("housing", "stage1", "acknowledged"), ("housing", "stage2", "answered")} <= reached["south_holland"]


def test_a_mixed_case_follows_two_procedures_and_refuses_what_has_an_appeal(demo: Demo) -> None:
    mixed = demo.cases["south_holland"]["mixed"]
    assert [(track.procedure, track.state) for track in mixed.tracks] == [
        ("corporate", "answered"), ("housing", "answered"),
    ]  # fmt: skip
    assert [(issue.track, issue.status) for issue in mixed.issues] == [
        (1, IssueStatus.ACCEPTED), (2, IssueStatus.ACCEPTED), (1, IssueStatus.REFUSED),
    ]  # fmt: skip
    assert mixed.issues[2].ground == "other_procedure"


def test_enquiries_requests_and_the_anonymous_are_kept_beside_complaints(demo: Demo) -> None:
    cases = demo.cases["buckinghamshire"]
    assert {"mp_enquiry", "councillor_enquiry", "concern", "foi_request", "eir_request", "subject_access_request"} <= {
        case.type for case in cases.values()
    }
    anonymous, wider = cases["anonymous"], cases["anonymous-wider"]
    assert (anonymous.person, anonymous.type, anonymous.status) == ("", "service_request", CaseStatus.CLOSED)
    assert (wider.person, wider.type, wider.tracks[0].state) == ("", "complaint", "answered")


def test_the_same_seed_again_adds_nothing_and_what_began_before_its_rules_is_left_out(demo: Demo) -> None:
    with demo.app.app_context(), clock_at(TOLD_ON):
        again = make_stories("boston", seed="7")
        assert (again.new, again.known) == (0, 4)
        early = make_stories("boston", seed="8", as_of=date(2026, 5, 29))
        assert (early.new, early.known) == (2, 0)


def test_the_same_seed_gives_the_same_moments(demo: Demo) -> None:
    received = {key: case.received_at.isoformat() for key, case in demo.cases["east_lindsey"].items()}
    assert received == {
        "clinic": "2026-10-21T13:59:55+00:00",
        "data-told": "2026-10-28T11:17:46+00:00",
        "data-waiting": "2026-11-12T14:21:06+00:00",
    }
