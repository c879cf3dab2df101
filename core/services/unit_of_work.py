"""One action of a user: decided by the domain, written with its projection and its messages, committed once.

`perform` is the only place that commits casework. When somebody else was quicker the action runs again on the fresh
case, so a service may be run several times and keeps nothing outside its `Work`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from core.clock import utc_now
from core.domain.actor import Actor, ActorKind
from core.domain.calendar import london_day
from core.domain.case import Case, Sealed
from core.domain.commands import Command, Receive, Take
from core.domain.decide import decide
from core.domain.errors import DomainError, Problem
from core.domain.events import Event
from core.domain.record import Envelope
from core.domain.register import Register
from core.host import AuthorityRuntime
from core.host.ask import may, reacting
from core.ids import new_id
from core.persistence import record
from core.persistence.bulk import BulkPerson
from core.persistence.direct import together
from core.persistence.record import CASE, CaseStream, Head, Stamp
from core.persistence.repositories.cases import project
from core.persistence.repositories.outbox import NewMessage, queue
from core.persistence.repositories.people import PersonDetails, add_people, find_person, person_row
from core.persistence.repositories.tasks import add_task
from core.persistence.search import add_tokens, make_tokens, searched_rows
from core.persistence.transaction import in_one_transaction, reading
from core.persistence.words import make_row, words_in, words_of, write_rows
from core.services.blockers import ask_blockers
from core.services.council import Council, open_council
from core.services.meanwhile import refuse_if_changed

T = TypeVar("T")


MAIL_TASK, EVENT_TASK = "mail", "event"
"""Kinds of tasks: `mail` sends the message `outbox`; `event` lets plugins react to `first` to `last` of a case."""


class NoSuchCase(DomainError):
    """There is no such case at this council, or none that the actor may see: pages answer both alike, with 404."""


class NotPermitted(DomainError):
    """The actor's roles here do not give what this takes."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A message to somebody. `key` names it within the council, so that it is never written twice."""

    key: str
    kind: str
    to: str
    subject: str
    text: str
    html: str = ""
    case: str = ""
    letter: str = ""


@dataclass(slots=True, eq=False)
class Work:
    """What one action works with. `now` is asked once. What is decided is written by `write`, all of it at once.

    `dry` decides and writes nothing: what it would have written is kept, as `sealed` envelopes by stream, `unwritten`
    rows of words, and `people`.
    """

    council: Council
    actor: Actor
    now: datetime
    stamp: Stamp
    dry: bool = False
    drawn: set[str] = field(default_factory=set)
    decided: list[tuple[str, Event]] = field(default_factory=list)
    sealed: dict[str, list[Envelope]] = field(default_factory=dict)
    unwritten: list[dict[str, Any]] = field(default_factory=list)
    people: list[BulkPerson] = field(default_factory=list)
    _streams: dict[str, CaseStream] = field(default_factory=dict)
    _stored: dict[str, CaseStream | None] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)
    _read: set[str] = field(default_factory=set)
    _names: dict[str, str] = field(default_factory=dict)
    _before: tuple[tuple[str, str, int], ...] = ()

    @property
    def authority(self) -> str:
        return self.council.code

    @property
    def runtime(self) -> AuthorityRuntime:
        return self.council.runtime

    @property
    def register(self) -> Register:
        return self.council.register

    @property
    def today(self) -> date:
        """Today in London."""
        return london_day(self.now)

    @property
    def repeated(self) -> bool:
        """Whether this very command was carried out before: everything it asks for is there already."""
        return bool(self._before)

    def look_at(self, stream: CaseStream, words: Mapping[str, str]) -> Case:
        """A case that the actor has opened already, with all its words. Only for a dry `Work`, as others may have
        gone on with it. Raises NoSuchCase for a case of somebody else."""
        if not self.dry:
            raise ValueError("what is written is decided on the case as it is now")
        self._texts |= words
        self._read.add(stream.case.id)
        return self._hold(stream)

    def again(self) -> Work:
        """A dry `Work` with what is at hand here, for deciding another way to go on. This one must have decided
        nothing."""
        stamp = Stamp(self.now, self.actor.key, self.stamp.command)
        held = {"_streams": dict(self._streams), "_texts": self._texts, "_read": self._read, "_names": self._names}
        return Work(self.council, self.actor, self.now, stamp, dry=True, **held)

    # --- Reading ---

    def case(self, case_id: str) -> Case:
        """The case with that id. Raises NoSuchCase, also for a case of somebody else."""
        held = self._streams.get(case_id) or record.load_case(case_id)
        return self._hold(held)

    def case_of(self, reference: str) -> Case:
        """The case with that reference. Raises NoSuchCase, also for a case of somebody else."""
        held = next((s for s in self._streams.values() if s.case.reference == reference), None)
        return self._hold(held or record.load_case_of(reference))

    def case_unseen(self, case_id: str) -> Case:
        """The case with that id for an answer that shows nothing of it but its reference. Raises NoSuchCase."""
        stream = record.load_case(case_id)
        if stream is None:
            raise NoSuchCase(Problem("no_such_case"))
        return stream.case

    def stream(self, case_id: str) -> CaseStream:
        """A case that was loaded or made here, with its history. KeyError for another."""
        return self._streams[case_id]

    def _hold(self, stream: CaseStream | None) -> Case:
        if stream is None or not may_see(self.actor, stream.case):
            raise NoSuchCase(Problem("no_such_case"))
        return self._streams.setdefault(stream.case.id, stream).case

    def read(self, sealed: Sealed | None) -> str:
        """The words behind a seal; an empty string where there are none or they were erased."""
        if sealed is None:
            return ""
        if sealed.row not in self._texts:
            self._read_held()
        if sealed.row not in self._texts:
            self._texts |= words_in([sealed.row])
        return self._texts.get(sealed.row, "")

    def _read_held(self) -> None:
        """All words of the cases at hand: who reads one of them, for a letter say, reads most of them."""
        for stream in self._streams.keys() - self._read:
            self._texts = words_of(stream) | self._texts
            self._read.add(stream)

    def needs(self, permission: str) -> None:
        """Refuse staff who may not do this here; the rules say what a person may do, not permissions."""
        if self.actor.kind is ActorKind.STAFF and not may(self.runtime, self.actor, permission):
            raise NotPermitted(Problem("not_permitted", params=(("permission", permission),)))

    # --- Writing ---

    def seal(self, stream: str, name: str, text: str) -> Sealed:
        """Put words away for the case or person `stream`, as its `name` (summary, issue, note …)."""
        sealed, row = make_row(stream, name, text)
        self._texts[sealed.row] = row["body"]
        self.unwritten.append(row)
        return sealed

    def seal_if(self, stream: str, name: str, text: str) -> Sealed | None:
        """The same, or None when there are no words but blanks."""
        return self.seal(stream, name, text.strip()) if text.strip() else None

    def act_as(self, actor: Actor) -> None:
        """Somebody new to us has just become known: what they do is recorded as theirs."""
        self.actor = actor
        self.stamp.actor = actor.key

    def person(self, details: PersonDetails) -> str:
        """A new person; their id."""
        if self.repeated:
            return new_id()
        id_ = new_id()
        self.people.append(BulkPerson(id_, details, self.now))
        self._names[id_] = details.name
        return id_

    def handle(self, case: Case | None, command: Command, *, seen: int = 0) -> Case:
        """Decide; the case as it is then. Raises DomainError with every problem. `write` puts it on the record.

        `seen` is the number of the last event that the user had seen; they are troubled only when the command is
        refused now or when somebody changed the very thing meanwhile.
        """
        if self._before:
            return self._as_it_was(case)
        stream = self._streams[case.id] if case is not None else None
        events = self._decide(stream, command, seen)
        if not events:
            return self._as_it_was(case)
        stream_id = command.case if isinstance(command, Receive) else stream.case.id if stream else ""
        after = self._append(stream_id, stream, events)
        self.decided += [(stream_id, event) for event in events]
        return after.case

    def _decide(self, stream: CaseStream | None, command: Command, seen: int) -> tuple[Event, ...]:
        case = stream.case if stream else None
        since = [entry.event for entry in stream.entries if entry.seq > seen] if stream and seen else []
        self.stamp.plugins = ()
        try:
            if case is not None and isinstance(command, Take):
                self.stamp.plugins = ask_blockers(self.runtime, self.register, case, command, self.actor, self.today)
            events = decide(case, command, self.register, self.now, self.actor, self.authority)
        except DomainError as error:
            if since:
                raise type(error)(*error.problems, Problem("changed_meanwhile")) from error
            raise
        refuse_if_changed(command, since)
        return events

    def _append(self, stream_id: str, stream: CaseStream | None, events: tuple[Event, ...]) -> CaseStream:
        head = stream.head if stream else Head()
        self.stamp.calendar = ",".join(sorted(calendars_of(stream, events)))
        sealed = tuple(record.seal_after(self.authority, stream_id, head, record.bodies_of(events), self.stamp))
        self.sealed.setdefault(stream_id, []).extend(sealed)
        self._stored.setdefault(stream_id, stream)
        after = self._streams[stream_id] = record.extend(stream, events, sealed)
        return after

    def write(self) -> None:
        """Write what was decided and put away so far, and what is made of it: at the end, and before anything that
        refers to it is written or asks the database for it. Then everything is there or, on a clash, nothing."""
        if self.dry or self.repeated or not (self.sealed or self.unwritten or self.people):
            return
        new = [stream for stream, before in self._stored.items() if before is None]
        names = {stream: self._name_of(self._streams[stream].case.person) for stream in new}
        with together():
            add_people([person_row(one.id, one.details, one.created_at) for one in self.people])
            write_rows(self.unwritten)
            record.append_sealed(CASE, [each for part in self.sealed.values() for each in part], self.stamp)
            for stream, before in self._stored.items():
                project(before, self._streams[stream])
                self._index(before, self._streams[stream], names.get(stream, ""))
        if reacting(self.runtime):
            self._tell_plugins()
        self.people, self.unwritten, self.sealed, self._stored = [], [], {}, {}

    def _index(self, before: CaseStream | None, after: CaseStream, name: str) -> None:
        """Let the case be found by what is new of it; a new one also by its reference and whose it is."""
        seen = before.head.seq if before else 0
        fresh = searched_rows(entry.event for entry in after.entries if entry.seq > seen)
        texts = [self._texts[row] for row in fresh if row in self._texts]
        known = make_tokens("", (), texts) if before else make_tokens(after.case.reference, [name], texts)
        add_tokens(after.case.id, known)

    def _tell_plugins(self) -> None:
        """Ask for the plugins that react to be told of what has happened."""
        for stream, before in self._stored.items():
            first, last = before.head.seq + 1 if before else 1, self._streams[stream].head.seq
            name = f"{EVENT_TASK}:{self.authority}:{stream}:{last}"
            places = {"case": stream, "first": str(first), "last": str(last)}
            add_task(EVENT_TASK, self.authority, name, self.now, self.now, places)

    def _name_of(self, person: str) -> str:
        if person and person not in self._names:
            found = find_person(person)
            self._names[person] = found.details.name if found else ""
        return self._names[person] if person else ""

    def _as_it_was(self, case: Case | None) -> Case:
        """What a command that is given again answers: the case as it is now; for a new case the one it made then."""
        return case if case is not None else self.case_unseen(self.made_before())

    def made_before(self) -> str:
        """The case that this command made when it was carried out before. Raises NoSuchCase when it made none."""
        made = [stream for kind, stream, seq in self._before if kind == CASE and seq == 1]
        if not made:
            raise NoSuchCase(Problem("no_such_case"))
        return made[0]

    def mail(self, message: Mail) -> str:
        """Let a message leave after the commit; its id. The same `key` again is the same message."""
        if self.dry or self.repeated:
            return ""
        self.write()
        sender = self.runtime.profile.contact.email.partition("@")[2] or f"{self.authority}.invalid"
        new = NewMessage(
            message.key,
            f"<{new_id()}@{sender}>",
            message.kind,
            message.to,
            message.subject,
            message.text,
            message.html,
            message.case or None,
            message.letter or None,
        )
        id_ = queue(new, self.now)
        add_task(MAIL_TASK, self.authority, f"mail:{self.authority}:{id_}", self.now, self.now, {"outbox": id_})
        return id_


def perform(authority: str, actor: Actor, action: Callable[[Work], T], *, command_id: str = "") -> T:
    """Run `action` for the council and commit once; on a clash run it again on the fresh case.

    A `command_id` that was carried out before is carried out no more: `action` finds `work.repeated` set, `handle`
    answers with the case as it is, and the result is the same to the caller. Raises what `action` raises, with
    nothing written.
    """

    def attempt() -> T:
        work = start_work(authority, actor, command_id)
        result = action(work)
        work.write()
        return result

    return in_one_transaction(authority, attempt)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an action would do: its events, and the case before and after it. `problems` say why it would be refused."""

    events: tuple[Event, ...] = ()
    before: Case | None = None
    after: Case | None = None
    problems: tuple[Problem, ...] = ()


def preview(authority: str, actor: Actor, reference: str, action: Callable[[Work], object]) -> Preview:
    """Decide `action` on a case without appending anything."""
    with reading(authority):
        work = start_work(authority, actor, "", dry=True)
        before = work.case_of(reference)
        try:
            action(work)
        except NoSuchCase:
            raise
        except DomainError as error:
            return Preview(before=before, after=before, problems=error.problems)
        events = tuple(event for stream, event in work.decided if stream == before.id)
        return Preview(events, before, work.case(before.id))


def start_work(authority: str, actor: Actor, command_id: str = "", *, dry: bool = False) -> Work:
    """A `Work` in the council's scope, which must be entered already."""
    now = utc_now()
    work = Work(open_council(authority), actor, now, Stamp(now, actor.key, command_id or new_id()), dry)
    if command_id and not dry:
        work._before = record.streams_of_command(command_id)
    return work


def may_see(actor: Actor, case: Case) -> bool:
    """Whether a case exists for this actor at all: a person has their own cases only, an operator none."""
    if actor.kind is ActorKind.PERSON:
        return bool(actor.id) and case.person == actor.id
    return actor.kind is not ActorKind.OPERATOR


def calendars_of(stream: CaseStream | None, events: Iterable[Event]) -> set[str]:
    """The calendars, by hash, that the dates in these events were reckoned by."""
    found = {calendar for event in events if (calendar := getattr(event, "calendar", ""))}
    touched = {getattr(event, "track", 0) for event in events if getattr(event, "dues", ())}
    if stream is not None:
        found |= {t.calendar for t in stream.case.tracks if t.no in touched and not found}
    return found
