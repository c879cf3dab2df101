"""What is said of a person outside cases goes with their details: plugins' rows, kept searches, unfinished forms."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import SYSTEM
from core.host.errors import HookFailed
from core.ids import new_token
from core.persistence.db import db
from core.persistence.migrate import migrate
from core.persistence.plugin_tables import PluginRows
from core.persistence.repositories import identities, sessions
from core.persistence.repositories.people import find_person
from core.persistence.start import init_database
from core.persistence.transaction import in_one_transaction, reading
from core.services import drafts
from core.services.council import set_up_services
from core.services.erasing import erase_details
from core.services.install import install_authority
from tests.fixtures.box_plugins.whereabouts import FOREVER
from tests.support.casework import BOSTON, at, officer
from tests.support.databases import DatabaseUrls
from tests.support.matrix_world import with_plugins
from tests.support.stories import ROSA, complain

NOW = at("2025-01-08T09:00")


@pytest.fixture(scope="module")
def boston(database: DatabaseUrls) -> Iterator[Flask]:
    host = with_plugins("tests.fixtures.box_plugins", on="whereabouts")
    migrate(database.owner, "upheld_app", plugins=host.setup.migrations)
    app = Flask("casework")
    init_database(app, database.app)
    set_up_services(app, host)
    with app.app_context():
        install_authority(BOSTON, demo=True)
        yield app
        db.session.remove()
        db.engine.dispose()


def note(person: str, place: str) -> None:
    row = {"person": person, "place": place}
    in_one_transaction(BOSTON, lambda: PluginRows("whereabouts").add("seen", row))


def places(person: str) -> list[object]:
    with reading(BOSTON):
        return [row["place"] for row in PluginRows("whereabouts").find("seen", {"person": person})]


@pytest.mark.req("AUD-05")
def test_what_a_plugin_holds_on_the_person_goes_and_nobody_elses(boston: Flask) -> None:
    one, other = complain(), complain()
    note(one.person_id, "By the quay")
    note(other.person_id, "In the park")
    erase_details(BOSTON, SYSTEM, one.case_id, rule="erasure_request")
    assert places(one.person_id) == [] and places(other.person_id) == ["In the park"]


@pytest.mark.req("AUD-05")
def test_an_erasure_is_undone_where_a_plugin_still_holds_something(boston: Flask) -> None:
    got = complain()
    note(got.person_id, FOREVER)
    note(got.person_id, "By the quay")
    with pytest.raises(HookFailed, match="still holds 1 things on the person"):
        erase_details(BOSTON, SYSTEM, got.case_id, rule="erasure_request")
    assert places(got.person_id) == [FOREVER, "By the quay"]
    with reading(BOSTON):
        found = find_person(got.person_id)
    assert found is not None and found.details.name == ROSA.name and not found.erased


@pytest.mark.req("AUD-05")
def test_kept_searches_and_unfinished_forms_of_the_person_go_too(boston: Flask) -> None:
    got, ada = complain(), officer(name="Ada Example")
    data = json.dumps({"search:1": "Rosa Invented", "browser": "A test"})
    later = NOW + timedelta(hours=8)

    def begin() -> None:
        place = identities.member(BOSTON, ada.id)
        assert place is not None
        sessions.start_staff_session("a" * 64, place, NOW, later, NOW, data)

    in_one_transaction(BOSTON, begin)
    hers, another = new_token(), new_token()
    with clock_at(NOW):
        drafts.keep(BOSTON, hers, {"story": "Again", "email": " ROSA@resident.example"}, "check")
        drafts.keep(BOSTON, another, {"story": "Bins", "email": "sam@resident.example"}, "check")
        erase_details(BOSTON, SYSTEM, got.case_id, rule="erasure_request")
        assert drafts.load(BOSTON, hers).answers == {}
        assert drafts.load(BOSTON, another).answers["email"] == "sam@resident.example"
    with reading(BOSTON):
        assert [json.loads(held) for _, held in sessions.staff_session_data()] == [{"browser": "A test"}]
