"""How a date was reached: told in plain words to the resident, and in full, as a tree of sentences, to staff.

Both are made from the same tree of `core.domain.reasons`, so they cannot disagree. Templates and documents draw what
they get here and add no words of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.domain.reasons import Counted, Earliest, FactDay, NoDate, Projected, Reason, RolledOn, Skipped
from core.words import facts
from core.words.clocks import resident_label, staff_label
from core.words.dates import day, days_in_a_row, moment, short_day, short_day_year, span
from core.words.say import ENGLISH, Say, mark


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day on the way. `number` is its place in the count, 0 when it was not counted, and then `why` says why."""

    on: date
    words: str
    number: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlainReasons:
    """For the resident: the date as a heading, a handful of short sentences, and every day for those who want them."""

    heading: str
    sentences: tuple[str, ...]
    days: tuple[DayLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A node for staff: a sentence, notes under it (days counted and skipped, the paragraph), and what it rests on."""

    text: str
    notes: tuple[str, ...] = ()
    under: tuple[Sentence, ...] = ()


def told(clock: str, reason: Reason, say: Say = ENGLISH, *, firm: bool = True) -> PlainReasons:
    """The reasons for a clock's date in plain words."""
    if reason.on is None:
        return PlainReasons(say("There is no date yet"), (say("A step that comes first has not happened yet."),))
    label = resident_label(clock, firm, say)
    heading = say("%(label)s %(day)s", label=label, day=day(reason.on, say))
    return PlainReasons(heading, tuple(_plainly(reason, say)), tuple(_every_day(reason, say)))


def _plainly(reason: Reason, say: Say) -> Iterator[str]:
    match reason:
        case FactDay(fact, on, _, moved_from):
            if moved_from is not None:
                said = mark("It came on %(came)s, outside our hours, so we count from %(day)s.")
                yield say(said, came=day(moved_from, say), day=day(on, say))
            else:
                yield facts.happened(fact, on, say)
        case Projected(fact, _, on, because):
            yield from _start(because, say)
            yield facts.awaited(fact, on, say)
        case Counted():
            yield from _count(reason, say)
        case Earliest(chosen, not_chosen, on):
            yield from _plainly(chosen, say)
            for other in not_chosen:
                yield from _ceiling(other, on, say)
        case RolledOn(base, on, skipped):
            yield from _plainly(base, say)
            if skipped:
                said = mark("That day does not count as a working day, so the date is the next one, %(day)s.")
                yield say(said, day=day(on, say))
        case NoDate(fact):
            yield say("This has not happened yet: %(what)s.", what=facts.plain_name(fact))


def _start(reason: Reason, say: Say) -> Iterator[str]:
    """Only the event from which a projected date counts: its own sum is told to staff."""
    match reason:
        case FactDay(fact, on):
            yield facts.happened(fact, on, say)
        case Counted(base=base) | RolledOn(base=base) | Projected(because=base):
            yield from _start(base, say)
        case Earliest(chosen=chosen):
            yield from _start(chosen, say)


def _count(reason: Counted, say: Say) -> Iterator[str]:
    yield from _plainly(reason.base, say)
    n, own = span(reason.n, reason.unit, say), _own_date(reason)
    if own:
        yield say("We have %(n)s more, counted on from %(day)s.", n=n, day=day(own, say))
    elif isinstance(reason.base, Projected):
        yield say("We have %(n)s from then. If we do that sooner, this date comes sooner too.", n=n)
    elif reason.commencing:
        yield say("We have %(n)s, and that day is the first of them.", n=n)
    else:
        yield say("We have %(n)s from then.", n=n)
    if reason.skipped:
        yield not_counted(reason.skipped, say)


def not_counted(skipped: tuple[Skipped, ...], say: Say = ENGLISH) -> str:
    """ "We did not count weekends, 25 and 26 December or 1 January.": weekends and neighbours together."""
    items = [say("weekends")] if any(s.why == "weekend" for s in skipped) else []
    items += days_in_a_row([s.on for s in skipped if s.why != "weekend"], say)
    return say("We did not count %(days)s.", days=say.either(items))


def _ceiling(reason: Reason, won: date, say: Say) -> Iterator[str]:
    """A branch that did not win is the latest that the date could be; one that may still move says so."""
    if reason.on is None:
        return
    if isinstance(reason, Counted) and isinstance(reason.base, Projected):
        yield say("This date may come sooner: it can also be %(n)s after %(fact)s.", **_span_after(reason, say))
    elif reason.on == won:
        return
    elif isinstance(reason, Counted):
        said = mark("The latest is %(n)s after %(fact)s, %(day)s.")
        yield say(said, day=day(reason.on, say), **_span_after(reason, say))
    else:
        yield say("The latest is %(day)s.", day=day(reason.on, say))


def _span_after(reason: Counted, say: Say) -> dict[str, str]:
    own = _own_date(reason)
    start = day(own, say) if own else facts.after(_fact_of(reason.base), say, ahead=isinstance(reason.base, Projected))
    return {"n": span(reason.n, reason.unit, say), "fact": start}


def _own_date(reason: Counted) -> date | None:
    """The date from which days are counted on, where that date was itself counted, as an extension counts on from it;
    None where they are counted from something that happened."""
    return None if isinstance(reason.base, FactDay | Projected | NoDate) else reason.base.on


def _fact_of(reason: Reason) -> str:
    """The fact that a reason starts from."""
    match reason:
        case FactDay(fact=fact) | Projected(fact=fact) | NoDate(fact=fact):
            return fact
        case Counted(base=base) | RolledOn(base=base):
            return _fact_of(base)
        case Earliest(chosen=chosen):
            return _fact_of(chosen)


def because(reason: Reason, say: Say = ENGLISH) -> str:
    """The reason in brackets behind a date: "5 working days after we got it". Empty where it takes more than that."""
    if isinstance(reason, Earliest):
        return because(reason.chosen, say)
    if not isinstance(reason, Counted) or reason.commencing:
        return ""
    return say("%(n)s after %(fact)s", **_span_after(reason, say))


def _every_day(reason: Reason, say: Say) -> Iterator[DayLine]:
    match reason:
        case Counted(days=days, skipped=skipped) if days:
            numbered = [DayLine(on, day(on, say), number) for number, on in enumerate(days, 1)]
            passed = [DayLine(s.on, day(s.on, say), 0, why(s.why, say)) for s in skipped]
            yield from sorted(numbered + passed, key=lambda line: line.on)
        case Earliest(chosen=inner) | RolledOn(base=inner):
            yield from _every_day(inner, say)


def why(reason: str, say: Say = ENGLISH) -> str:
    """Why a day does not count: "weekend", or the holiday's or closure's own name."""
    return say("weekend") if reason == "weekend" else reason


def for_staff(clock: str, reason: Reason, say: Say = ENGLISH) -> Sentence:
    """The whole tree in full sentences: anchor, each day counted, each skipped and why, which branch won, paragraph."""
    if reason.on is None:
        return Sentence(say("%(clock)s: no date yet", clock=staff_label(clock, say)), (), (_node(reason, say),))
    text = say("%(clock)s: %(day)s", clock=staff_label(clock, say), day=day(reason.on, say))
    return Sentence(text, (), (_node(reason, say),))


def _node(reason: Reason, say: Say) -> Sentence:
    match reason:
        case FactDay():
            return _fact_node(reason, say)
        case Projected(fact, clock, on, base):
            said = mark("Not %(fact)s yet: expected on %(day)s, the last day for “%(clock)s” (day 0)")
            text = say(
                said, fact=facts.staff_name(fact, say), day=short_day_year(on, say), clock=staff_label(clock, say)
            )
            return Sentence(text, (), (_node(base, say),))
        case Counted():
            return _counted_node(reason, say)
        case Earliest(chosen, not_chosen):
            count = len(not_chosen) + 1
            first = _prefixed(say("Chosen"), _node(chosen, say), say)
            rest = tuple(_prefixed(say("Not chosen"), _node(other, say), say) for other in not_chosen)
            return Sentence(say("The earliest of %(n)s dates", n=str(count)), (), (first, *rest))
        case RolledOn(base, on, skipped):
            if not skipped:
                return Sentence(
                    say("A working day, so it stays: %(day)s", day=short_day_year(on, say)), (), (_node(base, say),)
                )
            text = say("Rolled on to the next working day: %(day)s", day=short_day_year(on, say))
            return Sentence(text, (_skipped_note(skipped, say),), (_node(base, say),))
        case NoDate(fact):
            said = mark("Not %(fact)s yet, and no limit says when it must be")
            return Sentence(say(said, fact=facts.staff_name(fact, say)))


def _prefixed(prefix: str, node: Sentence, say: Say) -> Sentence:
    return Sentence(say("%(which)s: %(text)s", which=prefix, text=node.text), node.notes, node.under)


def _fact_node(reason: FactDay, say: Say) -> Sentence:
    name = facts.staff_name(reason.fact, say).capitalize()
    text = say("%(fact)s on %(day)s (day 0)", fact=name, day=short_day_year(reason.on, say))
    notes = []
    if reason.at is not None:
        notes.append(moment(reason.at, say))
    if reason.moved_from is not None:
        said = mark("Came on %(day)s, out of hours: counts as the next working day")
        notes.append(say(said, day=short_day_year(reason.moved_from, say)))
    return Sentence(text, tuple(notes))


def _counted_node(reason: Counted, say: Say) -> Sentence:
    n, on = span(reason.n, reason.unit, say), short_day_year(reason.on, say)
    own = _own_date(reason)
    fact = short_day_year(own, say) if own else facts.staff_name(_fact_of(reason.base), say)
    said = mark("%(n)s after %(fact)s: %(day)s")
    if reason.commencing:
        said = mark("%(n)s commencing on the day %(fact)s: %(day)s")
    notes = []
    if reason.days:
        notes.append(", ".join(f"{number} {short_day(on, say)}" for number, on in enumerate(reason.days, 1)))
    if reason.skipped:
        notes.append(_skipped_note(reason.skipped, say))
    if reason.provisional:
        notes.append(say("Provisional: a wait that does not count is still open"))
    if reason.cite:
        notes.append(reason.cite)
    return Sentence(say(said, n=n, fact=fact, day=on), tuple(notes), (_node(reason.base, say),))


def _skipped_note(skipped: tuple[Skipped, ...], say: Say) -> str:
    """ "7 days skipped: 25 December (Christmas Day); 28 and 29 December (weekend)": runs of one reason together."""
    parts = []
    for reason, days in _by_reason(skipped):
        parts.append(f"{say.listed(days_in_a_row(days, say))} ({why(reason, say)})")
    heading = say.count("%(n)s day skipped", "%(n)s days skipped", len(skipped))
    return say("%(heading)s: %(days)s", heading=heading, days="; ".join(parts))


def _by_reason(skipped: tuple[Skipped, ...]) -> list[tuple[str, list[date]]]:
    grouped: dict[str, list[date]] = {}
    for one in skipped:
        grouped.setdefault(one.why, []).append(one.on)
    return sorted(grouped.items(), key=lambda item: (item[0] == "weekend", item[1][0]))
