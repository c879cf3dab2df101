"""Random legal histories: whatever happened, the record tells it again, and the dates in it are the dates reckoned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.domain import commands as c
from core.domain.actor import Actor
from core.domain.calendar import london_day
from core.domain.case import Case, CaseStatus, Finding, TrackStatus
from core.domain.errors import DomainError
from core.domain.evolve import fold
from core.domain.moves import extendable, moves
from core.domain.procedure import DayRule, Meaning, Move
from core.domain.reckon import dues
from core.domain.record import check_chain, seal
from core.domain.register import Register
from core.domain.wire import from_body, to_body
from tests.domain.calendars import ENGLISH, calendar
from tests.domain.stories import AUTHORITY, OLIVE, PAT, REFUSAL, STAN, WORDS, Story, acknowledgement, register
from tests.domain.texts import CEILING, DATA, REQUEST, TWO_STAGES

MORE = (REQUEST, DATA, ENGLISH, calendar(key="statutory"))
BOOKS = [
    register(TWO_STAGES, *MORE),
    register(CEILING, *MORE),
    register(replace(CEILING, day_rule=DayRule("17:00")), *MORE),
]
STEPS = st.lists(st.tuples(st.integers(0, 699), st.integers(0, 12), st.integers(0, 1439)), min_size=4, max_size=40)
START = st.integers(0, 1_270_000).map(lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
PROPERTY = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Command = tuple[c.Command, Actor]


def offered(story: Story, actor: Actor) -> Iterator[Command]:
    """The moves that pages would offer `actor` now."""
    for track in story.case.tracks:
        for legal in moves(story.case, track.no, story.book, story.at, actor).legal:
            yield _take(story.case, track.no, legal.move, story.at), actor


def on_issues(story: Story) -> Iterator[Command]:
    for issue in story.case.issues:
        yield c.AcceptIssue(issue.no), OLIVE
        yield c.AcceptIssue(issue.no), OLIVE
        yield c.RefuseIssue(issue.no, "appeal", WORDS, WORDS, True), OLIVE
        yield c.RestoreIssue(issue.no, WORDS), OLIVE
        for remedy in issue.remedies:
            yield c.FinishAction(issue.no, remedy.id, london_day(story.at)), OLIVE


def on_tracks(story: Story) -> Iterator[Command]:
    for track in story.case.tracks:
        yield c.SplitIssues(track.no, ((WORDS, "waste"),)), OLIVE
        yield c.Assign(track.no, track.stage, "stan" if track.stage == "stage2" else "olive"), OLIVE
        for each in extendable(story.case, track.no, story.book):
            yield c.Extend(track.no, each.clock, 3 + story.case.seq % 9, WORDS, True, WORDS), OLIVE
        for name, fact in track.facts.items():
            if not name.startswith("extended:"):
                day = fact.on - timedelta(days=story.case.seq % 3)
                yield c.CorrectFact(track.no, name, day, WORDS), OLIVE


def on_case(story: Story) -> Iterator[Command]:
    yield from (
        (c.Close(), OLIVE),
        (c.Reopen(WORDS), OLIVE),
        (c.Retype("service_request", "request", WORDS), OLIVE),
        (c.Retype("complaint", "corporate", WORDS), OLIVE),
        (c.OpenTrack("data_protection", tuple(i.no for i in story.case.issues)[:1]), OLIVE),
        (c.AskPerson(WORDS), OLIVE),
        (c.AddInformation(WORDS, "web"), PAT),
        (c.EraseWords(("row-1",), "retention"), OLIVE),
        *((c.RewordIssue(issue.no, WORDS, WORDS), OLIVE) for issue in story.case.issues[:1]),
    )


def options(story: Story, choice: int) -> list[Command]:
    """Commands that may well be legal now: what pages would offer, and what staff do besides."""
    kinds = (
        lambda: offered(story, OLIVE),
        lambda: on_issues(story),
        lambda: on_tracks(story),
        lambda: offered(story, STAN),
        lambda: on_issues(story),
        lambda: on_case(story),
        lambda: offered(story, PAT),
    )
    return list(kinds[choice % len(kinds)]())


def _take(case: Case, track: int, move: Move, at: datetime) -> c.Take:
    given: tuple[c.Given, ...] = ()
    findings: tuple[c.IssueFinding, ...] = ()
    if move.meaning is Meaning.ACKNOWLEDGE:
        given = acknowledgement(london_day(at + timedelta(days=9)).isoformat())
    elif move.meaning is Meaning.REFUSE:
        given = REFUSAL
    elif move.meaning is Meaning.ANSWER and case.track(track).procedure != "request":
        remedies = ((f"r{case.seq}", "action", WORDS, london_day(at + timedelta(days=30)), ""),)
        found = list(Finding)[case.seq % 5]
        accepted = [i for i in case.issues if i.track == track and i.status == "accepted"]
        findings = tuple(
            c.IssueFinding(i.no, found, WORDS, remedies if n == 0 else ()) for n, i in enumerate(accepted)
        )
    return c.Take(track, move.key, given, findings=findings)


def told(start: datetime, book: Register, steps: list[tuple[int, int, int]]) -> Story:
    """A history of those steps: each chooses among the options, after some days, at some minute of the day."""
    story = Story(book)
    story.at = start
    story.receive()
    for choice, days, minute in steps:
        later = (story.at + timedelta(days=days)).replace(hour=minute // 60, minute=minute % 60)
        story.at = max(later, story.at)
        possible = options(story, choice)
        if not possible:
            continue
        command, actor = possible[choice // 7 % len(possible)]
        try:
            story.do(command, actor)
        except DomainError:
            continue
        _dates_are_the_dates_reckoned(story.case, book)
    return story


def _dates_are_the_dates_reckoned(case: Case, book: Register) -> None:
    for track in case.tracks:
        if track.status is not TrackStatus.PARKED:
            text = book.procedure_by_hash(track.procedure_hash)
            fresh = dues(text, track.stage, track.facts, book.calendar_by_hash(track.calendar))
            assert dict(track.dues) == fresh


HISTORIES = st.builds(told, START, st.sampled_from(BOOKS), STEPS)


@given(HISTORIES)
@PROPERTY
def test_the_record_is_read_back_equal_its_chain_holds_and_it_tells_the_same_case_again(story: Story) -> None:
    envelopes, prev = [], ""
    for seq, event in enumerate(story.events, start=1):
        type_, schema, body = to_body(event)
        envelope = seal(AUTHORITY, "case-1", seq, type_, schema, story.at, "staff:olive", body, prev=prev)
        prev = envelope.hash
        envelopes.append(envelope)
    read = [from_body(each.type, each.schema, each.body) for each in envelopes]
    assert read == story.events
    assert check_chain(envelopes) is None
    assert fold(AUTHORITY, "case-1", read) == story.case
    assert story.case.seq == len(story.events)


@given(HISTORIES)
@PROPERTY
def test_a_closed_case_has_nothing_open_and_stage_2_another_answerer(story: Story) -> None:
    case = story.case
    if case.status is CaseStatus.CLOSED:
        assert case.open_actions == ()
    for track in case.tracks:
        first, second = track.answerers.get("stage1"), track.answerers.get("stage2")
        assert second is None or second != first


@example(start=datetime(2025, 1, 6, 10, tzinfo=UTC), steps=[(0, 2, 600), (1, 3, 700), (5, 3, 800), (0, 0, 900)])
@given(start=START, steps=STEPS)
@PROPERTY
def test_the_same_history_is_told_the_same_twice(start: datetime, steps: list[tuple[int, int, int]]) -> None:
    assert told(start, BOOKS[1], steps).events == told(start, BOOKS[1], steps).events


def test_random_histories_reach_far_enough_to_mean_something() -> None:
    """A fixed spread of histories reaches answers, both stages, extensions, refusals, re-typing and closing."""
    seen: set[str] = set()
    for seed in range(60):
        turns = range(40)
        steps = [((seed * 31 + n * 17 + n * n * seed) % 997, (seed + n) % 5, (seed + n * 127) % 1440) for n in turns]
        story = told(datetime(2025, 1, 6 + seed % 20, 10, tzinfo=UTC), BOOKS[seed % 3], steps)
        seen |= {type(event).__name__ for event in story.events}
        seen |= {track.stage for track in story.case.tracks}
    wanted = {"MoveMade", "FindingMade", "Extended", "IssueRefused", "Retyped", "TrackParked", "TrackResumed"}
    assert wanted | {"FactCorrected", "stage2", "CaseClosed", "CaseReopened", "ActionFinished"} <= seen


def test_a_case_begins_with_its_receipt() -> None:
    with pytest.raises(ValueError, match="cannot begin"):
        fold(AUTHORITY, "case-1", told(datetime(2025, 1, 6, tzinfo=UTC), BOOKS[0], []).events[1:])
    with pytest.raises(ValueError, match="at least one event"):
        fold(AUTHORITY, "case-1", [])
