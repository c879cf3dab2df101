"""`upheld parked`: what was given up, by codes, and trying it again."""

import json
from collections.abc import Callable

from flask import Flask

from core.persistence.db import db
from core.services import outbox
from core.services.transport import Refused
from tests.cli.conftest import Run
from tests.jobs.mail import FakeServer, state, write
from tests.support.web import install


def test_parked_work_is_listed_without_names_and_retried(command: Run, app_factory: Callable[..., Flask]) -> None:
    app = app_factory()
    install(app, "boston", "east_lindsey")
    with app.app_context():
        id_ = write("boston", "receipt:1", to="ada@resident.example")
        assert outbox.send("boston", id_, FakeServer(fails=lambda message: Refused("smtp_550"))) is False
    (one,) = json.loads(command("parked", "list", "--json")[1])["parked"]
    assert (one["authority"], one["id"], one["what"], one["kind"]) == ("boston", id_, "message", "receipt")
    assert (one["code"], one["attempts"], one["case"]) == ("smtp_550", 1, "")
    listed = command("parked", "list", "--authority", "boston")[1]
    assert id_ in listed and "ada" not in listed
    assert command("parked", "list", "--authority", "east_lindsey")[1].count("\n") == 1

    assert json.loads(command("parked", "retry", "--authority", "east_lindsey", "--id", id_, "--json")[1]) == {
        "authority": "east_lindsey",
        "retried": [],
        "not_parked": [id_],
    }
    assert command("parked", "retry", "--authority", "boston", "--all") == (0, "1 tried again\n", "")
    status, out, err = command("parked", "retry", "--authority", "boston", "--id", id_)
    assert (status, out) == (0, "0 tried again\n")
    assert err == f"upheld: {id_} is not parked at boston, so nothing was done\n"
    with app.app_context():
        assert state("boston", id_).state == "queued"
        db.engine.dispose()


def test_which_to_retry_is_said(command: Run) -> None:
    status, out, err = command("parked", "retry", "--authority", "boston")
    assert (status, out) == (2, "")
    assert "--id ID, or --all" in err
