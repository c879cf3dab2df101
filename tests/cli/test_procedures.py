"""`upheld procedures check` tells of every text what it promises, and ends with status 1 on a fault."""

import json
from pathlib import Path

from core.domain.conformance import conformance
from core.words.departures import departure
from tests.cli.support import upheld
from tests.fixtures.councils import CORPORATE


def test_every_text_of_every_council_is_walked_and_none_is_faulty(tmp_path: Path) -> None:
    ended = upheld("procedures", "check", "--json", data=tmp_path / "none")
    told = json.loads(ended.out)
    assert (ended.status, ended.err, told["ok"]) == (0, "", True)
    found = {(one["authority"], one["procedure"], one["version"]): one for one in told["procedures"]}
    assert all(one["faults"] == [] for one in found.values())
    bucks = found["buckinghamshire", "corporate", "buckinghamshire-2020"]
    second = bucks["stages"][1]
    assert (second["after_answer"], second["not_by"], second["outside_service"]) == ("ombudsman", ["stage1"], True)
    assert [(cap["clock"], cap["most"]) for cap in second["caps"]] == [("stage2_response_due", None)]
    assert len(bucks["grounds"]) == 18
    assert found["rotherham_2010", "corporate", "proposed-2008"]["since"] is None
    beds = found["central_bedfordshire", "corporate", "central-bedfordshire-2009"]
    extra = [one["words"] for one in beds["departures"]]
    assert extra == [
        "It has 3 stages; the Code has two (LGSCO Code 2024, section 5)",
        "LGSCO Code 2024, section 5: two stages and no more; this council has a third.",
    ]


def test_one_council_is_told_in_words(tmp_path: Path) -> None:
    ended = upheld("procedures", "check", "--authority", "rotherham_2010", data=tmp_path / "none")
    assert ended.status == 0
    assert "corporate proposed-2008 (offered, not adopted)" in ended.out
    assert "not by whoever handled stage1; from outside the service" in ended.out
    assert "departs: informal: LGSCO Code 2024, section 5" in ended.out


def test_an_unknown_council_is_one_clear_line(tmp_path: Path) -> None:
    ended = upheld("procedures", "check", "--authority", "atlantis", data=tmp_path / "none")
    assert ended.status == 2
    assert "no module offers 'atlantis'" in ended.err
    assert ended.out == ""


def test_a_departure_without_words_is_told_by_its_code() -> None:
    from core.domain.walk import Fault

    assert departure(Fault("brand_new", "stage1", (("days", "3"),))) == "brand_new, days 3"
    assert conformance(CORPORATE).faults == ()


def test_two_versions_are_told_side_by_side_in_words_and_dates(tmp_path: Path) -> None:
    asked = ("--from", "boston-earlier", "--to", "selcp-2024", "--received", "2024-12-10T10:00:00+00:00")
    ended = upheld("procedures", "diff", "--authority", "boston", *asked, "--json", data=tmp_path / "none")
    told = json.loads(ended.out)
    assert (ended.status, ended.err) == (0, "")
    words = {one["where"]: (one["before"], one["after"]) for one in told["words"]}
    assert words["stage1: Answer stage 1"] == (
        "20 working days after we got it",
        "whichever comes first: 10 working days after we confirmed it or 15 working days after we got it",
    )
    assert "stage1: Acknowledge" not in words
    # From Tuesday 10 December 2024, 20: 11-13 16-20 23 24 27 30 31 2 3 6-10; and 15: the last of those is 3 January.
    dates = {(one["stage"], one["clock"]): (one["before"], one["after"]) for one in told["dates"]}
    assert dates == {("stage1", "stage1_response_due"): ("2025-01-10", "2025-01-03")}


def test_what_only_one_of_them_has_stands_on_its_side(tmp_path: Path) -> None:
    asked = ("--from", "current", "--to", "proposed-2008", "--received", "2025-01-06T10:15:00+00:00")
    ended = upheld("procedures", "diff", "--authority", "rotherham_2010", *asked, "--json", data=tmp_path / "none")
    told = json.loads(ended.out)
    words = {one["where"]: (one["before"], one["after"]) for one in told["words"]}
    assert words["stage2: From outside the service"] == ("yes", "no")
    assert words["stage3: Internal review"] == ("", "5 working days after you asked for stage 3")
    dates = {one["clock"]: (one["before"], one["after"]) for one in told["dates"]}
    assert dates == {"stage3_internal_review_due": (None, "2025-01-13")}


def test_every_line_of_a_value_stays_under_its_version(tmp_path: Path) -> None:
    asked = ("--from", "boston-earlier", "--to", "selcp-2024")
    ended = upheld("procedures", "diff", "--authority", "boston", *asked, data=tmp_path / "none")
    assert ended.status == 0
    assert "\n  selcp-2024: Ten working days and fifteen in all" in ended.out
    assert "\n    How far an answer may be extended is not stated" in ended.out, "under its version, line by line"


def test_an_unknown_version_is_one_clear_line(tmp_path: Path) -> None:
    asked = ("--from", "boston-earlier", "--to", "selcp-2099")
    ended = upheld("procedures", "diff", "--authority", "boston", *asked, data=tmp_path / "none")
    assert ended.status == 2
    assert "selcp-2099" in ended.err
