"""`upheld simulate` is scripted against: its shape, its refusals, and that it is about the past."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, in_process
from tests.cli.support import environment, upheld

BOSTON = ("simulate", "--authority", "boston", "--procedure", "corporate")
DAYS = ("--from", "2024-07-01", "--to", "2025-06-30", "--as-of", "2025-06-30")
FEWER = ("--set", "corporate.stage1_response_due.days.received=3")
COUNTS = ["all", "late_then", "late_proposed", "cannot_tell", "cannot_tell_late_then"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("simulate")
    asked = ("--cases", "25", "--seed", "s", "--as-of", "2025-06-30", "--authority", "boston")
    made = upheld("demo", *asked, data=folder, patience=200)
    assert made.status == 0, made.err
    return folder


@pytest.fixture
def simulate(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `upheld …` on those cases in this process; status, stdout and stderr."""
    return in_process(environment(data), monkeypatch, capsys)


def test_the_answer_has_the_promised_shape(data: Path) -> None:
    """Asked as a program asks: in a process of its own."""
    ended = upheld(*BOSTON, *FEWER, *DAYS, "--json", data=data)
    answer = json.loads(ended.out)
    assert (ended.status, ended.err) == (0, "")
    assert list(answer) == [
        "authority", "procedure", "proposal", "from", "to", "as_of", "too_few", "cases", "newly_late",
        "no_longer_late", "dates_moved", "still_open", "versions", "stages", "services", "clocks", "cannot_tell",
        "dropped", "moves_differ", "changed",
    ]  # fmt: skip
    assert answer["proposal"] == {
        "version": "selcp-2024", "settings": {"corporate.stage1_response_due.days.received": "3"}, "adopted": True,
    }  # fmt: skip
    assert (answer["from"], answer["to"], answer["as_of"]) == ("2024-07-01", "2025-06-30", "2025-06-30")
    cases = answer["cases"]
    assert list(cases) == COUNTS
    assert cases["all"] >= 10 and cases["late_proposed"] > cases["late_then"]
    assert sum(one["all"] for one in answer["services"]) == cases["all"] == sum(answer["versions"].values())
    assert [list(one) for one in answer["stages"][:1]] == [["stage", "title", *COUNTS]]
    assert list(answer["services"][0]) == ["service", "title", *COUNTS]
    assert list(answer["clocks"][0]) == ["stage", "clock", "kind", *COUNTS]
    assert list(answer["changed"]) == ["all", "cases", "after"]
    first = answer["changed"]["cases"][0]
    assert list(first) == ["reference", "received", "service", "version", "dates"]
    assert list(first["dates"][0]) == [
        "stage", "clock", "met", "then", "late_then", "proposed", "late_proposed",
    ]  # fmt: skip


def test_every_changed_case_can_be_had_page_by_page(simulate: Run) -> None:
    whole = json.loads(simulate(*BOSTON, *FEWER, *DAYS, "--json")[1])["changed"]
    assert whole["all"] == len(whole["cases"]) >= 3 and whole["after"] is None
    told, after = [], ""
    while True:
        more = ("--limit", "2", *(("--after", after) if after else ()))
        page = json.loads(simulate(*BOSTON, *FEWER, *DAYS, *more, "--json")[1])["changed"]
        told += page["cases"]
        if page["after"] is None:
            break
        after = page["after"]
    assert told == whole["cases"]


def test_a_changed_date_is_what_upheld_deadlines_says(simulate: Run) -> None:
    changed = json.loads(simulate(*BOSTON, *FEWER, *DAYS, "--json")[1])["changed"]["cases"]
    case = next(one for one in changed if one["dates"][0]["clock"] == "stage1_response_due")
    at_noon = ("--received", f"{case['received']}T12:00:00+00:00", "--version", "selcp-2024", "--json")
    asked = ("--authority", "boston", "--procedure", "corporate", "--stage", "stage1")
    found = json.loads(simulate("deadlines", *asked, *FEWER, *at_noon)[1])
    assert case["dates"][0]["proposed"] == found["clocks"]["stage1_response_due"]["due"]
    assert (case["dates"][0]["late_then"], case["dates"][0]["late_proposed"]) == (False, True)


def test_people_get_tables_and_are_told_that_it_is_no_forecast(simulate: Run) -> None:
    status, out, _ = simulate(*BOSTON, *FEWER, *DAYS)
    assert status == 0
    assert "would have been late; " in out and "it does not say what will happen" in out
    for head in ("STAGE ", "SERVICE ", "DATE ", "CASE "):
        assert any(line.startswith(head) for line in out.splitlines()), head
    assert "forecast" not in out


def test_few_cases_and_none_are_said_plainly(simulate: Run) -> None:
    status, out, _ = simulate(*BOSTON, *FEWER, "--from", "2020-01-01", "--to", "2020-01-31")
    assert (status, "There is no case to try it on." in out) == (0, True)
    few = json.loads(simulate(*BOSTON, *FEWER, "--from", "2025-06-20", "--to", "2025-06-22", "--json")[1])
    assert few["too_few"] is True


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((*BOSTON, *DAYS), "nothing to try"),
        ((*BOSTON, "--version", "1066", *DAYS), "--version"),
        ((*BOSTON, "--set", "colour=red", *DAYS), "corporate.stage1_response_due.days"),
        ((*BOSTON, "--set", "corporate.ack_due.days=soon", *DAYS), "corporate.ack_due.days"),
        ((*BOSTON, "--set", "calendar.closed_days", *DAYS), "--set"),
        ((*BOSTON, *FEWER, "--from", "2025-02-01", "--to", "2025-01-01"), "--to"),
        ((*BOSTON, *FEWER, "--from", "2025-02-30", "--to", "2025-03-01"), "--from"),
        ((*BOSTON, *FEWER, *DAYS[:4], "--as-of", "2099-01-01"), "--as-of"),
        ((*BOSTON, *FEWER, *DAYS[:4], "--as-of", "9999-12-31"), "--as-of"),
        ((*BOSTON, *FEWER, "--to", "2025-01-01"), "--from"),
        ((*BOSTON, *FEWER, *DAYS, "--limit", "0"), "--limit"),
        (("simulate", "--authority", "atlantis", "--procedure", "corporate", *FEWER, *DAYS), "atlantis"),
        (("simulate", "--authority", "boston", "--procedure", "magic", *FEWER, *DAYS), "magic"),
    ],
)
def test_bad_input_is_one_line_and_status_2(simulate: Run, arguments: tuple[str, ...], named: str) -> None:
    status, out, err = simulate(*arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1 and named in err


def test_without_a_database_there_is_no_past(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = in_process(environment(tmp_path / "none"), monkeypatch, capsys)(*BOSTON, *FEWER, *DAYS)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert "no database" in err
    assert not (tmp_path / "none").exists()
