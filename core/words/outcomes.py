"""Findings and remedies in words: as staff name them and as a letter tells the person."""

from __future__ import annotations

from core.domain.case import Finding, Remedy
from core.domain.outcome import RemedyKind
from core.words.dates import day
from core.words.say import ENGLISH, Say, mark

_FINDINGS = {
    Finding.UPHELD: (mark("Upheld"), mark("We were at fault")),
    Finding.PARTLY_UPHELD: (mark("Partly upheld"), mark("We were partly at fault")),
    Finding.NOT_UPHELD: (mark("Not upheld"), mark("We found no fault")),
    Finding.RESOLVED: (mark("Resolved without a finding"), mark("We settled this with you")),
    Finding.WITHDRAWN: (mark("Withdrawn"), mark("You asked us to leave this")),
}
_REMEDIES = {
    RemedyKind.APOLOGY: mark("An apology"),
    RemedyKind.EXPLANATION: mark("An explanation"),
    RemedyKind.ACTION: mark("Doing what should have been done"),
    RemedyKind.RECONSIDERATION: mark("Looking at a decision again"),
    RemedyKind.PAYMENT: mark("A payment"),
    RemedyKind.PROCEDURE_CHANGE: mark("Changing how we work"),
    RemedyKind.TRAINING: mark("Training for our staff"),
    RemedyKind.REVIEW_OF_OTHERS: mark("Checking who else was affected"),
}


def finding_for_staff(finding: Finding, say: Say = ENGLISH) -> str:
    """ "Partly upheld"."""
    return say(_FINDINGS[finding][0])


def finding_for_person(finding: Finding, say: Say = ENGLISH) -> str:
    """ "We were partly at fault"."""
    return say(_FINDINGS[finding][1])


def remedy_kind(kind: str, say: Say = ENGLISH) -> str:
    """ "An apology"; a kind that is not known here by its own name."""
    words = _REMEDIES.get(RemedyKind(kind)) if kind in set(RemedyKind) else None
    return say(words) if words else kind.replace("_", " ").capitalize()


def remedy_kinds(say: Say = ENGLISH) -> list[tuple[str, str]]:
    """(key, words) of every kind, in the order of the ombudsman's guidance."""
    return [(kind.value, say(words)) for kind, words in _REMEDIES.items()]


def remedy_state(remedy: Remedy, say: Say = ENGLISH) -> str:
    """ "Done on …", "To do by …", "To do"."""
    if remedy.done is not None:
        return say("Done on %(day)s", day=day(remedy.done, say))
    return say("To do by %(day)s", day=day(remedy.by, say)) if remedy.by else say("To do")
