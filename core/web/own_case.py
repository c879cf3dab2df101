"""A case as its person reads it: where it is, what we owe and when, what was found, and what has happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from core.domain.case import CaseStatus, Issue, IssueStatus, Sealed, Track, TrackStatus
from core.domain.events import CaseReceived, Event, Extended, IssueRefused, MoveMade
from core.domain.moves import LegalMove
from core.domain.procedure import ClockKind, Ombudsman
from core.domain.reckon import find_clock
from core.persistence.queries.case_view import LetterLine as SentLetter
from core.services.following import OwnCase, shown_dues, without_limit
from core.web.language import language, say
from core.web.pages import Link, Page
from core.web.public_words import Row, reply_words
from core.words import history
from core.words.adjustments import in_words
from core.words.clocks import badge, no_limit, resident_label
from core.words.dates import day, moment
from core.words.outcomes import finding_for_person, remedy_kind, remedy_state
from core.words.say import inside
from core.words.status import Status, deciding_to_review, for_person, issue_for_person, status_of

NO_DATE = "none"
"""The state of something that we owe without a date."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date we owe, as the clock macro draws it. `why` is the link to its reasons, `what` how that goes on unseen."""

    state: str
    words: str
    detail: str
    why_url: str
    why: str
    what: str


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage of the procedure: done, now or later."""

    text: str
    detail: str
    state: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the case is under one procedure. Where it is the only one, `title` and `after` (whom next) are ""."""

    stages: tuple[StageLine, ...]
    title: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One point of the case and what we found. `rules` is what it follows where the case follows several procedures.

    `instead` is for a point that we did not take on: why, where it can go, and who can look at whether we were right.
    """

    words: str
    result: str
    instead: tuple[str, ...] = ()
    rules: str = ""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened, as the timeline draws it."""

    title: str
    when: str
    iso: str
    who: str = ""
    words: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterLine:
    title: str
    when: str
    url: str
    pdf_url: str


@dataclass(frozen=True, slots=True)
class OmbudsmanLine:
    words: str
    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class OwnCasePage(Page):
    """`found`: every point of the case has been decided. `ask_first`: the next stage is what one would press now."""

    status: str
    dates: tuple[DateLine, ...]
    nothing_due: str
    next_stages: tuple[Link, ...]
    ask_first: bool
    ombudsmen: tuple[OmbudsmanLine, ...]
    standings: tuple[Standing, ...]
    issues: tuple[IssueLine, ...]
    found: bool
    owed: tuple[str, ...]
    letters: tuple[LetterLine, ...]
    summary: str
    wanted: str
    history: tuple[HistoryLine, ...]
    nothing_new: str
    details: tuple[Row, ...]


def case_page(own: OwnCase) -> OwnCasePage:
    """The page of the case."""
    case = own.case
    dates = tuple(_dates(own))
    return OwnCasePage(
        title=gettext("Your case %(reference)s", reference=case.reference),
        status=for_person(_status(own), say()) + ".",
        dates=dates,
        nothing_due=_nothing_due(own),
        next_stages=tuple(
            Link(_asking(own, track, legal), url_for("follow.next_stage", track=track.no)) for track, legal in own.asks
        ),
        ask_first=any(_ended(track) for track, _ in own.asks),
        ombudsmen=tuple(dict.fromkeys(_ombudsmen(own))),
        standings=tuple(_standing(own, track) for track in _live(own)),
        issues=tuple(issue_line(own, issue) for issue in case.issues),
        found=all(issue.findings or _refused(own, issue) for issue in case.issues),
        owed=tuple(_owed(own)),
        letters=tuple(_letters(own)),
        summary=own.view.read(case.summary) or gettext("[Erased under a retention rule]"),
        wanted=own.view.read(case.wanted),
        history=tuple(_history(own)),
        nothing_new=_nothing_new(own, dates),
        details=_details(own),
    )


def _dates(own: OwnCase) -> Iterator[DateLine]:
    for track, due in shown_dues(own.case):
        if due.on is None:
            continue
        mark = badge(due, own.today, own.register.calendar_by_hash(track.calendar), say())
        words, detail = f"{resident_label(due.clock, due.firm, say())} {day(due.on, say())}", mark.detail
        if due.overdue(own.today):
            words = gettext("We said: %(promise)s", promise=inside(words))
            detail = gettext("We missed it, and that is our fault. You need do nothing.")
            if due.kind == ClockKind.TARGET:
                detail = gettext("We have not managed that. You need do nothing.")
        read = find_clock(own.procedure(track), due.clock)[1].assumed is not None
        why = gettext("Why, and how we read our policy") if read else gettext("Why")
        url = url_for("follow.case_why", track=track.no, clock=due.clock)
        detail = ": ".join(filter(None, (_beside(own, track), detail)))
        yield DateLine(mark.state.value, words, detail, url, why, gettext("is that the date: %(date)s", date=words))
    for track, due, _clock in without_limit(own.case, own.register):
        url = url_for("follow.case_why", track=track.no, clock=due.clock)
        what = gettext("is there no date for our answer")
        yield DateLine(NO_DATE, no_limit(say()), _beside(own, track), url, gettext("Why"), what)


def _nothing_due(own: OwnCase) -> str:
    if own.case.status is CaseStatus.CLOSED:
        return gettext("This case is closed. You can still add something.")
    if not own.case.tracks:
        return gettext("A person reads it. There is no date by which we must answer.")
    return gettext("We have answered. We owe you no further answer just now.")


def _nothing_new(own: OwnCase, dates: tuple[DateLine, ...]) -> str:
    last = max(entry.at for entry in own.view.entries)
    next_date = next((line.words for line in dates if line.state != NO_DATE), "")
    if next_date:
        return gettext("Nothing new since %(moment)s. %(next)s.", moment=moment(last, say()), next=next_date)
    return gettext("Nothing new since %(moment)s.", moment=moment(last, say()))


def _ombudsmen(own: OwnCase) -> Iterator[OmbudsmanLine]:
    """Whom to turn to next, once an answer of ours is the last: each procedure has its own."""
    for track in _live(own):
        procedure = own.procedure(track)
        late = any(due.overdue(own.today) and due.kind == "limit" for due in track.dues.values())
        if not late and (not _ended(track) or any(asked.no == track.no for asked, _ in own.asks)):
            continue
        body = procedure.ombudsman
        words = gettext("An ombudsman can look at it, free of charge:")
        if _beside(own, track):
            words = gettext("%(rules)s: an ombudsman can look at it, free of charge:", rules=_beside(own, track))
        yield OmbudsmanLine(words, body.name.in_language(language()), f"https://{body.web}")


def _ended(track: Track) -> bool:
    """Whether the stage that the track has reached was answered or not taken on."""
    return any(f"{track.stage}.{end}" in track.facts for end in ("answered", "refused"))


def _standing(own: OwnCase, track: Track) -> Standing:
    """How far one procedure is, named where there are several."""
    stages, title = tuple(_stages(own, track)), _beside(own, track)
    if not title:
        return Standing(stages)
    body = own.procedure(track).ombudsman.name.in_language(language())
    return Standing(stages, title, gettext("If you are not content at the end: %(ombudsman)s.", ombudsman=body))


def _stages(own: OwnCase, track: Track) -> Iterator[StageLine]:
    stages = own.procedure(track).stages
    reached = next(n for n, stage in enumerate(stages) if stage.key == track.stage)
    for n, stage in enumerate(stages):
        begun, answered, refused = (
            track.facts.get(f"{stage.key}.{fact}") for fact in ("received", "answered", "refused")
        )
        over = n < reached or answered or refused or track.status is TrackStatus.CLOSED
        state = "later" if n > reached else "done" if over else "now"
        detail = ""
        if answered:
            detail = gettext("Answered on %(day)s", day=day(answered.on, say()))
        elif refused:
            detail = gettext("Not taken on, %(day)s", day=day(refused.on, say()))
        elif begun:
            detail = gettext("Began on %(day)s", day=day(begun.on, say()))
        yield StageLine(stage.title.in_language(language()), detail, state)


def _beside(own: OwnCase, track: Track) -> str:
    """The name of a track's procedure where the case follows several, to tell them apart; otherwise ""."""
    return own.procedure(track).title.in_language(language()) if len(_live(own)) > 1 else ""


def _asking(own: OwnCase, track: Track, legal: LegalMove) -> str:
    """The words of the button that asks for the next stage."""
    title, rules = legal.move.title.in_language(language()), _beside(own, track)
    return gettext("%(step)s (%(rules)s)", step=title, rules=rules) if rules else title


def issue_line(own: OwnCase, issue: Issue) -> IssueLine:
    """A point of the case with what became of it, as far as the person has been told."""
    finding = next(reversed(issue.findings.values()), None) if issue.findings else None
    told, refused = own.view.told(issue), _refused(own, issue)
    result = finding_for_person(finding, say()) if finding else issue_for_person(issue, say(), told=told)
    instead: tuple[str, ...] = ()
    if refused:
        ombudsman = own.procedure(own.case.track(issue.track)).ombudsman
        instead = tuple(filter(None, (_instead(own, issue.goes_to), _whether_right(ombudsman))))
    rules = "" if refused else _beside(own, own.case.track(issue.track))
    return IssueLine(own.view.read(issue.words), f"{result}.", instead, rules)


def _refused(own: OwnCase, issue: Issue) -> bool:
    """Whether the point was not taken on, and the person has been told."""
    return issue.status is IssueStatus.REFUSED and own.view.told(issue)


def _status(own: OwnCase) -> Status:
    """Where the case stands as far as the person has been told: a decision that no letter told is none to them."""
    status = status_of(own.case)
    if status in (Status.LOOKING, Status.MORE_TIME) and any(
        deciding_to_review(own.procedure(track), track) for track in _live(own)
    ):
        return Status.TO_REVIEW
    if status is Status.LOOKING and not all(map(own.view.told, own.case.issues)):
        return Status.TO_DECIDE
    return status


def _instead(own: OwnCase, goes_to: Sealed | None) -> str:
    """Where something can go that we did not take on, as a sentence with what staff wrote."""
    where = own.view.read(goes_to).strip().rstrip(".")
    return gettext("Where it can go instead: %(where)s.", where=where) if where else ""


def _whether_right(ombudsman: Ombudsman) -> str:
    """Who can look at a refusal itself, as its letter says."""
    name = ombudsman.name.in_language(language())
    return gettext(
        "You can ask the %(ombudsman)s whether we were right. It is free: %(web)s.",
        ombudsman=name, web=ombudsman.web,
    )


def _owed(own: OwnCase) -> Iterator[str]:
    for remedy in own.case.open_actions:
        what = (own.view.read(remedy.words) or remedy_kind(remedy.kind, say())).rstrip(". ")
        yield gettext("%(what)s: %(when)s", what=what, when=remedy_state(remedy, say()))


def _letters(own: OwnCase) -> Iterator[LetterLine]:
    """The letters, each with the name of its procedure where the case follows several and its title does not say it."""
    steps = {event.letter: event.track for event in _events(own) if isinstance(event, MoveMade | Extended)}
    for letter in own.view.letters:
        rules = _beside(own, own.case.track(steps[letter.id])) if letter.id in steps else ""
        title = letter.subject if rules in letter.subject else f"{letter.subject} ({rules})"
        yield _letter(letter, title)


def _events(own: OwnCase) -> Iterator[Event]:
    return (entry.event for entry in own.view.entries)


def _letter(letter: SentLetter, title: str) -> LetterLine:
    url, pdf_url = (url_for(endpoint, letter=letter.id) for endpoint in ("follow.letter", "follow.letter_pdf"))
    return LetterLine(title, moment(letter.sent_at, say()), url, pdf_url)


def _history(own: OwnCase) -> Iterator[HistoryLine]:
    known = history.Known({track.no: own.procedure(track) for track in own.case.tracks})
    kept = {letter.id for letter in own.view.letters}
    for entry in own.view.entries:
        told = history.tell(entry.event, known, say())
        if told.person is None:
            continue
        words = "\n\n".join(filter(None, _said(own, entry.event, told.shown)))
        letter = told.letter if told.letter in kept else ""
        links = (Link(gettext("The letter"), url_for("follow.letter", letter=letter)),) if letter else ()
        what, when = _what(own, entry.event, told.person), moment(entry.at, say())
        yield HistoryLine(what, when, entry.at.isoformat(), words=words, links=links)


def _what(own: OwnCase, event: Event, told: str) -> str:
    """What happened, with the name of its procedure where the case follows several."""
    rules = _beside(own, own.case.track(event.track)) if isinstance(event, MoveMade | Extended) else ""
    return f"{told} ({rules})" if rules else told


def _said(own: OwnCase, event: Event, shown: tuple[Sealed, ...]) -> Iterator[str]:
    """The words that go with a thing that happened; what came first stands further up the page."""
    if isinstance(event, IssueRefused):
        yield own.view.read(event.reason)
        yield _instead(own, event.goes_to)
        yield from (_whether_right(body) for body in _bodies(own) if body.key == event.ombudsman)
    elif not isinstance(event, CaseReceived):
        yield from (own.view.read(sealed) for sealed in shown)


def _bodies(own: OwnCase) -> tuple[Ombudsman, ...]:
    """The ombudsmen of the procedures that the case follows or has followed, each once."""
    return tuple({body.key: body for body in (own.procedure(track).ombudsman for track in own.case.tracks)}.values())


def _details(own: OwnCase) -> tuple[Row, ...]:
    who = own.view.person
    rows = [
        Row(gettext("Name"), who.name),
        Row(gettext("How we answer"), reply_words(who.prefers)),
        Row(gettext("E-mail"), who.email),
        Row(gettext("Phone"), who.phone),
        Row(gettext("Address"), ", ".join(part for part in (*who.address.splitlines(), who.postcode) if part)),
        Row(gettext("What helps"), in_words(who.adjustments, say())),
        Row(gettext("Not to be used"), who.contact_notes),
    ]
    return tuple(row for row in rows if row.value)


def _live(own: OwnCase) -> list[Track]:
    return [track for track in own.case.tracks if track.status is not TrackStatus.PARKED]

