"""The worked example of the partnership's stage 1, told to a resident and to staff."""

from dataclasses import replace
from datetime import UTC, date, datetime

from core.domain.calendar import ClosedDay, Nation, WorkingCalendar
from core.domain.case import Fact
from core.domain.deadline import CALENDAR_DAYS, WORKING_DAYS, Plus, after, earliest
from core.domain.procedure import Clock, Meaning, Move, Ombudsman, Procedure, Stage
from core.domain.reckon import reckon
from core.domain.text import Text
from core.words.reasons import because, for_staff, told

CALENDAR = WorkingCalendar(
    "authority", "7", Nation.ENGLAND, date(2024, 1, 1), date(2026, 12, 31),
    (
        ClosedDay(date(2024, 12, 25), "Christmas Day"),
        ClosedDay(date(2024, 12, 26), "Boxing Day"),
        ClosedDay(date(2025, 1, 1), "New Year's Day"),
    ),
)  # fmt: skip
ANSWER = earliest(
    after("acknowledged", 10, WORKING_DAYS, cite="policy, stage 1"), after("received", 15, WORKING_DAYS, cite="policy")
)
PROCEDURE = Procedure(
    "corporate", "v3", Text("Complaints"), "a policy",
    (
        Stage(
            "stage1", Text("Stage 1"), "open",
            (Move("acknowledge", Text("Acknowledge"), ("open",), "open", Meaning.ACKNOWLEDGE, records="acknowledged"),),
            ("done",),
            clocks=(
                Clock("ack_due", after("received", 5, WORKING_DAYS), ("acknowledged",)),
                Clock("stage1_response_due", ANSWER, ("answered",)),
                Clock("overall_backstop", after("received", 84, CALENDAR_DAYS), ("answered",)),
            ),
        ),
    ),
    Ombudsman("lgsco", Text("Ombudsman"), "www.example"),
)  # fmt: skip
RECEIVED = Fact(date(2024, 12, 19), datetime(2024, 12, 19, 16, 40, tzinfo=UTC), incoming=True)
FACTS = {"case.received": RECEIVED, "stage1.received": RECEIVED}
ACKNOWLEDGED = FACTS | {"stage1.acknowledged": Fact(date(2024, 12, 23))}


def test_a_resident_reads_what_was_counted_and_what_was_not() -> None:
    found = told("stage1_response_due", reckon(PROCEDURE, "stage1_response_due", ACKNOWLEDGED, CALENDAR).reason)
    assert found.heading == "We will answer by Thursday 9 January 2025"
    assert found.sentences == (
        "We confirmed it on Monday 23 December 2024.",
        "We have 10 working days from then.",
        "We did not count weekends, 25 and 26 December or 1 January.",
        "The latest is 15 working days after we got it, Tuesday 14 January 2025.",
    )


def test_every_day_is_listed_with_its_number_or_its_reason() -> None:
    days = told("stage1_response_due", reckon(PROCEDURE, "stage1_response_due", ACKNOWLEDGED, CALENDAR).reason).days
    assert [(line.on.day, line.number, line.why) for line in days][:6] == [
        (24, 1, ""),
        (25, 0, "Christmas Day"),
        (26, 0, "Boxing Day"),
        (27, 2, ""),
        (28, 0, "weekend"),
        (29, 0, "weekend"),
    ]
    assert (days[-1].words, days[-1].number) == ("Thursday 9 January 2025", 10)


def test_the_reason_in_brackets_says_whether_what_it_counts_from_has_happened() -> None:
    clock = replace(PROCEDURE.stages[0].clocks[1], rule=after("acknowledged", 10, WORKING_DAYS))
    stage = replace(PROCEDURE.stages[0], clocks=(PROCEDURE.stages[0].clocks[0], clock))
    only = replace(PROCEDURE, stages=(stage,))
    ahead = reckon(only, "stage1_response_due", FACTS, CALENDAR).reason
    assert because(ahead) == "10 working days after we confirm it"
    behind = reckon(only, "stage1_response_due", ACKNOWLEDGED, CALENDAR).reason
    assert because(behind) == "10 working days after we confirmed it"


def test_a_projected_date_says_what_it_waits_for() -> None:
    reckoned = reckon(PROCEDURE, "stage1_response_due", FACTS, CALENDAR)
    found = told("stage1_response_due", reckoned.reason, firm=reckoned.firm)
    assert found.heading == "We expect to answer by Tuesday 14 January 2025"
    assert found.sentences == (
        "We got it on Thursday 19 December 2024.",
        "We have 15 working days from then.",
        "We did not count weekends, 25 and 26 December or 1 January.",
        "This date may come sooner: it can also be 10 working days after we confirm it.",
    )


def test_a_date_that_rests_on_a_step_not_taken_says_so() -> None:
    plain = Clock("stage1_response_due", after("acknowledged", 10, WORKING_DAYS), ("answered",))
    stage = replace(PROCEDURE.stages[0], clocks=(PROCEDURE.stages[0].clocks[0], plain))
    reckoned = reckon(replace(PROCEDURE, stages=(stage,)), "stage1_response_due", FACTS, CALENDAR)
    assert told("stage1_response_due", reckoned.reason, firm=False).sentences == (
        "We got it on Thursday 19 December 2024.",
        "We have not confirmed it yet. The last day for that is Monday 30 December 2024.",
        "We have 10 working days from then. If we do that sooner, this date comes sooner too.",
        "We did not count weekends or 1 January.",
    )


def test_the_reason_in_brackets() -> None:
    assert because(reckon(PROCEDURE, "ack_due", FACTS, CALENDAR).reason) == "5 working days after we got it"
    assert because(reckon(PROCEDURE, "overall_backstop", FACTS, CALENDAR).reason) == "12 weeks after we got it"


def test_staff_read_the_whole_tree() -> None:
    root = for_staff("stage1_response_due", reckon(PROCEDURE, "stage1_response_due", ACKNOWLEDGED, CALENDAR).reason)
    assert root.text == "Answer stage 1: Thursday 9 January 2025"
    (pick,) = root.under
    chosen, other = pick.under
    assert pick.text == "The earliest of 2 dates"
    assert chosen.text == "Chosen: 10 working days after acknowledged: Thu 9 Jan 2025"
    assert chosen.notes[0].startswith("1 Tue 24 Dec, 2 Fri 27 Dec, 3 Mon 30 Dec")
    assert chosen.notes[1] == (
        "7 days skipped: 25 December (Christmas Day); 26 December (Boxing Day); 1 January (New Year's Day); "
        "28 and 29 December and 4 and 5 January (weekend)"
    )
    assert chosen.notes[2] == "policy, stage 1"
    assert chosen.under[0].text == "Acknowledged on Mon 23 Dec 2024 (day 0)"
    assert other.text == "Not chosen: 15 working days after received: Tue 14 Jan 2025"
    assert other.under[0].notes == ("Thursday 19 December 2024 at 4:40pm",)


def test_days_on_top_of_a_date_are_counted_from_that_date_and_not_from_what_happened() -> None:
    """An extension counts on from the original date, Thursday 9 January 2025."""
    longer = Clock("stage1_extended_due", Plus(ANSWER, 5, WORKING_DAYS), ("answered",))
    stage = replace(PROCEDURE.stages[0], clocks=(*PROCEDURE.stages[0].clocks, longer))
    reason = reckon(replace(PROCEDURE, stages=(stage,)), "stage1_extended_due", ACKNOWLEDGED, CALENDAR).reason
    assert because(reason) == "5 working days after Thursday 9 January 2025"
    assert told("stage1_extended_due", reason).sentences[-2:] == (
        "We have 5 working days more, counted on from Thursday 9 January 2025.",
        "We did not count weekends.",
    )
    (counted,) = for_staff("stage1_extended_due", reason).under
    assert counted.text == "5 working days after Thu 9 Jan 2025: Thu 16 Jan 2025"


def test_no_date_yet_is_said() -> None:
    reason = reckon(PROCEDURE, "stage1_response_due", {}, CALENDAR).reason
    assert told("stage1_response_due", reason).heading == "There is no date yet"
    assert for_staff("stage1_response_due", reason).text == "Answer stage 1: no date yet"
