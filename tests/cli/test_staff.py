"""`upheld staff`: the first administrator's link, who works where, and the end of it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from core.cli.program import main
from core.persistence.db import db
from tests.conftest import environment
from tests.support.databases import DatabaseUrls
from tests.support.web import Browser, install

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    database: DatabaseUrls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    for name, value in environment(database, tmp_path).items():
        monkeypatch.setenv(name, value)

    def command(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["staff", *args])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return command


@pytest.fixture(scope="module")
def site(app_factory: Callable[..., Flask]) -> Iterator[Flask]:
    app = app_factory()
    install(app, "boston", "east_lindsey")
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.mark.req("AUT-04", "AUT-06")
def test_the_first_administrator_is_invited_by_a_link_that_opens(run: Run, site: Flask) -> None:
    assert json.loads(run("list", "--authority", "boston", "--json")[1])["staff"] == []
    who = ("--email", "first@council.example", "--name", "First Example")
    status, out, _ = run("invite", "--authority", "boston", *who)
    assert status == 0
    prefix = "http://boston.localhost:8000"
    assert out.startswith(f"{prefix}/staff/set-up/")
    at = Browser(site, "boston")
    assert at.get(out.strip().removeprefix(prefix)).status_code == 200
    listed = json.loads(run("list", "--authority", "boston", "--json")[1])["staff"]
    assert [(one["email"], one["roles"], one["state"]) for one in listed] == [
        ("first@council.example", ["administrator"], "invited")
    ]
    assert json.loads(run("list", "--authority", "east_lindsey", "--json")[1])["staff"] == []


def test_revoking_takes_an_open_invitation_back(run: Run, site: Flask) -> None:
    path = run("invite", "--authority", "boston", "--email", "two@council.example", "--name", "Two Example")[1].strip()
    status, out, _ = run("revoke", "--authority", "boston", "--email", "two@council.example")
    assert (status, out) == (0, "two@council.example can no longer sign in at boston\n")
    at = Browser(site, "boston")
    assert at.get(path.removeprefix("http://boston.localhost:8000")).status_code == 404


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (("invite", "--authority", "nowhere", "--email", "a@b.example", "--name", "A"), "registered here"),
        (("invite", "--authority", "boston", "--email", "nothing", "--name", "A"), "e-mail address"),
        (("invite", "--authority", "boston", "--email", "a@b.example", "--name", "A", "--role", "king"), "king"),
        (("invite", "--authority", "boston", "--email", "a@b.example", "--name", " "), "Enter a name"),
        (("revoke", "--authority", "boston", "--email", "nobody@council.example"), "neither works"),
        (("list",), "--authority"),
    ],
)
def test_what_is_asked_wrongly_is_one_line_and_status_2(
    run: Run, site: Flask, args: tuple[str, ...], line: str
) -> None:
    status, out, err = run(*args)
    assert (status, out) == (2, "")
    assert line in err
    assert err.count("\n") == 1
