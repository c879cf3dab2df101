"""The procedures that the law lays down, and the landlord's: what they let happen and what they refuse."""

from datetime import UTC, date, datetime

import pytest

from core.domain import commands as c
from core.domain.actor import Actor, ActorKind
from core.domain.case import Case, DueState, Sealed
from core.domain.errors import DomainError
from core.domain.procedure import Meaning, Procedure
from core.domain.walk import departures, walk
from core.host import Host, ask
from core.host.declared import declared_register
from plugins.adult_social_care.rules import ADULT_2009
from plugins.childrens_social_care.rules import CHILDRENS_2006
from plugins.data_protection.rules import DATA_PROTECTION_2026
from plugins.housing.rules import HOUSING_2024
from tests.support.whole_way import WORDS, WholeWay

HOST = Host.discover()
RECEIVED = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
TEXTS = (HOUSING_2024, ADULT_2009, CHILDRENS_2006, DATA_PROTECTION_2026)


def started(text: Procedure, code: str = "buckinghamshire") -> WholeWay:
    return WholeWay(declared_register(HOST.runtime(code)), text, RECEIVED)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.key)
def test_the_text_is_sound_and_the_code_that_does_not_apply_is_not_held_against_it(text: Procedure) -> None:
    assert walk(text) == ()
    assert departures(text) == ()


def test_an_oral_complaint_that_is_settled_at_once_ends_there() -> None:
    way = started(ADULT_2009)
    way.take("resolve_orally")
    assert way.track.state == "resolved"
    assert {way.track.dues[clock].state for clock in ("ack_due", "relevant_period_end")} == {DueState.MET}


def test_the_agreed_plan_gives_the_answer_its_date_and_a_later_plan_another() -> None:
    way = started(ADULT_2009)
    assert way.track.dues["stage1_response_due"].on is None
    words = [c.Given(key, WORDS) for key in ("details", "wanted", "responsible")]
    for agreed in (date(2026, 10, 30), date(2026, 11, 27)):
        way.do(c.Take(1, "agree_plan", (*words, c.Given("plan_by", on=agreed))), way.staff())
        assert way.track.dues["stage1_response_due"].on == agreed
    assert way.track.dues["relevant_period_end"].on == date(2027, 2, 28)


def test_a_longer_period_is_agreed_before_the_six_months_are_over() -> None:
    way = started(ADULT_2009)
    way.do(c.Extend(1, "relevant_period_end", 20, WORDS, ombudsman_told=True), way.staff())
    # Sunday 28 February 2027 and twenty working days: 1-5, 8-12, 15-19, 22-25 March, then past Good Friday and Easter.
    assert way.track.dues["adult_social_care_longer_period_end"].on == date(2027, 3, 30)
    assert way.track.dues["relevant_period_end"].state is DueState.REPLACED


def test_a_childs_complaint_is_extended_to_twenty_days_and_not_one_more() -> None:
    way = started(CHILDRENS_2006)
    with pytest.raises(DomainError) as caught:
        way.do(c.Extend(1, "stage1_response_due", 11, WORDS, ombudsman_told=True, good_reason=WORDS), way.staff())
    assert [problem.code for problem in caught.value.problems] == ["extension_over_maximum"]
    way.do(c.Extend(1, "stage1_response_due", 10, WORDS, ombudsman_told=True), way.staff())


def test_an_investigation_is_never_extended_beyond_sixty_five_days() -> None:
    way = started(CHILDRENS_2006)
    way.answer_this_stage()
    way.take("ask_stage2")
    assert way.track.dues["stage2_response_due"].on is None
    way.take("agree_statement")
    with pytest.raises(DomainError) as caught:
        way.do(c.Extend(1, "stage2_response_due", 41, WORDS, ombudsman_told=True, good_reason=WORDS), way.staff())
    assert [problem.code for problem in caught.value.problems] == ["extension_over_maximum"]
    way.do(c.Extend(1, "stage2_response_due", 40, WORDS, ombudsman_told=True), way.staff())
    assert way.track.dues["stage2_extended_due"].on == way.track.dues["stage2_maximum_due"].on


def test_looking_for_an_advocate_leaves_the_date_provisional_until_one_is_found() -> None:
    way = started(CHILDRENS_2006)
    # Tuesday 1 September 2026 and ten working days: 2 3 4, 7-11, 14 15.
    assert (way.track.dues["stage1_response_due"].on, way.track.dues["stage1_response_due"].firm) == (
        date(2026, 9, 15),
        True,
    )
    way.take("seek_advocate")
    assert not way.track.dues["stage1_response_due"].firm
    way.now = datetime(2026, 9, 4, 9, 0, tzinfo=UTC)
    way.take("find_advocate")
    # 2, 3 and 4 September do not count: 7-11, 14-18.
    assert (way.track.dues["stage1_response_due"].on, way.track.dues["stage1_response_due"].firm) == (
        date(2026, 9, 18),
        True,
    )


def test_only_an_adjudicating_officer_sends_the_letter_on_an_investigation() -> None:
    way = started(CHILDRENS_2006)
    way.answer_this_stage()
    way.take("ask_stage2")
    for key in ("appoint", "agree_statement", "receive_reports"):
        way.take(key)
    answer = next(move for move in way.stage.moves if move.meaning is Meaning.ANSWER)
    received = c.Given("adjudication_letter_received", on=date(2026, 9, 2))
    letter = c.Take(1, "answer", (received,), findings=way.findings(answer))
    with pytest.raises(DomainError) as caught:
        way.do(letter, Actor(ActorKind.STAFF, "somebody", frozenset({"complaints_officer"})))
    assert [problem.code for problem in caught.value.problems] == ["not_your_role"]
    way.do(letter, way.staff())
    # Twenty working days after Wednesday 2 September 2026.
    assert way.track.dues["stage3_request_by"].on == date(2026, 9, 30)


def test_a_resident_need_not_say_why_they_want_stage_2() -> None:
    asking = next(m for m in HOUSING_2024.stage("stage1").moves if m.meaning is Meaning.ASK)
    assert asking.needs == ()
    assert HOUSING_2024.stage("stage2").not_by == ("stage1",)


def test_each_names_its_own_ombudsman() -> None:
    assert [text.ombudsman.key for text in TEXTS] == ["housing", "lgsco", "lgsco", "ico"]


def test_data_protection_has_rules_from_19_june_2026_at_every_council() -> None:
    for code in HOST.profiles():
        register = declared_register(HOST.runtime(code))
        first = datetime(2026, 6, 18, 23, 0, tzinfo=UTC)
        assert register.procedure("data_protection", first) == DATA_PROTECTION_2026


def _case(type_: str, service: str, code: str) -> Case:
    summary = Sealed("row", "seal")
    on = date(2026, 9, 1)
    return Case(code, "c", 1, "X-1", type_, "web", RECEIVED, on, RECEIVED, service=service, summary=summary)


@pytest.mark.parametrize(
    ("type_", "service", "code", "title"),
    [
        ("complaint", "adult_social_care", "buckinghamshire", "A statutory complaint?"),
        ("complaint", "childrens_social_care", "central_bedfordshire", "A statutory complaint?"),
        ("complaint", "housing", "south_holland", "A complaint about a landlord?"),
        ("service_request", "housing", "south_holland", "Offer the choice to complain"),
    ],
)
def test_the_other_route_is_mentioned_and_a_person_decides(type_: str, service: str, code: str, title: str) -> None:
    found = ask.signposts(HOST.runtime(code), _case(type_, service, code))
    assert [signpost.title.en for signpost in found] == [title]
    assert ask.signposts(HOST.runtime(code), _case("complaint", "waste", code)) == ()
