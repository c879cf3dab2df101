"""What happened, as the timeline tells it: one sentence for staff and, where it concerns them, one for the person.

Events hold codes; a sentence holds none. What the codes stand for is given as `Known`, and a code that nobody knows any
more is told as its own name in plain letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.domain import events as e
from core.domain.case import Sealed
from core.domain.procedure import Meaning, Move, Need, Procedure
from core.words.clocks import staff_label
from core.words.dates import day
from core.words.facts import staff_name
from core.words.outcomes import finding_for_person, finding_for_staff
from core.words.say import ENGLISH, Say, mark


@dataclass(frozen=True, slots=True)
class Known:
    """What the codes of a case's events stand for: the `procedures` of its tracks by number, the track of each of its
    `issues`, titles of `types` and `channels` by key, names of `staff` by membership, `references` of cases by id.
    """

    procedures: Mapping[int, Procedure] = field(default_factory=dict)
    issues: Mapping[int, int] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    staff: Mapping[str, str] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)

    def type(self, key: str) -> str:
        return self.types.get(key, plain(key)).lower()

    def channel(self, key: str) -> str:
        return self.channels.get(key, plain(key)).lower()

    def stage(self, track: int, key: str, say: Say) -> str:
        """ "Stage 1"."""
        stages = self.procedures[track].stages if track in self.procedures else ()
        return next((s.title.in_language(say.language) for s in stages if s.key == key), plain(key).capitalize())

    def procedure(self, track: int, say: Say) -> str:
        """The title of the procedure that a track follows."""
        found = self.procedures.get(track)
        return found.title.in_language(say.language) if found else say("Part %(track)s", track=str(track))

    def ground(self, issue: int, key: str, say: Say) -> str:
        """The title of a ground; an issue may have gone to another track after it was refused on it."""
        first = self.procedures.get(self.issues.get(issue, 0))
        for procedure in (first, *self.procedures.values()):
            found = procedure.ground(key) if procedure else None
            if found is not None:
                return found.title.in_language(say.language)
        return plain(key)


@dataclass(frozen=True, slots=True)
class Entry:
    """`person` None: not for the person to see. `words` are sealed texts that belong under the sentence, for staff;
    `shown` those that the person sees too. `answers` are what a step was answered with, as (question, answer).
    `letter` is the id of the letter that went with it.
    """

    staff: str
    person: str | None = None
    words: tuple[tuple[str, Sealed], ...] = ()
    shown: tuple[Sealed, ...] = ()
    letter: str = ""
    answers: tuple[tuple[str, str], ...] = ()


def tell(event: e.Event, known: Known, say: Say = ENGLISH) -> Entry:
    """The entry of an event."""
    return _TELLERS[type(event)](event, known, say)


def plain(code: str) -> str:
    """A code that has no words (any more), in plain letters."""
    return code.replace("_", " ")


def _received(event: e.CaseReceived, known: Known, say: Say) -> Entry:
    sealed = (event.summary, *((event.wanted,) if event.wanted else ()))
    words = tuple(zip((say("What they said"), say("What would put it right")), sealed, strict=False))
    return Entry(say("Received, %(channel)s", channel=known.channel(event.channel)), say("You told us"), words, sealed)


_DEPARTURES = {
    "late": mark("after the day it was due"),
    "over_cap": mark("longer than usual"),
    "before_firm": mark("before the date was certain"),
    "after_window": mark("after the person's own time"),
    "no_apology": mark("at fault without an apology"),
    "promised_after_limit": mark("an answer promised for after the limit"),
}


def _departing(told: str, codes: tuple[str, ...], say: Say) -> str:
    """The sentence, and how it departs from the rules where it does."""
    if not codes:
        return told
    departures = say.listed([say(_DEPARTURES[code]) if code in _DEPARTURES else plain(code) for code in codes])
    return say("%(what)s (departs from the rules: %(departures)s)", what=told, departures=departures)


def _moved(event: e.MoveMade, known: Known, say: Say) -> Entry:
    procedure = known.procedures.get(event.track)
    move = _move_of(event, procedure)
    title = move.title.in_language(say.language) if move else plain(event.move).capitalize()
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
    needs = {need.key: need for need in move.needs} if move else {}
    words = tuple((_question(name, needs, say), one) for name, one in event.words)
    answers = tuple(_answers(event, known, needs, procedure, say))
    return Entry(_departing(title, event.departures, say), person, words, sealed, event.letter, answers)


def _move_of(event: e.MoveMade, procedure: Procedure | None) -> Move | None:
    if procedure is None:
        return None
    moves = (*procedure.stage(event.from_stage).moves, *procedure.anytime)
    return next((move for move in moves if move.key == event.move), None)


def _question(key: str, needs: Mapping[str, Need], say: Say) -> str:
    return needs[key].words.in_language(say.language) if key in needs else plain(key).capitalize()


def _answers(
    event: e.MoveMade, known: Known, needs: Mapping[str, Need], procedure: Procedure | None, say: Say
) -> Iterator[tuple[str, str]]:
    """What was chosen, in the words of the choice; a tick says no more than that the step was taken."""
    for key, chosen in event.choices:
        need = needs.get(key)
        if need is None or need.kind == "tick":
            continue
        titles = {choice: words.in_language(say.language) for choice, words in need.choices}
        if procedure is not None and not titles:
            titles = {ground.key: ground.title.in_language(say.language) for ground in procedure.grounds}
        shown = known.staff.get(chosen, say("a colleague")) if need.kind == "person" else titles.get(chosen)
        yield _question(key, needs, say), shown or plain(chosen)


def _extended(event: e.Extended, _: Known, say: Say) -> Entry:
    was, until, clock = day(event.was, say), day(event.now_due, say), staff_label(event.clock, say)
    told = say("%(clock)s extended from %(was)s to %(until)s", clock=clock, was=was, until=until)
    return Entry(
        _departing(told, event.departures, say),
        say("We told you that we need until %(until)s", until=until),
        (
            (say("Why"), event.reason),
            *(((say("Good reason for more than usual"), event.good_reason),) if event.good_reason else ()),
        ),
        (event.reason,),
        event.letter,
    )


def _finding(event: e.FindingMade, _: Known, say: Say) -> Entry:
    number = str(event.issue)
    staff = say("Issue %(n)s: %(finding)s", n=number, finding=finding_for_staff(event.finding, say).lower())
    person = say("Point %(n)s: %(finding)s", n=number, finding=finding_for_person(event.finding, say).lower())
    sealed = ((say("Reasons"), event.reasons),) if event.reasons else ()
    return Entry(staff, person, sealed, tuple(one for _, one in sealed))


def _refused(event: e.IssueRefused, known: Known, say: Say) -> Entry:
    ground = known.ground(event.issue, event.ground, say)
    return Entry(
        say("Issue %(n)s not taken on: %(ground)s", n=str(event.issue), ground=ground),
        say("We did not take on point %(n)s", n=str(event.issue)),
        ((say("Why"), event.reason), (say("Where it goes instead"), event.goes_to)),
        (event.reason, event.goes_to),
    )


def _asked(event: e.PersonAsked, _: Known, say: Say) -> Entry:
    until = day(event.reply_by, say) if event.reply_by else ""
    return Entry(
        say("Asked the person, reply by %(day)s", day=until) if until else say("Asked the person"),
        say("We asked you something, please tell us by %(day)s", day=until) if until else say("We asked you something"),
        ((say("Question"), event.question),),
        (event.question,),
        event.letter,
    )


def _letter_sent(event: e.LetterSent, _: Known, say: Say) -> Entry:
    """Whoever reads the timeline has read of a letter that goes with something where that is told."""
    person = say("We wrote to you") if event.alone else None
    return Entry(say("Letter sent"), person, letter=event.letter)


def _erased(event: e.WordsErased, _: Known, say: Say) -> Entry:
    if event.person:
        return Entry(say("The person's details erased. Rule: %(rule)s", rule=plain(event.rule)))
    return Entry(say("Words erased. Rule: %(rule)s", rule=plain(event.rule)))


def _opened(event: e.TrackOpened, known: Known, say: Say) -> Entry:
    title = known.procedure(event.track, say) if event.track in known.procedures else plain(event.procedure)
    return Entry(say("Follows %(title)s, version %(version)s", title=title, version=event.version))


def _version_moved(event: e.VersionMoved, known: Known, say: Say) -> Entry:
    title = known.procedure(event.track, say)
    told = say("%(title)s: moved to version %(version)s", title=title, version=event.version)
    return Entry(told, None, ((say("Why"), event.reason),))


def _corrected(event: e.FactCorrected, known: Known, say: Say) -> Entry:
    stage = event.fact.rpartition(".")[0]
    fact = staff_name(event.fact, say)
    if stage in {s.key for s in known.procedures[event.track].stages} if event.track in known.procedures else ():
        fact = say("%(stage)s, %(fact)s", stage=known.stage(event.track, stage, say).lower(), fact=fact)
    message = mark("Date corrected, %(fact)s: from %(was)s to %(day)s")
    told = say(message, fact=fact, was=day(event.was, say), day=day(event.on, say))
    return Entry(told, None, ((say("Why"), event.reason),))


def _finished(event: e.ActionFinished, _: Known, say: Say) -> Entry:
    evidence = ((say("Evidence"), event.evidence),) if event.evidence else ()
    return Entry(
        say("Action on issue %(n)s finished on %(day)s", n=str(event.issue), day=day(event.on, say)),
        say("We did what we promised on point %(n)s", n=str(event.issue)),
        evidence,
    )


def _closed(event: e.CaseClosed, _: Known, say: Say) -> Entry:
    return Entry(say("Closed"), say("Closed"), ((say("Why"), event.reason),) if event.reason else ())


def _reopened(event: e.CaseReopened, _: Known, say: Say) -> Entry:
    return Entry(say("Reopened"), None, ((say("Why"), event.reason),) if event.reason else ())


def _added(event: e.InformationAdded, known: Known, say: Say) -> Entry:
    staff = say("Information added, %(channel)s", channel=known.channel(event.channel))
    return Entry(staff, say("You added something"), ((say("What they said"), event.words),), (event.words,))


def _retyped(event: e.Retyped, known: Known, say: Say) -> Entry:
    was, now = known.type(event.was), known.type(event.type)
    return Entry(say("Changed from %(was)s to %(now)s", was=was, now=now), None, ((say("Why"), event.reason),))


def _assigned(event: e.Assigned, known: Known, say: Say) -> Entry:
    name = known.staff.get(event.handler) or say("a colleague")
    return Entry(say("%(stage)s given to %(name)s", stage=known.stage(event.track, event.stage, say), name=name))


_LINKS = {
    "related": mark("Linked with %(reference)s, which is about related things"),
    "duplicate": mark("Linked with %(reference)s, which is about the same matter"),
    "became": mark("%(reference)s was raised from this case"),
    "came_from": mark("Raised from %(reference)s"),
}


def _linked(event: e.Linked, known: Known, say: Say) -> Entry:
    other = known.references.get(event.other) or say("another case")
    told = say(_LINKS.get(event.kind, mark("Linked with %(reference)s")), reference=other)
    return Entry(f"{told[:1].upper()}{told[1:]}")


def _issue_added(event: e.IssueAdded, _: Known, say: Say) -> Entry:
    return Entry(say("Issue %(n)s written down", n=str(event.issue)), None, ((say("Issue"), event.words),))


def _issue_reworded(event: e.IssueReworded, _: Known, say: Say) -> Entry:
    """The words before are told where they were written down."""
    number = str(event.issue)
    return Entry(
        say("Words of issue %(n)s corrected", n=number),
        say("We put point %(n)s in other words", n=number),
        ((say("It says now"), event.words), (say("Why"), event.reason)),
        (event.words,),
    )


def _issue_restored(event: e.IssueRestored, _: Known, say: Say) -> Entry:
    told = say("Decision on issue %(n)s undone", n=str(event.issue))
    return Entry(told, None, ((say("Why"), event.reason),))


def _issue_accepted(event: e.IssueAccepted, _: Known, say: Say) -> Entry:
    return Entry(say("Issue %(n)s taken on", n=str(event.issue)), say("We took on point %(n)s", n=str(event.issue)))


def _note(event: e.NoteAdded, _: Known, say: Say) -> Entry:
    return Entry(say("Note"), None, ((say("Note"), event.words),))


def _parked(event: e.TrackParked, known: Known, say: Say) -> Entry:
    return Entry(say("%(title)s put aside", title=known.procedure(event.track, say)))


def _resumed(event: e.TrackResumed, known: Known, say: Say) -> Entry:
    return Entry(say("%(title)s taken up again", title=known.procedure(event.track, say)))


def _dues_moved(event: e.DuesMoved, _: Known, say: Say) -> Entry:
    return Entry(say("Dates moved by a new calendar"))


_TELLERS: Mapping[type, Callable[[Any, Known, Say], Entry]] = {
    e.CaseReceived: _received,
    e.TrackOpened: _opened,
    e.TrackParked: _parked,
    e.TrackResumed: _resumed,
    e.IssueAdded: _issue_added,
    e.IssueAccepted: _issue_accepted,
    e.IssueRefused: _refused,
    e.IssueRestored: _issue_restored,
    e.IssueReworded: _issue_reworded,
    e.MoveMade: _moved,
    e.FindingMade: _finding,
    e.Extended: _extended,
    e.Assigned: _assigned,
    e.FactCorrected: _corrected,
    e.DuesMoved: _dues_moved,
    e.VersionMoved: _version_moved,
    e.Retyped: _retyped,
    e.InformationAdded: _added,
    e.NoteAdded: _note,
    e.PersonAsked: _asked,
    e.LetterSent: _letter_sent,
    e.ActionFinished: _finished,
    e.Linked: _linked,
    e.CaseClosed: _closed,
    e.CaseReopened: _reopened,
    e.WordsErased: _erased,
}


def told_events() -> frozenset[type]:
    """The kinds of event that have a teller."""
    return frozenset(_TELLERS)
