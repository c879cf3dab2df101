"""A text of rules as a policy officer reads it beside the policy: stages, dates, steps, who, how much longer, where to.

The page of a text and the comparison of two are both made from this, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.domain.procedure import PERSON, STAY, Cap, Clock, ClockKind, Meaning, Move, Need, Procedure, Stage
from core.domain.reckon import CASE
from core.domain.shape import STATUTORY
from core.words.clocks import known_clocks, staff_label
from core.words.dates import working_days
from core.words.rules import clock_label, rule_words
from core.words.say import ENGLISH, Say, mark

_MEANINGS = {
    Meaning.ACKNOWLEDGE: mark("Acknowledgement"),
    Meaning.STEP: mark("Step"),
    Meaning.ANSWER: mark("Answer"),
    Meaning.REFUSE: mark("Refusal"),
    Meaning.ASK: mark("Request for the next stage"),
    Meaning.SETTLE: mark("End without an answer"),
}
_KINDS = {
    ClockKind.TARGET: mark("What we aim for"),
    ClockKind.BACKSTOP: mark("Watches the whole"),
    ClockKind.WINDOW: mark("The person's own time"),
}
_ASKED = {"date": mark("a date"), "person": mark("a person"), "tick": mark("ticked")}
OMBUDSMAN = "ombudsman"


@dataclass(frozen=True, slots=True)
class ClockTold:
    """One date: what for, the rule, its paragraph. `kind` is "" for a limit; `assumed` what no paper states."""

    label: str
    rule: str
    cite: str = ""
    kind: str = ""
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class NeedTold:
    """Something a step asks for; `how` says in what form where that is not words."""

    words: str
    how: str = ""
    optional: bool = False
    cite: str = ""


@dataclass(frozen=True, slots=True)
class MoveTold:
    """A step: what it is, from and to where, whose it is, what it asks for, whether a letter tells the person.

    `source` is "" for any time, `target` "" where the case stays where it is.
    """

    title: str
    meaning: str
    source: str
    target: str
    by: str
    needs: tuple[NeedTold, ...] = ()
    letter: bool = False
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and its paragraph."""

    words: str
    cite: str = ""


@dataclass(frozen=True, slots=True)
class StageText:
    """One stage. `departs` says where it departs from the Code, as the text itself states it."""

    key: str
    title: str
    clocks: tuple[ClockTold, ...]
    more_time: tuple[Line, ...]
    who: tuple[Line, ...]
    moves: tuple[MoveTold, ...]
    after: str
    departs: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Tells the parts of one text. `roles` are what the council calls its roles, by key."""

    text: Procedure
    roles: Mapping[str, str]
    say: Say = ENGLISH

    def stages(self) -> tuple[StageText, ...]:
        return tuple(map(self.stage, self.text.stages))

    def stage(self, stage: Stage) -> StageText:
        """All that the text says of one stage."""
        departs = stage.departs_from_code.in_language(self.say.language) if stage.departs_from_code else ""
        return StageText(
            stage.key,
            stage.title.in_language(self.say.language),
            self.clocks(stage.clocks, stage.key),
            tuple(Line(f"{self.dated(stage, cap.clock)}: {more_time(cap, self.say)}", cap.cite) for cap in stage.caps),
            tuple(self._who(stage)),
            tuple(map(self.move, stage.moves)),
            self.after(stage),
            departs,
        )

    def dated(self, stage: Stage, clock: str) -> str:
        """What staff call the date `clock` of `stage`."""
        found = next((one for one in stage.clocks if one.key == clock), None)
        return label(found, self.text.key, self.say) if found else staff_label(clock, self.say)

    def clocks(self, clocks: tuple[Clock, ...], stage: str = CASE) -> tuple[ClockTold, ...]:
        """The dates; those that only replace another one are told as more time."""
        return tuple(self._clock(clock, stage) for clock in clocks if not clock.extends)

    def _clock(self, clock: Clock, stage: str) -> ClockTold:
        say = self.say
        kind = say(_KINDS[clock.kind]) if clock.kind in _KINDS else ""
        assumed = clock.assumed.in_language(say.language) if clock.assumed else ""
        words = rule_words(clock.rule, stage, say) or say("no date is fixed")
        return ClockTold(label(clock, self.text.key, say), words, clock.cite, kind, assumed)

    def _who(self, stage: Stage) -> Iterator[Line]:
        if stage.not_by:
            yield Line(self.say("Not by whoever handled %(stages)s", stages=self.say.either(self.titles(stage.not_by))))
        if stage.outside_service:
            yield Line(self.say("By somebody from outside the service complained about"))

    def titles(self, stages: tuple[str, ...]) -> list[str]:
        """What the text calls these stages."""
        return [self.text.stage(key).title.in_language(self.say.language) for key in stages]

    def after(self, stage: Stage) -> str:
        """Where the person can go after the answer."""
        if stage.signpost == OMBUDSMAN:
            return self.ombudsman()
        return self.titles((stage.signpost,))[0]

    def ombudsman(self) -> str:
        return self.text.ombudsman.name.in_language(self.say.language)

    def move(self, move: Move) -> MoveTold:
        """One step."""
        say = self.say
        source = say.either([plain(state) for state in move.source])
        return MoveTold(
            move.title.in_language(say.language),
            say(_MEANINGS[move.meaning]),
            source,
            self._target(move),
            self.by(move),
            tuple(map(self._need, move.needs)),
            bool(move.letter),
            move.cite,
        )

    def _target(self, move: Move) -> str:
        if move.target == STAY:
            return ""
        if move.target.startswith("stage:"):
            return self.titles((move.target.removeprefix("stage:"),))[0]
        return plain(move.target)

    def by(self, move: Move) -> str:
        """Whose step it is."""
        named = [self.roles.get(role, plain(role)) for role in move.by if role != PERSON]
        person = [self.say("the person")] if PERSON in move.by else []
        return self.say.either([*person, *named]) or self.say("anybody who works the case")

    def _need(self, need: Need) -> NeedTold:
        say = self.say
        how = say(_ASKED[need.kind]) if need.kind in _ASKED else ""
        if need.choices:
            how = say("one of: %(choices)s", choices="; ".join(w.in_language(say.language) for _, w in need.choices))
        elif need.kind == "choice":
            how = say("one of the grounds")
        return NeedTold(need.words.in_language(say.language), how, need.optional, need.cite)

    def days(self) -> tuple[str, ...]:
        """How days are counted: by which calendar, and what comes in out of hours."""
        say, cut_off = self.say, self.text.day_rule.cut_off
        calendar = (
            say("Bank holidays do not count; the council's own closures do")
            if self.text.calendar == STATUTORY
            else say("Neither bank holidays nor the council's published closures count")
        )
        late = say("What comes in after %(time)s counts on the next working day", time=cut_off) if cut_off else say(
            "What comes in counts on the day it arrives, whatever the hour"
        )  # fmt: skip
        return calendar, late


def label(clock: Clock, procedure: str, say: Say = ENGLISH) -> str:
    """What staff call the date."""
    return staff_label(clock.key, say) if clock.key in known_clocks() else clock_label(clock, procedure, say)


def more_time(cap: Cap, say: Say = ENGLISH) -> str:
    """How far a date may be moved."""
    if cap.most is None:
        return say("without a limit")
    days = working_days(cap.most, say)
    return say("%(days)s and no more", days=days) if cap.hard else say("%(days)s, more for good reason", days=days)


def plain(code: str) -> str:
    """A state's or role's code in plain letters."""
    return code.replace("_", " ")
