"""A case and the other versions of its rules: which it could follow, and what each would change for this very case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from flask import url_for

from core.domain.case import Case, CaseStatus, Due, DueState, Track
from core.domain.cut_over import text_in_force_then
from core.domain.errors import UnknownName
from core.domain.explain import explain
from core.domain.procedure import ClockKind, Move, Procedure
from core.domain.reckon import find_clock
from core.domain.register import PROCEDURE
from core.domain.standing import in_force as date_in_force
from core.services.version_moves import ClockMoved, Tried, name_now, try_versions
from core.services.versions import others
from core.web.access import may
from core.web.casework.view import CaseView
from core.web.language import language, say
from core.web.pages import Link, Page
from core.words.clocks import staff_label
from core.words.dates import day, moment, short_day_year
from core.words.problems import sentence
from core.words.reasons import Sentence, for_staff


@dataclass(frozen=True, slots=True)
class Side:
    """A date under one version, and its reasons; `words` alone where it has no date."""

    words: str
    tree: Sentence | None = None


@dataclass(frozen=True, slots=True)
class ClockChange:
    """One date before and after. `what` says in a word how it changes; `same`: it does not. `late`: it would have
    passed already, which it has not now."""

    label: str
    before: Side
    after: Side
    what: str
    same: bool
    late: bool = False


@dataclass(frozen=True, slots=True)
class VersionChoice:
    """One version. With `problems` it cannot be chosen; else it is told what would change."""

    name: str
    hash: str
    since: str
    url: str
    compare_url: str
    problems: tuple[str, ...]
    clocks: tuple[ClockChange, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    told: str = ""
    shown: str = ""

    @property
    def moving(self) -> tuple[ClockChange, ...]:
        return tuple(clock for clock in self.clocks if not clock.same)


@dataclass(frozen=True, slots=True)
class MoveBody:
    """What the template asks for. `choices` can be chosen, `barred` cannot; `chosen` is looked at before it is done."""

    reference: str
    action: str
    case_url: str
    now: str
    now_url: str
    since: str
    then: str
    reasons: tuple[str, ...]
    choices: tuple[VersionChoice, ...]
    barred: tuple[VersionChoice, ...]
    chosen: VersionChoice | None = None
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class MovePage(Page):
    page: MoveBody


def move_url(view: CaseView, track: Track) -> str:
    """Where the case is moved to another version; "" where there is none, it is closed, or the reader may not."""
    if view.case.status is CaseStatus.CLOSED or not may("case.rules"):
        return ""
    if not others(view.register, track.procedure, track.procedure_hash):
        return ""
    return url_for("move_version.show", reference=view.reference, track=track.no)


def choices_of(view: CaseView, track: Track) -> tuple[VersionChoice, ...]:
    """Every other adopted version, tried on the track."""
    return tuple(_choice(view, track, tried) for tried in try_versions(view, track))


def now_of(view: CaseView, track: Track) -> tuple[str, str, str]:
    """The version that the track follows, its page, and since when it applies."""
    speak, text = say(), view.procedure(track)
    name = name_now(view, track)
    title = speak("%(title)s: %(version)s", title=text.title.in_language(language()), version=name)
    url = url_for("rules.show", procedure=track.procedure, version=name)
    return title, url, standing_of(view, track.procedure_hash)


def then_of(view: CaseView, track: Track) -> str:
    """That another version was in force on the corrected day of receipt; "" where that is not so."""
    text = text_in_force_then(view.case, track, view.register)
    if text is None:
        return ""
    received = short_day_year(view.case.received_on, say())
    return say()("On the corrected day of receipt, %(day)s, the version in force was %(version)s.",
                 day=received, version=text.version)  # fmt: skip


def standing_of(view: CaseView, hash_: str) -> str:
    """ "In force from …", and until when where another version took its place; "" for what was never adopted."""
    speak = say()
    same = view.register.adopted(PROCEDURE, view.register.procedure_by_hash(hash_).key)
    adopted = next((a for a in same if a.hash == hash_), None)
    if adopted is None:
        return ""
    until = min((a.from_ for a in same if a.from_ > adopted.from_ and a.hash != hash_), default=None)
    since = moment(adopted.from_, speak)
    if until is None:
        return speak("In force from %(since)s", since=since)
    if until <= view.now:
        return speak("Was in force from %(since)s until %(until)s", since=since, until=moment(until, speak))
    return speak("In force from %(since)s until %(until)s", since=since, until=moment(until, speak))


def _choice(view: CaseView, track: Track, tried: Tried) -> VersionChoice:
    speak = say()
    where = {"procedure": track.procedure}
    compare = url_for("rules.compare", **where, **{"from": name_now(view, track), "to": tried.name})
    url, since = url_for("rules.show", version=tried.name, **where), standing_of(view, tried.hash)
    if tried.problems or tried.case is None:
        problems = tuple(sentence(problem, speak) for problem in tried.problems)
        return VersionChoice(tried.name, tried.hash, since, url, compare, problems)
    clocks = tuple(_clocks(view, track, tried, tried.case))
    return VersionChoice(
        tried.name, tried.hash, since, url, compare, (), clocks, _titles(tried.gone), _titles(tried.new),
        _told(view, track, clocks), _digest(tried),
    )  # fmt: skip


def _titles(moves: tuple[Move, ...]) -> tuple[str, ...]:
    return tuple(move.title.in_language(language()) for move in moves)


def _clocks(view: CaseView, track: Track, tried: Tried, after: Case) -> Iterator[ClockChange]:
    """Each date that either version has for the track. Those that were replaced are left out, unless they would now be
    later than the day that the person was told in their place, which counts still."""
    moved = after.track(track.no)
    for one in tried.clocks:
        sides = [due for due in (one.before, one.after) if due is not None]
        replaced = all(due.on is None or due.state is DueState.REPLACED for due in sides)
        if replaced and not _sooner(date_in_force(tried.text, moved, one.clock), one.after):
            continue
        yield ClockChange(
            staff_label(one.clock, say()),
            _side(view, track, one.before, one.clock, view.procedure(track)),
            _side(view, moved, one.after, one.clock, tried.text),
            _what(one),
            one.same,
            _late(one.after, view.today) and not _late(one.before, view.today),
        )


def _sooner(counts: Due | None, due: Due | None) -> bool:
    return bool(counts and due and counts.on and due.on and counts.on < due.on)


def _late(due: Due | None, today: date) -> bool:
    return due is not None and due.overdue(today) and due.kind != ClockKind.WINDOW


def _side(view: CaseView, track: Track, due: Due | None, clock: str, text: Procedure) -> Side:
    speak = say()
    if due is None:
        return Side(speak("No such date") if not _has(text, clock) else speak("Not begun"))
    if due.on is None:
        return Side(speak("No date"))
    stands = _stands(due, date_in_force(text, track, clock))
    return Side(stands, for_staff(clock, explain(track, clock, view.register).reason, speak))


def _has(text: Procedure, clock: str) -> bool:
    try:
        find_clock(text, clock)
    except UnknownName:
        return False
    return True


def _stands(due: Due, counts: Due | None) -> str:
    """A date, and where it stands. `counts` is the date in its place, where it was extended."""
    speak = say()
    told = day(due.on, speak) if due.on else ""
    match due.state:
        case DueState.MET:
            met = day(due.met or due.on, speak) if due.met or due.on else ""
            late = speak("%(due)s, met late on %(met)s", due=told, met=met)
            return late if due.met_late else speak("%(due)s, met on %(met)s", due=told, met=met)
        case DueState.VOID:
            return speak("%(due)s, no longer matters", due=told)
        case DueState.REPLACED if counts and counts.on and _sooner(counts, due):
            kept = day(counts.on, speak)
            return speak("%(due)s, but the sooner day that they were told still counts: %(kept)s", due=told, kept=kept)
        case DueState.REPLACED:
            return speak("%(due)s, replaced by a later one", due=told)
    return told if due.firm else speak("%(due)s, expected", due=told)


def _what(one: ClockMoved) -> str:
    speak = say()
    before, after = one.before, one.after
    if one.same:
        return speak("The same")
    if after is None or after.on is None:
        return speak("Gone")
    if before is None or before.on is None:
        return speak("New")
    if before.on == after.on:
        return speak("The same day, standing otherwise")
    return speak("Sooner") if after.on < before.on else speak("Later")


def _told(view: CaseView, track: Track, clocks: tuple[ClockChange, ...]) -> str:
    """That nobody tells the person by itself, where a date moves and there is somebody to tell."""
    if not view.case.person or all(clock.same for clock in clocks):
        return ""
    return say()("Nobody is told by this. If the person was given one of these dates, write to them afterwards.")


def _digest(tried: Tried) -> str:
    """What tells whether the dates are still the ones that were looked at."""
    told = "|".join(f"{c.clock}:{c.before}:{c.after}" for c in tried.clocks)
    return sha256(f"{tried.hash}|{told}".encode()).hexdigest()[:32]


def back_to(view: CaseView) -> Link:
    return Link(say()("Back to the case"), url_for("cases.show", reference=view.reference))
