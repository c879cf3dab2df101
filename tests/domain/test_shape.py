"""Settings make other texts: what may be set, within which bounds, and that the text itself never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.canonical import to_bytes
from core.domain.deadlines import deadlines
from core.domain.errors import DomainError
from core.domain.procedure import DayRule, Shape, Shapeable
from core.domain.shape import apply_settings, present_value, setting_keys
from tests.domain.calendars import ENGLISH, calendar
from tests.domain.stories import utc
from tests.domain.texts import CEILING, TWO_STAGES


def due(settings: dict[str, str], clock: str = "stage1_response_due", **more: object) -> str:
    text, days = apply_settings(TWO_STAGES, ENGLISH, settings)
    made = deadlines(text, days, "stage1", utc("2025-01-06"), acknowledged=utc("2025-01-08"), **more)  # type: ignore[arg-type]
    found = made["clocks"][clock]["due"]
    assert isinstance(found, str)
    return found


def test_a_text_says_what_may_be_set_and_what_it_is_now() -> None:
    now = {key: present_value(TWO_STAGES, shapeable) for key, shapeable in setting_keys(TWO_STAGES).items()}
    assert now == {
        "corporate.ack_due.days": "5",
        "corporate.stage1_response_due.days": "10",
        "corporate.stage1_response_due.cap": "10",
        "corporate.stage1_response_due.start": "acknowledged",
        "corporate.stage1_response_due.ceiling": "off",
    }


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "2025-01-22"),
        ({"corporate.stage1_response_due.days": "8"}, "2025-01-20"),
        ({"corporate.stage1_response_due.start": "received"}, "2025-01-20"),
        ({"calendar.closed_days": "2025-01-10, 2025-01-13"}, "2025-01-24"),
        ({"calendar.closed_days": ""}, "2025-01-22"),
        ({"calendar.closed_days": "2025-01-11,2025-01-11"}, "2025-01-22"),
    ],
)
def test_a_setting_moves_the_date_it_is_about(settings: dict[str, str], expected: str) -> None:
    assert due(settings) == expected


def test_a_number_is_set_on_the_count_that_starts_from_its_fact() -> None:
    shapeable = (
        Shapeable("stage1_response_due", fact="acknowledged", most=10),
        Shapeable("stage1_response_due", fact="received", most=15),
    )
    text = replace(CEILING, shapeable=shapeable)
    keys = setting_keys(text)
    assert list(keys) == ["corporate.stage1_response_due.days", "corporate.stage1_response_due.days.received"]
    shaped, _ = apply_settings(text, ENGLISH, {"corporate.stage1_response_due.days.received": "12"})
    assert [present_value(shaped, each) for each in shapeable] == ["10", "12"]


def test_a_ceiling_may_be_set_where_an_answer_counts_from_the_acknowledgement_alone() -> None:
    key = "corporate.stage1_response_due.ceiling"
    late = utc("2025-01-20")
    dates = {
        value: deadlines(*apply_settings(TWO_STAGES, ENGLISH, {key: value}), "stage1", utc("2025-01-06"),
                         acknowledged=late)["clocks"]["stage1_response_due"]["due"]
        for value in ("off", "on")
    }  # fmt: skip
    assert dates == {"off": "2025-02-03", "on": "2025-01-27"}
    assert due({key: "on"}) == "2025-01-22", "an early acknowledgement brings the answer forward all the same"
    assert key not in setting_keys(CEILING)
    with pytest.raises(DomainError, match="bad_setting"):
        apply_settings(TWO_STAGES, ENGLISH, {key: "sometimes"})


def test_out_of_hours_is_a_rule_of_the_text_and_off_takes_it_away() -> None:
    on, _ = apply_settings(TWO_STAGES, ENGLISH, {"calendar.out_of_hours": "next_working_day@16:30"})
    off, _ = apply_settings(on, ENGLISH, {"calendar.out_of_hours": "off"})
    assert (on.day_rule, off) == (DayRule("16:30"), TWO_STAGES)


def test_a_setting_makes_another_text_and_leaves_this_one_alone() -> None:
    before = to_bytes(TWO_STAGES), to_bytes(ENGLISH)
    settings = {"corporate.ack_due.days": "3", "calendar.closed_days": "2025-01-10"}
    text, days = apply_settings(TWO_STAGES, ENGLISH, settings)
    assert (to_bytes(TWO_STAGES), to_bytes(ENGLISH)) == before
    assert to_bytes(text) != before[0] and to_bytes(days) != before[1]


def test_a_published_closure_says_so_and_a_statutory_calendar_takes_none() -> None:
    _, days = apply_settings(TWO_STAGES, ENGLISH, {"calendar.closed_days": "2025-01-10"})
    assert days.why_closed(date(2025, 1, 10)) == "published closure"
    statutory = calendar(key="statutory")
    assert apply_settings(TWO_STAGES, statutory, {"calendar.closed_days": "2025-01-10"})[1] == statutory


def test_a_cap_is_set() -> None:
    text, _ = apply_settings(TWO_STAGES, ENGLISH, {"corporate.stage1_response_due.cap": "5"})
    assert text.stages[0].caps[0].most == 5
    assert present_value(text, Shapeable("stage1_response_due", Shape.CAP)) == "5"


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("calendar.out_of_hours", "next_day@17:00", "bad_setting"),
        ("calendar.out_of_hours", "next_working_day@24:00", "bad_setting"),
        ("calendar.out_of_hours", "next_working_day@5pm", "bad_setting"),
        ("calendar.out_of_hours", "", "bad_setting"),
        ("calendar.closed_days", "2025-02-30", "bad_setting"),
        ("calendar.closed_days", "2099-01-01", "bad_setting"),
        ("calendar.closed_days", "tomorrow", "bad_setting"),
        ("corporate.ack_due.days", "0", "bad_setting"),
        ("corporate.ack_due.days", "11", "bad_setting"),
        ("corporate.ack_due.days", "-1", "bad_setting"),
        ("corporate.ack_due.days", "five", "bad_setting"),
        ("corporate.ack_due.days", "٣", "bad_setting"),
        ("corporate.stage1_response_due.start", "answered", "bad_setting"),
        ("corporate.stage2_response_due.days", "20", "unknown_setting"),
        ("housing.ack_due.days", "5", "unknown_setting"),
        ("calendar.weekend", "Friday", "unknown_setting"),
    ],
)
def test_an_unknown_setting_or_a_bad_value_is_refused_by_name(key: str, value: str, code: str) -> None:
    with pytest.raises(DomainError) as caught:
        apply_settings(TWO_STAGES, ENGLISH, {key: value})
    assert [(p.code, p.field) for p in caught.value.problems] == [(code, key)]


def test_every_bad_setting_is_told_at_once() -> None:
    with pytest.raises(DomainError) as caught:
        apply_settings(TWO_STAGES, ENGLISH, {"calendar.closed_days": "x,y", "no.such.key": "1"})
    assert len(caught.value.problems) == 3


def test_what_days_are_meant_is_set_where_the_text_lets_it_be() -> None:
    shapeable = (Shapeable("stage1_response_due", Shape.UNIT, choices=("working_days", "calendar_days")),)
    text = replace(TWO_STAGES, shapeable=shapeable)
    key = "corporate.stage1_response_due.unit"
    assert present_value(text, setting_keys(text)[key]) == "working_days"
    shaped, days = apply_settings(text, ENGLISH, {key: "calendar_days"})
    found = deadlines(shaped, days, "stage1", utc("2025-01-06"), acknowledged=utc("2025-01-08"))["clocks"]
    assert found["stage1_response_due"]["due"] == "2025-01-18"
    with pytest.raises(DomainError) as caught:
        apply_settings(text, ENGLISH, {key: "months"})
    assert [problem.code for problem in caught.value.problems] == ["bad_setting"]
