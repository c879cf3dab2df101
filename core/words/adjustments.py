"""What would make it easier for somebody: kept as keys and their own words, a line each, and read as words by all."""

from __future__ import annotations

import re

from core.words.say import ENGLISH, Say, mark

LARGE_PRINT = "large_print"
OFFERED = {
    LARGE_PRINT: mark("Large print"),
    "phone": mark("Talk by phone instead of writing"),
    "interpreter": mark("An interpreter"),
    "bsl": mark("British Sign Language"),
    "easy_read": mark("Easy words and pictures"),
    "more_time": mark("More time to answer us"),
    "helper": mark("Someone to help me or speak for me"),
}
# What staff write down of a call, or a person beside the boxes: "letters in larger type, please".
_LARGE = re.compile(
    r"\b(?:larger?|big(?:ger)?)[ -](?:print|type|text|letters|font)\b|\b(?:print|llythrennau) (?:bras|mawr)\b"
)
_NOT = re.compile(r"\b(?:no|not|don['’]?t|without|never|stop)\b")


def in_large_print(adjustments: str) -> bool:
    """Whether what the person asked for includes letters in large print."""
    lines = (line.strip().casefold() for line in adjustments.splitlines())
    return any(line == LARGE_PRINT or (_LARGE.search(line) and not _NOT.search(line)) for line in lines)


def in_words(adjustments: str, say: Say = ENGLISH) -> str:
    """ "Large print; Please ring after six": one line for everybody who writes, rings or looks at the case."""
    lines = (line.strip() for line in adjustments.splitlines())
    return "; ".join(say(OFFERED[line]) if line in OFFERED else line for line in lines if line)
