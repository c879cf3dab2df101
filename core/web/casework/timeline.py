"""What happened to a case, told to staff: newest first, with people's words where there are any, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from core.domain import events as e
from core.domain.case import Case
from core.domain.standing import changes, moved
from core.persistence.record import Entry
from core.web.casework.view import CaseView
from core.web.language import language, say
from core.web.pages import Link
from core.words import history
from core.words.clocks import staff_label
from core.words.dates import day, moment
from core.words.direction import apart
from core.words.moves import effects

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


def known_of(view: CaseView) -> history.Known:
    """What the codes in the case's events stand for at this council, in the reader's language."""
    case, runtime, lang = view.case, view.runtime, language()
    return history.Known(
        {track.no: view.procedure(track) for track in case.tracks},
        {issue.no: issue.track for issue in case.issues},
        {key: kind.title.in_language(lang) for key, kind in runtime.feedback_types.items()},
        {key: channel.title.in_language(lang) for key, channel in runtime.inbound_channels.items()},
        {key.removeprefix("staff:"): name for key, name in view.names.items() if key.startswith("staff:")},
        view.references,
    )


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells what happened to one case. `words` are its words by row, `names` the names of actors by key; `erased` are
    letters that are no more."""

    case: Case
    known: history.Known
    words: Mapping[str, str]
    names: Mapping[str, str]
    erased: frozenset[str] = frozenset()

    def entry(self, entry: Entry) -> TimelineEntry:
        """The event as an entry of the page."""
        speak = say()
        told = history.tell(entry.event, self.known, speak)
        sealed = [(label, self.words.get(one.row) or speak("[Erased under a retention rule]"))
                  for label, one in told.words]  # fmt: skip
        several = len(sealed) + len(told.answers) > 1 or bool(told.answers)
        parts = [
            speak("%(label)s: %(text)s", label=label, text=text) if several else text
            for label, text in (*told.answers, *sealed)
        ]
        parts += [moved] if (moved := self._moved(entry.event)) else []
        kept = told.letter and told.letter not in self.erased
        url = url_for("letters.show", reference=self.case.reference, letter=told.letter) if kept else ""
        links = (Link(speak("The letter"), url),) if url else ()
        who = "" if _of_itself(entry.event) else apart(self.names.get(entry.actor, ""))
        return TimelineEntry(
            told.staff, moment(entry.at, speak), entry.at.isoformat(), who, "\n\n".join(parts), links
        )  # fmt: skip

    def _moved(self, event: e.Event) -> str:
        """The dates that run on, as this event left them."""
        speak = say()
        if isinstance(event, e.VersionMoved):
            before = {due.clock: due for due in event.before}
            now = {due.clock: due for due in event.dues}
            gone = [speak("%(clock)s: no such date", clock=staff_label(key, speak)) for key in before if key not in now]
            dated = tuple(due for due in moved(before, now) if due.on is not None)
            told = [*effects(changes(before, dated), speak), *gone]
            return speak("Dates: %(dates)s.", dates="; ".join(told)) if told else speak("No date moved.")
        parts = [
            speak("%(clock)s %(day)s", clock=staff_label(due.clock, speak), day=day(due.on, speak))
            for due in getattr(event, "dues", ())
            if due.on is not None and due.state == "running"
        ]
        return speak("Dates: %(dates)s.", dates="; ".join(parts)) if parts else ""


def _of_itself(event: e.Event) -> bool:
    """Whether it came of the rules: which procedure a kind of feedback follows, and by which version, nobody chose."""
    return isinstance(event, e.DuesMoved) or (isinstance(event, e.TrackOpened) and not event.beside)


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
