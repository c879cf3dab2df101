"""`upheld authority`: a council is installed in shadow, opened once it can work, and who did it is on the record."""

import json
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from core.persistence import models as m
from core.persistence.db import current_session, db
from core.persistence.record import AUTHORITY_STREAM
from core.persistence.transaction import reading
from core.services.council import open_council
from core.services.lifecycle import LIFECYCLE_CHANGED
from tests.cli.conftest import Run

INSTALL = ("authority", "install", "--authority")


def _moves(app: Flask, code: str) -> list[tuple[str, dict[str, str]]]:
    told = select(m.Event.actor, m.Event.body).where(
        m.Event.stream_id == AUTHORITY_STREAM, m.Event.type == LIFECYCLE_CHANGED
    )
    with app.app_context():
        with reading(code):
            found = [(actor, json.loads(body)) for actor, body in current_session().execute(told.order_by(m.Event.seq))]
        db.engine.dispose()
    return found


def test_a_council_is_installed_in_shadow_and_says_how_it_opens(command: Run) -> None:
    status, out, err = command(*INSTALL, "boston", "--host", "Boston.localhost")
    assert (status, err.count("\n")) == (0, 0)
    assert out.splitlines() == [
        "boston is installed, in shadow; `upheld authority open --authority boston` takes it live",
        "boston is reached at boston.localhost",
    ]


def test_installing_again_adds_the_host_and_changes_nothing_else(command: Run) -> None:
    command(*INSTALL, "boston", "--host", "boston.localhost")
    status, out, _ = command(*INSTALL, "boston", "--host", "second.localhost", "--json")
    told = json.loads(out)
    assert (status, told["new"], told["hosts_added"]) == (0, False, ["second.localhost"])
    assert told["hosts"] == ["boston.localhost", "second.localhost"]
    status, out, _ = command(*INSTALL, "boston", "--host", "second.localhost", "--json")
    assert (status, json.loads(out)["hosts_added"]) == (0, [])


def test_a_host_is_one_councils_only(command: Run) -> None:
    command(*INSTALL, "boston", "--host", "boston.localhost")
    refused = command(*INSTALL, "east_lindsey", "--host", "boston.localhost")
    assert refused == (2, "", "upheld: --host: 'boston.localhost' is a host of boston already\n")
    assert command("authority", "show", "east_lindsey")[0] == 2


@pytest.mark.parametrize(
    ("trusted", "told"),
    [
        ("boston.localhost", "upheld: UPHELD_TRUSTED_HOSTS does not cover second.localhost: "),
        (".localhost", ""),
    ],
)
def test_a_host_that_no_page_would_answer_under_is_warned_of(
    command: Run, monkeypatch: pytest.MonkeyPatch, trusted: str, told: str
) -> None:
    monkeypatch.setenv("UPHELD_TRUSTED_HOSTS", trusted)
    status, _, err = command(*INSTALL, "boston", "--host", "second.localhost")
    assert (status, err.startswith(told), bool(err)) == (0, True, bool(told))


def test_a_council_goes_live_once_and_back_only_without_cases(
    command: Run, app_factory: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    command(*INSTALL, "buckinghamshire", "--host", "bucks.localhost")
    opened = command("authority", "open", "--authority", "buckinghamshire")
    assert opened[:2] == (0, "buckinghamshire is live\n")
    assert "nobody works for buckinghamshire yet" in opened[2]
    again = command("authority", "open", "--authority", "buckinghamshire", "--json")
    assert json.loads(again[1]) == {"authority": "buckinghamshire", "before": "live", "lifecycle": "live"}
    app = app_factory()
    with app.app_context(), reading("buckinghamshire"):
        assert open_council("buckinghamshire").may_load_history is False
    back = command("authority", "shadow", "--authority", "buckinghamshire")
    assert back[:2] == (0, "buckinghamshire is in shadow\n")
    assert _moves(app, "buckinghamshire") == [
        ("operator:", {"from": "shadow", "to": "live"}),
        ("operator:", {"from": "live", "to": "shadow"}),
    ]
    command("authority", "open", "--authority", "buckinghamshire")
    monkeypatch.setattr("core.services.lifecycle.cases.has_cases", lambda: True)
    refused = command("authority", "shadow", "--authority", "buckinghamshire")
    assert refused[0] == 2 and "it has cases" in refused[2]


def test_a_council_without_a_host_is_not_opened(command: Run) -> None:
    command(*INSTALL, "south_holland")
    status, out, err = command("authority", "open", "--authority", "south_holland")
    assert (status, out) == (2, "")
    assert err == (
        "upheld: Give south_holland a host name before you open it, by installing it again with --host\n"
    )


@pytest.mark.parametrize("verb", ["open", "shadow"])
def test_a_council_that_is_not_there_is_one_line(command: Run, verb: str) -> None:
    status, out, err = command("authority", verb, "--authority", "atlantis")
    assert (status, out) == (2, "")
    assert err.startswith("upheld: --authority: ") and err.count("\n") == 1
