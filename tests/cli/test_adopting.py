"""`upheld procedures adopt`: a version applies from a minute of London's, and the dates that are reckoned follow it."""

import json
from pathlib import Path

import pytest

from tests.cli.support import Ended, upheld

BOSTON = ("--authority", "boston")
WHY = ("--approved-by", "The Monitoring Officer", "--authority-for-change", "Constitution, part 3, paragraph 12")
CODE = ("--version", "lgsco-code-2024")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for arguments in (("db", "upgrade"), ("authority", "install", *BOSTON, "--host", "boston.example")):
        made = upheld(*arguments, data=tmp_path)
        assert made.status == 0, made.err
    return tmp_path


def adopt(data: Path, *more: str) -> Ended:
    return upheld("procedures", "adopt", *BOSTON, *WHY, *more, data=data)


def version_at(data: Path, received: str) -> tuple[str, str]:
    asked = ("--procedure", "corporate", "--stage", "stage1", "--received", received, "--json")
    told = json.loads(upheld("deadlines", *BOSTON, *asked, data=data).out)
    return told["version"], told["source"]


def test_it_says_what_follows_and_the_dates_go_by_receipt(data: Path) -> None:
    ended = adopt(data, *CODE, "--from", "2035-06-01T00:00", "--note", "Told to  Cabinet\nin January")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "boston: Complaints received from 00:00 on Friday 1 June 2035 follow lgsco-code-2024; "
        "cases already open keep their rules",
        "Until then selcp-2024 applies",
    ]
    # The first of June is in summer time: its first minute is 23:00 of the evening before by UTC.
    assert version_at(data, "2035-05-31T22:59:00+00:00") == ("selcp-2024", "register")
    assert version_at(data, "2035-05-31T23:00:00+00:00") == ("lgsco-code-2024", "register")
    adopted = json.loads(upheld("authority", "show", "boston", "--json", data=data).out)["adopted"][-1]
    assert adopted == {
        "kind": "procedure", "key": "corporate", "version": "lgsco-code-2024", "from": "2035-05-31T23:00:00+00:00",
        "hash": adopted["hash"], "loaded": False, "by": "operator:", "approved_by": "The Monitoring Officer",
        "authority_for_change": "Constitution, part 3, paragraph 12", "note": "Told to Cabinet in January",
    }  # fmt: skip
    assert upheld("verify", *BOSTON, data=data).status == 0


def test_programs_read_what_it_did_and_what_it_put_aside(data: Path) -> None:
    begins = ("--from", "2035-06-01T00:00+01:00", "--json")
    first = json.loads(adopt(data, *CODE, *begins).out)
    assert list(first) == [
        "authority", "procedure", "version", "hash", "from", "approved_by", "authority_for_change", "note", "before",
        "replaces",
    ]  # fmt: skip
    assert (first["from"], first["before"], first["replaces"]) == ("2035-05-31T23:00:00+00:00", "selcp-2024", None)
    kept = json.loads(adopt(data, "--version", "selcp-2024", *begins).out)
    assert (kept["before"], kept["replaces"]) == ("selcp-2024", "lgsco-code-2024")
    assert version_at(data, "2035-06-01T10:00:00+01:00") == ("selcp-2024", "register")


REFUSED = {
    "an hour that comes twice": (*CODE, "--from", "2035-10-28T01:30"),
    "the same hour with an offset": (*CODE, "--from", "2035-10-28T01:30+01:00"),
    "a minute that never is": (*CODE, "--from", "2035-03-25T01:30"),
    "the past": (*CODE, "--from", "2025-01-01T00:00"),
    "a day without a time": (*CODE, "--from", "2035-06-01"),
    "seconds": (*CODE, "--from", "2035-06-01T00:00:30"),
    "no moment": (*CODE, "--from", "tomorrow"),
    "a year that is a slip": (*CODE, "--from", "2053-06-01T00:00"),
    "the version in force": ("--version", "selcp-2024", "--from", "2035-06-01T00:00"),
    "an unknown version": ("--version", "selcp-2099", "--from", "2035-06-01T00:00"),
    "an unknown procedure": ("--procedure", "housing", "--version", "x", "--from", "2035-06-01T00:00"),
    "nobody": (*CODE, "--from", "2035-06-01T00:00", "--approved-by", " "),
    "no authority": (*CODE, "--from", "2035-06-01T00:00", "--authority-for-change", ""),
    "too many words": (*CODE, "--from", "2035-06-01T00:00", "--approved-by", "x" * 201),
    "no such council": (*CODE, "--from", "2035-06-01T00:00", "--authority", "atlantis"),
}
TOLD = {
    "an hour that comes twice": "--from: Choose another time: the clocks go back then, and that hour comes twice",
    "a minute that never is": "the clocks go forward over Sunday 25 March 2035 at 01:30, so it never happens",
    "the past": "--from: Choose a time that is still to come",
    "an unknown version": "--version: Choose a version of the procedure: there is none called selcp-2099",
    "nobody": "--approved-by: Say who approved the change",
    "no authority": "--authority-for-change: Say on what authority",
}


def test_what_cannot_be_is_one_clear_line_and_changes_nothing(data: Path) -> None:
    for name, arguments in REFUSED.items():
        ended = adopt(data, *arguments)
        assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1), f"{name}: {ended.err}"
        assert TOLD.get(name, "") in ended.err
    adopted = json.loads(upheld("authority", "show", "boston", "--json", data=data).out)["adopted"]
    assert all(one["loaded"] for one in adopted)


def test_nothing_begins_before_one_adopted_for_later(data: Path) -> None:
    assert adopt(data, *CODE, "--from", "2035-06-01T00:00").status == 0
    ended = adopt(data, "--version", "boston-earlier", "--from", "2035-05-31T23:59")
    assert ended.status == 2
    assert "not before the start of lgsco-code-2024" in ended.err and "Friday 1 June 2035 at midnight" in ended.err


def test_without_a_database_there_is_nothing_to_keep_it_in(tmp_path: Path) -> None:
    ended = adopt(tmp_path / "none", *CODE, "--from", "2035-06-01T00:00")
    assert (ended.status, ended.out) == (2, "")
    assert "there is no database" in ended.err
    assert not (tmp_path / "none").exists()
