"""Past cases under proposed rules: dates worked by hand (no bank holiday lies in January and February 2025)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from core.domain import commands as c
from core.domain.calendar import WorkingCalendar
from core.domain.compared import Comparison, Unknown, Why, moves_differ
from core.domain.deadline import WORKING_DAYS, Span, after, stated
from core.domain.procedure import Cap, Clock, ClockKind, DayRule, Meaning, Move, Procedure, Stage
from core.domain.shape import apply_settings
from core.domain.simulate import ClockTried, Rules, Side, passed, try_track
from core.domain.simulated import CaseTried, Tally, late_of
from core.domain.text import Text
from tests.domain.calendars import ENGLISH, calendar
from tests.domain.stories import WORDS, Story, answered, register
from tests.domain.texts import STAGE_1, STAGE_2, TWO_STAGES, clock

ASKED = date(2025, 6, 30)
Told = dict[str, tuple[tuple[date, date], ...]]


def day(text: str) -> date:
    return date.fromisoformat(text)


def tried(
    story: Story, proposed: Procedure, calendar_: WorkingCalendar = ENGLISH, *,
    until: date = ASKED, told: Told | None = None, then: Procedure = TWO_STAGES,
) -> dict[str, ClockTried]:  # fmt: skip
    compared = Comparison(then, proposed)
    found = try_track(
        story.case, story.track, compared, Rules(then, ENGLISH), Rules(proposed, calendar_), told or {}, until
    )
    return {one.clock: one for one in found}


def with_days(days: int) -> Procedure:
    return apply_settings(TWO_STAGES, ENGLISH, {"corporate.stage1_response_due.days": str(days)})[0]


def stage1(**changes: object) -> Procedure:
    return replace(TWO_STAGES, version="2", stages=(replace(STAGE_1, **changes), STAGE_2))  # type: ignore[arg-type]


def late_answer() -> Story:
    """Received 6 January 2025, acknowledged on the 8th, so due on the 22nd; answered on Monday the 27th."""
    return answered("2025-01-27")


def test_ten_days_were_late_and_fifteen_would_have_been_in_time() -> None:
    answer = tried(late_answer(), with_days(15))["stage1_response_due"]
    assert answer.then == Side(day("2025-01-22"), True)
    assert answer.proposed == Side(day("2025-01-29"), False)
    assert (answer.met, answer.unknown, answer.moved) == (day("2025-01-27"), None, True)


def test_five_days_would_have_been_late_where_ten_were_in_time() -> None:
    answer = tried(answered("2025-01-22"), with_days(5))["stage1_response_due"]
    assert (answer.then, answer.proposed) == (Side(day("2025-01-22"), False), Side(day("2025-01-15"), True))


def test_the_day_itself_is_in_time() -> None:
    assert tried(answered("2025-01-15"), with_days(5))["stage1_response_due"].late_proposed is False


def test_what_was_never_met_is_late_from_the_day_after_up_to_the_day_asked_about() -> None:
    story = Story().receive().accept_one().on("2025-01-08").acknowledge("2025-01-22")
    on_the_day = tried(story, with_days(5), until=day("2025-01-15"))["stage1_response_due"]
    after_it = tried(story, with_days(5), until=day("2025-01-16"))["stage1_response_due"]
    assert (on_the_day.late_proposed, after_it.late_proposed, after_it.late_then) == (False, True, False)
    assert after_it.met is None


def test_the_persons_own_time_and_dates_that_replace_another_are_no_clocks_of_ours() -> None:
    assert list(tried(late_answer(), TWO_STAGES)) == ["ack_due", "stage1_response_due", "overall_backstop"]


def test_the_second_stage_counts_from_its_own_request() -> None:
    story = late_answer().on("2025-02-03").ask().on("2025-02-05")
    found = tried(story, apply_settings(TWO_STAGES, ENGLISH, {"corporate.ack_due.days": "1"})[0])
    assert found["stage2_ack_due"].proposed == Side(day("2025-02-10"), True)
    assert found["ack_due"].proposed == Side(day("2025-01-07"), True)
    assert (found["overall_backstop"].stage, found["stage2_ack_due"].stage) == ("case", "stage2")


def test_a_published_closure_moves_the_date_by_a_day() -> None:
    closed = calendar(closures=(day("2025-01-20"),))
    answer = tried(answered("2025-01-23"), TWO_STAGES, closed)["stage1_response_due"]
    assert (answer.then, answer.proposed) == (Side(day("2025-01-22"), True), Side(day("2025-01-23"), False))


def test_what_came_in_after_the_cut_off_counts_on_the_next_working_day() -> None:
    story = Story(at="2025-01-10T18:30").receive().accept_one().on("2025-01-20").acknowledge("2025-02-03")
    proposed = replace(TWO_STAGES, day_rule=DayRule("17:00"))
    found = tried(story, proposed)["ack_due"]
    # From Friday the 10th the fifth working day is the 17th; from Monday the 13th it is the 20th.
    assert (found.then, found.proposed) == (Side(day("2025-01-17"), True), Side(day("2025-01-20"), False))


def test_without_a_cut_off_it_counts_on_the_day_it_came() -> None:
    late = replace(TWO_STAGES, day_rule=DayRule("17:00"))
    book = register(late, ENGLISH)
    story = Story(book, "2025-01-10T18:30").receive().accept_one().on("2025-01-20").acknowledge("2025-02-03")
    found = tried(story, TWO_STAGES, then=late)["ack_due"]
    assert (found.then, found.proposed) == (Side(day("2025-01-20"), False), Side(day("2025-01-17"), True))


def test_a_corrected_receipt_counts_by_the_day_that_was_given() -> None:
    late = replace(TWO_STAGES, day_rule=DayRule("17:00"))
    story = Story(register(late, ENGLISH), "2025-01-10T10:00").receive().accept_one()
    story.do(c.CorrectFact(1, "case.received", day("2025-01-04"), WORDS))  # a Saturday counts on Monday the 6th
    found = tried(story, TWO_STAGES, then=late)["ack_due"]
    assert (found.then and found.then.due, found.proposed and found.proposed.due) == (
        day("2025-01-13"), day("2025-01-10"),
    )  # fmt: skip


# --- More time ---

EXTENDED = {"stage1_response_due": ((day("2025-01-20"), day("2025-01-29")),)}


def extended(answered_on: str = "2025-01-28") -> Story:
    """Due on 22 January 2025, extended on the 20th by five working days to the 29th."""
    story = Story().receive().accept_one().on("2025-01-08").acknowledge("2025-01-22").on("2025-01-20")
    story.do(c.Extend(1, "stage1_response_due", 5, WORDS, ombudsman_told=WORDS))
    return story.on(answered_on).answer()


def test_an_extension_keeps_the_date_that_was_told() -> None:
    answer = tried(extended(), with_days(9), told=EXTENDED)["stage1_response_due"]
    assert (answer.then, answer.proposed) == (Side(day("2025-01-29"), False), Side(day("2025-01-29"), False))


def test_an_extension_told_after_the_proposed_date_comes_too_late() -> None:
    answer = tried(extended(), with_days(5), told=EXTENDED)["stage1_response_due"]
    assert (answer.late_then, answer.proposed) == (False, Side(day("2025-01-15"), True))


def test_an_extension_that_the_proposal_would_not_have_needed_does_not_count() -> None:
    answer = tried(extended("2025-02-04"), with_days(20), told=EXTENDED)["stage1_response_due"]
    assert (answer.then, answer.proposed) == (Side(day("2025-01-29"), True), Side(day("2025-02-05"), False))


def test_a_date_that_passed_before_it_was_extended_was_late() -> None:
    in_time, too_late = ((day(told), day("2025-01-29")) for told in ("2025-01-22", "2025-01-23"))
    assert passed(day("2025-01-22"), (in_time,), day("2025-01-28")) == (day("2025-01-29"), False)
    assert passed(day("2025-01-22"), (too_late,), day("2025-01-28")) == (day("2025-01-22"), True)
    again = (day("2025-01-30"), day("2025-02-05"))
    assert passed(day("2025-01-22"), (in_time, again), day("2025-02-04")) == (day("2025-01-29"), True)


@pytest.mark.parametrize(
    ("caps", "why"),
    [((), Why.NOT_EXTENDABLE), ((Cap("stage1_response_due", 4, hard=True),), Why.OVER_CAP)],
)
def test_where_the_proposal_allows_no_such_extension_it_cannot_be_told(caps: tuple[Cap, ...], why: Why) -> None:
    answer = tried(extended(), stage1(caps=caps), told=EXTENDED)["stage1_response_due"]
    assert (answer.late_proposed, answer.unknown) == (None, Unknown(why, "stage1_response_due"))


def test_an_extension_up_to_the_hard_maximum_is_allowed() -> None:
    answer = tried(extended(), stage1(caps=(Cap("stage1_response_due", 5, hard=True),)), told=EXTENDED)
    assert answer["stage1_response_due"].late_proposed is False


# --- Where the moves differ ---


def test_a_stage_that_the_proposal_lacks_and_what_follows_on_it() -> None:
    story = late_answer().on("2025-02-03").ask()
    found = tried(story, replace(TWO_STAGES, stages=(STAGE_1,)))
    assert found["stage2_ack_due"].unknown == Unknown(Why.NO_STAGE, "stage2")
    assert found["overall_backstop"].unknown == Unknown(Why.NO_STAGE, "stage2")
    assert found["stage1_response_due"].proposed == Side(day("2025-01-22"), True)


def test_cases_that_would_have_begun_in_another_stage() -> None:
    informal = Stage(
        "informal", Text("Informal"), "received",
        (Move("go_on", Text("Go on"), ("received",), "stage:stage1", Meaning.ASK),), (),
    )  # fmt: skip
    found = tried(late_answer().on("2025-02-03").ask(), replace(TWO_STAGES, stages=(informal, STAGE_1, STAGE_2)))
    assert {one.unknown for one in found.values()} == {Unknown(Why.STARTS_ELSEWHERE, "informal")}


def test_a_stage_that_no_step_of_the_proposal_leads_into() -> None:
    closed = stage1(moves=tuple(move for move in STAGE_1.moves if move.key != "ask"))
    found = tried(late_answer().on("2025-02-03").ask(), closed)
    assert found["stage2_ack_due"].unknown == Unknown(Why.NO_WAY_IN, "stage2")
    assert found["ack_due"].proposed == Side(day("2025-01-13"), False)


MEET = Move("meet", Text("Meet them"), ("acknowledged",), "acknowledged", Meaning.STEP, "met_person")


def test_a_date_that_counts_from_a_step_that_nobody_could_take_then() -> None:
    from_meeting = clock("stage1_response_due", after("met_person", 5, WORKING_DAYS), "answered")
    proposed = stage1(moves=(*STAGE_1.moves, MEET), clocks=(from_meeting,))
    answer = tried(late_answer(), proposed)["stage1_response_due"]
    assert answer.unknown == Unknown(Why.NEVER_RECORDED, "stage1.met_person", ("meet",))


def test_a_date_that_is_expected_from_a_step_that_nobody_could_take_then() -> None:
    proposed = stage1(
        moves=(*STAGE_1.moves, MEET),
        clocks=(
            clock("stage1_response_due", after("acknowledged", 10, WORKING_DAYS), "answered"),
            clock("ack_due", after("met_person", 5, WORKING_DAYS), "acknowledged"),
        ),
    )
    never = Story().receive().accept_one().on("2025-02-10").answer()
    answer = tried(never, proposed)["stage1_response_due"]
    assert answer.unknown == Unknown(Why.NEVER_RECORDED, "stage1.met_person", ("meet",))


def test_a_clock_that_another_step_would_have_met_too_is_told_only_where_it_was_in_time_anyway() -> None:
    both = clock("stage1_response_due", after("acknowledged", 10, WORKING_DAYS), "answered", "met_person")
    proposed = stage1(moves=(*STAGE_1.moves, MEET), clocks=(both,))
    late = tried(late_answer(), proposed)["stage1_response_due"]
    assert (late.late_proposed, late.unknown) == (None, Unknown(Why.MET_BY_OTHERS, "stage1.met_person", ("meet",)))
    assert tried(answered("2025-01-22"), proposed)["stage1_response_due"].late_proposed is False


def test_a_wait_that_could_not_be_recorded_is_unknown_only_where_it_was_late_without_it() -> None:
    begin = Move("seek", Text("Seek an advocate"), (), "", Meaning.STEP, "sought")
    end = Move("find", Text("Found one"), (), "", Meaning.STEP, "found")
    rule = after("acknowledged", 10, WORKING_DAYS, waiting=(Span("sought", "found", "advocate"),))
    proposed = stage1(moves=(*STAGE_1.moves, begin, end), clocks=(clock("stage1_response_due", rule, "answered"),))
    assert tried(late_answer(), proposed)["stage1_response_due"].unknown == Unknown(
        Why.MAY_HAVE_WAITED, "stage1.sought", ("seek",)
    )
    assert tried(answered("2025-01-22"), proposed)["stage1_response_due"].late_proposed is False


def test_a_clock_that_the_proposal_does_not_have_makes_nobody_late_and_no_case_unknown() -> None:
    found = tried(late_answer(), stage1(clocks=STAGE_1.clocks[:1]))
    gone = found["stage1_response_due"]
    assert (gone.late_then, gone.late_proposed, gone.proposed) == (True, False, None)
    assert gone.unknown == Unknown(Why.NO_CLOCK, "stage1_response_due")
    assert late_of(found.values()) is False


def test_a_new_clock_is_reckoned_from_what_was_recorded() -> None:
    new = clock("stage1_target", after("received", 3, WORKING_DAYS), "answered", kind=ClockKind.TARGET)
    target = tried(late_answer(), stage1(clocks=(*STAGE_1.clocks, new)))["stage1_target"]
    assert (target.then, target.proposed) == (None, Side(day("2025-01-09"), True))


def test_a_clock_without_a_limit_has_no_date_and_is_not_late() -> None:
    agreed = Move("agree", Text("Agree a day"), (), "", Meaning.STEP, "known_by")
    then = stage1(moves=(*STAGE_1.moves, agreed))
    proposed = replace(then, stages=(replace(then.stages[0], clocks=(
        Clock("stage1_response_due", stated("known_by"), ("answered",)),)), STAGE_2))  # fmt: skip
    story = Story(register(then, ENGLISH)).receive().accept_one().on("2025-02-10").answer()
    assert tried(story, proposed, then=then)["stage1_response_due"].proposed == Side(None, False)


def test_a_stage_that_was_refused_is_late_on_neither_side() -> None:
    story = Story().receive()
    story.do(c.SplitIssues(1, ((WORDS, "waste"),)))
    story.do(c.RefuseIssue(1, "appeal", WORDS, WORDS, ombudsman_told=True))
    refusal = (
        c.Given("ground", choice="appeal"), c.Given("reason", WORDS), c.Given("goes_to", WORDS),
        c.Given("ombudsman_told", ticked=True),
    )  # fmt: skip
    story.on("2025-02-10").do(c.Take(1, "refuse", refusal))
    answer = tried(story, with_days(5))["stage1_response_due"]
    assert (answer.late_then, answer.late_proposed) == (False, False)


def test_days_that_no_calendar_reaches_cannot_be_told() -> None:
    short = replace(ENGLISH, last=day("2025-01-10"))
    assert {one.unknown for one in tried(late_answer(), TWO_STAGES, short).values()} == {Unknown(Why.OUT_OF_REACH)}


# --- The same rules change nothing ---


def test_a_date_that_only_a_newer_calendar_would_move_stays_the_one_it_was_judged_by() -> None:
    story = late_answer()
    track = replace(story.track, dues={**story.track.dues, "stage1_response_due": replace(
        story.due("stage1_response_due"), on=day("2025-01-23"))})  # fmt: skip
    rules = Rules(TWO_STAGES, ENGLISH)
    found = try_track(story.case, track, Comparison(TWO_STAGES, TWO_STAGES), rules, rules, {}, ASKED)
    assert {one.clock: one.then for one in found} == {one.clock: one.proposed for one in found}
    assert {one.clock: one.then for one in found}["stage1_response_due"] == Side(day("2025-01-23"), True)


def test_every_shape_of_story_is_the_same_under_the_same_rules() -> None:
    stories = [late_answer(), answered(), extended(), extended("2025-02-20"), late_answer().on("2025-02-03").ask()]
    for story in stories:
        for told in ({}, EXTENDED):
            assert all(o.then == o.proposed and o.unknown is None for o in tried(story, TWO_STAGES, told=told).values())


def test_more_days_never_make_a_case_late_and_fewer_never_put_it_in_time() -> None:
    for story in (late_answer(), answered("2025-01-22"), extended()):
        told = EXTENDED if "extended:stage1_response_due" in story.track.facts else {}
        late = [tried(story, with_days(n), told=told)["stage1_response_due"].late_proposed for n in range(1, 31)]
        assert all(before or not after_ for before, after_ in pairwise(late)), late


def test_which_moves_differ_is_said_by_stage() -> None:
    proposed = stage1(moves=(*STAGE_1.moves[1:], MEET))
    differing = {(one.stage, (one.had or one.has or MEET).key, one.had is None, one.has is None)
                 for one in moves_differ(TWO_STAGES, proposed)}  # fmt: skip
    assert differing == {("stage1", "acknowledge", False, True), ("stage1", "meet", True, False)}
    reworded = tuple(replace(move, title=Text("Other words"), cite="elsewhere") for move in STAGE_1.moves)
    assert moves_differ(TWO_STAGES, stage1(moves=reworded)) == ()


# --- Sums ---


def case(service: str, *clocks: ClockTried) -> CaseTried:
    return CaseTried("1", "TST-1", service, day("2025-01-06"), "1", False, clocks)


def limit(stage: str, then: bool, proposed: bool | None, kind: ClockKind = ClockKind.LIMIT) -> ClockTried:
    on, unknown = day("2025-01-22"), Unknown(Why.NO_STAGE, stage) if proposed is None else None
    return ClockTried(stage, "due", kind, Side(on, then), Side(on, proposed), None, unknown)


def test_cases_are_counted_once_and_stages_for_themselves() -> None:
    tally = Tally()
    tally.add(case("waste", limit("stage1", True, False), limit("stage2", False, True)))
    tally.add(case("waste", limit("stage1", True, False)))
    tally.add(case("", limit("stage1", False, None)))
    tally.add(case("", limit("stage1", True, True), limit("stage2", False, None)))
    tally.add(case("", limit("stage1", False, True, ClockKind.TARGET)))
    count = tally.cases
    assert (count.all, count.late_then, count.late_proposed, count.unknown) == (5, 3, 2, 1)
    assert (tally.newly_late, tally.no_longer_late, tally.changed) == (0, 1, 2)
    first, second = tally.stages["stage1"], tally.stages["stage2"]
    assert (first.all, first.late_then, first.late_proposed, first.unknown) == (4, 3, 1, 1)
    assert (second.all, second.late_then, second.late_proposed, second.unknown) == (2, 0, 1, 1)
    assert (first.unknown_late, second.unknown_late) == (0, 0)
    assert (tally.services["waste"].late_then, tally.services["waste"].late_proposed) == (2, 1)
    assert tally.clocks["stage1", "due", ClockKind.TARGET].late_proposed == 1
    assert tally.few


def test_of_those_that_cannot_be_told_it_is_said_how_many_were_late() -> None:
    tally = Tally()
    tally.add(case("", limit("stage1", True, None)))
    tally.add(case("", limit("stage1", False, None)))
    assert (tally.cases.late_then, tally.cases.unknown, tally.cases.unknown_late) == (1, 2, 1)
    assert tally.unknown == {("stage1", "due", Unknown(Why.NO_STAGE, "stage1")): 2}


def test_dates_that_the_proposal_does_not_have_are_no_open_question() -> None:
    tally = Tally()
    dropped = replace(limit("stage1", True, None), proposed=None, unknown=Unknown(Why.NO_CLOCK, "due"))
    tally.add(case("", dropped))
    assert (tally.cases.late_proposed, tally.cases.unknown, tally.no_longer_late) == (0, 0, 1)
    assert (tally.dropped, tally.unknown) == ({("stage1", "due"): 1}, {})
