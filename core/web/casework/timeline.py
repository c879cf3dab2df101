"""What happened to a case, told to staff: newest first, with people's words where there are any, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from core.domain import events as e
from core.domain.case import Case
from core.domain.procedure import Procedure
from core.domain.register import Register
from core.host import AuthorityRuntime
from core.persistence.record import Entry
from core.web.casework.view import channel_title
from core.web.language import say
from core.web.pages import Link
from core.words import history
from core.words.clocks import staff_label
from core.words.dates import day, moment

PAGE = 50


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened, as the timeline's macro draws it."""

    title: str
    when: str
    iso: str
    who: str = ""
    words: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells what happened to one case. `words` are its words by row, `names` the names of actors by key,
    `references` those of linked cases by id; `erased` are letters that are no more."""

    case: Case
    register: Register
    runtime: AuthorityRuntime
    words: Mapping[str, str]
    names: Mapping[str, str]
    references: Mapping[str, str]
    erased: frozenset[str] = frozenset()

    def entry(self, entry: Entry) -> TimelineEntry:
        """The event as an entry of the page."""
        speak = say()
        told = history.tell(entry.event, self._procedure, speak)
        several = len(told.words) > 1
        parts = []
        for label, sealed in told.words:
            text = self.words.get(sealed.row) or speak("[Erased under a retention rule]")
            parts.append(speak("%(label)s: %(text)s", label=label, text=text) if several else text)
        parts += [moved] if (moved := self._moved(entry.event)) else []
        kept = told.letter and told.letter not in self.erased
        url = url_for("letters.show", reference=self.case.reference, letter=told.letter) if kept else ""
        links = (Link(speak("The letter"), url),) if url else ()
        who = self.names.get(entry.actor, "")
        return TimelineEntry(
            self._title(entry.event, told.staff), moment(entry.at, speak), entry.at.isoformat(), who,
            "\n\n".join(parts), links,
        )  # fmt: skip

    def _title(self, event: e.Event, told: str) -> str:
        """The sentence, with the names that only a page may know."""
        speak = say()
        if isinstance(event, e.Assigned):
            return speak("Given to %(name)s", name=self.names.get(f"staff:{event.handler}", speak("a colleague")))
        if isinstance(event, e.CaseReceived):
            return speak("Received, %(channel)s", channel=channel_title(self.runtime, event.channel).lower())
        if isinstance(event, e.InformationAdded):
            return speak("Information added, %(channel)s", channel=channel_title(self.runtime, event.channel).lower())
        if isinstance(event, e.Linked) and event.other in self.references:
            return speak("%(what)s: %(reference)s", what=told, reference=self.references[event.other])
        return told

    def _moved(self, event: e.Event) -> str:
        """The dates that run on, as this event left them."""
        speak = say()
        parts = [
            speak("%(clock)s %(day)s", clock=staff_label(due.clock, speak), day=day(due.on, speak))
            for due in getattr(event, "dues", ())
            if due.on is not None and due.state == "running"
        ]
        return speak("Dates: %(dates)s.", dates="; ".join(parts)) if parts else ""

    def _procedure(self, track: int) -> Procedure | None:
        found = next((t for t in self.case.tracks if t.no == track), None)
        return self.register.procedure_by_hash(found.procedure_hash) if found else None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Entries newest first; `newer` and `older` are the event numbers to page from, 0 for none."""

    entries: tuple[TimelineEntry, ...]
    newer: int = 0
    older: int = 0


def erased_letters(entries: Sequence[Entry]) -> frozenset[str]:
    """The letters that the record says were erased."""
    return frozenset(
        letter for entry in entries if isinstance(entry.event, e.WordsErased) for letter in entry.event.letters
    )


def timeline_page(teller: Teller, entries: Sequence[Entry], before: int = 0) -> TimelinePage:
    """The page of events with numbers below `before` (0: the newest).

    A letter that goes with something is told there, not once more by itself.
    """
    told = (entry for entry in entries if not (isinstance(entry.event, e.LetterSent) and not entry.event.alone))
    newest_first = sorted(told, key=lambda entry: entry.seq, reverse=True)
    shown = [entry for entry in newest_first if not before or entry.seq < before]
    page, rest = shown[:PAGE], shown[PAGE:]
    above = [entry.seq for entry in newest_first if before and entry.seq >= before]
    newer = (above[-PAGE] + 1 if len(above) > PAGE else -1) if above else 0
    return TimelinePage(tuple(map(teller.entry, page)), newer, page[-1].seq if rest else 0)
