"""Rules in words, as the policy page tells them before anything has happened."""

from core.domain.deadline import (
    CALENDAR_DAYS,
    MONTHS,
    WORKING_DAYS,
    On,
    Plus,
    Span,
    after,
    commencing,
    earliest,
    rolled,
    stated,
)
from core.domain.procedure import Clock
from core.words.rules import clock_label, rule_words


def test_each_kind_of_rule_has_its_sentence() -> None:
    assert rule_words(after("received", 1, WORKING_DAYS), "stage1") == "1 working day after we got it"
    assert rule_words(after("received", 20, WORKING_DAYS), "stage2") == "20 working days after you asked for stage 2"
    half_a_year = commencing("received", 6, MONTHS)
    assert rule_words(half_a_year, "stage1") == "6 months, the first of them the day that we got it"
    assert (
        rule_words(rolled(after("received", 30, CALENDAR_DAYS)), "stage1")
        == "30 days after we got it, or the next working day if that is none"
    )
    ceiling = earliest(after("acknowledged", 10, WORKING_DAYS), after("received", 15, WORKING_DAYS))
    assert (
        rule_words(ceiling, "stage1")
        == "whichever comes first: 10 working days after we confirmed it or 15 working days after we got it"
    )
    waits = after("received", 10, WORKING_DAYS, waiting=(Span("sought", "found", "an advocate"),))
    assert "not counting the days while we look for an advocate" in rule_words(waits, "stage1")
    twice = Plus(after("received", 5, WORKING_DAYS), 3, WORKING_DAYS)
    assert rule_words(twice, "stage1") == "3 working days after 5 working days after we got it"
    assert rule_words(stated("agreed_by"), "stage3") == ""


def test_a_clock_of_a_procedures_own_is_told_by_what_it_is_for() -> None:
    def label(key: str, *met_by: str) -> str:
        return clock_label(Clock(key, On("received"), met_by), "corporate")

    assert label("corporate_informal_due", "answered") == "Answer"
    assert label("corporate_first_visit_by", "visited") == "First visit"
    assert label("ack_due", "acknowledged") == "Acknowledge"
    assert label("stage2_request_by", "stage2.received") == "Please ask for stage 2 by"
