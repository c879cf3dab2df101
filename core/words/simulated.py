"""What a simulation found, in words: of the past under other rules, and never as a forecast."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.domain.compared import MoveDiffers, Unknown, Why
from core.domain.procedure import ClockKind, Procedure
from core.domain.reckon import CASE
from core.domain.simulated import FEW, Tally
from core.domain.text import Text
from core.words.facts import staff_name
from core.words.say import ENGLISH, Say, mark

KINDS: Mapping[ClockKind, str] = {
    ClockKind.LIMIT: mark("limit"),
    ClockKind.TARGET: mark("target"),
    ClockKind.BACKSTOP: mark("backstop"),
    ClockKind.WINDOW: mark("their own time"),
}

_UNKNOWN = {
    Why.NO_STAGE: mark("The proposal has no stage “%(stage)s”, so what came of it there cannot be told."),
    Why.NO_CLOCK: mark("The proposal has no such date, so nobody would have been late for it."),
    Why.STARTS_ELSEWHERE: mark("Under the proposal these cases would have begun in “%(stage)s”."),
    Why.NO_WAY_IN: mark("No step of the proposal leads to “%(stage)s” from where these cases came."),
    Why.NEVER_RECORDED: mark("It counts from “%(fact)s”, which the rules they followed did not record."),
    Why.MET_BY_OTHERS: mark(
        "It was late, unless “%(fact)s” would have met it before, which the rules they followed did not record."
    ),
    Why.MAY_HAVE_WAITED: mark(
        "It was late, unless there was a wait from “%(fact)s” on, which the rules they followed did not record."
    ),
    Why.NOT_EXTENDABLE: mark("The person was given more time, which the proposal does not allow for this date."),
    Why.OVER_CAP: mark("The person was given more time than the proposal allows."),
    Why.OUT_OF_REACH: mark("The calendar does not reach that far."),
}

CAUTION = mark(
    "This is what was recorded, reckoned again by other dates. Under other dates people would have acted otherwise, "
    "so it does not say what will happen."
)


def headline(tally: Tally, say: Say = ENGLISH) -> str:
    """The answer in one sentence."""
    count = tally.cases
    if not count.all:
        return say("There is no case to try it on")
    of = {"late": str(count.late_proposed), "all": str(count.all), "then": str(count.late_then)}
    if count.unknown:
        return say.count(
            "At least %(late)s of %(all)s would have been late; %(then)s was",
            "At least %(late)s of %(all)s would have been late; %(then)s were",
            count.late_then,
            **of,
        )
    return say.count(
        "%(late)s of %(all)s would have been late; %(then)s was",
        "%(late)s of %(all)s would have been late; %(then)s were",
        count.late_then,
        **of,
    )


def too_few(tally: Tally, say: Say = ENGLISH) -> str:
    """Said first where there are so few cases that they say little; "" where there are enough, or none at all."""
    if not tally.few or not tally.cases.all:
        return ""
    return say("These are fewer than %(few)s cases. That is too few to judge a rule by: chance decides.", few=str(FEW))


def remarks(tally: Tally, say: Say = ENGLISH) -> tuple[str, ...]:
    """What belongs to the answer: how many change, of how many it cannot be told, and how many are open still."""
    told = []
    if tally.newly_late:
        told.append(
            say.count("%(n)s case would have become late.", "%(n)s cases would have become late.", tally.newly_late)
        )
    if tally.no_longer_late:
        told.append(
            say.count("%(n)s case would not have been late.", "%(n)s cases would not have been late.",
                      tally.no_longer_late)
        )  # fmt: skip
    if tally.cases.all and not tally.newly_late and not tally.no_longer_late:
        told.append(say("No case is known to have come out differently."))
    if tally.cases.unknown:
        late = str(tally.cases.unknown_late)
        told.append(
            say.count(
                "Of %(n)s case it cannot be told (late then: %(late)s).",
                "Of %(n)s cases it cannot be told (late then: %(late)s).",
                tally.cases.unknown,
                late=late,
            )
        )
    if tally.moved:
        told.append(
            say.count("%(n)s case would have had another date.", "%(n)s cases would have had other dates.", tally.moved)
        )
    if tally.still_open:
        of = str(tally.cases.all)
        told.append(
            say.count(
                "%(n)s of the %(all)s cases is still open.", "%(n)s of the %(all)s cases are still open.",
                tally.still_open, all=of,
            )
        )  # fmt: skip
    return tuple(told)


def unknown_sentence(unknown: Unknown, stages: Mapping[str, Text], say: Say = ENGLISH) -> str:
    """Why it cannot be told."""
    stage = stages.get(unknown.what)
    return say(
        _UNKNOWN[unknown.why],
        stage=stage.in_language(say.language) if stage is not None else unknown.what,
        fact=staff_name(unknown.what, say),
    )


def stage_name(stage: str, stages: Mapping[str, Text], say: Say = ENGLISH) -> str:
    """What a stage is called; the clocks of the whole case stand under its own name."""
    if stage == CASE:
        return say("The whole case")
    return stages[stage].in_language(say.language) if stage in stages else stage


@dataclass(frozen=True, slots=True)
class MoveWords:
    """A step that differs: where it is, what it is called, and what the proposal does with it."""

    stage: str
    move: str
    said: str


def moves_words(
    differing: Iterable[MoveDiffers], stages: Mapping[str, Text], say: Say = ENGLISH
) -> tuple[MoveWords, ...]:
    """The steps by their titles and what is different about each; one of any stage is told once, with its stages."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in differing:
        move = one.has or one.had
        title = move.title.in_language(say.language) if move is not None else ""
        found.setdefault((title, _difference(one, say)), []).append(stage_name(one.stage, stages, say))
    return tuple(MoveWords(say.listed(list(dict.fromkeys(at))), title, said) for (title, said), at in found.items())


def _difference(one: MoveDiffers, say: Say) -> str:
    if one.had is None:
        return say("only the proposal has it")
    if one.has is None:
        return say("the proposal does not have it")
    if one.had.records != one.has.records:
        return say("the proposal records something else by it")
    return say("in the proposal it leads elsewhere or may be taken at another time")


def move_titles(keys: tuple[str, ...], text: Procedure, say: Say = ENGLISH) -> str:
    """The steps of `text` with these keys, as people list them."""
    titles = {m.key: m.title.in_language(say.language) for stage in text.stages for m in text.moves_in(stage)}
    return say.listed([f"“{titles[key]}”" for key in keys if key in titles])
