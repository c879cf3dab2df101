"""The algebra and its reasons: projections, waits, branches, extensions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.domain import commands as c
from core.domain.case import Fact
from core.domain.deadline import CALENDAR_DAYS, MONTHS, WORKING_DAYS, Plus, Span, after, earliest, stated
from core.domain.explain import explain
from core.domain.procedure import ClockKind
from core.domain.reasons import Counted, Earliest, FactDay, NoDate, Projected, RolledOn, to_data
from core.domain.reckon import reckon
from tests.domain.calendars import ENGLISH
from tests.domain.dates import date_of, reckoned
from tests.domain.stories import BOOK, WORDS, Story
from tests.domain.texts import CEILING, DATA

WAITING = after(
    "received", 10, WORKING_DAYS, waiting=(Span("advocate_sought", "advocate_found", "an advocate is being found"),)
)


def test_the_reasons_list_each_day_counted_each_skipped_and_the_paragraph() -> None:
    found = reckoned(after("received", 5, WORKING_DAYS, cite="paragraph 7"), received="2025-01-09").reason
    assert isinstance(found, Counted)
    assert [day.day for day in found.days] == [10, 13, 14, 15, 16]
    assert [(skip.on.day, skip.why) for skip in found.skipped] == [(11, "weekend"), (12, "weekend")]
    assert (found.cite, found.base) == ("paragraph 7", FactDay("stage1.received", date(2025, 1, 9)))


def test_a_projection_says_which_limit_it_stands_on() -> None:
    story = Story().receive()
    found = explain(story.track, "stage1_response_due", BOOK)
    assert isinstance(found.reason, Counted) and isinstance(found.reason.base, Projected)
    assert (found.reason.base.clock, found.reason.base.on) == ("ack_due", date(2025, 1, 13))
    assert isinstance(found.reason.base.because, Counted)


def test_a_projection_stands_on_the_extended_date_once_that_was_told() -> None:
    story = Story().receive().on("2025-01-08").acknowledge("2025-01-22")
    story.do(c.Extend(1, "stage1_response_due", 5, WORDS, True))
    assert story.due("stage2_request_by").on == date(2025, 2, 26)


def test_a_ceiling_says_which_branch_won_and_keeps_the_other() -> None:
    story = Story().receive()
    facts = story.track.facts
    found = reckon(CEILING, "stage1_response_due", facts, ENGLISH).reason
    assert isinstance(found, Earliest) and isinstance(found.chosen, Counted)
    assert (found.chosen.n, found.on) == (15, date(2025, 1, 27))
    assert len(found.not_chosen) == 1


def test_of_equal_dates_the_firm_one_is_told_and_the_whole_is_firm_only_when_none_can_move() -> None:
    rule = earliest(after("received", 10, WORKING_DAYS), after("acknowledged", 5, WORKING_DAYS))
    assert not reckoned(rule, received="2025-01-06").firm
    assert reckoned(rule, received="2025-01-06", acknowledged="2025-01-07").firm


def test_days_inside_a_wait_do_not_count_and_say_why() -> None:
    found = reckoned(WAITING, received="2025-01-06", advocate_sought="2025-01-08", advocate_found="2025-01-10")
    assert (found.on, found.firm) == (date(2025, 1, 22), True)
    assert isinstance(found.reason, Counted)
    waited = [skip.on.day for skip in found.reason.skipped if skip.why == "an advocate is being found"]
    assert waited == [9, 10]


def test_an_open_wait_leaves_the_date_provisional() -> None:
    found = reckoned(WAITING, received="2025-01-06", advocate_sought="2025-01-08")
    assert (found.on, found.firm) == (date(2025, 1, 20), False)
    assert isinstance(found.reason, Counted) and found.reason.provisional


def test_a_fact_that_no_limit_awaits_gives_no_date() -> None:
    found = reckoned(after("panel_met", 5, WORKING_DAYS), received="2025-01-06")
    assert (found.on, found.reason) == (None, NoDate("stage1.panel_met"))
    assert reckoned(earliest(after("panel_met", 5, WORKING_DAYS))).on is None


def test_nobody_is_expected_by_a_target_or_in_their_own_time() -> None:
    answered = replace(DATA.stages[0].clocks[0], key="stage1_target", kind=ClockKind.TARGET, met_by=("answered",))
    after_ = replace(answered, key="dp_ack_due", kind=ClockKind.LIMIT, rule=after("answered", 5, CALENDAR_DAYS))
    stage = replace(DATA.stages[0], clocks=(answered, replace(after_, met_by=("acknowledged",))))
    text = replace(DATA, stages=(stage,))
    facts = {"stage1.received": Fact(date(2025, 1, 6))}
    assert reckon(text, "stage1_target", facts, ENGLISH).on == date(2025, 2, 5)
    assert reckon(text, "dp_ack_due", facts, ENGLISH).on is None


def test_a_stated_date_is_that_date() -> None:
    assert date_of(stated("received"), "2025-01-12") == "2025-01-12"


def test_counts_nest() -> None:
    rule = Plus(after("received", 1, MONTHS), 3, WORKING_DAYS)
    assert date_of(rule, "2025-01-31") == "2025-03-05"


def test_clocks_that_wait_for_each_other_give_no_date_and_no_endless_loop() -> None:
    first = replace(DATA.stages[0].clocks[0], rule=after("answered", 5, CALENDAR_DAYS), met_by=("acknowledged",))
    rule = after("acknowledged", 5, CALENDAR_DAYS)
    second = replace(first, key="relevant_period_end", rule=rule, met_by=("answered",))
    stage = replace(DATA.stages[0], clocks=(first, second))
    found = reckon(replace(DATA, stages=(stage,)), "dp_ack_due", {}, ENGLISH)
    assert (found.on, found.firm) == (None, False)


def test_an_extended_date_is_explained_by_the_days_added_to_the_original() -> None:
    story = Story().receive().on("2025-01-08").acknowledge("2025-01-22")
    story.do(c.Extend(1, "stage1_response_due", 5, WORDS, True))
    found = explain(story.track, "stage1_extended_due", BOOK).reason
    assert isinstance(found, Counted) and found.extension
    assert [day.day for day in found.days] == [23, 24, 27, 28, 29]
    assert isinstance(found.base, Counted) and found.base.on == date(2025, 1, 22)


def test_an_extended_date_stays_as_told_when_the_original_moves() -> None:
    story = Story().receive().on("2025-01-08").acknowledge("2025-01-22")
    story.do(c.Extend(1, "stage1_response_due", 5, WORDS, True))
    story.do(c.CorrectFact(1, "stage1.acknowledged", date(2025, 1, 7), WORDS))
    assert story.due("stage1_response_due").on == date(2025, 1, 21)
    assert story.due("stage1_extended_due").on == date(2025, 1, 29)


def test_the_tree_is_plain_data_for_programs() -> None:
    data = to_data(RolledOn(FactDay("stage1.received", date(2025, 1, 11)), date(2025, 1, 13)))
    assert data == {
        "kind": "rolled_on",
        "base": {"kind": "fact_day", "fact": "stage1.received", "on": "2025-01-11", "at": None, "moved_from": None},
        "on": "2025-01-13",
        "skipped": [],
    }
