"""Facts of a case in words: what happened (or has not yet), as dates are reckoned from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.words.dates import day
from core.words.say import ENGLISH, Say, mark


@dataclass(frozen=True, slots=True)
class FactWords:
    """`happened`: a sentence for the resident with %(day)s. `after`: what stands behind "after". `staff`: a noun.

    `ahead` stands behind "after" while it has not happened yet.
    """

    happened: str
    after: str
    staff: str
    waiting: str = ""
    ahead: str = ""


_FACTS = {
    "received": FactWords(mark("We got it on %(day)s."), mark("we got it"), mark("received")),
    "stage2.received": FactWords(
        mark("You asked for stage 2 on %(day)s."), mark("you asked for stage 2"), mark("stage 2 asked for")
    ),
    "stage3.received": FactWords(
        mark("You asked for stage 3 on %(day)s."), mark("you asked for stage 3"), mark("stage 3 asked for")
    ),
    "acknowledged": FactWords(
        mark("We confirmed it on %(day)s."),
        mark("we confirmed it"),
        mark("acknowledged"),
        mark("We have not confirmed it yet. The last day for that is %(day)s."),
        mark("we confirm it"),
    ),
    "decided": FactWords(
        mark("We decided to review it on %(day)s."),
        mark("we decided to review it"),
        mark("decided on the review"),
        mark("We have not decided on the review yet. The last day for that is %(day)s."),
        mark("we decide to review it"),
    ),
    "answered": FactWords(
        mark("We answered on %(day)s."),
        mark("we answered"),
        mark("answered"),
        mark("We have not answered yet. The last day for that is %(day)s."),
        mark("we answer"),
    ),
    "evidence_requested": FactWords(
        mark("We asked you for it on %(day)s."), mark("we asked you for it"), mark("evidence requested")
    ),
    "first_known": FactWords(
        mark("You first knew of it on %(day)s."), mark("you first knew of it"), mark("first known to the person")
    ),
    "statement_agreed": FactWords(
        mark("We agreed with you what your complaint is on %(day)s."),
        mark("we agreed with you what your complaint is"),
        mark("statement of complaint agreed"),
        ahead=mark("we agree with you what your complaint is"),
    ),
    "panel_met": FactWords(
        mark("The panel met on %(day)s."),
        mark("the panel met"),
        mark("panel met"),
        mark("The panel has not met yet. The last day for that is %(day)s."),
        mark("the panel meets"),
    ),
    "agreed_by": FactWords(
        mark("We agreed on %(day)s with you."), mark("the day that we agreed with you"), mark("a date agreed")
    ),
    "plan_by": FactWords(
        mark("Our plan with you says %(day)s."), mark("the day that our plan says"), mark("a plan agreed")
    ),
    "recommendations_received": FactWords(
        mark("We got the panel's report on %(day)s."),
        mark("we got the panel's report"),
        mark("panel's report received"),
        mark("We do not have the panel's report yet. The last day for that is %(day)s."),
        mark("we get the panel's report"),
    ),
    "accepted": FactWords(
        mark("We agreed to review it on %(day)s."), mark("we agreed to review it"), mark("review accepted"),
        ahead=mark("we agree to review it"),
    ),
    "adjudication_letter_received": FactWords(
        mark("You got our decision on the investigation on %(day)s."),
        mark("you got our decision on the investigation"),
        mark("adjudication letter received"),
        ahead=mark("you get our decision on the investigation"),
    ),
}
_EXTENDED = FactWords(
    mark("We wrote to tell you of the new date, %(day)s."), mark("the new date that we told you"), mark("new date told")
)


def _words(fact: str) -> FactWords | None:
    if fact.startswith("extended:"):
        return _EXTENDED
    return _FACTS.get(fact) or _FACTS.get(fact.rpartition(".")[2])


def plain_name(fact: str) -> str:
    """A fact without words of its own: its name with spaces, so that a plugin's fact can still be read."""
    return fact.rpartition(".")[2].rpartition(":")[2].replace("_", " ")


def happened(fact: str, on: date, say: Say = ENGLISH) -> str:
    """ "We confirmed it on Monday 23 December 2024." """
    words = _words(fact)
    if words is None:
        return say("%(what)s: %(day)s.", what=plain_name(fact).capitalize(), day=day(on, say))
    return say(words.happened, day=day(on, say))


def awaited(fact: str, last: date, say: Say = ENGLISH) -> str:
    """ "We have not confirmed it yet. The last day for that is …" """
    words = _words(fact)
    if words is None or not words.waiting:
        message = mark("This has not happened yet: %(what)s. The last day for it is %(day)s.")
        return say(message, what=plain_name(fact), day=day(last, say))
    return say(words.waiting, day=day(last, say))


def after(fact: str, say: Say = ENGLISH, *, ahead: bool = False) -> str:
    """What stands behind "5 working days after": "we got it". `ahead`: it has not happened yet."""
    words = _words(fact)
    if words is None:
        return plain_name(fact)
    return say(words.ahead if ahead and words.ahead else words.after)


def staff_name(fact: str, say: Say = ENGLISH) -> str:
    """What staff call the fact: "acknowledged"."""
    words = _words(fact)
    return say(words.staff) if words else plain_name(fact)
