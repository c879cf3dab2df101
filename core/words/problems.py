"""A problem's code and parameters as one sentence in the reader's language that says what to do."""

from __future__ import annotations

from datetime import date, datetime

from core.domain.errors import Problem
from core.words.clocks import staff_label
from core.words.dates import day, moment
from core.words.problem_words import SENTENCES
from core.words.say import ENGLISH, Say

_NAMES = frozenset({"stage", "state", "move", "roles", "services", "fact", "event"})


class _Given(dict[str, str]):
    """What a sentence mentions; what was not given is left out rather than breaking the page."""

    def __missing__(self, key: str) -> str:
        return ""


def known_codes() -> frozenset[str]:
    """The codes that have a sentence; `move_blocked` is a plugin's, which brings its own."""
    return frozenset(SENTENCES) | {"move_blocked"}


def sentence(problem: Problem, say: Say = ENGLISH) -> str:
    """What to do about `problem`, as it stands at a field, without a full stop. A plugin speaks for itself."""
    message = SENTENCES.get(problem.code)
    if message is None:
        own = problem.param("words_cy") if say.language == "cy" else ""
        own = own or problem.param("words")
        return own or say("This cannot be done (%(code)s)", code=problem.code.replace("_", " "))
    given = _Given((name, _told(name, value, say)) for name, value in problem.params)
    return say.catalogue.gettext(message) % given


def sentences(problems: tuple[Problem, ...], say: Say = ENGLISH) -> list[tuple[str, str]]:
    """(field, sentence) of each problem, for an error summary."""
    return [(problem.field, sentence(problem, say)) for problem in problems]


def _told(name: str, value: str, say: Say) -> str:
    """A parameter as people read it: dates with their weekday, clocks by their title, codes without underscores."""
    if name == "clock":
        return staff_label(value, say)
    if name in _NAMES:
        return _spaced(value)
    return _date(value, say) or value


def _spaced(value: str) -> str:
    """ "stage1" as "stage 1", "complaints_officer" as "complaints officer"."""
    words = value.replace("_", " ")
    return words.replace("stage", "stage ", 1) if words[:5] == "stage" and words[5:].isdigit() else words


def _date(value: str, say: Say) -> str:
    try:
        if len(value) == 10:
            return day(date.fromisoformat(value), say)
        if len(value) < 16 or value[10] != "T":
            return ""
        at = datetime.fromisoformat(value)
        if at.tzinfo is None:  # a minute of the clock on the wall, which may name no instant or two
            return say("%(day)s at %(time)s", day=day(at.date(), say), time=at.strftime("%H:%M"))
        return moment(at, say)
    except ValueError:
        return ""
