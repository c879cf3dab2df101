"""A person's own case, as they may see it: never notes, never names of staff, never somebody else's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from core.clock import utc_now
from core.domain.actor import Actor, ActorKind
from core.domain.calendar import london_day
from core.domain.case import Case, Due, DueState, Sealed, Track, TrackStatus
from core.domain.deadline import On
from core.domain.errors import UnknownName
from core.domain.events import InformationAdded
from core.domain.explain import explain
from core.domain.moves import LegalMove, moves
from core.domain.procedure import PERSON, Clock, ClockKind, Meaning, Procedure
from core.domain.reasons import Reason
from core.domain.reckon import find_clock
from core.domain.register import Register
from core.domain.text import Text
from core.persistence.queries.public_view import PublicView, public_view
from core.persistence.queries.visible import Viewer
from core.persistence.repositories.cases import references_of
from core.persistence.repositories.letters import NewLetter, letter
from core.persistence.transaction import reading
from core.services.council import open_council
from core.services.unit_of_work import Work, start_work
from core.words.clocks import PERSONS_OWN, no_limit, resident_sentence
from core.words.reasons import because
from core.words.say import Say

PROMISED = frozenset({ClockKind.LIMIT, ClockKind.TARGET})


@dataclass(frozen=True, slots=True)
class Promise:
    """A date of a track with the tree of its reasons. `title` names the procedure, `cite` the paragraph.

    `assumed` is what the date rests on that the council's own paper does not state. `limitless`: no limit is stated
    and no date is agreed, so there is no date. `ombudsman` is whom to turn to.
    """

    track: int
    due: Due
    reason: Reason
    title: str
    cite: str
    assumed: Text | None = None
    limitless: bool = False
    ombudsman: Text | None = None

    def sentence(self, say: Say) -> str:
        """The date for the person and how it was counted: a date alone is half an answer."""
        if self.limitless:
            return no_limit(say)
        first, stop, rest = resident_sentence(self.due, say).partition(".")
        why = because(self.reason, say)
        return f"{first} ({why}){stop}{rest}" if why else first + stop + rest

    def reading(self, say: Say) -> str:
        """How we read the council's paper for this date, where it leaves something open; "" where it does not.

        That no limit is stated is the sentence itself.
        """
        return self.assumed.in_language(say.language) if self.assumed and not self.limitless else ""


@dataclass(frozen=True, slots=True)
class OwnCase:
    """The case as its person may see it, and `asks`, the next stages that they may ask for now."""

    view: PublicView
    register: Register
    today: date
    asks: tuple[tuple[Track, LegalMove], ...]

    @property
    def case(self) -> Case:
        return self.view.case

    def added(self) -> tuple[Sealed, ...]:
        """What was added to the case since it came, the oldest first."""
        return tuple(entry.event.words for entry in self.view.entries if isinstance(entry.event, InformationAdded))

    def procedure(self, track: Track) -> Procedure:
        """The text that the track has pinned."""
        return self.register.procedure_by_hash(track.procedure_hash)


def own_case(authority: str, person: Actor, case_id: str) -> OwnCase | None:
    """The person's case, or None where it is not theirs. A fixed number of queries."""
    with reading(authority):
        reference = references_of([case_id]).get(case_id, "")
        view = public_view(Viewer(person), reference)
        if view is None:
            return None
        now = utc_now()
        register = open_council(authority).register
    return OwnCase(view, register, london_day(now), tuple(_asks(view.case, register, now, person)))


def own_letter(authority: str, person: Actor, case_id: str, letter_id: str) -> NewLetter | None:
    """A letter of the person's own case as it was sent, or None."""
    with reading(authority):
        mine = public_view(Viewer(person), references_of([case_id]).get(case_id, ""))
        found = letter(letter_id) if mine is not None else None
    return found if found is not None and found.case_id == case_id else None


def promises_of(authority: str, case_id: str) -> tuple[Promise, ...]:
    """The dates that we owe on a case that was just sent, the earliest first. The caller proved that it is theirs."""
    with reading(authority):
        work = _work(authority)
        return promises_in(work.case_unseen(case_id), work.register)


def promises_in(case: Case, register: Register) -> tuple[Promise, ...]:
    """The dates that we owe on `case`, the earliest first, then what we owe without a date."""
    found = [
        _promise(track, due, register)
        for track in case.tracks
        for due in track.dues.values()
        if due.on is not None and due.state is DueState.RUNNING and due.kind in PROMISED
    ]
    found += [_promise(track, due, register) for track, due, _ in without_limit(case, register)]
    return in_order(found)


def in_order(promises: Iterable[Promise]) -> tuple[Promise, ...]:
    """The earliest first; what has no date comes last."""
    return tuple(sorted(promises, key=lambda promise: (promise.due.on or date.max, promise.due.clock)))


def why(authority: str, case_id: str, track_no: int, clock: str) -> Promise | None:
    """One date of a case and its reasons, or None where there is no such clock."""
    with reading(authority):
        work = _work(authority)
        case = work.case_unseen(case_id)
        for track in case.tracks:
            if track.no == track_no and clock in track.dues:
                return _promise(track, track.dues[clock], work.register)
    return None


def shown_dues(case: Case) -> list[tuple[Track, Due]]:
    """The dates a person is told: those we owe now, the earliest first, then how those went that we have met."""
    live = [
        (track, due)
        for track in case.tracks
        if track.status is not TrackStatus.PARKED
        for due in track.dues.values()
        if due.on is not None and due.state is DueState.RUNNING and _told(due)
    ]
    return sorted(live, key=lambda pair: (pair[1].on or date.max, pair[1].clock))


def without_limit(case: Case, register: Register) -> list[tuple[Track, Due, Clock]]:
    """What we owe without a stated time limit, as long as no date is agreed: it stays owed all the same."""
    found = []
    for track in case.tracks:
        procedure = register.procedure_by_hash(track.procedure_hash)
        for due in track.dues.values() if track.status is TrackStatus.OPEN else ():
            clock = _clock(procedure, due.clock)
            if due.on is None and due.state is DueState.RUNNING and clock and states_no_limit(clock):
                found.append((track, due, clock))
    return found


def _told(due: Due) -> bool:
    return due.clock not in PERSONS_OWN and due.kind in (*PROMISED, ClockKind.BACKSTOP)


def _work(authority: str) -> Work:
    return start_work(authority, Actor(ActorKind.PERSON), dry=True)


def _promise(track: Track, due: Due, register: Register) -> Promise:
    procedure = register.procedure_by_hash(track.procedure_hash)
    clock = _clock(procedure, due.clock)
    reckoned = explain(track, due.clock, register)
    title = procedure.title.en
    if clock is None:
        return Promise(track.no, due, reckoned.reason, title, "", ombudsman=procedure.ombudsman.name)
    limitless = due.on is None and states_no_limit(clock)
    return Promise(
        track.no, due, reckoned.reason, title, clock.cite, clock.assumed, limitless, procedure.ombudsman.name
    )


def states_no_limit(clock: Clock) -> bool:
    """Whether the clock of an answer has a date only when one is stated or agreed."""
    return clock.kind is ClockKind.LIMIT and isinstance(clock.rule, On) and not clock.extends


def _clock(procedure: Procedure, key: str) -> Clock | None:
    try:
        return find_clock(procedure, key)[1]
    except UnknownName:
        return None


def _asks(case: Case, register: Register, now: datetime, person: Actor) -> Iterable[tuple[Track, LegalMove]]:
    for track in case.tracks:
        if track.status is TrackStatus.PARKED:
            continue
        for legal in moves(case, track.no, register, now, person).legal:
            if legal.move.meaning is Meaning.ASK and PERSON in legal.move.by:
                yield track, legal
