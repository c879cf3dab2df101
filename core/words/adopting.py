"""What the adoption of a text does, in words: for whoever is about to do it, and when it is done."""

from __future__ import annotations

from datetime import datetime

from core.domain.adopting import Planned
from core.domain.calendar import LONDON, require_aware
from core.words.dates import day
from core.words.say import ENGLISH, Say

COMPLAINTS = "corporate"


def from_minute(at: datetime, say: Say = ENGLISH) -> str:
    """ "00:00 on Tuesday 1 December 2026", in London: by the 24 hours, as midnight alone could be either of two."""
    local = require_aware(at).astimezone(LONDON)
    return say("%(time)s on %(day)s", time=local.strftime("%H:%M"), day=day(local.date(), say))


def will_follow(plan: Planned, version: str, say: Say = ENGLISH) -> str:
    """Which cases follow the text, one sentence without a full stop."""
    when = from_minute(plan.from_, say)
    if plan.text.key == COMPLAINTS:
        return say(
            "Complaints received from %(when)s follow %(version)s; cases already open keep their rules",
            when=when, version=version,
        )  # fmt: skip
    return say(
        "Cases received from %(when)s under “%(title)s” follow %(version)s; cases already open keep their rules",
        when=when, version=version, title=plan.text.title.in_language(say.language),
    )  # fmt: skip


def turns(plan: Planned, say: Say = ENGLISH) -> tuple[str, ...]:
    """What applies until then, and what is put aside: sentences without a full stop."""
    if plan.before is None:
        told = [say("Before then no version of these rules is in force")]
    elif plan.before.hash == plan.hash:
        told = [say("It goes on applying without a break")]
    else:
        told = [say("Until then %(version)s applies", version=plan.before.version)]
    if plan.replaces is not None:
        told.append(
            say("%(version)s, adopted from the same minute, is replaced and will not begin",
                version=plan.replaces.version)
        )  # fmt: skip
    return tuple(told)
