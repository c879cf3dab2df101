"""Departures from the LGSCO Complaint Handling Code in words, each with the section it departs from."""

from __future__ import annotations

import re

from core.domain.walk import Fault
from core.words.say import ENGLISH, Say, mark

_STAGES, _TIMES = mark("LGSCO Code 2024, section 5"), mark("LGSCO Code 2024, section 6")
_WORDS = {
    "more_than_two_stages": (mark("It has %(stages)s stages; the Code has two"), _STAGES),
    "acknowledgement_later_than_code": (
        mark("%(stage)s: acknowledged within %(days)s working days; the Code says within %(most)s"),
        _TIMES,
    ),
    "answer_later_than_code": (
        mark(
            "%(stage)s: answered up to %(days)s working days after receipt or request; "
            "the Code allows %(most)s in all"
        ),
        _TIMES,
    ),
    "extension_longer_than_code": (
        mark(
            "%(stage)s: an answer may be extended by %(days)s working days; "
            "beyond %(most)s the Code asks for good reason"
        ),
        _TIMES,
    ),
}


_CODE = re.compile(r"\bthe Code\b|\bLGSCO Code\b")


def names_code(*texts: str) -> bool:
    """Whether one of the texts speaks of the Code, so that it needs saying once what that is."""
    return any(map(_CODE.search, texts))


def the_code(say: Say = ENGLISH) -> str:
    """What the Code is, for whoever reads of it."""
    return say(
        "“The Code” is the Complaint Handling Code of the Local Government and Social Care Ombudsman (LGSCO). "
        "It says how councils should deal with complaints."
    )


def with_code(text: str, say: Say = ENGLISH) -> str:
    """The text, and what the Code is where it speaks of it."""
    return f"{text} {the_code(say)}" if names_code(text) else text


def departure(fault: Fault, say: Say = ENGLISH) -> str:
    """One sentence without a full stop, and the section. A departure that the text states itself is told as it is."""
    params = dict(fault.params)
    if "words" in params:
        return params["words"]
    told = _WORDS.get(fault.code)
    if told is None:
        return ", ".join((fault.code, *(f"{key} {value}" for key, value in fault.params)))
    if params.get("days") == "unlimited":
        params["days"] = say("any number of")
    return f"{say(told[0], **params)} ({say(told[1])})"
