"""Central Bedfordshire, 2010 Rotherham and East Cambridgeshire: what their papers say, and what they leave open."""

from datetime import UTC, date, datetime

import pytest

from core.domain import commands as c
from core.domain.actor import Actor, ActorKind
from core.domain.deadlines import deadlines
from core.domain.errors import DomainError
from core.domain.procedure import Meaning, Procedure
from core.domain.register import adopt
from core.domain.walk import departures
from core.host import Host, ask
from core.host.declared import declared_register
from tenants.central_bedfordshire.rules import CENTRAL_BEDFORDSHIRE_2009
from tenants.east_cambridgeshire.rules import EAST_CAMBRIDGESHIRE_2016
from tenants.rotherham_2010.current import CURRENT_2008
from tenants.rotherham_2010.proposed import PROPOSED_2008
from tests.support.whole_way import WholeWay

HOST = Host.discover()
RECEIVED = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def started(code: str, text: Procedure) -> WholeWay:
    register = declared_register(HOST.runtime(code))
    if text is PROPOSED_2008:
        register = adopt(register, text, datetime(2026, 8, 1, tzinfo=UTC), RECEIVED, by="test", history=True)
    return WholeWay(register, text, RECEIVED)


def in_the_service(way: WholeWay, name: str) -> Actor:
    roles = frozenset(role for move in way.stage.moves for role in move.by)
    return Actor(ActorKind.STAFF, name, roles, frozenset({"waste"}))


def answer(way: WholeWay) -> c.Take:
    return c.Take(1, "answer", findings=way.findings(next(m for m in way.stage.moves if m.key == "answer")))


def test_central_bedfordshire_lends_the_codes_clocks_to_two_stages_and_none_to_the_third() -> None:
    assumed = {
        clock.key: clock.assumed.en if clock.assumed else ""
        for stage in CENTRAL_BEDFORDSHIRE_2009.stages
        for clock in stage.clocks
    }
    assert all(words for words in assumed.values())
    assert assumed["stage1_response_due"] == "Not stated in the council's paper; the Code's default is assumed."
    assert assumed["stage3_response_due"] == "No time limit is stated. A date may be agreed with the person."
    assert [clock.key for clock in CENTRAL_BEDFORDSHIRE_2009.stage("stage3").clocks] == ["stage3_response_due"]


def test_a_third_stage_without_a_limit_has_no_date_until_one_is_agreed_and_a_later_one_counts() -> None:
    way = started("central_bedfordshire", CENTRAL_BEDFORDSHIRE_2009)
    for _ in range(2):
        way.answer_this_stage()
        way.take(f"ask_{CENTRAL_BEDFORDSHIRE_2009.stages[len(way.track.answerers)].key}")
    assert way.track.stage == "stage3"
    assert way.track.dues["stage3_response_due"].on is None
    for agreed in (date(2026, 10, 30), date(2026, 11, 20)):
        way.do(c.Take(1, "agree_date", (c.Given("agreed_by", on=agreed),)), way.staff())
        assert way.track.dues["stage3_response_due"].on == agreed
        assert way.track.dues["stage3_response_due"].firm


def test_whoever_answered_before_and_the_service_itself_may_not_scrutinise() -> None:
    way = started("central_bedfordshire", CENTRAL_BEDFORDSHIRE_2009)
    way.answer_this_stage()
    way.take("ask_stage2")
    way.answer_this_stage()
    way.take("ask_stage3")
    for actor in (Actor(ActorKind.STAFF, "officer of stage2"), in_the_service(way, "stranger")):
        with pytest.raises(DomainError) as caught:
            way.do(answer(way), actor)
        assert {p.code for p in caught.value.problems} <= {"handled_other_stage", "in_service_complained_about"}


def test_nobody_is_refused_the_right_to_reach_independent_scrutiny() -> None:
    refusing = {s.key for s in CENTRAL_BEDFORDSHIRE_2009.stages for m in s.moves if m.meaning is Meaning.REFUSE}
    assert refusing == {"stage1"}


def test_another_way_to_settle_is_offered_before_it_is_accepted_and_a_breach_is_recorded() -> None:
    way = started("central_bedfordshire", CENTRAL_BEDFORDSHIRE_2009)
    runtime = HOST.runtime("central_bedfordshire")
    moves = {move.key: move for move in CENTRAL_BEDFORDSHIRE_2009.anytime}

    def stopped(key: str) -> list[str]:
        found = ask.blockers(runtime, way.case, moves[key], way.staff(), date(2026, 9, 1))
        return [blocker.code for blocker in found]

    assert stopped("accept_adr") == stopped("decline_adr") == ["not_adr_offered"]
    way.take("offer_adr")
    assert stopped("accept_adr") == []
    assert stopped("end_adr") == ["not_adr_accepted"]
    way.take("accept_adr")
    assert stopped("end_adr") == []
    way.take("end_adr")
    way.take("find_breach")
    assert {"stage1.adr_offered", "stage1.adr_ended", "stage1.procedure_not_followed"} <= set(way.track.facts)


def test_the_papers_own_kinds_of_feedback_and_those_of_the_law_are_all_it_takes() -> None:
    assert list(HOST.runtime("east_cambridgeshire").feedback_types) == [
        "complaint",
        "comment",
        "compliment",
        "data_protection_complaint",
    ]
    assert "service_request" not in HOST.runtime("central_bedfordshire").feedback_types


def test_kinds_and_roles_of_one_council_are_unknown_at_the_others() -> None:
    holders = {
        "mp_enquiry": {"buckinghamshire"},
        "councillor_enquiry": {"buckinghamshire", "rotherham_2010"},
        "housing_complaint": {"south_holland"},
        "adult_social_care_complaint": {"buckinghamshire", "central_bedfordshire"},
    }
    for kind, codes in holders.items():
        assert {code for code in HOST.profiles() if kind in HOST.runtime(code).feedback_types} == codes
    roles = {"deputy_monitoring_officer": {"buckinghamshire"}, "assistant_director": {"rotherham_2010"}}
    for role, codes in roles.items():
        assert {code for code in HOST.profiles() if role in HOST.runtime(code).roles} == codes


def test_what_rotherham_proposed_is_offered_and_never_adopted() -> None:
    register = declared_register(HOST.runtime("rotherham_2010"))
    assert register.procedure("corporate", RECEIVED) == CURRENT_2008
    assert register.procedure_version("corporate", "proposed-2008") == PROPOSED_2008
    assert "proposed-2008" not in {adoption.version for adoption in register.adoptions}


def test_the_current_stage_2_goes_outside_the_service_and_the_proposed_one_stays_in_it() -> None:
    for text, bars in ((CURRENT_2008, ["in_service_complained_about"]), (PROPOSED_2008, [])):
        way = started("rotherham_2010", text)
        for key in ("ask_stage1", "ask_stage2"):
            way.answer_this_stage()
            way.take(key)
        actor = in_the_service(way, "assistant director")
        if bars:
            with pytest.raises(DomainError) as caught:
                way.do(answer(way), actor)
            assert [problem.code for problem in caught.value.problems] == bars
        else:
            way.do(answer(way), actor)
            assert way.track.answerers["stage2"] == "assistant director"


def test_the_panel_is_composed_by_the_version_and_tells_of_the_remedy_sought() -> None:
    def needs(text: Procedure, key: str) -> list[str]:
        return [need.key for need in next(m for m in text.stage("stage3").moves if m.key == key).needs]

    current = ["scrutiny_member", "board_members", "legal_member", "clerk", "meeting_on"]
    assert needs(CURRENT_2008, "arrange_panel") == current
    assert needs(PROPOSED_2008, "arrange_panel") == ["directors", "councillor", "clerk", "meeting_on"]
    for text in (CURRENT_2008, PROPOSED_2008):
        assert needs(text, "prepare_summary") == ["complaint", "remedy_sought", "actions_so_far"]
    assert needs(PROPOSED_2008, "review_internally") == ["rationale", "no_other_way", "our_service"]


def test_the_internal_review_may_end_it_with_a_reason_and_a_destination() -> None:
    way = started("rotherham_2010", PROPOSED_2008)
    for key in ("ask_stage1", "ask_stage2", "ask_stage3"):
        way.answer_this_stage()
        way.take(key)
    way.take("refuse_after_review")
    assert way.track.state == "refused"
    assert way.track.dues["stage3_internal_review_due"].met is not None


def test_rotherhams_extra_stages_are_departures_with_their_paragraph() -> None:
    for text in (CURRENT_2008, PROPOSED_2008):
        stated = {f.where: dict(f.params)["words"] for f in departures(text) if f.code == "stated_departure"}
        assert set(stated) == {"informal", "stage3"}
        assert all("LGSCO Code 2024, section 5" in words for words in stated.values())
        assert "more_than_two_stages" in {fault.code for fault in departures(text)}


def test_there_is_no_time_limit_for_asking_rotherham_for_stage_2() -> None:
    assert "stage2_request_by" not in {clock.key for stage in CURRENT_2008.stages for clock in stage.clocks}
    assert any("no time limit for asking for stage 2" in words.en for words in CURRENT_2008.assumptions)


def test_a_person_may_go_formal_at_once_and_the_informal_stage_is_not_left_running() -> None:
    way = started("rotherham_2010", CURRENT_2008)
    way.take("ask_stage1")
    assert way.track.stage == "stage1"
    assert way.track.dues["corporate_informal_due"].met == date(2026, 9, 1)


def test_rotherham_has_a_parent_and_buckinghamshire_five_predecessors() -> None:
    assert HOST.profiles()["rotherham_2010"].parent == "Rotherham Metropolitan Borough Council"
    assert len(HOST.profiles()["buckinghamshire"].predecessors) == 5


def test_east_cambridgeshire_learns_in_four_steps_and_assumes_every_date() -> None:
    learn = next(move for move in EAST_CAMBRIDGESHIRE_2016.anytime if move.key == "note_learning")
    assert [key for key, _ in learn.needs[0].choices] == ["capture", "analyse", "act", "publish"]
    clocks = [clock for stage in EAST_CAMBRIDGESHIRE_2016.stages for clock in stage.clocks]
    assert all(clock.assumed for clock in clocks)


def test_a_date_that_rests_on_an_assumption_says_so_beside_it() -> None:
    calendar = declared_register(HOST.runtime("east_cambridgeshire")).calendar("authority", RECEIVED)
    clocks = deadlines(EAST_CAMBRIDGESHIRE_2016, calendar, "stage1", RECEIVED)["clocks"]
    assert clocks["ack_due"]["assumed"] == "Not stated in the council's paper; the Code's default is assumed."
