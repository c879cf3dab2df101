"""Rules in words, before anything has happened: "5 working days after we got it", for the policy that people read."""

from __future__ import annotations

from core.domain.deadline import On, Pick, Plus, Rolled, Rule
from core.domain.procedure import Clock
from core.domain.reckon import scoped
from core.words import facts
from core.words.clocks import PERSONS_OWN, known_clocks, resident_label, staff_label
from core.words.dates import span
from core.words.say import ENGLISH, Say


def clock_label(clock: Clock, procedure: str, say: Say = ENGLISH) -> str:
    """What the date is for: the person's own time is asked for politely, ours is a plain word.

    A clock of the procedure's own is told by what it is for, or else by its name without the procedure's.
    """
    if clock.key in PERSONS_OWN:
        return resident_label(clock.key, True, say)
    if clock.key in known_clocks():
        return staff_label(clock.key, say)
    if clock.met_by[0] == "answered":
        return say("Answer")
    name = clock.key.removeprefix(f"{procedure}_").removesuffix("_due").removesuffix("_by")
    return name.replace("_", " ").capitalize()


def rule_words(rule: Rule, stage: str, say: Say = ENGLISH) -> str:
    """The rule of a clock of `stage` in words; empty for a date that is only stated, agreed or told."""
    match rule:
        case Plus(base=On(fact), n=n, unit=unit, commencing=commencing, waiting=waiting):
            words = {"n": span(n, unit.value, say), "fact": facts.after(scoped(fact, stage), say)}
            if commencing:
                return say("%(n)s, the first of them the day that %(fact)s", **words)
            if waiting:
                return say("%(n)s after %(fact)s, not counting the days while we look for an advocate", **words)
            return say("%(n)s after %(fact)s", **words)
        case Plus(base=base, n=n, unit=unit):
            return say("%(n)s after %(start)s", n=span(n, unit.value, say), start=rule_words(base, stage, say))
        case Pick(of=of):
            told = [words for words in (rule_words(branch, stage, say) for branch in of) if words]
            return say("whichever comes first: %(dates)s", dates=say.either(told))
        case Rolled(base=base):
            words_of_base = rule_words(base, stage, say)
            return say("%(rule)s, or the next working day if that is none", rule=words_of_base)
        case On():
            return ""
