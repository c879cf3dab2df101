"""What the pages of the council's rules show: each procedure's versions, a text part by part, two of them compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from core.domain.calendar import london_day
from core.domain.procedure import Procedure
from core.domain.reckon import all_clocks
from core.domain.register import PROCEDURE
from core.domain.shape import present_value
from core.domain.walk import departures
from core.host import AuthorityRuntime
from core.services.versions import Adopted, Rules, RulesHere, Standing, Version
from core.web.access import may_open
from core.web.language import language, say
from core.web.pages import Link, Page
from core.words.dates import moment, short_day_year
from core.words.departures import departure
from core.words.procedure_text import ClockTold, Line, MoveTold, Reader, StageText

SIMULATOR, ADOPT = "simulator.show", "adopt_version.show"
TAGS = {
    Standing.IN_FORCE: "govuk-tag--green",
    Standing.COMING: "govuk-tag--blue",
    Standing.EARLIER: "govuk-tag--grey",
    Standing.OFFERED: "govuk-tag--yellow",
}


@dataclass(frozen=True, slots=True)
class CaseCount:
    """How many cases follow a version, and where they are listed."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class AdoptionLine:
    """From and until when a version applied, who adopted it, on what authority; `assumed` is not in any paper."""

    when: str
    by: str
    authority: str = ""
    assumed: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list. `why_not` says why it does not apply; `open_points` what its paper leaves open."""

    name: str
    source: str
    url: str
    standing: str
    tag: str
    adoptions: tuple[AdoptionLine, ...]
    why_not: str
    cases: tuple[CaseCount, ...]
    readings: int
    open_points: tuple[str, ...]
    compare: Link | None


@dataclass(frozen=True, slots=True)
class RulesPart:
    """One procedure with its versions. `policy_url` is what the public reads of the one in force; "" for none."""

    key: str
    title: str
    kinds: str
    versions: tuple[VersionLine, ...]
    policy_url: str


@dataclass(frozen=True, kw_only=True)
class RulesPage(Page):
    """`hidden` says why no cases are counted for this reader; "" where they are. `tools` lead to what else there is."""

    parts: tuple[RulesPart, ...]
    hidden: str
    tools: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GroundLine:
    title: str
    goes_to: str
    handling: str
    cite: str


@dataclass(frozen=True, kw_only=True)
class TextPage(Page):
    """One text, as it is read beside the policy."""

    version: VersionLine
    source: str
    hash: str
    kinds: str
    stages: tuple[StageText, ...]
    whole: tuple[ClockTold, ...]
    anytime: tuple[MoveTold, ...]
    grounds: tuple[GroundLine, ...]
    ombudsman: str
    ombudsman_web: str
    days: tuple[str, ...]
    departures: tuple[str, ...]
    settable: tuple[Line, ...]
    policy_url: str
    adopt: Link | None


def rules_parts(here: RulesHere) -> tuple[RulesPart, ...]:
    """Every procedure for the list."""
    return tuple(
        RulesPart(
            rules.key,
            rules.title.in_language(language()),
            kinds_of(here, rules.key),
            tuple(version_line(here, rules, version) for version in rules.versions),
            policy_of(here, rules),
        )
        for rules in here.procedures
    )


def kinds_of(here: RulesHere, key: str) -> str:
    """The kinds of feedback that follow the procedure, in words; "" for none."""
    kinds = here.council.runtime.feedback_types.values()
    return say().listed([kind.title.in_language(language()) for kind in kinds if kind.procedure == key])


def policy_of(here: RulesHere, rules: Rules) -> str:
    """The public page of the version in force; "" where there is none."""
    followed = any(kind.procedure == rules.key for kind in here.council.runtime.feedback_types.values())
    return url_for("policy.one", procedure=rules.key) if rules.in_force and followed else ""


def version_line(here: RulesHere, rules: Rules, version: Version) -> VersionLine:
    """One version, as the list and the head of its own page show it."""
    text, lang = version.text, language()
    assumed = [clock.key for _, clock in all_clocks(text) if clock.assumed and not clock.extends]
    return VersionLine(
        version.name,
        text.source,
        url_for("rules.show", procedure=rules.key, version=version.name),
        standing_words(version),
        TAGS[version.standing],
        tuple(_adoption(adopted) for adopted in version.adoptions),
        _why_not(here, rules, version),
        _cases(here, version),
        len(assumed),
        tuple(words.in_language(lang) for words in text.assumptions),
        _compare(rules, version),
    )


def standing_words(version: Version) -> str:
    """Where a version stands, in words."""
    speak = say()
    return {
        Standing.IN_FORCE: speak("In force"),
        Standing.COMING: speak("Adopted, still to come"),
        Standing.EARLIER: speak("In force earlier"),
        Standing.OFFERED: speak("Not adopted"),
    }[version.standing]


def _adoption(adopted: Adopted) -> AdoptionLine:
    speak = say()
    since = moment(adopted.since, speak)
    if adopted.replaced:
        when = speak("Was to begin on %(since)s; replaced before it began", since=since)
    elif adopted.until is None:
        when = speak("From %(since)s", since=since)
    else:
        when = speak("From %(since)s until %(until)s", since=since, until=moment(adopted.until, speak))
    assumed = adopted.assumed.in_language(language()) if adopted.assumed else ""
    return AdoptionLine(when, _by(adopted), adopted.authority, assumed, adopted.remark)


def _by(adopted: Adopted) -> str:
    """Who approved it and who entered it, where those are two."""
    speak = say()
    if adopted.loaded:
        by = speak("Entered as history when the council was set up")
        return speak("%(by)s, by %(who)s", by=by, who=adopted.by) if adopted.by else by
    if not adopted.approved_by:
        return speak("Adopted by %(who)s", who=adopted.by) if adopted.by else speak("Adopted by the system")
    by = speak("Approved by %(who)s", who=adopted.approved_by)
    if adopted.by in ("", adopted.approved_by):
        return by
    return speak("%(by)s; entered by %(who)s", by=by, who=adopted.by)


def _why_not(here: RulesHere, rules: Rules, version: Version) -> str:
    speak = say()
    if version.standing is not Standing.OFFERED:
        return ""
    offerer = plugin_title(here.council.runtime, version.plugin)
    told = speak("Offered by %(who)s; this council has not adopted it.", who=offerer)
    if rules.in_force:
        return told
    return speak("%(told)s No version of these rules applies here.", told=told)


def plugin_title(runtime: AuthorityRuntime, key: str) -> str:
    """Who offers a text: a plugin by its name in plain letters, the partnership's or the council's own module."""
    if key in ("", runtime.code):
        return say()("the council's own module")
    if key == runtime.profile.partnership:
        return say()("the partnership's module")
    return say()("the plugin “%(name)s”", name=key.replace("_", " "))


def _cases(here: RulesHere, version: Version) -> tuple[CaseCount, ...]:
    """Open and closed cases under an adopted version, each with its way to the queue."""
    if not here.sees_cases or not version.adopted:
        return ()
    speak, rules = say(), f"{version.text.key}/{version.name}"
    opened = speak.count("%(n)s open case", "%(n)s open cases", version.cases.open)
    closed = speak.count("%(n)s closed case", "%(n)s closed cases", version.cases.closed)
    return (
        CaseCount(opened, url_for("worklist.queue", rules=rules) if version.cases.open else ""),
        CaseCount(closed, url_for("worklist.queue", view="closed", rules=rules) if version.cases.closed else ""),
    )


def _compare(rules: Rules, version: Version) -> Link | None:
    """To the comparison with the one in force."""
    held = rules.in_force
    if held is None or held is version:
        return None
    order = (version.name, held.name) if version.standing is Standing.EARLIER else (held.name, version.name)
    url = url_for("rules.compare", procedure=rules.key, **{"from": order[0], "to": order[1]})
    return Link(say()("Compare with %(version)s", version=held.name), url)


def role_titles(runtime: AuthorityRuntime) -> dict[str, str]:
    """What the council calls its roles."""
    return {key: role.title.in_language(language()) for key, role in runtime.roles.items()}


def text_page(here: RulesHere, rules: Rules, version: Version) -> TextPage:
    """The page of one text."""
    speak, text, lang = say(), version.text, language()
    reader = Reader(text, role_titles(here.council.runtime), speak)
    title = speak("%(title)s: %(version)s", title=text.title.in_language(lang), version=version.name)
    return TextPage(
        title=title,
        back=Link(speak("All rules"), url_for("rules.index")),
        version=version_line(here, rules, version),
        source=text.source,
        hash=version.hash[:12],
        kinds=kinds_of(here, rules.key),
        stages=reader.stages(),
        whole=reader.clocks(text.case_clocks),
        anytime=tuple(map(reader.move, text.anytime)),
        grounds=tuple(_grounds(text)),
        ombudsman=reader.ombudsman(),
        ombudsman_web=text.ombudsman.web,
        days=reader.days(),
        departures=tuple(departure(fault, speak).rstrip(".") + "." for fault in departures(text)),
        settable=tuple(_settable(text)),
        policy_url=policy_of(here, rules) if version.standing is Standing.IN_FORCE else "",
        adopt=adopt_link(here, rules, version),
    )


def _grounds(text: Procedure) -> Iterator[GroundLine]:
    handling, lang = say()("How it was handled can still be a complaint."), language()
    for ground in text.grounds:
        yield GroundLine(
            ground.title.in_language(lang), ground.goes_to.in_language(lang),
            handling if ground.handling_only else "", ground.cite,
        )  # fmt: skip


def _settable(text: Procedure) -> Iterator[Line]:
    """What a council may set in this text, what it says now, and how far it may go."""
    speak = say()
    for one in text.shapeable:
        title = one.title.in_language(language()) if one.title else one.clock.replace("_", " ")
        now = present_value(text, one).replace("_", " ")
        if one.choices:
            choices = speak.either([choice.replace("_", " ") for choice in one.choices])
            yield Line(speak("%(title)s: %(now)s (%(choices)s)", title=title, now=now, choices=choices))
        else:
            bounds = {"least": str(one.least), "most": str(one.most)}
            yield Line(speak("%(title)s: %(now)s (%(least)s to %(most)s)", title=title, now=now, **bounds))


def short_since(version: Version) -> str:
    """ "since Thu 12 Dec 2024", "offered only": what stands behind a version's name in a list of choices."""
    speak = say()
    adoptions = [one for one in version.adoptions if not one.replaced]
    if not adoptions:
        return speak("not adopted")
    since = min(one.since for one in adoptions if one.until == adoptions[0].until)
    return speak("from %(day)s", day=short_day_year(london_day(since), speak))


def adopt_link(here: RulesHere, rules: Rules, version: Version) -> Link | None:
    """The way to adopt the version; from one still to come, to withdraw it; None where neither is to be done here."""
    if not may_open(ADOPT):
        return None
    speak, held = say(), rules.in_force
    last = here.council.register.adopted(PROCEDURE, rules.key)[-1:]
    if not last or last[0].hash != version.hash:
        words = speak("Keep this version") if version is held else speak("Adopt this version")
        return Link(words, url_for(ADOPT, procedure=rules.key, version=version.name))
    if version.standing is Standing.COMING and held is not None:
        words = speak("Withdraw it before it begins")
        return Link(words, url_for(ADOPT, procedure=rules.key, version=held.name))
    return None


def simulator() -> tuple[Link, ...]:
    """The way to the trial of other rules on past cases, where there is one that the reader may open."""
    return (Link(say()("Try other rules on past cases"), url_for(SIMULATOR)),) if may_open(SIMULATOR) else ()
