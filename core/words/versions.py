"""Two versions of a procedure side by side, in words: what each text says, part by part, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.domain.procedure import Procedure, Stage
from core.words.procedure_text import MoveTold, Reader, label, more_time
from core.words.rules import rule_words
from core.words.say import ENGLISH, Say

Place = tuple[str, str]
"""The key of a stage ("" for the whole) and the name of a part of it."""
NO_ROLES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that two texts put differently; "" on a side that does not have it. `stage` is "" for the whole."""

    where: str
    before: str
    after: str
    stage: str = ""
    part: str = ""


def differences(
    before: Procedure, after: Procedure, say: Say = ENGLISH, roles: Mapping[str, str] = NO_ROLES
) -> tuple[Difference, ...]:
    """What changed from `before` to `after`, in the order of the texts; what only the older has stands last."""
    old, new = says(before, say, roles), says(after, say, roles)
    places = dict.fromkeys((*new, *old))
    return tuple(
        Difference(f"{stage}: {part}" if stage else part, old.get((stage, part), ""), new.get((stage, part), ""),
                   stage, part)
        for stage, part in places
        if old.get((stage, part)) != new.get((stage, part))
    )  # fmt: skip


def says(procedure: Procedure, say: Say = ENGLISH, roles: Mapping[str, str] = NO_ROLES) -> Mapping[Place, str]:
    """What a text says, sentence by sentence, each under the stage and the name of the part it is about."""
    return dict(_says(Reader(procedure, roles, say), say))


def _says(reader: Reader, say: Say) -> Iterator[tuple[Place, str]]:
    text, language = reader.text, say.language
    yield ("", say("Stages")), say.listed([stage.title.in_language(language) for stage in text.stages])
    for stage in text.stages:
        for part, words in _stage(reader, stage, say):
            yield (stage.key, part), words
    for told in reader.clocks(text.case_clocks):
        yield ("", told.label), told.rule
    for ground in text.grounds:
        title = ground.title.in_language(language)
        yield ("", f"{say('Not taken on')}: {title}"), ground.goes_to.in_language(language)
    for move in map(reader.move, text.anytime):
        yield ("", f"{say('At any time')}: {move.title}"), _step(move, say)
    yield ("", say("Ombudsman")), f"{reader.ombudsman()}, {text.ombudsman.web}"
    calendar, late = reader.days()
    yield ("", say("Days counted by")), calendar
    yield ("", say("Out of hours")), late
    if text.assumptions:
        yield ("", say("What the paper leaves open")), "\n".join(w.in_language(language) for w in text.assumptions)


def _stage(reader: Reader, stage: Stage, say: Say) -> Iterator[tuple[str, str]]:
    key = reader.text.key
    for clock in stage.clocks:
        if not clock.extends:
            name = label(clock, key, say)
            yield name, rule_words(clock.rule, stage.key, say) or say("no date is fixed")
            if clock.assumed:
                yield say("%(date)s, how it is read", date=name), clock.assumed.in_language(say.language)
    for cap in stage.caps:
        yield say("More time (%(clock)s)", clock=reader.dated(stage, cap.clock)), more_time(cap, say)
    if stage.not_by:
        yield say("Not by whoever handled"), say.listed(reader.titles(stage.not_by))
    yield say("From outside the service"), say("yes") if stage.outside_service else say("no")
    yield say("After the answer"), reader.after(stage)
    for move in map(reader.move, stage.moves):
        yield f"{move.title} ({move.meaning.lower()})", _step(move, say)
    if stage.departs_from_code:
        yield say("Departs from the Code"), stage.departs_from_code.in_language(say.language)


def _step(move: MoveTold, say: Say) -> str:
    asked = [need.words for need in move.needs if not need.optional]
    words = say("asks for: %(what)s", what="; ".join(asked)) if asked else say("asks for nothing")
    told = say("by %(roles)s; %(asks)s", roles=move.by, asks=words)
    if move.source and move.target:
        return say("%(step)s; from %(source)s to %(target)s", step=told, source=move.source, target=move.target)
    return say("%(step)s; at %(source)s", step=told, source=move.source) if move.source else told
