"""Two versions of a procedure side by side, in words: what each text says, part by part, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.domain.procedure import Cap, Clock, Move, Procedure, Stage
from core.domain.reckon import CASE
from core.words.clocks import known_clocks, staff_label
from core.words.dates import working_days
from core.words.rules import clock_label, rule_words
from core.words.say import ENGLISH, Say


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that two texts put differently; "" on a side that does not have it."""

    where: str
    before: str
    after: str


def differences(before: Procedure, after: Procedure, say: Say = ENGLISH) -> tuple[Difference, ...]:
    """What changed from `before` to `after`, in the order of the texts; what only the older has stands last."""
    old, new = says(before, say), says(after, say)
    where = dict.fromkeys((*new, *old))
    return tuple(Difference(key, old.get(key, ""), new.get(key, "")) for key in where if old.get(key) != new.get(key))


def says(procedure: Procedure, say: Say = ENGLISH) -> Mapping[str, str]:
    """What a text says, sentence by sentence, each under the name of the part it is about."""
    return dict(_says(procedure, say))


def _says(procedure: Procedure, say: Say) -> Iterator[tuple[str, str]]:
    language = say.language
    yield say("Stages"), say.listed([stage.title.in_language(language) for stage in procedure.stages])
    for stage in procedure.stages:
        for part, words in _stage(procedure, stage, say):
            yield f"{stage.key}: {part}", words
    for clock in procedure.case_clocks:
        yield _label(clock, procedure.key, say), rule_words(clock.rule, CASE, say)
    for ground in procedure.grounds:
        yield f"{say('Not taken on')}: {ground.title.in_language(language)}", ground.goes_to.in_language(language)
    for move in procedure.anytime:
        yield f"{say('At any time')}: {move.title.in_language(language)}", _needs(move, say)
    yield say("Ombudsman"), f"{procedure.ombudsman.name.in_language(language)}, {procedure.ombudsman.web}"
    yield say("Days counted by"), procedure.calendar
    yield say("Out of hours"), procedure.day_rule.cut_off or say("the day it arrives counts")


def _stage(procedure: Procedure, stage: Stage, say: Say) -> Iterator[tuple[str, str]]:
    for clock in stage.clocks:
        if not clock.extends:
            words = rule_words(clock.rule, stage.key, say) or say("no date is fixed")
            yield _label(clock, procedure.key, say), words
    for cap in stage.caps:
        yield say("More time (%(clock)s)", clock=cap.clock), _more(cap, say)
    if stage.not_by:
        yield say("Not by whoever handled"), say.listed(list(stage.not_by))
    yield say("From outside the service"), say("yes") if stage.outside_service else say("no")
    yield say("After the answer"), stage.signpost
    for move in stage.moves:
        title = move.title.in_language(say.language)
        by = say("by %(roles)s", roles=say.either(list(move.by))) if move.by else say("by anybody who works the case")
        yield f"{title} ({move.meaning.value})", f"{by}; {_needs(move, say)}"


def _label(clock: Clock, procedure: str, say: Say) -> str:
    return staff_label(clock.key, say) if clock.key in known_clocks() else clock_label(clock, procedure, say)


def _more(cap: Cap, say: Say) -> str:
    if cap.most is None:
        return say("without a limit")
    days = working_days(cap.most, say)
    return say("%(days)s and no more", days=days) if cap.hard else say("%(days)s, more for good reason", days=days)


def _needs(move: Move, say: Say) -> str:
    language = say.language
    asked = [need.words.in_language(language) for need in move.needs if not need.optional]
    return say("asks for: %(what)s", what="; ".join(asked)) if asked else say("asks for nothing")
