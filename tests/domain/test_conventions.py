"""The conventions of working-day arithmetic, each by its number: what is counted, from when, and when it is late."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from core.domain import commands as c
from core.domain.case import DueState
from core.domain.deadline import CALENDAR_DAYS, MONTHS, WORKING_DAYS, after, commencing, rolled
from core.domain.deadlines import deadlines
from core.domain.procedure import DayRule
from core.domain.shape import apply_settings
from core.domain.standing import legal_day
from tests.domain.calendars import ENGLISH, calendar
from tests.domain.dates import date_of
from tests.domain.stories import CEILING_BOOK, PAT, WORDS, Story, acknowledgement, answered, register, utc
from tests.domain.texts import CEILING, DATA, TWO_STAGES


def stage1(received: str, **more: object) -> dict[str, str | None]:
    """The dates of stage 1 under the text of the Code's shape."""
    made = deadlines(TWO_STAGES, ENGLISH, "stage1", utc(received), **more)  # type: ignore[arg-type]
    return {name: clock["due"] for name, clock in made["clocks"].items()}


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2025-06-30T22:59", "2025-06-30"),
        ("2025-06-30T23:30", "2025-07-01"),
        ("2025-03-30T00:30", "2025-03-30"),
        ("2025-03-30T23:30", "2025-03-31"),
        ("2026-10-25T00:30", "2026-10-25"),
        ("2026-10-25T01:30", "2026-10-25"),
        ("2026-10-25T23:30", "2026-10-25"),
    ],
)
def test_rule_1_legal_days_are_london_dates(instant: str, day: str) -> None:
    assert legal_day(utc(instant), DayRule(), ENGLISH, incoming=True).isoformat() == day


def test_rule_1_half_past_midnight_on_monday_in_summer_is_monday_though_utc_says_sunday() -> None:
    assert stage1("2025-06-08T23:30")["ack_due"] == "2025-06-16"


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2025-01-06T00:01", "2025-01-13"),
        ("2025-01-06T23:59", "2025-01-13"),
        ("2025-01-11", "2025-01-17"),
        ("2025-01-12", "2025-01-17"),
        ("2025-04-18", "2025-04-28"),
    ],
    ids=["early", "late", "Saturday", "Sunday", "Good Friday"],
)
def test_rule_2_the_day_of_receipt_is_day_0_whatever_the_hour_and_day(received: str, due: str) -> None:
    assert stage1(received)["ack_due"] == due


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2025-01-06T17:00", "2025-01-06"),
        ("2025-01-06T17:01", "2025-01-07"),
        ("2025-01-10T18:00", "2025-01-13"),
        ("2025-01-11T10:00", "2025-01-13"),
        ("2025-04-17T17:30", "2025-04-22"),
        ("2025-07-04T15:59", "2025-07-04"),
        ("2025-07-04T16:01", "2025-07-07"),
    ],
    ids=["at it", "after it", "Friday evening", "Saturday", "before Easter", "summer before", "summer after"],
)
def test_rule_3_what_comes_in_out_of_hours_has_the_next_working_day_for_day_0(instant: str, day: str) -> None:
    assert legal_day(utc(instant), DayRule("17:00"), ENGLISH, incoming=True).isoformat() == day


def test_rule_3_holds_for_what_comes_in_only() -> None:
    assert legal_day(utc("2025-01-10T18:00"), DayRule("17:00"), ENGLISH, incoming=False) == date(2025, 1, 10)


def test_rule_3_is_off_by_default_and_a_setting_turns_it_on() -> None:
    text, days = apply_settings(TWO_STAGES, ENGLISH, {"calendar.out_of_hours": "next_working_day@17:00"})
    shifted = deadlines(text, days, "stage1", utc("2025-01-11"))["clocks"]["ack_due"]
    assert (stage1("2025-01-11")["ack_due"], shifted["due"]) == ("2025-01-17", "2025-01-20")
    assert shifted["reasons"][0]["base"]["moved_from"] == "2025-01-11"


def test_rule_4_closed_days_count_unless_they_were_published() -> None:
    published = calendar(closures=(date(2025, 12, 29), date(2025, 12, 30)))
    made = deadlines(TWO_STAGES, published, "stage1", utc("2025-12-22"))["clocks"]["ack_due"]
    assert (stage1("2025-12-22")["ack_due"], made["due"]) == ("2025-12-31", "2026-01-05")


def test_rule_5_the_whole_due_day_is_on_time() -> None:
    last = Story().receive().on("2025-01-13T23:59").acknowledge("2025-01-27")
    late = Story().receive().on("2025-01-14T00:01").acknowledge("2025-01-28")
    assert not last.due("ack_due").met_late and late.due("ack_due").met_late
    assert not last.due("stage1_response_due").overdue(date(2025, 1, 27))
    assert last.due("stage1_response_due").overdue(date(2025, 1, 28))


def test_rule_6_the_answer_is_projected_until_acknowledged_then_counted_from_that_day() -> None:
    story = Story().receive()
    before = story.due("stage1_response_due")
    story.on("2025-01-08").acknowledge("2025-01-22")
    after_ = story.due("stage1_response_due")
    assert (before.on, before.firm) == (date(2025, 1, 27), False)
    assert (after_.on, after_.firm) == (date(2025, 1, 22), True)


@pytest.mark.parametrize(
    ("acknowledged", "due", "firm"),
    [(None, "2025-01-27", False), ("2025-01-08", "2025-01-22", True), ("2025-01-20", "2025-01-27", True)],
    ids=["not yet", "early", "late"],
)
def test_rule_6_a_ceiling_holds_whatever_the_acknowledgement(acknowledged: str | None, due: str, firm: bool) -> None:
    told = utc(acknowledged) if acknowledged else None
    clock = deadlines(CEILING, ENGLISH, "stage1", utc("2025-01-06"), acknowledged=told)["clocks"]
    assert (clock["stage1_response_due"]["due"], clock["stage1_response_due"]["firm"]) == (due, firm)


def test_rule_6_without_a_ceiling_a_late_acknowledgement_is_a_breach_of_its_own() -> None:
    story = Story().receive().on("2025-01-20").acknowledge("2025-02-03")
    assert story.due("ack_due").met_late
    assert story.due("stage1_response_due").on == date(2025, 2, 3)


@pytest.mark.parametrize("missing", ["understanding", "outcome_sought", "answer_by"])
def test_rule_7_an_acknowledgement_without_understanding_outcome_or_date_is_none(missing: str) -> None:
    given = tuple(g for g in acknowledgement("2025-01-22") if g.need != missing)
    problems = Story().receive().on("2025-01-08").refused(c.Take(1, "acknowledge", given))
    assert [(p.code, p.field) for p in problems] == [("need_missing", missing)]


def test_rule_8_an_extension_counts_from_the_original_date_however_early_it_is_told() -> None:
    story = Story().receive().on("2025-01-08").acknowledge("2025-01-22").on("2025-01-15")
    story.do(c.Extend(1, "stage1_response_due", 5, WORDS, True))
    assert story.due("stage1_response_due").state is DueState.REPLACED
    assert story.due("stage1_extended_due").on == date(2025, 1, 29)


def test_rule_8_a_second_extension_is_a_new_total_from_the_original_date() -> None:
    story = Story().receive().on("2025-01-08").acknowledge("2025-01-22").on("2025-01-15")
    story.do(c.Extend(1, "stage1_response_due", 5, WORDS, True))
    assert story.codes(c.Extend(1, "stage1_response_due", 5, WORDS, True)) == ["extension_not_longer"]
    story.do(c.Extend(1, "stage1_response_due", 10, WORDS, True))
    assert story.due("stage1_extended_due").on == date(2025, 2, 5)


@pytest.mark.parametrize(("told", "departures"), [("2025-01-22", ()), ("2025-01-23", ("late",))])
def test_rule_8_told_after_the_original_date_it_stands_beside_the_breach(
    told: str, departures: tuple[str, ...]
) -> None:
    story = Story().receive().on("2025-01-08").acknowledge("2025-01-22").on(told)
    (event,) = story.do(c.Extend(1, "stage1_response_due", 5, WORDS, True))
    assert event.departures == departures  # type: ignore[union-attr]


def test_rule_8_an_answer_on_the_original_date_meets_it_though_it_was_extended() -> None:
    def told() -> Story:
        story = Story().receive().accept_one().on("2025-01-08").acknowledge("2025-01-22")
        story.do(c.Extend(1, "stage1_response_due", 5, WORDS, True))
        return story

    in_time, later = told().on("2025-01-22").answer(), told().on("2025-01-23").answer()
    assert in_time.due("stage1_response_due").state is DueState.MET
    assert later.due("stage1_response_due").state is DueState.REPLACED
    assert (later.due("stage1_extended_due").state, later.due("stage1_extended_due").met_late) == (DueState.MET, False)


def test_rule_8_more_than_the_cap_needs_good_reason_and_is_not_barred() -> None:
    story = Story().receive().on("2025-01-08").acknowledge("2025-01-22")
    assert story.codes(c.Extend(1, "stage1_response_due", 11, WORDS, True)) == ["extension_needs_good_reason"]
    (event,) = story.do(c.Extend(1, "stage1_response_due", 11, WORDS, True, WORDS))
    assert event.departures == ("over_cap",)  # type: ignore[union-attr]


def test_rule_9_waiting_for_the_person_stops_no_clock() -> None:
    story = Story().receive().on("2025-01-07")
    before = dict(story.track.dues)
    story.do(c.AskPerson(WORDS))
    assert story.case.waiting_for_person
    story.on("2025-01-30").do(c.AddInformation(WORDS, "web"), PAT)
    assert not story.case.waiting_for_person
    assert story.track.dues == before


def test_rule_10_twelve_weeks_are_84_days_and_do_not_roll() -> None:
    assert stage1("2024-01-08")["overall_backstop"] == "2024-04-01"


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-06-22", "2026-07-22"),
        ("2026-07-02", "2026-08-03"),
        ("2026-08-01", "2026-09-01"),
        ("2025-11-26", "2025-12-29"),
    ],
    ids=["Wednesday", "Saturday rolls", "bank holiday rolls", "Boxing Day rolls"],
)  # fmt: skip
def test_rule_10_thirty_days_begin_the_day_after_and_roll_on_to_a_working_day(received: str, due: str) -> None:
    assert date_of(rolled(after("received", 30, CALENDAR_DAYS)), received) == due


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2025-05-15", "2025-11-14"),
        ("2025-08-31", "2026-02-28"),
        ("2024-08-31", "2025-02-28"),
        ("2027-08-31", "2028-02-29"),
        ("2025-03-01", "2025-08-31"),
        ("2024-02-29", "2024-08-28"),
    ],
)
def test_rule_10_six_months_commencing_on_a_day_include_it(received: str, last: str) -> None:
    assert date_of(commencing("received", 6, MONTHS), received) == last


@pytest.mark.parametrize(
    ("known", "last"),
    [("2024-01-10", "2025-01-10"), ("2024-02-29", "2025-02-28"), ("2023-02-28", "2024-02-28")],
)
def test_rule_11_twelve_months_to_the_day_are_in_time(known: str, last: str) -> None:
    assert date_of(after("received", 12, MONTHS), known) == last


@pytest.mark.parametrize(("known", "late"), [("2024-01-06", False), ("2024-01-05", True)])
def test_rule_11_the_next_day_is_more_than_twelve_months(known: str, late: bool) -> None:
    story = Story().receive("data_protection", "data_complaint")
    story.do(c.Take(1, "known", happened_at=utc(known)))
    assert story.due("time_limit_last_day").met_late is late


def test_rule_12_clocks_run_from_when_the_authority_got_it_not_from_when_it_was_entered() -> None:
    story = Story(at="2025-01-09T09:00")
    story.do(c.Receive("case-1", "TST-1", "complaint", "post", utc("2025-01-06"), WORDS, procedure="corporate"))
    assert (story.case.received_on, story.case.logged_at) == (date(2025, 1, 6), utc("2025-01-09T09:00"))
    assert story.due("ack_due").on == date(2025, 1, 13)


def test_rule_13_the_last_permitted_day_is_on_time_and_the_next_clock_starts_from_the_day_itself() -> None:
    story = Story().receive().on("2025-01-13T23:30").acknowledge("2025-01-27")
    assert not story.due("ack_due").met_late
    assert story.due("stage1_response_due").on == date(2025, 1, 27)


def test_29_february_is_a_day_like_another() -> None:
    assert date_of(after("received", 5, WORKING_DAYS), "2028-02-24") == "2028-03-02"
    assert date_of(after("received", 84, CALENDAR_DAYS), "2028-01-10") == "2028-04-03"


def test_the_window_to_ask_is_the_persons_own_time_and_a_late_request_is_heard() -> None:
    in_time, late = answered().on("2025-02-07"), answered().on("2025-02-08")
    (asked,) = in_time.do(c.Take(1, "ask"), PAT)
    (asked_late,) = late.do(c.Take(1, "ask"), PAT)
    assert asked.departures == () and asked_late.departures == ("after_window",)  # type: ignore[union-attr]


def test_a_persons_request_obeys_the_out_of_hours_rule_and_our_answer_does_not() -> None:
    text, days = apply_settings(CEILING, ENGLISH, {"calendar.out_of_hours": "next_working_day@17:00"})
    story = Story(register(text, days), "2025-01-06T18:00").receive().accept_one()
    assert story.track.facts["stage1.received"].on == date(2025, 1, 7)
    assert story.case.received_on == date(2025, 1, 6)
    story.on("2025-01-10T18:00").answer()
    assert story.track.facts["stage1.answered"].on == date(2025, 1, 10)
    story.on("2025-01-10T19:00").ask()
    assert story.track.facts["stage2.received"].on == date(2025, 1, 13)


def test_the_ceiling_is_kept_in_the_case_too() -> None:
    story = Story(CEILING_BOOK).receive().on("2025-01-20").acknowledge("2025-01-27")
    assert story.due("stage1_response_due").on == date(2025, 1, 27)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(Exception, match="time_has_no_zone"):
        deadlines(DATA, ENGLISH, "stage1", datetime(2025, 1, 6, 10, 15))  # noqa: DTZ001
