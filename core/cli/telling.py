"""The dates of a stage as a person reads them in a terminal: each with its reasons in full sentences."""

from __future__ import annotations

from collections.abc import Iterator

from core.cli.deadlines import Answer
from core.domain.reckon import find_clock
from core.words.reasons import Sentence, for_staff


def told(answer: Answer) -> Iterator[str]:
    """Lines for the terminal."""
    yield f"{answer.authority}: {answer.procedure} {answer.version}, {answer.stage} ({answer.source} rules)"
    for clock, reckoned in answer.clocks.items():
        yield ""
        provisional = reckoned.on is not None and not reckoned.firm
        yield from _lines(for_staff(clock, reckoned.reason), 0, " (not firm yet)" if provisional else "")
        assumed = find_clock(answer.text, clock)[1].assumed
        if assumed is not None:
            yield f"  - {assumed.en}"


def _lines(sentence: Sentence, depth: int, more: str = "") -> Iterator[str]:
    yield f"{'  ' * depth}{sentence.text}{more}"
    for note in sentence.notes:
        yield f"{'  ' * (depth + 1)}- {note}"
    for below in sentence.under:
        yield from _lines(below, depth + 1)
