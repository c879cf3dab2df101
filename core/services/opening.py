"""A case opened by a member of staff: everything its page tells, in a fixed number of queries, and the look noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.api import Exclusion, Signpost, Submission, Text
from core.clock import utc_now
from core.domain.actor import Actor
from core.domain.calendar import WorkingCalendar, london_day
from core.domain.case import Case, Sealed, Track, TrackStatus
from core.domain.errors import NoRulesKnown
from core.domain.procedure import Procedure, Stage
from core.domain.register import Register
from core.host import AuthorityRuntime
from core.host.ask import exclusions, procedure_choice, signposts
from core.persistence.queries.case_view import LetterLine, case_view, find_stream
from core.persistence.queries.names import STAFF
from core.persistence.queries.visible import Viewer
from core.persistence.record import CaseStream, Entry
from core.persistence.repositories.identities import Member, members
from core.persistence.repositories.people import PersonDetails
from core.persistence.repositories.reads import note_read
from core.persistence.transaction import in_one_transaction, reading
from core.services.council import Council, open_council


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """`words` by row, `names` of staff by actor key, `references` of linked cases by id. `person` None: anonymous."""

    stream: CaseStream
    words: Mapping[str, str]
    person: PersonDetails | None
    names: Mapping[str, str]
    references: Mapping[str, str]
    letters: tuple[LetterLine, ...]
    register: Register
    runtime: AuthorityRuntime
    actor: Actor
    now: datetime

    @property
    def case(self) -> Case:
        return self.stream.case

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.stream.entries

    @property
    def today(self) -> date:
        """Today in London."""
        return london_day(self.now)

    @property
    def reference(self) -> str:
        return self.case.reference

    @property
    def open_tracks(self) -> tuple[Track, ...]:
        """The tracks that were not put aside."""
        return tuple(track for track in self.case.tracks if track.status is not TrackStatus.PARKED)

    def track(self, no: int) -> Track | None:
        """Track number `no`, or None."""
        return next((track for track in self.case.tracks if track.no == no), None)

    def procedure(self, track: Track) -> Procedure:
        """The text that `track` has pinned."""
        return self.register.procedure_by_hash(track.procedure_hash)

    def stage(self, track: Track) -> Stage:
        """The stage that `track` is in."""
        return self.procedure(track).stage(track.stage)

    def text(self, sealed: Sealed | None) -> str:
        """The words behind a seal; empty where there are none or they were erased."""
        return self.words.get(sealed.row, "") if sealed else ""

    def name(self, member: str) -> str:
        """The name of a member of staff; empty for none."""
        return self.names.get(STAFF + member, "") if member else ""

    def owner(self) -> str:
        """The membership that handles the present stage of the first open track; empty for none."""
        return next((t.handlers[t.stage] for t in self.open_tracks if t.handlers.get(t.stage)), "")


def open_case(authority: str, actor: Actor, reference: str) -> OpenedCase | None:
    """The case, or None where there is none for the reader; that it was opened is noted before it is shown."""
    found = look_at(authority, actor, reference)
    if found is not None:
        in_one_transaction(authority, lambda: note_read(found.case.id, actor.key, "case", "", found.now))
    return found


def look_at(authority: str, actor: Actor, reference: str) -> OpenedCase | None:
    """The same for a page that belongs to a case which was opened already: nothing is written."""
    with reading(authority):
        council = open_council(authority)
        viewer = Viewer(actor, "case.view" in council.runtime.granted(actor.roles))
        view = case_view(viewer, reference)
    if view is None:
        return None
    return OpenedCase(
        view.stream,
        view.words,
        view.person.details if view.person else None,
        view.names,
        view.references,
        view.letters,
        council.register,
        council.runtime,
        actor,
        utc_now(),
    )


def case_now(authority: str, actor: Actor, reference: str) -> Case | None:
    """The case alone, for saying what came of a step: none of the words, people and letters that its page needs."""
    with reading(authority):
        council = open_council(authority)
        viewer = Viewer(actor, "case.view" in council.runtime.granted(actor.roles))
        stream = find_stream(viewer, reference)
    return stream.case if stream else None


@dataclass(frozen=True, slots=True)
class Standing:
    """A council today, for pages of lists: its rules, its calendar (None before the first is known), its staff."""

    council: Council
    calendar: WorkingCalendar | None
    members: tuple[Member, ...]
    today: date


def standing(authority: str) -> Standing:
    """What lists of cases need to know of the council, by a fixed number of queries."""
    now = utc_now()
    with reading(authority):
        council = open_council(authority)
        staff = members(authority, now)
    try:
        calendar = council.register.calendar("authority", now)
    except NoRulesKnown:
        calendar = None
    return Standing(council, calendar, staff, london_day(now))


def colleagues(authority: str) -> tuple[Member, ...]:
    """Who works for the council now, by name."""
    with reading(authority):
        return members(authority, utc_now())


def why_these_rules(opened: OpenedCase) -> Text:
    """Why the council's plugins have this kind of feedback follow what it follows."""
    case = opened.case
    arrived = Submission(case.type, case.channel, case.received_at, case.service, anonymous=not case.person)
    return procedure_choice(opened.runtime, arrived).reason


def signposts_of(opened: OpenedCase) -> tuple[Signpost, ...]:
    """Other routes that a plugin thinks worth mentioning; for a person to judge."""
    return signposts(opened.runtime, opened.case)


def exclusions_of(opened: OpenedCase) -> tuple[Exclusion, ...]:
    """Grounds that a plugin thought of for the case, and why; for a person to judge."""
    return exclusions(opened.runtime, opened.case, opened.today)
