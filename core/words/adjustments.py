"""What would make it easier for somebody: kept as keys and their own words, a line each, and read as words by all."""

from __future__ import annotations

from core.words.say import ENGLISH, Say, mark

OFFERED = {
    "large_print": mark("Large print"),
    "phone": mark("Talk by phone instead of writing"),
    "interpreter": mark("An interpreter"),
    "bsl": mark("British Sign Language"),
    "easy_read": mark("Easy words and pictures"),
    "more_time": mark("More time to answer us"),
    "helper": mark("Someone to help me or speak for me"),
}


def in_words(adjustments: str, say: Say = ENGLISH) -> str:
    """ "Large print; Please ring after six": one line for everybody who writes, rings or looks at the case."""
    lines = (line.strip() for line in adjustments.splitlines())
    return "; ".join(say(OFFERED[line]) if line in OFFERED else line for line in lines if line)
