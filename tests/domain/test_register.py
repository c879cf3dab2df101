"""The register: texts in force from a minute on, and no rules where none is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.domain.canonical import digest, to_bytes
from core.domain.errors import DomainError, NoRulesKnown, UnknownName
from core.domain.register import EMPTY, adopt, is_repeated_hour, london_minute
from tests.domain.calendars import ENGLISH
from tests.domain.stories import LONG_AGO, register, utc
from tests.domain.texts import CEILING, TWO_STAGES

CUT_OVER = utc("2026-01-16T17:00")
BOTH = adopt(register(TWO_STAGES, ENGLISH), CEILING, CUT_OVER, utc("2026-01-10"), by="monitoring officer")


@pytest.mark.parametrize(("seconds", "version"), [(-1, "1"), (0, "ceiling"), (1, "ceiling")])
def test_a_text_is_in_force_from_its_minute_on(seconds: int, version: str) -> None:
    assert BOTH.procedure("corporate", CUT_OVER + timedelta(seconds=seconds)).version == version


def test_seconds_of_an_adoption_are_dropped() -> None:
    book = adopt(EMPTY, TWO_STAGES, CUT_OVER.replace(second=59), utc("2026-01-10"), by="test")
    assert book.adoptions[0].from_ == CUT_OVER


def test_before_the_first_text_there_are_no_rules_and_the_moment_is_named_in_london_time() -> None:
    with pytest.raises(NoRulesKnown) as caught:
        adopt(EMPTY, TWO_STAGES, utc("2026-07-01"), CUT_OVER, by="x").procedure("corporate", utc("2026-06-30T23:30"))
    assert caught.value.problems[0].param("at") == "2026-07-01T00:30+01:00"


def test_a_minute_in_the_past_is_for_history_only() -> None:
    with pytest.raises(DomainError, match="adoption_in_past"):
        adopt(EMPTY, TWO_STAGES, CUT_OVER, CUT_OVER + timedelta(minutes=1), by="x")
    book = adopt(EMPTY, TWO_STAGES, CUT_OVER, CUT_OVER + timedelta(days=900), by="x", history=True)
    assert book.adoptions[0].loaded


def test_the_present_minute_is_not_past() -> None:
    assert adopt(EMPTY, TWO_STAGES, CUT_OVER, CUT_OVER.replace(second=59), by="x").adoptions


@pytest.mark.parametrize("instant", ["2026-10-25T00:00", "2026-10-25T00:30", "2026-10-25T01:59"])
def test_a_minute_of_the_repeated_october_hour_is_refused(instant: str) -> None:
    with pytest.raises(DomainError, match="adoption_in_repeated_hour"):
        adopt(EMPTY, TWO_STAGES, utc(instant), CUT_OVER, by="x")


@pytest.mark.parametrize("instant", ["2026-10-24T23:59", "2026-10-25T02:00", "2026-03-29T01:00", "2026-07-01T00:30"])
def test_the_minutes_around_it_and_the_march_night_name_one_instant(instant: str) -> None:
    assert not is_repeated_hour(utc(instant))


@pytest.mark.parametrize(
    ("wall", "instant"),
    [
        ("2026-01-16T17:00", "2026-01-16T17:00"),
        ("2026-07-01T00:00", "2026-06-30T23:00"),
        ("2026-10-25T02:00", "2026-10-25T02:00"),
    ],
    ids=["winter", "summer", "after the night"],
)
def test_a_london_minute_names_one_instant(wall: str, instant: str) -> None:
    assert london_minute(datetime.fromisoformat(wall)) == utc(instant)


@pytest.mark.parametrize(
    ("wall", "code"), [("2026-10-25T01:30", "adoption_in_repeated_hour"), ("2026-03-29T01:30", "no_such_minute")]
)
def test_a_london_minute_that_names_two_instants_or_none_is_refused(wall: str, code: str) -> None:
    with pytest.raises(DomainError, match=code):
        london_minute(datetime.fromisoformat(wall))


def test_of_two_texts_from_the_same_minute_the_last_entered_counts() -> None:
    book = adopt(BOTH, replace(CEILING, version="mended"), CUT_OVER, utc("2026-01-11"), by="x")
    assert book.procedure("corporate", CUT_OVER).version == "mended"


def test_an_adoption_names_the_hash_of_the_stored_bytes_and_old_texts_stay() -> None:
    hash_ = BOTH.procedure_hash("corporate", CUT_OVER)
    assert hash_ == digest(to_bytes(CEILING))
    assert BOTH.procedure_by_hash(BOTH.adoptions[0].hash) == TWO_STAGES
    assert BOTH.procedure_version("corporate", "1") == TWO_STAGES


def test_what_was_never_stored_is_unknown() -> None:
    with pytest.raises(UnknownName):
        BOTH.procedure_by_hash("0" * 64)
    with pytest.raises(UnknownName):
        BOTH.procedure_version("corporate", "2031")
    with pytest.raises(UnknownName):
        BOTH.procedure_by_hash(BOTH.calendar_hash("authority", CUT_OVER))
    with pytest.raises(UnknownName):
        BOTH.calendar_by_hash(BOTH.procedure_hash("corporate", CUT_OVER))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(DomainError, match="time_has_no_zone"):
        BOTH.procedure("corporate", LONG_AGO.replace(tzinfo=None))
    assert LONG_AGO.tzinfo is UTC
