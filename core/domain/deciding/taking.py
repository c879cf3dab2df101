"""Taking a move: only a legal one, by somebody who may, on a day that can be, with all that it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from core.domain import commands as c
from core.domain import events as e
from core.domain.actor import ActorKind
from core.domain.calendar import london_day, require_aware
from core.domain.case import Due, DueState, Fact, IssueStatus, Track, TrackStatus
from core.domain.deciding.desk import Desk, find_move
from core.domain.deciding.filling import Filled, fill, finding_events, finding_problems, lacks_apology
from core.domain.deciding.independence import conflicts
from core.domain.errors import Problem, refuse_if
from core.domain.procedure import PERSON, ClockKind, Meaning, Move, Procedure, Stage
from core.domain.reckon import CASE, Facts, all_clocks, scoped
from core.domain.standing import after, legal_day

OPENS = "stage:"
DECIDES = (Meaning.ANSWER, Meaning.REFUSE)


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a move lands: stage, state, the stage it opens ("" for none), the fact it records and the facts then."""

    stage: str
    state: str
    opens: str
    fact: str
    on: date
    at: datetime
    incoming: bool
    facts: Facts


def take(desk: Desk, command: c.Take) -> tuple[e.Event, ...]:
    """The findings and the move, or every problem with them."""
    track = desk.track(command.track)
    procedure = desk.procedure(track)
    stage = procedure.stage(track.stage)
    move = find_move(procedure, stage, command.move)
    at = require_aware(command.happened_at or desk.now)
    filled, unfilled = fill(procedure, move, command.given, london_day(at))
    problems = [
        *barred(desk, track, procedure, stage, move),
        *_day_problems(desk, track, stage, move, command, at),
        *unfilled,
        *finding_problems(desk, track, stage, move, command),
    ]
    refuse_if(problems)
    landed = land(desk, track, procedure, stage, move, at, filled)
    dues = after(procedure, track, landed.stage, landed.facts, desk.calendar(track))
    reopened = (e.CaseReopened(),) if desk.closed() else ()
    return (
        *reopened,
        *finding_events(track, command, landed.on),
        e.MoveMade(
            track.no,
            move.key,
            move.meaning.value,
            landed.stage,
            landed.state,
            stage.key,
            landed.fact,
            landed.on,
            landed.at,
            landed.incoming,
            landed.opens,
            desk.actor.id if move.meaning is Meaning.ANSWER else "",
            tuple((scoped(key, stage.key), on) for key, on in filled.stated),
            _departures(desk, track, procedure, stage, move, command, landed, dues),
            dues,
            filled.words,
            filled.choices,
            command.letter,
        ),
    )


def recorded(move: Move, stage: Stage) -> str:
    """The fact that `move`, taken at `stage`, makes true beside the receipt of a stage that it opens."""
    if not move.records or (move.target.startswith(OPENS) and move.records == "received"):
        return ""
    return scoped(move.records, stage.key)


def land(
    desk: Desk, track: Track, procedure: Procedure, stage: Stage, move: Move, at: datetime, filled: Filled | None = None
) -> Landing:
    """Where `move` lands when it happens at `at`."""
    incoming = move.meaning is Meaning.ASK or PERSON in move.by
    on = legal_day(at, procedure.day_rule, desk.calendar(track), incoming=incoming)
    fact, happened = recorded(move, stage), Fact(on, at, incoming)
    facts = dict(track.facts)
    for key, day in filled.stated if filled else ():
        facts[scoped(key, stage.key)] = Fact(day)
    if fact:
        facts[fact] = happened
    if move.target.startswith(OPENS):
        opens = move.target.removeprefix(OPENS)
        facts[f"{opens}.received"] = happened
        return Landing(opens, procedure.stage(opens).start, opens, fact, on, at, incoming, facts)
    return Landing(stage.key, move.target or track.state, "", fact, on, at, incoming, facts)


def barred(desk: Desk, track: Track, procedure: Procedure, stage: Stage, move: Move) -> list[Problem]:
    """Why `move` cannot be taken now, whatever it is given; empty when it can."""
    return [
        *_not_open(desk, track, procedure, stage, move),
        *_not_by(desk, track, procedure, stage, move),
        *_undecided(desk, track, stage, move),
    ]


def _not_open(desk: Desk, track: Track, procedure: Procedure, stage: Stage, move: Move) -> Iterator[Problem]:
    anytime = move in procedure.anytime
    if desk.closed() and move.meaning is not Meaning.ASK:
        yield Problem("case_closed")
    if track.status is TrackStatus.PARKED:
        yield Problem("track_parked", "track")
    if track.state not in move.source and not (anytime and not move.source):
        yield Problem("move_not_open_now", "move", (("move", move.key), ("state", track.state)))
    fact = recorded(move, stage)
    if fact in track.facts and not anytime:
        yield Problem("already_done", "move", (("move", move.key), ("on", track.facts[fact].on.isoformat())))
    if f"{move.target.removeprefix(OPENS)}.received" in track.facts and move.target.startswith(OPENS):
        yield Problem("stage_already_begun", "move", (("stage", move.target.removeprefix(OPENS)),))


def _not_by(desk: Desk, track: Track, procedure: Procedure, stage: Stage, move: Move) -> list[Problem]:
    actor = desk.actor
    if actor.kind is ActorKind.PERSON:
        return [] if PERSON in move.by else [Problem("not_for_person", "move", (("move", move.key),))]
    problems = []
    roles = frozenset(move.by) - {PERSON}
    if roles and not roles & actor.roles:
        problems.append(Problem("not_your_role", "move", (("roles", ", ".join(sorted(roles))),)))
    if move.meaning in DECIDES:
        problems += conflicts(desk, track, procedure, stage, actor.id, actor.services, "move")
    return problems


def _undecided(desk: Desk, track: Track, stage: Stage, move: Move) -> Iterator[Problem]:
    if move.meaning not in DECIDES:
        return
    issues = desk.issues(track)
    undecided = [str(issue.no) for issue in issues if issue.status is IssueStatus.UNDECIDED]
    accepted = [issue for issue in issues if issue.status is IssueStatus.ACCEPTED]
    if undecided:
        yield Problem("issues_undecided", "issues", (("issues", ", ".join(undecided)),))
    if move.meaning is Meaning.ANSWER and stage.findings and not accepted:
        yield Problem("no_accepted_issue", "issues")
    if move.meaning is Meaning.REFUSE:
        for issue in accepted:
            if not issue.findings:
                yield Problem("issue_accepted", "issues", (("issue", str(issue.no)),))


def _day_problems(
    desk: Desk, track: Track, stage: Stage, move: Move, command: c.Take, at: datetime
) -> Iterator[Problem]:
    """No future days, no step before the receipt it answers or before the step it follows (`case.` facts are older)."""
    if at > desk.now:
        yield Problem("in_the_future", "happened_at")
    if desk.by_person and command.happened_at is not None:
        yield Problem("person_acts_now", "happened_at")
    if scoped(move.records, stage.key).startswith(f"{CASE}."):
        return
    received = track.facts.get(f"{stage.key}.received")
    if received is not None and _before(at, received):
        yield Problem("before_receipt", "happened_at", (("received", received.on.isoformat()),))
        return
    steps = {recorded(m, stage): m for m in stage.moves if m.target}
    earlier = [track.facts[f] for f in steps if f in track.facts]
    if any(_before(at, fact) for fact in earlier):
        last = max(fact.on for fact in earlier)
        yield Problem("before_earlier_step", "happened_at", (("step", last.isoformat()),))


def _before(at: datetime, fact: Fact) -> bool:
    return at < fact.at if fact.at is not None else london_day(at) < fact.on


def _departures(
    desk: Desk, track: Track, procedure: Procedure, stage: Stage, move: Move, command: c.Take,
    landed: Landing, dues: tuple[Due, ...],
) -> tuple[str, ...]:  # fmt: skip
    """Codes of the rules that this step departs from: kept with it, never a bar."""
    codes = []
    kinds = {clock.key: clock.kind for _, clock in all_clocks(procedure)}
    if any(due.met_late and kinds[due.clock] is ClockKind.LIMIT and track.dues.get(due.clock) != due for due in dues):
        codes.append("late")
    if _after_window(track, procedure, landed):
        codes.append("after_window")
    by_issue = {issue.no: issue for issue in desk.issues(track)}
    if lacks_apology(by_issue, command.findings):
        codes.append("no_apology")
    standing = {**track.dues, **{due.clock: due for due in dues}}
    promised = landed.facts.get(f"{stage.key}.answer_by")
    if move.meaning is Meaning.ACKNOWLEDGE and promised and _over_limit(stage, standing, promised.on):
        codes.append("promised_after_limit")
    return tuple(codes)


def _after_window(track: Track, procedure: Procedure, landed: Landing) -> bool:
    """Whether a person's own time (a window) had passed for what they did."""
    facts = {landed.fact, f"{landed.opens}.received"}
    for stage, clock in all_clocks(procedure):
        due = track.dues.get(clock.key)
        meets = any(scoped(name, stage) in facts for name in clock.met_by)
        if clock.kind is ClockKind.WINDOW and meets and due is not None and due.on is not None and landed.on > due.on:
            return True
    return False


def _over_limit(stage: Stage, dues: dict[str, Due], promised: date) -> bool:
    """Whether the answer is promised for a day after the last limit of the stage that still runs."""
    limits = [dues[clock.key] for clock in stage.clocks if clock.kind is ClockKind.LIMIT and clock.key in dues]
    running = [due.on for due in limits if due.state is DueState.RUNNING and due.on]
    return bool(running) and promised > max(running)
