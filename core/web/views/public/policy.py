"""How the council deals with complaints, in plain words: made from the rules in force, so it cannot disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, abort, g, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.domain.calendar import LONDON
from core.domain.procedure import PERSON, Cap, Clock, ClockKind, Meaning, Move, Procedure, Stage
from core.domain.reckon import CASE
from core.domain.walk import departures
from core.services.policy import InForceNow, among, in_force_now
from core.web.access import public
from core.web.language import language, say
from core.web.navigation import Entry
from core.web.pages import Link, Page, page
from core.words.council import who_we_are
from core.words.dates import day, moment, working_days
from core.words.departures import departure, names_code, the_code
from core.words.rules import clock_label, rule_words
from core.words.say import inside
from core.words.status import decided_first

blueprint = Blueprint("policy", __name__, url_prefix="/policy")
NAVIGATION = (Entry("public", _("How we deal with complaints"), "policy.show", 30),)


@dataclass(frozen=True, slots=True)
class TimeLine:
    """One date: what for, by when, and what is assumed about it."""

    label: str
    by: str
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class StagePart:
    """One stage: its dates, the steps on the way, more time, who looks, and what comes after."""

    title: str
    anchor: str
    times: tuple[TimeLine, ...]
    steps: tuple[str, ...]
    who: tuple[str, ...]
    more_time: tuple[str, ...]
    afterwards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroundLine:
    title: str
    goes_to: str
    handling: str = ""


@dataclass(frozen=True, kw_only=True)
class PolicyPage(Page):
    """`others` lead to the other rules in force; `kinds` are what follows these; `anytime` may be done at any stage.

    `code` says what the Code is where the page speaks of it; `who` is the council among others.
    """

    since: str
    source: str
    version: str
    kinds: str
    stages: tuple[StagePart, ...]
    whole: tuple[TimeLine, ...]
    anytime: tuple[str, ...]
    grounds: tuple[GroundLine, ...]
    ombudsman: str
    ombudsman_web: str
    assumptions: tuple[str, ...]
    differences: tuple[str, ...]
    code: str
    who: tuple[str, ...]
    others: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class NoPolicyPage(Page):
    """Shown where the council has no rules in force."""


@blueprint.get("")
@public
def show() -> Response:
    """The rules for complaints, and the way to the others."""
    known = in_force_now(g.authority.code)
    if not known:
        return page("public/policy-none.html", NoPolicyPage(title=gettext("How we deal with complaints")))
    return _page(known[0], known)


@blueprint.get("/<procedure>")
@public
def one(procedure: str) -> Response:
    """The rules of one procedure."""
    known = in_force_now(g.authority.code)
    found = next((one for one in known if one.text.key == procedure), None)
    if found is None:
        abort(404)
    return _page(found, known)


def _page(now: InForceNow, known: tuple[InForceNow, ...]) -> Response:
    text, spoken = now.text, language()
    stages, whole = tuple(_stage(text, stage) for stage in text.stages), tuple(_times(text, text.case_clocks, CASE))
    assumptions = tuple(words.in_language(spoken) for words in text.assumptions)
    differences = tuple(departure(fault, say()).rstrip(".") + "." for fault in departures(text))
    read = (line.assumed for line in (*whole, *(line for stage in stages for line in stage.times)))
    place = among(g.authority.code)
    context = PolicyPage(
        title=text.title.in_language(spoken),
        since=_since(now.since),
        source=text.source,
        version=text.version,
        kinds=say().listed([inside(kind.title.in_language(spoken)) for kind in now.kinds]),
        stages=stages,
        whole=whole,
        anytime=tuple(
            move.title.in_language(spoken) for move in text.anytime if not move.records.startswith(f"{CASE}.")
        ),
        grounds=tuple(_grounds(text)),
        ombudsman=text.ombudsman.name.in_language(spoken),
        ombudsman_web=text.ombudsman.web,
        assumptions=assumptions,
        differences=differences,
        code=the_code(say()) if names_code(*read, *assumptions, *differences) else "",
        who=who_we_are(place.predecessors, place.parent, place.partners, say()),
        others=tuple(
            Link(other.text.title.in_language(spoken), url_for("policy.one", procedure=other.text.key))
            for other in known
            if other is not now
        ),
    )
    return page("public/policy.html", context)


def _since(at: datetime) -> str:
    """A day, with the time where rules changed in the middle of one."""
    here = at.astimezone(LONDON)
    return moment(at, say()) if here.hour or here.minute else day(here.date(), say())


def _stage(text: Procedure, stage: Stage) -> StagePart:
    return StagePart(
        title=stage.title.in_language(language()),
        anchor=stage.key,
        times=tuple(_times(text, stage.clocks, stage.key)),
        steps=tuple(_steps(text, stage)),
        who=tuple(_who(text, stage)),
        more_time=tuple(_more(cap) for cap in stage.caps),
        afterwards=tuple(_afterwards(text, stage)),
    )


def _times(text: Procedure, clocks: tuple[Clock, ...], stage: str) -> Iterator[TimeLine]:
    """The dates of a stage; the one that replaces another when there is more time is told as more time."""
    for clock in clocks:
        if clock.extends:
            continue
        assumed = clock.assumed.in_language(language()) if clock.assumed else ""
        words = rule_words(clock.rule, stage, say())
        if not words:  # what is said of a date that no rule sets is all there is to say
            words, assumed = assumed or gettext("No date is fixed"), ""
        yield TimeLine(clock_label(clock, text.key, say()), words, assumed)


def _steps(text: Procedure, stage: Stage) -> Iterator[str]:
    """What happens before the answer, in the order of the text, and how it can end without one."""
    for meaning, words in (
        (Meaning.STEP, _("On the way to our answer: %(steps)s.")),
        (Meaning.SETTLE, _("It can also end otherwise: %(steps)s.")),
    ):
        found = [move for move in stage.moves if move.meaning is meaning and PERSON not in move.by]
        if meaning is Meaning.STEP and decided_first(text, stage, stage.start):
            yield gettext("We decide first whether to look at it again, and write to you with what we decided.")
            found = [move for move in found if not (move.letter and stage.start in move.source)]
        if found:
            yield str(words) % {"steps": "; ".join(inside(move.title.in_language(language())) for move in found)}


def _who(text: Procedure, stage: Stage) -> Iterator[str]:
    if stage.not_by:
        names = [text.stage(key).title.in_language(language()) for key in stage.not_by]
        yield gettext("Nobody looks at it who dealt with it before (%(stages)s).", stages=say().listed(names))
    if stage.outside_service:
        yield gettext("Whoever looks at it does not work for the service that you complained about.")


def _more(cap: Cap) -> str:
    if cap.most is None:
        return gettext("If we need longer we write before that, say why, and give you a new date.")
    days = working_days(cap.most, say())
    if cap.hard:
        return gettext("If we need longer we write before that and say why: %(days)s more and no later.", days=days)
    return gettext(
        "If we need longer we write before that and say why: no more than %(days)s more without good reason.", days=days
    )


def _afterwards(text: Procedure, stage: Stage) -> Iterator[str]:
    for move in stage.moves:
        if move.meaning is Meaning.ASK:
            yield _asking(text, move)
        if move.meaning is Meaning.REFUSE:
            yield gettext("If we do not take it on we say why, where else you can go, and that the ombudsman can help.")
    if stage.signpost == "ombudsman":
        yield gettext("This is our last answer. After it you can go to the %(who)s.", who=_ombudsman(text))


def _asking(text: Procedure, move: Move) -> str:
    to = text.stage(move.target.removeprefix("stage:")).title.in_language(language())
    must = [inside(need.words.in_language(language())) for need in move.needs if not need.optional]
    if must:
        told = gettext("You can ask for the next stage: %(stage)s. We then need to know:", stage=to)
        told = f"{told} {'; '.join(must)}."
    else:
        told = gettext("You can ask for the next stage: %(stage)s. You need not say why.", stage=to)
    asked = f"{move.target.removeprefix('stage:')}.received"
    limited = any(clock.kind is ClockKind.WINDOW and asked in clock.met_by for clock in _every_clock(text))
    return told if limited else f"{told} {gettext('No time limit is set for asking.')}"


def _every_clock(text: Procedure) -> Iterator[Clock]:
    for stage in text.stages:
        yield from stage.clocks


def _grounds(text: Procedure) -> Iterator[GroundLine]:
    for ground in text.grounds:
        handling = gettext("How we handled it can still be a complaint.") if ground.handling_only else ""
        yield GroundLine(ground.title.in_language(language()), ground.goes_to.in_language(language()), handling)


def _ombudsman(text: Procedure) -> str:
    return text.ombudsman.name.in_language(language())
