"""The councils' own rules, worked by hand from their papers: each row lists the days that count."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from core.domain.deadlines import deadlines
from core.domain.errors import NoRulesKnown
from core.domain.procedure import Procedure
from core.domain.shape import apply_settings
from core.host import Host
from core.host.declared import declared_register

HOST = Host.discover()
SELCP = ("boston", "east_lindsey", "south_holland")


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _clocks(
    code: str, stage: str, received: str, *, case: str = "", settings: Any = None, **known: Any
) -> dict[str, Any]:
    register = declared_register(HOST.runtime(code))
    first = _at(case or received)
    procedure, calendar = register.procedure("corporate", first), register.calendar("authority", first)
    procedure, calendar = apply_settings(procedure, calendar, settings or {})
    if case:
        known["events"] = {"case.received": first, **known.get("events", {})}
    return deadlines(procedure, calendar, stage, _at(received), **known)["clocks"]  # type: ignore[no-any-return]


def _due(clocks: dict[str, Any]) -> dict[str, Any]:
    return {key: row["due"] for key, row in clocks.items()}


@pytest.mark.parametrize("code", SELCP)
def test_five_days_then_ten_and_fifteen_in_all(code: str) -> None:
    # Received Mon 6 Jan 2025. 5: 7 8 9 10 13. 15: 7 8 9 10 13 14 15 16 17 20 21 22 23 24 27.
    before = _clocks(code, "stage1", "2025-01-06T10:15")
    assert (before["ack_due"]["due"], before["ack_due"]["firm"]) == ("2025-01-13", True)
    assert (before["stage1_response_due"]["due"], before["stage1_response_due"]["firm"]) == ("2025-01-27", False)


@pytest.mark.parametrize("code", SELCP)
def test_an_early_acknowledgement_brings_the_answer_forward(code: str) -> None:
    # Acknowledged Wed 8 Jan. 10: 9 10 13 14 15 16 17 20 21 22.
    found = _clocks(code, "stage1", "2025-01-06T10:15", acknowledged=date(2025, 1, 8))
    assert found["stage1_response_due"]["due"] == "2025-01-22"


@pytest.mark.parametrize("code", SELCP)
def test_a_late_acknowledgement_never_moves_the_answer_beyond_fifteen_days(code: str) -> None:
    found = _clocks(code, "stage1", "2025-01-06T10:15", acknowledged=date(2025, 1, 20))
    assert found["stage1_response_due"]["due"] == "2025-01-27"


@pytest.mark.parametrize("code", SELCP)
def test_stage_2_takes_the_codes_twenty_days_and_says_that_they_are_assumed(code: str) -> None:
    # Asked Thu 30 Jan. 5: 31 3 4 5 6. Acknowledged Mon 3 Feb. 20: 4-7, 10-14, 17-21, 24-28, 3 Mar.
    found = _clocks(code, "stage2", "2025-01-30T09:00", case="2025-01-06T10:15", acknowledged=date(2025, 2, 3))
    assert (found["stage2_ack_due"]["due"], found["stage2_response_due"]["due"]) == ("2025-02-06", "2025-03-03")
    text = declared_register(HOST.runtime(code)).procedure("corporate", _at("2025-01-30T09:00"))
    assumed = {clock.key: clock.assumed for clock in text.stage("stage2").clocks}
    assert assumed["stage2_ack_due"] is None
    assert assumed["stage2_response_due"].en == "Not stated in the council's paper; the Code's default is assumed."


def test_boston_keeps_twenty_days_for_what_came_before_the_cut_over() -> None:
    # Received Wed 11 Dec, 23:59. 20: 12 13 16 17 18 19 20 23 24 27 30 31 2 3 6 7 8 9 10 13 (25, 26 Dec, 1 Jan not).
    assert _due(_clocks("boston", "stage1", "2024-12-11T23:59"))["stage1_response_due"] == "2025-01-13"
    # One minute later: 15: 13 16 17 18 19 20 23 24 27 30 31 2 3 6 7.
    assert _due(_clocks("boston", "stage1", "2024-12-12T00:00"))["stage1_response_due"] == "2025-01-07"


@pytest.mark.parametrize(
    ("code", "minute"),
    [
        ("east_lindsey", "2024-12-11T23:59"),
        ("south_holland", "2024-12-11T23:59"),
        ("buckinghamshire", "2020-03-31T22:59"),
        ("boston", "2007-12-31T23:59"),
    ],
)
def test_before_the_first_known_minute_there_are_no_rules(code: str, minute: str) -> None:
    register = declared_register(HOST.runtime(code))
    with pytest.raises(NoRulesKnown):
        register.procedure("corporate", _at(minute))
    assert register.procedure("corporate", _at(minute) + timedelta(minutes=1))


def test_buckinghamshire_acknowledges_in_three_aims_at_ten_and_answers_in_twenty() -> None:
    # Received Mon 6 Jan 2025. 3: 7 8 9. 10: ... 13-17, 20. 20: ... 21-24, 27-31, 3 Feb. 84 calendar days: 31 Mar.
    assert _due(_clocks("buckinghamshire", "stage1", "2025-01-06T10:15")) == {
        "ack_due": "2025-01-09",
        "stage1_target": "2025-01-20",
        "stage1_response_due": "2025-02-03",
        "overall_backstop": "2025-03-31",
        "time_limit_last_day": None,
    }


def test_buckinghamshires_twelve_weeks_run_over_both_stages_and_do_not_roll() -> None:
    # Asked Thu 30 Jan. 5: 31 3 4 5 6. 20: 31 3-7 10-14 17-21 24-27. 84 days from Sat 4 Jan end on Sat 29 Mar.
    found = _due(_clocks("buckinghamshire", "stage2", "2025-01-30T09:00", case="2025-01-04T10:15"))
    assert found["stage2_decision_due"] == "2025-02-06"
    assert found["stage2_response_due"] == "2025-02-27"
    assert found["overall_backstop"] == "2025-03-29"


def test_buckinghamshires_other_reading_counts_from_the_acceptance() -> None:
    # Accepted Tue 4 Feb. 20: 5 6 7 10-14 17-21 24-28 3 4 Mar.
    reading = {"corporate.stage2_response_due.start": "accepted"}
    found = _clocks(
        "buckinghamshire", "stage2", "2025-01-30T09:00", settings=reading, events={"accepted": date(2025, 2, 4)}
    )
    assert found["stage2_response_due"]["due"] == "2025-03-04"
    # Not accepted yet: expected on the last day of the decision, Thu 6 Feb; twenty after it.
    waiting = _clocks("buckinghamshire", "stage2", "2025-01-30T09:00", settings=reading)
    assert (waiting["stage2_response_due"]["due"], waiting["stage2_response_due"]["firm"]) == ("2025-03-06", False)


def test_an_extension_counts_from_the_original_date() -> None:
    # Due Wed 22 Jan. 10: 23 24 27-31 3 4 5 Feb.
    found = _due(_clocks("boston", "stage1", "2025-01-06T10:15", acknowledged=date(2025, 1, 8), extend=10))
    assert (found["stage1_response_due"], found["stage1_extended_due"]) == ("2025-01-22", "2025-02-05")


def _text(code: str) -> Procedure:
    return HOST.runtime(code).offers.suggested()[0]


def test_buckinghamshires_eighteen_exclusions_each_say_where_the_matter_goes() -> None:
    grounds = _text("buckinghamshire").grounds
    assert [ground.cite for ground in grounds] == [f"Policy 2019, appendix 1, item {n}" for n in range(1, 19)]
    assert all(ground.goes_to.en for ground in grounds)
    assert [ground.key for ground in grounds if ground.handling_only] == ["own_appeal"]


def test_buckinghamshires_review_is_decided_by_the_deputy_and_made_by_a_stranger() -> None:
    stage = _text("buckinghamshire").stage("stage2")
    assert (stage.not_by, stage.outside_service) == (("stage1",), True)
    deciding = {move.key: move.by for move in stage.moves if move.source == ("received",)}
    assert deciding["accept_review"] == deciding["refuse_review"] == ("deputy_monitoring_officer",)
    assert {cap.clock: (cap.most, cap.hard) for cap in stage.caps} == {"stage2_response_due": (None, False)}


def test_buckinghamshire_asks_for_reasons_and_the_partnership_only_invites_them() -> None:
    def asks(code: str) -> dict[str, bool]:
        move = next(m for m in _text(code).stage("stage1").moves if m.key == "ask_stage2")
        return {need.key: need.optional for need in move.needs}

    assert asks("buckinghamshire") == {"unresolved": False, "outcome_wanted": False}
    assert asks("boston") == {"unresolved": True, "outcome_wanted": True}


def test_members_of_the_partnership_share_one_text() -> None:
    assert _text("boston") == _text("east_lindsey") == _text("south_holland")
    assert [entry.assumed is not None for entry in HOST.profiles()["east_lindsey"].history] == [True, False]
