"""Trying a proposed version or setting on past cases: what was late, what would have been, and what cannot be told.

Nothing is written and no case changes. One text is proposed for all the cases: a version by its name, or the one in
force at the end of the day asked about, with the settings tried. Each case is compared with the text that it follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from core.clock import utc_now
from core.domain.actor import Actor
from core.domain.calendar import DAY, LONDON, WorkingCalendar, london_day
from core.domain.case import CaseStatus, Track, TrackStatus
from core.domain.compared import Comparison, MoveDiffers, moves_differ
from core.domain.errors import Problem, UnknownName, refuse_if
from core.domain.procedure import Procedure
from core.domain.register import PROCEDURE
from core.domain.shape import CLOSED_DAYS, OUT_OF_HOURS, apply_settings, setting_keys
from core.domain.simulate import ClockTried, Rules, try_track
from core.domain.simulated import CaseTried, Tally
from core.domain.text import Text
from core.persistence.queries.past_cases import PastCase, count_past, past_cases
from core.persistence.repositories.reads import note_read
from core.persistence.transaction import in_one_transaction, reading
from core.services.council import Council, open_council
from core.services.versions import names_of, texts_of

PAGE = 25


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is tried on which cases: those received on the London days from `first` to `last`, both included.

    They are taken as the record stood at the end of the London day `as_of` (today, where None).
    """

    procedure: str
    first: date
    last: date
    version: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """The text that is tried, and the version it is made from. `adopted`: the council adopted that version once."""

    version: str
    base: Procedure
    text: Procedure
    settings: Mapping[str, str]
    adopted: bool


@dataclass(frozen=True, slots=True)
class Simulated:
    """The answer. `changed` is one page of the cases with another result, `later` the place of the next ("" for none).

    `differ`: by version that the cases follow, the steps that the proposal does not have alike. `stages` and `services`
    are what those keys are called.
    """

    wanted: Wanted
    as_of: date
    proposal: Proposal
    tally: Tally
    changed: tuple[CaseTried, ...]
    later: str
    differ: Mapping[str, tuple[MoveDiffers, ...]]
    stages: Mapping[str, Text]
    services: Mapping[str, Text]


class TooMany(Exception):
    """More cases than the caller wants to wait for: there are `count`."""

    def __init__(self, count: int) -> None:
        super().__init__(str(count))
        self.count = count


def simulate(
    authority: str, wanted: Wanted, *, after: str = "", page: int = PAGE, most: int | None = None,
    actor: Actor | None = None,
) -> Simulated:  # fmt: skip
    """Try it. `after` is the place that an earlier answer gave. Staff who see which cases change are noted as readers.

    Raises DomainError for a proposal or days that make no sense, UnknownName for a council, procedure or version that
    is not there, TooMany for more than `most` cases.
    """
    now = utc_now()
    with reading(authority):
        found = _Run(open_council(authority), wanted, now).run(after, page, most)
    if actor is not None and found.changed:
        in_one_transaction(authority, lambda: note_read("", actor.key, "simulate", "", utc_now()))
    return found


class _Run:
    """One simulation. Texts and calendars are compared and shaped once each, however many cases follow them."""

    def __init__(self, council: Council, wanted: Wanted, now: datetime) -> None:
        today = london_day(now)
        self.council, self.register = council, council.register
        self.wanted, self.as_of = wanted, wanted.as_of or today
        self.stood = _end_of(self.as_of)
        refuse_if(list(_problems(wanted, self.as_of, today)))
        self.base_calendar_at = min(now, self.stood)
        self.proposal = propose(council, wanted, self.base_calendar_at)
        self.named = names_of(texts_of(self.register, council.runtime))
        self.compared: dict[str, Comparison] = {}
        self.calendars: dict[str, WorkingCalendar] = {}

    def run(self, after: str, page: int, most: int | None) -> Simulated:
        wanted, tally, changed = self.wanted, Tally(), list[CaseTried]()
        if most is not None:
            count = count_past(wanted.procedure, wanted.first, wanted.last)
            if count > most:
                raise TooMany(count)
        place, later = not after, ""
        for past in past_cases(wanted.procedure, wanted.first, wanted.last, self.stood):
            case = self._tried(past)
            if case is None:
                continue
            tally.add(case)
            if case.changed and place and len(changed) < page:
                changed.append(case)
            elif case.changed and place and not later:
                later = changed[-1].id if changed else ""
            place = place or case.id == after
        services = {key: service.title for key, service in self.council.runtime.services.items()}
        return Simulated(
            wanted, self.as_of, self.proposal, tally, tuple(changed), later, self._differing(), self._stages(), services
        )

    def _tried(self, past: PastCase) -> CaseTried | None:
        """The case under both texts; None where it followed the procedure not yet, or no longer."""
        case = past.case
        tracks = [
            t for t in case.tracks if t.procedure == self.wanted.procedure and t.status is not TrackStatus.PARKED
        ]
        if not tracks:
            return None
        until = past.closed_on or self.as_of
        clocks = tuple(clock for track in tracks for clock in self._clocks(past, track, until))
        return CaseTried(
            case.id, case.reference, case.service, case.received_on, self._name(tracks[-1].procedure_hash),
            case.status is CaseStatus.OPEN, clocks,
        )  # fmt: skip

    def _name(self, hash_: str) -> str:
        return self.named.get(hash_) or self.register.procedure_by_hash(hash_).version

    def _clocks(self, past: PastCase, track: Track, until: date) -> tuple[ClockTried, ...]:
        compared = self._comparison(track)
        then = Rules(compared.then, self.register.calendar_by_hash(track.calendar))
        proposed = Rules(compared.proposed, self._calendar(track, compared))
        extensions = {clock: told for (no, clock), told in past.extensions.items() if no == track.no}
        return try_track(past.case, track, compared, then, proposed, extensions, until)

    def _comparison(self, track: Track) -> Comparison:
        found = self.compared.get(track.procedure_hash)
        if found is None:
            then = self.register.procedure_by_hash(track.procedure_hash)
            found = self.compared[track.procedure_hash] = Comparison(then, self.proposal.text)
        return found

    def _calendar(self, track: Track, compared: Comparison) -> WorkingCalendar:
        """The case's own calendar with the settings tried; the one in force where the proposal counts by another."""
        same = compared.then.calendar == compared.proposed.calendar
        key = track.calendar if same else ""
        if key not in self.calendars:
            own = (
                self.register.calendar_by_hash(key)
                if same
                else self.register.calendar(compared.proposed.calendar, self.base_calendar_at)
            )
            self.calendars[key] = apply_settings(self.proposal.base, own, self.proposal.settings)[1]
        return self.calendars[key]

    def _stages(self) -> dict[str, Text]:
        texts = [self.proposal.text, *(compared.then for compared in self.compared.values())]
        return {stage.key: stage.title for text in reversed(texts) for stage in text.stages}

    def _differing(self) -> dict[str, tuple[MoveDiffers, ...]]:
        found = ((self._name(h), moves_differ(c.then, c.proposed)) for h, c in self.compared.items())
        return {version: moves for version, moves in found if moves}


def known_settings(authority: str, wanted: Wanted) -> frozenset[str] | None:
    """The settings that can be tried on what is wanted; None where the council has no such procedure.

    Raises UnknownName for a version, NoRulesKnown where none was in force.
    """
    with reading(authority):
        council = open_council(authority)
    if wanted.procedure not in {text.key for text in texts_of(council.register, council.runtime).values()}:
        return None
    now = utc_now()
    at = min(now, _end_of(wanted.as_of)) if wanted.as_of else now
    return frozenset({OUT_OF_HOURS, CLOSED_DAYS, *setting_keys(_base(council, wanted, at)[0])})


def propose(council: Council, wanted: Wanted, at: datetime) -> Proposal:
    """The text that is proposed. A version may be one that the council's module offers and nobody adopted."""
    base, hash_ = _base(council, wanted, at)
    text, _ = apply_settings(base, council.register.calendar(base.calendar, at), wanted.settings)
    named = names_of(texts_of(council.register, council.runtime)).get(hash_, base.version)
    adopted = any(adoption.hash == hash_ for adoption in council.register.adopted(PROCEDURE, base.key))
    return Proposal(named, base, text, wanted.settings, adopted)


def _base(council: Council, wanted: Wanted, at: datetime) -> tuple[Procedure, str]:
    """The text named, or the one in force at `at`, with its hash."""
    register = council.register
    if not wanted.version:
        held = register.procedure_hash(wanted.procedure, at)
        return register.procedure_by_hash(held), held
    texts = {h: t for h, t in texts_of(register, council.runtime).items() if t.key == wanted.procedure}
    named = names_of(texts)
    for hash_, text in texts.items():
        if named[hash_] == wanted.version:
            return text, hash_
    for hash_, text in texts.items():
        if text.version == wanted.version:
            return text, hash_
    params = (("procedure", wanted.procedure), ("version", wanted.version))
    raise UnknownName(Problem("unknown_version", "version", params))


def _end_of(day: date) -> datetime:
    """The last day of all has no day behind it, and is refused later as one to come."""
    return datetime.combine(min(day, date.max - DAY) + DAY, time(), LONDON)


def _problems(wanted: Wanted, as_of: date, today: date) -> Iterator[Problem]:
    if not wanted.version and not wanted.settings:
        yield Problem("nothing_proposed", "version")
    if wanted.first > wanted.last:
        params = (("first", wanted.first.isoformat()), ("last", wanted.last.isoformat()))
        yield Problem("days_out_of_order", "to", params)
    if as_of > today:
        yield Problem("as_of_in_future", "as_of", (("today", today.isoformat()),))
