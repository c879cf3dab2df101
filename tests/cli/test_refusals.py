"""What stands in the way of starting is one line that says what to do, with status 2: never a traceback."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from core.cli.program import main
from core.host import Host
from tests.cli.conftest import Run
from tests.cli.support import upheld
from tests.fixtures.councils import host_of, plugin
from tests.support.databases import DatabaseUrls, copy_of_migrated

STARTS = [("verify",), ("worker",), ("web", "--port", "18431"), ("staff", "list", "--authority", "boston")]
Spoil = Callable[[str], None]


@pytest.fixture
def spoilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spoil:
    """Gives the settings of a migrated SQLite database to which a statement was done behind the program's back."""

    def spoil(statement: str) -> None:
        with copy_of_migrated("sqlite", tmp_path) as urls:
            for name, value in {"MODE": "development", "DATA": str(tmp_path), "DATABASE": urls.app}.items():
                monkeypatch.setenv(f"UPHELD_{name}", value)
            plain = sqlite3.connect(urls.app.removeprefix("sqlite:///"))
            plain.execute(statement)
            plain.commit()
            plain.close()

    return spoil


def _refused(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(list(args))
    said = capsys.readouterr()
    assert (ended.value.code, said.out, said.err.count("\n")) == (2, "", 1), said.err
    return said.err


@pytest.mark.parametrize("args", [*STARTS, ("db", "upgrade"), ("serve", "--port", "18432")], ids=" ".join)
def test_a_database_that_a_newer_version_changed(
    spoilt: Spoil, capsys: pytest.CaptureFixture[str], args: tuple[str, ...]
) -> None:
    spoilt("UPDATE alembic_version SET version_num = '9999'")
    said = _refused(capsys, *args)
    assert "a newer version has changed the database (core is at 9999" in said
    assert "run that version, or restore the copy" in said


@pytest.mark.parametrize("args", STARTS, ids=" ".join)
def test_a_database_that_is_behind_names_the_command(
    spoilt: Spoil, capsys: pytest.CaptureFixture[str], args: tuple[str, ...]
) -> None:
    spoilt("DELETE FROM alembic_version")
    assert _refused(capsys, *args) == "upheld: migrations are missing: core; run `upheld db upgrade`\n"


@pytest.mark.parametrize("args", [*STARTS, ("db", "upgrade"), ("serve", "--port", "18435")], ids=" ".join)
def test_a_database_whose_tables_were_altered_names_the_column(
    spoilt: Spoil, capsys: pytest.CaptureFixture[str], args: tuple[str, ...]
) -> None:
    spoilt("ALTER TABLE letter DROP COLUMN seal_key")
    assert "letter.seal_key missing; restore a copy of the database, or begin a new one" in _refused(capsys, *args)


def test_a_database_that_is_not_there_is_not_made_by_asking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UPHELD_DATA", str(tmp_path))
    said = _refused(capsys, "verify")
    assert f"there is no database {tmp_path}" in said and "run `upheld db upgrade`" in said
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "upheld.sqlite3").write_text("a shopping list, of some length " * 40)
    monkeypatch.setenv("UPHELD_DATA", str(tmp_path))
    for args in (("verify",), ("db", "upgrade"), ("deadlines", "--authority", "boston", "--procedure", "corporate",
                 "--stage", "stage1", "--received", "2025-01-06T10:15:00+00:00")):  # fmt: skip
        assert "file is not a database" in _refused(capsys, *args)


@pytest.mark.parametrize("args", [*STARTS, ("db", "upgrade")], ids=" ".join)
def test_a_server_that_is_not_there_is_named_without_its_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], args: tuple[str, ...]
) -> None:
    monkeypatch.setenv("UPHELD_MODE", "development")
    monkeypatch.setenv("UPHELD_DATABASE", "postgresql://upheld_app:hush-hush@127.0.0.1:9/upheld")
    said = _refused(capsys, *args)
    assert "postgresql+psycopg://upheld_app:***@127.0.0.1:9/upheld cannot be used: " in said
    assert "hush" not in said and "refused" in said


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_role_that_the_server_does_not_know(
    database: DatabaseUrls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UPHELD_MODE", "development")
    monkeypatch.setenv("UPHELD_DATABASE", database.app.replace("upheld_app", "upheld_stranger", 1))
    assert 'role "upheld_stranger" does not exist' in _refused(capsys, "verify")


@pytest.mark.req("ISO-06")
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_the_owner_is_told_in_one_sentence_what_to_do_and_may_look(command: Run, monkeypatch: pytest.MonkeyPatch,
                                                                    database: DatabaseUrls) -> None:  # fmt: skip
    from tests.test_config import SAFE

    for name, value in (SAFE | {"UPHELD_DATABASE": database.owner, "UPHELD_OWNER_DATABASE": database.owner}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("UPHELD_MODE", "production")
    for start in (("worker",), ("web", "--port", "18433")):
        assert command(*start) == (
            2,
            "",
            "upheld: upheld_owner owns tables, so no wall holds for it: let UPHELD_DATABASE connect as a role "
            "that owns nothing (UPHELD_OWNER_DATABASE is for migrations)\n",
        )
    assert command("verify") == (0, "", "")


def test_reading_asks_for_no_setting_that_only_serving_needs(command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPHELD_MODE", "production")
    monkeypatch.delenv("UPHELD_SECRET_KEY")
    assert command("authority", "install", "--authority", "boston", "--host", "boston.localhost")[0] == 0
    for args in (
        ("verify",),
        ("authority", "list"),
        ("authority", "show", "boston"),
        ("staff", "list", "--authority", "boston"),
        ("parked", "list"),
        ("procedures", "check", "--authority", "boston"),
        ("deadlines", "--authority", "boston", "--procedure", "corporate", "--stage", "stage1",
         "--received", "2025-01-06T10:15:00+00:00"),
    ):  # fmt: skip
        status, _, err = command(*args)
        assert (status, "UPHELD_" in err) == (0, False), err
    assert command("worker")[0] == 2


def test_a_head_is_mailed_for_no_council_that_nobody_offers(command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPHELD_HEADS_TO", "atlantis=records@archive.example")
    assert command("worker") == (2, "", "upheld: UPHELD_HEADS_TO names atlantis, which no module offers\n")


@pytest.fixture
def backdoor(monkeypatch: pytest.MonkeyPatch) -> None:
    host = Host.discover(plugins=("plugins", "tests.fixtures.unguarded_plugins"))
    monkeypatch.setattr(Host, "discover", lambda: host)


@pytest.mark.usefixtures("backdoor")
@pytest.mark.req("PLG-03")
def test_a_page_that_does_not_say_who_may_use_it_fails_the_check_and_the_start_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UPHELD_MODE", "demo")
    monkeypatch.setenv("UPHELD_DATA", str(tmp_path))
    told = "plugin backdoor: the page /backdoor/ (backdoor.inside) does not say who may use it"
    for args, status in ((("plugins", "check"), 1), (("serve", "--demo", "--port", "18434"), 2)):
        with pytest.raises(SystemExit) as ended:
            main(list(args))
        said = capsys.readouterr()
        assert (ended.value.code, said.out, said.err.count("\n")) == (status, "", 1)
        assert told in said.err
    assert not (tmp_path / "upheld.sqlite3").exists()


def test_the_check_names_a_page_that_nobody_can_open(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from core.api.web import Blueprint, needs

    pages = Blueprint("tours", __name__, url_prefix="/staff/tours")
    pages.add_url_rule("/", "all", needs("tours.see")(lambda: ""))
    host = host_of(plugin("tours", upheld_blueprints=lambda: (pages,)))
    monkeypatch.setattr(Host, "discover", lambda: host)
    with pytest.raises(SystemExit):
        main(["plugins", "check"])
    assert "plugin tours: the page tours.all needs tours.see, which nobody declares" in capsys.readouterr().err


def test_a_process_of_its_own_ends_like_that_too(tmp_path: Path) -> None:
    ended = upheld("worker", data=tmp_path, settings={"UPHELD_MODE": "development"})
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == f"upheld: there is no database {tmp_path}/upheld.sqlite3 yet: run `upheld db upgrade`\n"
