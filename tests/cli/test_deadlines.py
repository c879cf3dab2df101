"""`upheld deadlines` is scripted against: its answer, its refusals and its speed are promises."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from click import ClickException

from core.cli.deadlines import Asked, reckoned
from core.cli.rules import REGISTER, Rules, rules_of
from core.domain.procedure import Procedure
from core.domain.register import Register
from tests.cli.conftest import in_process
from tests.cli.support import Ended, environment, upheld

RECEIVED = ("--received", "2025-01-06T10:15:00+00:00")
STAGE1 = ("--authority", "boston", "--procedure", "corporate", "--stage", "stage1")


def _ask(tmp_path: Path, *arguments: str) -> Ended:
    return upheld("deadlines", *arguments, data=tmp_path / "none")


def test_the_answer_has_the_promised_shape(tmp_path: Path) -> None:
    ended = _ask(tmp_path, *STAGE1, *RECEIVED, "--json")
    answer = json.loads(ended.out)
    assert (ended.status, ended.err) == (0, "")
    assert list(answer) == ["authority", "procedure", "version", "stage", "source", "clocks"]
    assert (answer["authority"], answer["procedure"], answer["stage"]) == ("boston", "corporate", "stage1")
    assert (answer["version"], answer["source"]) == ("selcp-2024", "declared")
    acknowledge = answer["clocks"]["ack_due"]
    assert (acknowledge["due"], acknowledge["firm"]) == ("2025-01-13", True)
    (reason,) = acknowledge["reasons"]
    assert reason["days"] == ["2025-01-07", "2025-01-08", "2025-01-09", "2025-01-10", "2025-01-13"]


def test_the_ceiling_holds_and_what_is_projected_is_not_firm(tmp_path: Path) -> None:
    answer = json.loads(_ask(tmp_path, *STAGE1, *RECEIVED, "--json").out)
    assert answer["clocks"]["stage1_response_due"]["due"] == "2025-01-27"
    assert answer["clocks"]["stage1_response_due"]["firm"] is False


def test_an_acknowledgement_an_extension_and_settings_are_reckoned_with(tmp_path: Path) -> None:
    more = ("--acknowledged", "2025-01-08T09:00:00+00:00", "--extend", "10", "--set", "calendar.closed_days=2025-01-20")
    clocks = json.loads(_ask(tmp_path, *STAGE1, *RECEIVED, *more, "--json").out)["clocks"]
    assert clocks["stage1_response_due"]["due"] == "2025-01-23"
    assert clocks["stage1_extended_due"]["due"] == "2025-02-06"


def test_the_case_s_receipt_picks_the_version(tmp_path: Path) -> None:
    before = ("--event", "case.received=2024-12-01T09:00:00+00:00")
    answer = json.loads(_ask(tmp_path, *STAGE1[:4], "--stage", "stage2", *RECEIVED, *before, "--json").out)
    assert answer["version"] == "boston-earlier"


def test_people_get_the_reasons_in_words(tmp_path: Path) -> None:
    ended = _ask(tmp_path, *STAGE1, *RECEIVED)
    assert ended.status == 0
    assert "Monday 13 January 2025" in ended.out
    assert "5 working days after received" in ended.out
    assert "(not firm yet)" in ended.out


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((*STAGE1, "--received", "2025-01-06T10:15:00"), "--received"),
        ((*STAGE1, "--received", "2025-01-06"), "--received"),
        ((*STAGE1, "--received", "2025-02-30T10:15:00+00:00"), "--received"),
        ((*STAGE1, "--received", "2001-01-01T10:15:00+00:00"), "--received: No rules are known"),
        ((*STAGE1, *RECEIVED, "--event", "case.received=2001-01-01"), "--event case.received: No rules are known"),
        ((*STAGE1, *RECEIVED, "--acknowledged", "2025-01-05T10:15:00+00:00"), "--acknowledged"),
        ((*STAGE1, *RECEIVED, "--set", "colour=red"), "colour"),
        ((*STAGE1, *RECEIVED, "--set", "calendar.out_of_hours=noon"), "calendar.out_of_hours"),
        ((*STAGE1, *RECEIVED, "--set", "calendar.closed_days"), "--set"),
        ((*STAGE1, *RECEIVED, "--event", "party=2025-01-06"), "--event party: "),
        ((*STAGE1, *RECEIVED, "--event", "first_known=yesterday"), "first_known"),
        ((*STAGE1, *RECEIVED, "--extend", "0"), "--extend"),
        ((*STAGE1, *RECEIVED, "--version", "1066"), "1066"),
        ((*STAGE1[:4], "--stage", "stage9", *RECEIVED), "stage9"),
        (("--authority", "atlantis", "--procedure", "corporate", "--stage", "stage1", *RECEIVED), "atlantis"),
        (("--authority", "boston", "--procedure", "magic", "--stage", "stage1", *RECEIVED), "magic"),
        (STAGE1, "--received"),
        ((*STAGE1, *RECEIVED, "--nonsense"), "--nonsense"),
    ],
)
def test_bad_input_is_one_line_and_status_2(tmp_path: Path, arguments: tuple[str, ...], named: str) -> None:
    ended = _ask(tmp_path, *arguments, "--json")
    assert (ended.status, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1
    assert named in ended.err


def test_asking_makes_no_database(tmp_path: Path) -> None:
    assert _ask(tmp_path, *STAGE1, *RECEIVED).status == 0
    assert not (tmp_path / "none").exists()


def test_help_lists_every_command_without_running_any(tmp_path: Path) -> None:
    ended = upheld("--help", data=tmp_path)
    listed = {line.split()[0] for line in ended.out.splitlines() if line.startswith("  ") and line.split()}
    assert {"deadlines", "db", "verify", "plugins", "authority", "demo", "web", "worker", "serve", "staff"} <= listed


def test_a_version_that_is_offered_only_is_found_beside_the_adopted_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = in_process(environment(tmp_path / "data"), monkeypatch, capsys)
    assert run("db", "upgrade")[0] == 0
    assert run("authority", "install", "--authority", "rotherham_2010")[0] == 0
    asked = ("--authority", "rotherham_2010", "--procedure", "corporate", "--stage", "stage3", *RECEIVED, "--json")
    current = json.loads(run("deadlines", *asked)[1])
    proposed = json.loads(run("deadlines", *asked, "--version", "proposed-2008")[1])
    assert (current["version"], current["source"]) == ("current", "register")
    assert "stage3_internal_review_due" not in current["clocks"]
    assert proposed["version"] == "proposed-2008"
    assert proposed["clocks"]["stage3_internal_review_due"]["due"] == "2025-01-13"
    assert run("deadlines", *asked, "--version", "proposed-2099")[0] == 2


def test_a_procedure_that_nobody_has_adopted_yet_is_found_by_the_name_of_its_version() -> None:
    declared = rules_of("boston").register
    adoptions = tuple(one for one in declared.adoptions if one.key != "corporate")
    calendars = {hash_: text for hash_, text in declared.texts.items() if not isinstance(text, Procedure)}
    rules = Rules(Register(adoptions, calendars), REGISTER)
    received = datetime.fromisoformat(RECEIVED[1])
    asked = Asked("boston", "corporate", "selcp-2024", "stage1", received, None, {}, None, {})
    assert reckoned(asked, rules).version == "selcp-2024"
    for version in ("1066", ""):
        with pytest.raises(ClickException, match="boston knows no 'corporate'"):
            reckoned(replace(asked, version=version), rules)
