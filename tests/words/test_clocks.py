"""Clock names and badges: shape and words tell the state, never a colour alone."""

from datetime import date

import pytest

from core.domain.calendar import ClosedDay, Nation, WorkingCalendar
from core.domain.case import Due, DueState
from core.words.clocks import BadgeState, badge, known_clocks, resident_sentence, staff_label

CALENDAR = WorkingCalendar(
    "authority",
    "1",
    Nation.ENGLAND,
    date(2024, 1, 1),
    date(2026, 12, 31),
    (ClosedDay(date(2025, 1, 1), "New Year's Day"),),
)
CANONICAL = {
    "ack_due",
    "stage1_target",
    "stage1_response_due",
    "stage1_extended_due",
    "stage2_request_by",
    "stage2_ack_due",
    "stage2_decision_due",
    "stage2_response_due",
    "stage2_extended_due",
    "stage2_maximum_due",
    "stage3_request_by",
    "stage3_ack_due",
    "stage3_internal_review_due",
    "stage3_response_due",
    "panel_meeting_due",
    "panel_decision_letter_due",
    "panel_report_due",
    "authority_response_due",
    "relevant_period_end",
    "overall_backstop",
    "evidence_deadline",
    "dp_ack_due",
    "time_limit_last_day",
}


def _due(on: date | None, **more: object) -> Due:
    given = {"clock": "stage1_response_due", "firm": True, "kind": "limit", **more}
    return Due(on=on, **given)  # type: ignore[arg-type]


def test_every_canonical_clock_has_words() -> None:
    assert known_clocks() == CANONICAL


def test_a_clock_of_a_plugin_is_told_by_its_name() -> None:
    assert staff_label("site_visit_due") == "Site visit"
    assert staff_label("site_visit_asked_by") == "Site visit asked"
    assert staff_label("due_diligence") == "Due diligence"


def test_a_firm_date_is_a_promise_and_a_projected_one_says_that_it_will_be_confirmed() -> None:
    assert resident_sentence(_due(date(2025, 1, 9))) == "We will answer by Thursday 9 January 2025."
    assert resident_sentence(_due(date(2025, 1, 9), firm=False)) == (
        "We expect to answer by Thursday 9 January 2025. We will confirm this when we write."
    )
    assert resident_sentence(_due(None)) == ""


@pytest.mark.parametrize(
    ("due", "today", "state", "words", "detail"),
    [
        (_due(date(2025, 1, 9)), date(2025, 1, 6), BadgeState.DUE, "Due Thu 9 Jan", "3 working days left"),
        (_due(date(2025, 1, 9)), date(2025, 1, 8), BadgeState.SOON, "Due Thu 9 Jan", "1 working day left"),
        (_due(date(2025, 1, 9)), date(2025, 1, 9), BadgeState.TODAY, "Due today", ""),
        (_due(date(2025, 1, 2)), date(2025, 1, 6), BadgeState.LATE, "2 working days late", "was due Thu 2 Jan"),
        (_due(date(2025, 1, 3)), date(2025, 1, 5), BadgeState.LATE, "Late", "was due Fri 3 Jan"),
        (
            _due(date(2025, 1, 9), firm=False),
            date(2025, 1, 6), BadgeState.EXPECTED, "Expected Thu 9 Jan", "3 working days left",
        ),
        (
            _due(date(2025, 1, 9), state=DueState.MET, met=date(2025, 1, 9)),
            date(2025, 2, 1), BadgeState.MET, "Met Thu 9 Jan", "due Thu 9 Jan",
        ),
        (
            _due(date(2025, 1, 9), state=DueState.MET, met=date(2025, 1, 13)),
            date(2025, 2, 1), BadgeState.MET_LATE, "Met late, Mon 13 Jan", "2 working days after Thu 9 Jan",
        ),
        (_due(date(2025, 1, 9), state=DueState.REPLACED), date(2025, 1, 6), BadgeState.NONE, "", ""),
        (_due(None), date(2025, 1, 6), BadgeState.NONE, "No date yet", ""),
    ],
    ids=["due", "soon", "today", "late", "late at a weekend", "expected", "met", "met late", "replaced", "no date"],
)  # fmt: skip
def test_badges(due: Due, today: date, state: BadgeState, words: str, detail: str) -> None:
    found = badge(due, today, CALENDAR)
    assert (found.state, found.words, found.detail) == (state, words, detail)


@pytest.mark.parametrize(
    ("today", "state", "words", "detail"),
    [
        (date(2025, 1, 6), BadgeState.EXPECTED, "Until Thu 9 Jan", "3 working days left"),
        (date(2025, 1, 9), BadgeState.TODAY, "Ends today", ""),
        (date(2025, 1, 13), BadgeState.NONE, "Ended Thu 9 Jan", ""),
    ],
)
def test_a_time_that_need_not_be_used_ends_and_is_never_late(
    today: date, state: BadgeState, words: str, detail: str
) -> None:
    found = badge(_due(date(2025, 1, 9), clock="stage2_request_by", kind="window"), today, CALENDAR)
    assert (found.state, found.words, found.detail) == (state, words, detail)
