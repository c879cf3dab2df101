"""What happened, as the timeline tells it: one sentence for staff and, where it concerns them, one for the person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.domain import events as e
from core.domain.case import Sealed
from core.domain.procedure import Meaning, Procedure
from core.words.clocks import staff_label
from core.words.dates import day
from core.words.outcomes import finding_for_person, finding_for_staff
from core.words.say import ENGLISH, Say, mark

ProcedureOf = Callable[[int], Procedure | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """`person` None: not for the person to see. `words` are sealed texts that belong under the sentence, for staff;
    `shown` those that the person sees too. `letter` is the id of the letter that went with it.
    """

    staff: str
    person: str | None = None
    words: tuple[tuple[str, Sealed], ...] = ()
    shown: tuple[Sealed, ...] = ()
    letter: str = ""


def tell(event: e.Event, procedure_of: ProcedureOf, say: Say = ENGLISH) -> Entry:
    """The entry of an event. `procedure_of` gives the text that a track has pinned, by the track's number."""
    return _TELLERS[type(event)](event, procedure_of, say)


def _received(event: e.CaseReceived, _: ProcedureOf, say: Say) -> Entry:
    sealed = (event.summary, *((event.wanted,) if event.wanted else ()))
    words = tuple(zip((say("What they said"), say("What would put it right")), sealed, strict=False))
    return Entry(
        say("Received, %(channel)s", channel=event.channel.replace("_", " ")), say("You told us"), words, sealed
    )


def _moved(event: e.MoveMade, procedure_of: ProcedureOf, say: Say) -> Entry:
    staff = _move_title(event, procedure_of(event.track), say)
    if event.departures:
        departures = say.listed([departure.replace("_", " ") for departure in event.departures])
        staff = say("%(what)s (departs from the rules: %(departures)s)", what=staff, departures=departures)
    person = {
        Meaning.ACKNOWLEDGE: say("We wrote to confirm what we will look into"),
        Meaning.ANSWER: say("We answered"),
        Meaning.REFUSE: say("We wrote to say that we did not take this on"),
        Meaning.ASK: say("You asked for the next stage"),
        Meaning.SETTLE: say("You asked us to stop, or it was settled"),
    }.get(Meaning(event.meaning))
    if person is None and event.letter:
        person = say("We wrote to you")
    sealed = tuple(one for _, one in event.words) if event.meaning == Meaning.ASK else ()
    words = tuple((name.replace("_", " ").capitalize(), one) for name, one in event.words)
    return Entry(staff, person, words, sealed, event.letter)


def _move_title(event: e.MoveMade, procedure: Procedure | None, say: Say) -> str:
    if procedure is not None:
        moves = (*procedure.stage(event.from_stage).moves, *procedure.anytime)
        for move in moves:
            if move.key == event.move:
                return move.title.in_language(say.language)
    return event.move.replace("_", " ").capitalize()


def _extended(event: e.Extended, _: ProcedureOf, say: Say) -> Entry:
    was, until, clock = day(event.was, say), day(event.now_due, say), staff_label(event.clock, say)
    return Entry(
        say("%(clock)s extended from %(was)s to %(until)s", clock=clock, was=was, until=until),
        say("We told you that we need until %(until)s", until=until),
        (
            (say("Why"), event.reason),
            *(((say("Good reason for more than usual"), event.good_reason),) if event.good_reason else ()),
        ),
        (event.reason,),
        event.letter,
    )


def _finding(event: e.FindingMade, _: ProcedureOf, say: Say) -> Entry:
    number = str(event.issue)
    staff = say("Issue %(n)s: %(finding)s", n=number, finding=finding_for_staff(event.finding, say).lower())
    person = say("Point %(n)s: %(finding)s", n=number, finding=finding_for_person(event.finding, say).lower())
    sealed = ((say("Reasons"), event.reasons),) if event.reasons else ()
    return Entry(staff, person, sealed, tuple(one for _, one in sealed))


def _refused(event: e.IssueRefused, _: ProcedureOf, say: Say) -> Entry:
    ground = event.ground.replace("_", " ")
    return Entry(
        say("Issue %(n)s not taken on: %(ground)s", n=str(event.issue), ground=ground),
        say("We did not take on point %(n)s", n=str(event.issue)),
        ((say("Why"), event.reason), (say("Where it goes instead"), event.goes_to)),
        (event.reason, event.goes_to),
    )


def _asked(event: e.PersonAsked, _: ProcedureOf, say: Say) -> Entry:
    until = day(event.reply_by, say) if event.reply_by else ""
    return Entry(
        say("Asked the person, reply by %(day)s", day=until) if until else say("Asked the person"),
        say("We asked you something, please tell us by %(day)s", day=until) if until else say("We asked you something"),
        ((say("Question"), event.question),),
        (event.question,),
        event.letter,
    )


def _letter_sent(event: e.LetterSent, _: ProcedureOf, say: Say) -> Entry:
    """Whoever reads the timeline has read of a letter that goes with something where that is told."""
    person = say("We wrote to you") if event.alone else None
    return Entry(say("Letter sent"), person, letter=event.letter)


def _erased(event: e.WordsErased, _: ProcedureOf, say: Say) -> Entry:
    rule = event.rule.replace("_", " ")
    if event.person:
        return Entry(say("The person's details erased under %(rule)s", rule=rule))
    return Entry(say("Words erased under %(rule)s", rule=rule))


def _opened(event: e.TrackOpened, procedure_of: ProcedureOf, say: Say) -> Entry:
    procedure = procedure_of(event.track)
    title = procedure.title.in_language(say.language) if procedure else event.procedure
    return Entry(say("Follows %(title)s, version %(version)s", title=title, version=event.version))


def _corrected(event: e.FactCorrected, _: ProcedureOf, say: Say) -> Entry:
    fact = event.fact.rpartition(".")[2].replace("_", " ")
    message = mark("Date corrected, %(fact)s: from %(was)s to %(day)s")
    told = say(message, fact=fact, was=day(event.was, say), day=day(event.on, say))
    return Entry(told, None, ((say("Why"), event.reason),))


def _finished(event: e.ActionFinished, _: ProcedureOf, say: Say) -> Entry:
    evidence = ((say("Evidence"), event.evidence),) if event.evidence else ()
    return Entry(
        say("Action on issue %(n)s finished on %(day)s", n=str(event.issue), day=day(event.on, say)),
        say("We did what we promised on point %(n)s", n=str(event.issue)),
        evidence,
    )


def _closed(event: e.CaseClosed, _: ProcedureOf, say: Say) -> Entry:
    return Entry(say("Closed"), say("Closed"), ((say("Why"), event.reason),) if event.reason else ())


def _added(event: e.InformationAdded, _: ProcedureOf, say: Say) -> Entry:
    staff = say("Information added, %(channel)s", channel=event.channel.replace("_", " "))
    return Entry(staff, say("You added something"), ((say("What they said"), event.words),), (event.words,))


def _retyped(event: e.Retyped, _: ProcedureOf, say: Say) -> Entry:
    was, now = event.was.replace("_", " "), event.type.replace("_", " ")
    return Entry(say("Changed from %(was)s to %(now)s", was=was, now=now), None, ((say("Why"), event.reason),))


def _with_reason(message: str) -> Callable[[Any, ProcedureOf, Say], Entry]:
    def teller(event: Any, _: ProcedureOf, say: Say) -> Entry:
        return Entry(say(message, **_named(event)), None, ((say("Why"), event.reason),))

    return teller


def _plain(message: str) -> Callable[[Any, ProcedureOf, Say], Entry]:
    def teller(event: Any, _: ProcedureOf, say: Say) -> Entry:
        return Entry(say(message, **_named(event)))

    return teller


def _named(event: Any) -> dict[str, str]:
    """The numbers and codes that a plain sentence may mention."""
    names = ("issue", "track", "stage", "version", "kind")
    return {name: str(getattr(event, name)).replace("_", " ") for name in names if hasattr(event, name)}


def _issue_added(event: e.IssueAdded, _: ProcedureOf, say: Say) -> Entry:
    return Entry(say("Issue %(n)s written down", n=str(event.issue)), None, ((say("Issue"), event.words),))


def _issue_accepted(event: e.IssueAccepted, _: ProcedureOf, say: Say) -> Entry:
    return Entry(say("Issue %(n)s taken on", n=str(event.issue)), say("We took on point %(n)s", n=str(event.issue)))


def _note(event: e.NoteAdded, _: ProcedureOf, say: Say) -> Entry:
    return Entry(say("Note"), None, ((say("Note"), event.words),))


_TELLERS: Mapping[type, Callable[[Any, ProcedureOf, Say], Entry]] = {
    e.CaseReceived: _received,
    e.TrackOpened: _opened,
    e.TrackParked: _plain(mark("Part %(track)s put aside")),
    e.TrackResumed: _plain(mark("Part %(track)s taken up again")),
    e.IssueAdded: _issue_added,
    e.IssueAccepted: _issue_accepted,
    e.IssueRefused: _refused,
    e.IssueRestored: _with_reason(mark("Decision on issue %(issue)s undone")),
    e.MoveMade: _moved,
    e.FindingMade: _finding,
    e.Extended: _extended,
    e.Assigned: _plain(mark("%(stage)s given to a handler")),
    e.FactCorrected: _corrected,
    e.DuesMoved: _plain(mark("Dates moved by a new calendar")),
    e.VersionMoved: _with_reason(mark("Moved to version %(version)s of the procedure")),
    e.Retyped: _retyped,
    e.InformationAdded: _added,
    e.NoteAdded: _note,
    e.PersonAsked: _asked,
    e.LetterSent: _letter_sent,
    e.ActionFinished: _finished,
    e.Linked: _plain(mark("Linked with another case (%(kind)s)")),
    e.CaseClosed: _closed,
    e.CaseReopened: _with_reason(mark("Reopened")),
    e.WordsErased: _erased,
}


def told_events() -> frozenset[type]:
    """The kinds of event that have a teller."""
    return frozenset(_TELLERS)
