"""Commands on a database: exit status, one line for what is wrong, JSON that programs can read."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.support import upheld


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    made = upheld("demo", "--cases", "3", "--seed", "t", "--as-of", "2026-06-30", "--json", data=folder, patience=200)
    assert made.status == 0, made.err
    assert {each["new"] for each in json.loads(made.out)["made"]} == {3}
    return folder


def test_the_register_is_read_once_a_council_is_installed(data: Path) -> None:
    asked = ("--procedure", "corporate", "--stage", "stage1", "--received", "2025-01-06T10:15:00+00:00", "--json")
    answer = json.loads(upheld("deadlines", "--authority", "boston", *asked, data=data).out)
    assert (answer["source"], answer["clocks"]["ack_due"]["due"]) == ("register", "2025-01-13")


def test_councils_are_listed_with_their_hosts(data: Path) -> None:
    found = json.loads(upheld("authority", "list", "--json", data=data).out)["authorities"]
    hosts = {council["code"]: council["hosts"] for council in found}
    assert hosts["east_lindsey"] == ["east-lindsey.localhost"]
    shown = json.loads(upheld("authority", "show", "boston", "--json", data=data).out)
    versions = [r["version"] for r in shown["adopted"] if (r["kind"], r["key"]) == ("procedure", "corporate")]
    assert versions == ["boston-earlier", "selcp-2024"]


def test_plugins_are_checked_and_listed(data: Path) -> None:
    checked = json.loads(upheld("plugins", "check", "--json", data=data).out)
    assert checked["ok"] and set(checked["authorities"]) >= {"boston", "buckinghamshire"}
    listed = json.loads(upheld("plugins", "list", "--json", data=data).out)["plugins"]
    assert "code_two_stage" in {plugin["key"] for plugin in listed}


@pytest.mark.parametrize(
    "arguments",
    [
        ("verify", "--authority", "atlantis"),
        ("verify", "--authority", "boston", "--all"),
        ("authority", "show", "atlantis"),
        ("authority", "install", "--authority", "atlantis"),
        ("demo", "--cases", "0"),
        ("demo", "--cases", "1", "--as-of", "yesterday"),
        ("demo", "--cases", "1", "--as-of", "2031-01-01"),
        ("demo", "--cases", "1", "--authority", "atlantis"),
        ("frobnicate",),
    ],
)
def test_bad_input_is_one_line_and_status_2(data: Path, arguments: tuple[str, ...]) -> None:
    ended = upheld(*arguments, data=data)
    assert (ended.status, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1


def test_upgrading_again_changes_nothing(data: Path) -> None:
    assert upheld("db", "upgrade", data=data).status == 0


def test_production_names_everything_that_is_missing_in_one_line(tmp_path: Path) -> None:
    ended = upheld("worker", data=tmp_path, settings={"UPHELD_MODE": "production"})
    assert ended.status == 2
    assert len(ended.err.splitlines()) == 1
    assert "UPHELD_SECRET_KEY" in ended.err and "UPHELD_SMTP" in ended.err


@pytest.mark.req("AUD-04")
def test_verify_names_the_first_broken_link(data: Path) -> None:
    assert json.loads(upheld("verify", "--chain", "--authority", "boston", "--json", data=data).out)["ok"] is True
    database = sqlite3.connect(data / "upheld.sqlite3")
    stream, seq = database.execute(
        "SELECT stream_id, seq FROM event WHERE authority_id = 'boston' AND stream_kind = 'case' AND seq = 2"
    ).fetchone()
    for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {trigger}")
    database.execute("UPDATE event SET body = body || ' ' WHERE stream_id = ? AND seq = ?", (stream, seq))
    database.commit()
    database.close()
    for chain in ((), ("--chain",)):
        ended = upheld("verify", *chain, "--authority", "boston", "--json", data=data)
        first = json.loads(ended.out)["authorities"][0]["first_broken"]
        assert (ended.status, first["check"], first["seq"]) == (1, "chain", seq)
        assert first["stream"].replace("-", "") == str(stream).replace("-", "")
        assert f"{first['stream']} {seq}" in ended.err
    others = upheld("verify", "--authority", "buckinghamshire", data=data)
    assert others.status == 0


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--anchor", "2026-06-15=0123456789abcdef"), "say whose head it is"),
        (("--authority", "boston", "--anchor", "2026-06-15"), "not of the form"),
        (("--authority", "boston", "--anchor", "2026-06-15=012345678"), "not of the form"),
        (("--authority", "boston", "--anchor", "15 June=0123456789abcdef"), "is no day"),
    ],
)
def test_a_head_that_makes_no_sense_is_one_line(data: Path, arguments: tuple[str, ...], line: str) -> None:
    ended = upheld("verify", *arguments, data=data)
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert line in ended.err


@pytest.mark.req("AUD-04")
def test_a_head_that_is_not_the_records_own_ends_with_1(data: Path) -> None:
    kept = ("--anchor", "2026-06-15=0123456789ABCDEF")
    ended = upheld("verify", "--chain", "--authority", "buckinghamshire", *kept, "--json", data=data)
    (fault,) = json.loads(ended.out)["authorities"][0]["faults"]
    assert (ended.status, fault["check"], fault["why"]) == (1, "anchor", "2026-06-15 not_here")
    assert ended.err == "upheld: buckinghamshire: anchor: 2026-06-15 not_here\n"
