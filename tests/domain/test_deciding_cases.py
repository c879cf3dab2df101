"""Receiving, re-typing, linking, closing, correcting, moving between texts and calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from core.domain import commands as c
from core.domain import events as e
from core.domain.actor import SYSTEM, Actor, ActorKind
from core.domain.case import CaseStatus, DueState, TrackStatus
from core.domain.cut_over import text_in_force_then
from core.domain.decide import FOR_PERSON, decide
from core.domain.errors import DomainError, NoRulesKnown, UnknownName
from core.domain.register import AdoptedText, Register, adopt
from core.domain.shape import apply_settings
from tests.domain.calendars import ENGLISH, calendar
from tests.domain.stories import (
    BOOK,
    LONG_AGO,
    OLIVE,
    PAT,
    WORDS,
    Story,
    answered,
    register,
    utc,
)
from tests.domain.texts import CEILING, TWO_STAGES


def later(text: AdoptedText, day: str) -> Register:
    """The usual register with `text` adopted from noon of `day`."""
    return adopt(BOOK, text, utc(day), LONG_AGO, by="test", history=True)


def test_receiving_opens_a_track_under_the_rules_of_that_day_with_all_its_dates() -> None:
    received, opened = Story().receive().events
    assert isinstance(received, e.CaseReceived) and isinstance(opened, e.TrackOpened)
    assert [(due.clock, due.on, due.firm) for due in opened.dues] == [
        ("ack_due", date(2025, 1, 13), True),
        ("stage1_response_due", date(2025, 1, 27), False),
        ("stage2_request_by", date(2025, 2, 24), False),
        ("overall_backstop", date(2025, 3, 31), True),
    ]


def test_a_type_without_a_procedure_opens_no_track_and_closes_at_once() -> None:
    story = Story().receive(procedure="", type_="compliment")
    assert story.case.tracks == ()
    story.do(c.Close())
    assert story.case.status is CaseStatus.CLOSED


def test_a_receipt_says_all_that_it_lacks() -> None:
    command = c.Receive("case-1", "", "", "", utc("2025-01-07"), WORDS)
    assert Story().codes(command) == ["reference_missing", "type_missing", "channel_missing", "in_the_future"]


def test_before_the_first_known_rules_nothing_is_guessed() -> None:
    with pytest.raises(NoRulesKnown):
        Story(at="2018-12-31T23:59").receive()


def test_a_request_becomes_a_complaint_of_its_own_and_stays_open() -> None:
    request = Story().receive("request", "service_request")
    request.do(c.Link("case-2", "became"))
    assert request.case.status is CaseStatus.OPEN and request.track.status is TrackStatus.OPEN
    assert request.case.links == (("case-2", "became"),)
    complaint = Story()
    complaint.do(
        c.Receive("case-2", "T-2", "complaint", "web", complaint.at, WORDS, procedure="corporate", origin="case-1")
    )
    complaint.do(c.Link("case-1", "came_from"))
    assert complaint.case.origin == "case-1"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (c.Link("case-1", "related"), "link_needs_other_case"),
        (c.Link("case-2", "married"), "unknown_link_kind"),
        (c.Link("case-9", "related"), "already_linked"),
    ],
)
def test_a_link_is_of_a_known_kind_to_another_case_once(command: c.Link, code: str) -> None:
    story = Story().receive()
    story.do(c.Link("case-9", "related"))
    assert story.codes(command) == [code]


def test_retyping_parks_the_track_and_opens_another_and_back_again_at_the_same_dates() -> None:
    story = Story().receive().accept_one().on("2025-01-08").acknowledge("2025-01-22")
    before = dict(story.track.dues)
    story.do(c.Retype("service_request", "request", WORDS))
    complaint, request = story.case.tracks
    assert (story.case.type, complaint.status, request.status) == (
        "service_request", TrackStatus.PARKED, TrackStatus.OPEN,
    )  # fmt: skip
    assert complaint.dues["stage1_response_due"].state is DueState.VOID
    assert request.dues["request_answer_due"].on == date(2025, 1, 20)
    assert story.codes(c.Take(1, "answer"))[0] == "track_parked"
    story.on("2025-01-15").do(c.Retype("complaint", "corporate", WORDS))
    complaint, request = story.case.tracks
    assert (complaint.status, request.status) == (TrackStatus.OPEN, TrackStatus.PARKED)
    assert dict(complaint.dues) == before
    story.answer()


def test_retyping_needs_another_type_and_a_reason() -> None:
    assert Story().receive().codes(c.Retype("complaint", "corporate", None)) == [
        "type_unchanged", "retyping_needs_reason",
    ]  # fmt: skip


def test_a_second_track_has_its_own_clocks_from_the_receipt_of_the_case() -> None:
    story = Story().receive().accept_one().accept_one().on("2025-01-15")
    (opened,) = story.do(c.OpenTrack("data_protection", (2,)))
    assert isinstance(opened, e.TrackOpened)
    assert story.case.issue(2).track == 2
    assert story.due("dp_ack_due", 2).on == date(2025, 2, 5)
    assert story.codes(c.OpenTrack("data_protection")) == ["track_already_open"]
    assert story.codes(c.Close()) == ["track_unanswered", "track_unanswered"]


def test_retyping_leaves_a_track_beside_alone_and_can_be_undone() -> None:
    story = Story().receive().accept_one()
    story.do(c.OpenTrack("data_protection", (1,)))
    story.do(c.Retype("service_request", "request", WORDS))
    assert [t.status.value for t in story.case.tracks] == ["parked", "open", "open"]
    story.do(c.Retype("complaint", "corporate", WORDS))
    assert [t.status.value for t in story.case.tracks] == ["open", "open", "parked"]


def test_closing_waits_for_decisions_answers_and_tracks() -> None:
    story = Story().receive()
    story.do(c.SplitIssues(1, ((WORDS, ""),)))
    assert story.codes(c.Close()) == ["issues_undecided", "track_unanswered"]
    story.do(c.RefuseIssue(1, "appeal", WORDS, WORDS, True))
    story.do(c.Close())
    assert story.codes(c.Close()) == ["case_closed"]


def test_a_track_without_issues_is_not_closed_unanswered() -> None:
    assert Story().receive().codes(c.Close()) == ["track_unanswered"]


def test_a_closed_case_opens_again_with_a_reason_only() -> None:
    story = answered()
    assert story.codes(c.Reopen(WORDS)) == ["case_not_closed"]
    story.do(c.Close())
    assert story.codes(c.Reopen(None)) == ["reopening_needs_reason"]
    story.do(c.Reopen(WORDS))
    assert story.track.status is TrackStatus.OPEN


def test_a_closed_case_still_hears_the_person() -> None:
    story = answered()
    story.do(c.Close())
    assert story.do(c.AddInformation(WORDS, "web"), PAT) and story.do(c.AddNote(WORDS))


def test_correcting_a_fact_moves_every_date_that_hangs_on_it_and_judges_again() -> None:
    story = Story().receive().on("2025-01-15").acknowledge("2025-01-29")
    assert story.due("ack_due").met_late
    (corrected,) = story.do(c.CorrectFact(1, "stage1.acknowledged", date(2025, 1, 10), WORDS))
    assert isinstance(corrected, e.FactCorrected)
    assert (corrected.was, corrected.on) == (date(2025, 1, 15), date(2025, 1, 10))
    assert not story.due("ack_due").met_late
    assert story.due("stage1_response_due").on == date(2025, 1, 24)


def test_correcting_the_receipt_corrects_it_everywhere() -> None:
    story = Story().receive().on("2025-01-08").acknowledge("2025-01-22")
    story.do(c.CorrectFact(1, "case.received", date(2025, 1, 3), WORDS))
    assert story.case.received_on == date(2025, 1, 3)
    assert story.track.facts["stage1.received"].on == date(2025, 1, 3)
    assert story.due("ack_due").on == date(2025, 1, 10)
    assert story.due("overall_backstop").on == date(2025, 3, 28)


def out_of_hours(at: str) -> Story:
    """A case under rules by which what comes in after five counts on the next working day."""
    text, days = apply_settings(TWO_STAGES, ENGLISH, {"calendar.out_of_hours": "next_working_day@17:00"})
    return Story(register(text, days), at)


def test_a_corrected_receipt_obeys_the_out_of_hours_rule_every_time() -> None:
    story = out_of_hours("2025-01-08T10:00").receive().on("2025-01-20")
    for day in (date(2025, 1, 4), date(2025, 1, 7), date(2025, 1, 5)):
        events = story.do(c.CorrectFact(1, "case.received", day, WORDS))
        counts = date(2025, 1, 6) if day.day < 6 else day
        given = day if day != counts else None
        assert [(x.on, x.given) for x in events if isinstance(x, e.FactCorrected)] == [(counts, given)] * 2
        assert story.case.received_on == day
        assert {story.track.facts[name].on for name in ("case.received", "stage1.received")} == {counts}
    assert story.due("ack_due").on == date(2025, 1, 13)
    assert story.codes(c.CorrectFact(1, "case.received", date(2025, 1, 6), WORDS)) == ["fact_unchanged"]


def test_a_receipt_that_is_corrected_back_counts_by_its_hour_again() -> None:
    story = out_of_hours("2025-01-10T18:30").receive().on("2025-01-20")
    assert story.track.facts["stage1.received"].on == date(2025, 1, 13)
    story.do(c.CorrectFact(1, "case.received", date(2025, 1, 9), WORDS))
    assert story.track.facts["stage1.received"].on == date(2025, 1, 9)
    story.do(c.CorrectFact(1, "case.received", date(2025, 1, 10), WORDS))
    assert story.track.facts["stage1.received"].on == date(2025, 1, 13) and story.case.received_on.day == 10


def test_what_we_do_ourselves_is_corrected_to_the_very_day() -> None:
    story = out_of_hours("2025-01-06T10:00").receive().accept_one().on("2025-01-15").acknowledge("2025-01-29")
    story.do(c.CorrectFact(1, "stage1.acknowledged", date(2025, 1, 11), WORDS))
    assert story.track.facts["stage1.acknowledged"].on == date(2025, 1, 11)


def test_a_receipt_corrected_across_a_cut_over_tells_of_the_text_in_force_then_and_moves_no_text() -> None:
    book = later(CEILING, "2025-01-07")
    story = Story(book, "2025-01-08T10:00").receive().on("2025-01-20")
    assert text_in_force_then(story.case, story.track, book) is None
    story.do(c.CorrectFact(1, "case.received", date(2025, 1, 6), WORDS))
    then = text_in_force_then(story.case, story.track, book)
    assert then is not None and (then.version, story.track.version) == ("1", "ceiling")
    story.do(c.CorrectFact(1, "case.received", date(2025, 1, 7), WORDS))
    assert text_in_force_then(story.case, story.track, book) is None  # in force from noon of that day


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (c.CorrectFact(1, "stage1.acknowledged", date(2025, 1, 8), WORDS), "fact_unchanged"),
        (c.CorrectFact(1, "stage1.acknowledged", date(2025, 1, 9), WORDS), "in_the_future"),
        (c.CorrectFact(1, "stage1.acknowledged", date(2025, 1, 3), WORDS), "before_receipt"),
        (c.CorrectFact(1, "stage1.received", date(2025, 1, 9), WORDS), "in_the_future"),
        (c.CorrectFact(1, "stage1.acknowledged", date(2025, 1, 7), None), "correction_needs_reason"),
    ],
)
def test_a_correction_keeps_the_order_of_things(command: c.CorrectFact, code: str) -> None:
    assert Story().receive().on("2025-01-08").acknowledge("2025-01-22").codes(command)[0] == code


def test_a_receipt_cannot_come_to_lie_after_its_first_step() -> None:
    story = Story().receive().on("2025-01-08").acknowledge("2025-01-22").on("2025-01-20")
    assert story.codes(c.CorrectFact(1, "case.received", date(2025, 1, 9), WORDS)) == ["receipt_after_step"]


def test_a_date_that_was_stated_may_be_corrected_to_a_day_to_come_and_a_happening_never() -> None:
    story = Story().receive().on("2025-01-08").acknowledge("2025-01-22")
    story.do(c.CorrectFact(1, "stage1.answer_by", date(2025, 1, 20), WORDS))
    assert story.track.facts["stage1.answer_by"].on == date(2025, 1, 20)
    story.do(c.CorrectFact(1, "stage1.acknowledged", date(2025, 1, 7), WORDS))
    assert story.codes(c.CorrectFact(1, "stage1.acknowledged", date(2025, 1, 9), WORDS)) == ["in_the_future"]


def test_only_facts_of_the_track_can_be_corrected() -> None:
    with pytest.raises(UnknownName):
        Story().receive().do(c.CorrectFact(1, "stage1.answered", date(2025, 1, 6), WORDS))


def test_moving_to_another_version_tells_all_dates_before_and_after() -> None:
    book = later(CEILING, "2025-01-20")
    story = Story(book).receive().on("2025-01-20").acknowledge("2025-02-03")
    hash_ = book.procedure_hash("corporate", utc("2025-01-21"))
    (moved,) = story.do(c.MoveVersion(1, hash_, WORDS))
    assert isinstance(moved, e.VersionMoved)
    before, after = ({d.clock: d.on for d in dues}["stage1_response_due"] for dues in (moved.before, moved.dues))
    assert (before, after) == (date(2025, 2, 3), date(2025, 1, 27))
    assert story.track.version == "ceiling" and story.due("stage1_response_due").on == after


def test_a_case_keeps_the_text_of_its_receipt_when_another_is_adopted() -> None:
    book = later(CEILING, "2025-01-07")
    story = Story(book).receive().on("2025-01-20").acknowledge("2025-02-03")
    assert story.track.version == "1" and story.due("stage1_response_due").on == date(2025, 2, 3)
    assert Story(book, "2025-01-08").receive().track.version == "ceiling"


@pytest.mark.parametrize(
    ("key", "code"), [("corporate", "version_unchanged"), ("request", "other_procedure")]
)
def test_a_version_moves_within_its_own_procedure(key: str, code: str) -> None:
    story = Story().receive()
    assert story.codes(c.MoveVersion(1, BOOK.procedure_hash(key, story.at), WORDS)) == [code]


def test_a_version_that_lacks_the_state_cannot_be_moved_to() -> None:
    stages = (replace(TWO_STAGES.stages[0], start="logged", moves=(), rests=()),)
    book = later(replace(TWO_STAGES, version="2", stages=stages), "2025-01-20")
    story = Story(book).receive()
    assert story.codes(c.MoveVersion(1, book.procedure_hash("corporate", utc("2025-01-21")), WORDS)) == [
        "version_lacks_state"
    ]


WITH_CLOSURE = later(replace(calendar(closures=(date(2025, 1, 10),)), version="2"), "2025-01-07")


def test_a_new_calendar_moves_open_clocks_by_an_event_of_its_own() -> None:
    story = Story(WITH_CLOSURE).receive().on("2025-01-08")
    (moved,) = story.do(c.Recalculate(), SYSTEM)
    assert isinstance(moved, e.DuesMoved)
    assert story.due("ack_due").on == date(2025, 1, 14)
    assert story.do(c.Recalculate(), SYSTEM) == ()


def test_a_new_calendar_that_moves_nothing_makes_no_event() -> None:
    far = replace(calendar(closures=(date(2026, 1, 9),)), version="2")
    story = Story(later(far, "2025-01-07")).receive().on("2025-01-08")
    assert story.do(c.Recalculate(), SYSTEM) == ()


def test_a_step_first_lets_the_new_calendar_reach_the_track_and_met_clocks_stay_judged() -> None:
    story = Story(WITH_CLOSURE).receive().accept_one()
    story.at = utc("2025-01-06T11:00")
    story.acknowledge("2025-01-20")
    assert story.due("ack_due").on == date(2025, 1, 13)
    moved, extended = story.on("2025-01-08").do(c.Extend(1, "stage1_response_due", 5, WORDS, True))
    assert isinstance(moved, e.DuesMoved) and isinstance(extended, e.Extended)
    assert story.due("ack_due").on == date(2025, 1, 13)
    assert (extended.was, extended.now_due) == (date(2025, 1, 21), date(2025, 1, 28))


def test_closed_cases_are_left_alone_by_a_new_calendar() -> None:
    story = Story(WITH_CLOSURE).receive().accept_one()
    story.answer()
    story.do(c.Close())
    assert story.on("2025-01-08").do(c.Recalculate(), SYSTEM) == ()


def test_erased_words_are_named_by_row_and_rule_and_change_nothing_else() -> None:
    story = Story().receive()
    before = story.case
    assert story.codes(c.EraseWords((), "")) == ["rows_missing", "rule_missing"]
    story.do(c.EraseWords(("row-1",), "retention"), SYSTEM)
    assert replace(story.case, seq=before.seq) == before


def test_a_person_may_receive_take_and_add_and_nothing_else() -> None:
    assert {kind.__name__ for kind in FOR_PERSON} == {"Receive", "Take", "AddInformation"}
    story = Story().receive()
    for command in (c.Close(), c.AddNote(WORDS), c.Recalculate(), c.Assign(1, "stage1", "pat")):
        assert story.codes(command, PAT) == ["not_for_person"]


def test_a_case_of_another_authority_is_no_case() -> None:
    story = Story().receive()
    with pytest.raises(DomainError, match="no_such_case"):
        decide(story.case, c.AddNote(WORDS), BOOK, story.at, OLIVE, "othershire")


def test_commands_and_events_are_closed_lists() -> None:
    assert len(get_args(c.Command)) == 23
    assert len(get_args(e.Event)) == 26


def test_an_actor_is_named_by_kind_and_opaque_id() -> None:
    assert (OLIVE.key, SYSTEM.key, Actor(ActorKind.PERSON, "p").key) == ("staff:olive", "system:", "person:p")
