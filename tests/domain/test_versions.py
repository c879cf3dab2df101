"""Moving a case to another text of its rules: what stands in the way is told all at once, and nothing is replayed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.domain import commands as c
from core.domain.calendar import WorkingCalendar
from core.domain.comparing import dates_beside, dates_moved
from core.domain.procedure import Procedure
from core.domain.register import Register, adopt
from tests.domain.calendars import ENGLISH
from tests.domain.stories import BOOK, LONG_AGO, REFUSAL, WORDS, Story, answered, utc
from tests.domain.texts import CEILING, STAGE_1, STAGE_2, TWO_STAGES

FROM = utc("2025-01-20")


def beside(text: Procedure) -> Register:
    """The usual register with `text` adopted too."""
    return adopt(BOOK, text, FROM, LONG_AGO, by="test", history=True)


def move_to(story: Story, text: Procedure) -> c.MoveVersion:
    story.book = beside(text)
    return c.MoveVersion(1, story.book.procedure_hash("corporate", FROM), WORDS)


def test_a_stage_that_the_case_has_been_through_must_be_there_too() -> None:
    one_stage = replace(TWO_STAGES, version="2", stages=(replace(STAGE_2, not_by=()),))
    story = answered().on("2025-01-20").ask()
    problems = story.refused(move_to(story, one_stage))
    assert [(p.code, dict(p.params)) for p in problems] == [("version_lacks_stage", {"stage": "stage1"})]


def test_a_stage_that_is_not_there_is_told_once_and_not_as_a_missing_state() -> None:
    one_stage = replace(TWO_STAGES, version="2", stages=(replace(STAGE_2, not_by=()),))
    story = Story().receive()
    assert story.codes(move_to(story, one_stage)) == ["version_lacks_stage"]


def test_a_later_date_that_was_told_is_never_lost() -> None:
    without = replace(STAGE_1, clocks=STAGE_1.clocks[:2], caps=())
    story = Story().receive().accept_one().on("2025-01-08").acknowledge("2025-01-22")
    story.do(c.Extend(1, "stage1_response_due", 5, WORDS, ombudsman_told=True))
    problems = story.refused(move_to(story, replace(TWO_STAGES, version="2", stages=(without, STAGE_2))))
    assert [(p.code, p.param("clock")) for p in problems] == [("version_lacks_extension", "stage1_response_due")]


def test_an_extension_that_was_told_stands_under_the_other_text() -> None:
    story = Story().receive().accept_one().on("2025-01-08").acknowledge("2025-01-22")
    story.do(c.Extend(1, "stage1_response_due", 5, WORDS, ombudsman_told=True))
    told = story.due("stage1_extended_due").on
    assert told == date(2025, 1, 29)  # ten after the 8th: the 22nd; and five: 23 24 27 28 29
    story.do(move_to(story, CEILING))
    assert story.track.version == "ceiling" and story.due("stage1_extended_due").on == told


def test_a_ground_for_refusing_must_be_there_too() -> None:
    story = Story().receive()
    story.do(c.SplitIssues(1, ((WORDS, ""), (WORDS, ""))))
    story.do(c.RefuseIssue(2, "appeal", WORDS, WORDS, True))
    assert REFUSAL[0].choice == "appeal"
    without = replace(TWO_STAGES, version="2", grounds=TWO_STAGES.grounds[1:])
    problems = story.refused(move_to(story, without))
    assert [(p.code, p.param("issue")) for p in problems] == [("version_lacks_ground", "2")]


def test_days_are_not_counted_by_another_calendar_unawares() -> None:
    story = Story().receive()
    assert story.codes(move_to(story, replace(TWO_STAGES, version="2", calendar="statutory"))) == [
        "version_counts_otherwise"
    ]


def test_all_that_stands_in_the_way_is_told_at_once() -> None:
    story = Story().receive()
    story.do(c.SplitIssues(1, ((WORDS, ""),)))
    story.do(c.RefuseIssue(1, "appeal", WORDS, WORDS, True))
    bare = replace(STAGE_1, start="logged", moves=(), rests=(), clocks=())
    command = move_to(story, replace(TWO_STAGES, version="2", stages=(bare, STAGE_2), grounds=()))
    codes = story.codes(replace(command, reason=None))
    assert codes == ["moving_version_needs_reason", "version_lacks_state", "version_lacks_ground"]


def test_a_closed_case_stays_under_its_rules() -> None:
    story = answered()
    story.do(c.Close(None))
    assert story.codes(move_to(story, CEILING)) == ["case_closed"]


def test_two_texts_stand_side_by_side_in_dates_also_where_they_agree() -> None:
    pair: tuple[tuple[Procedure, WorkingCalendar], ...] = ((TWO_STAGES, ENGLISH), (CEILING, ENGLISH))
    lines = dates_beside(pair[0], pair[1], date(2025, 1, 6))
    ack = next(line for line in lines if line.clock == "ack_due")
    assert (ack.stage, ack.before, ack.after) == ("stage1", date(2025, 1, 13), date(2025, 1, 13))
    moved = dates_moved(pair[0], pair[1], date(2025, 1, 6))
    assert set(moved) < set(lines) and ack not in moved
    assert all(line.before != line.after for line in moved)
