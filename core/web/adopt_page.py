"""What the page that adopts a version shows: where it stands, what the check found, and what adopting it does."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from flask import url_for

from core.domain.adopting import Planned
from core.domain.conformance import conformance
from core.domain.register import PROCEDURE
from core.services.versions import Rules, RulesHere, Version
from core.web.access import may_open
from core.web.language import language, say
from core.web.pages import Link, Page
from core.web.rules_pages import SIMULATOR, VersionLine, kinds_of, version_line
from core.words.adopting import from_minute, turns, will_follow
from core.words.departures import departure


@dataclass(frozen=True, slots=True)
class AdoptBody:
    """`barred` says why it cannot be adopted ("" where it can); `coming` what was adopted and has not begun.

    `told` and `turns` are said when it is looked at, with `shown`, the digest of what was looked at, and `press`, what
    the button says. `again`: it was sent, and had changed meanwhile.
    """

    action: str
    procedure: str
    kinds: str
    version: VersionLine
    held: VersionLine | None
    faults: tuple[str, ...]
    departures: tuple[str, ...]
    links: tuple[Link, ...]
    barred: str
    coming: str
    told: str = ""
    turns: tuple[str, ...] = ()
    when: str = ""
    shown: str = ""
    press: str = ""
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class AdoptPage(Page):
    page: AdoptBody


def heading(rules: Rules, version: Version, plan: Planned | None) -> str:
    """What the page is called."""
    speak = say()
    if plan is not None and keeps(plan):
        return speak("Check before you keep %(version)s", version=version.name)
    if plan is not None:
        return speak("Check before you adopt %(version)s", version=version.name)
    if version is rules.in_force:
        return speak("Keep %(version)s", version=version.name)
    return speak("Adopt %(version)s", version=version.name)


def keeps(plan: Planned) -> bool:
    """Whether it only puts aside another that has not begun: the same text applies before and after."""
    return plan.before is not None and plan.before.hash == plan.hash


def body_of(
    here: RulesHere, rules: Rules, version: Version, plan: Planned | None, *, action: str, again: bool
) -> AdoptBody:
    """The page's parts; with a plan, what it does in words."""
    speak, found = say(), conformance(version.text)
    held = rules.in_force
    return AdoptBody(
        action=action,
        procedure=rules.title.in_language(language()),
        kinds=kinds_of(here, rules.key),
        version=version_line(here, rules, version),
        held=version_line(here, rules, held) if held is not None and held is not version else None,
        faults=tuple(f"{fault.where}: {fault.code.replace('_', ' ')}" for fault in found.faults),
        departures=tuple(departure(fault, speak).rstrip(".") + "." for fault in found.departures),
        links=_links(here, rules, version),
        barred=_barred(here, rules, version),
        coming=_coming(here, rules, version),
        told=will_follow(plan, version.name, speak) if plan else "",
        turns=turns(plan, speak) if plan else (),
        when=from_minute(plan.from_, speak) if plan else "",
        shown=digest_of(plan) if plan else "",
        press=_press(version, plan) if plan else "",
        again=again,
    )


def _press(version: Version, plan: Planned) -> str:
    words = say()("Keep %(version)s", version=version.name)
    return words if keeps(plan) else say()("Adopt %(version)s", version=version.name)


def digest_of(plan: Planned) -> str:
    """What tells whether it still does what was looked at."""
    told = (plan.hash, plan.from_.isoformat(), plan.before, plan.replaces)
    return sha256("|".join(map(str, told)).encode()).hexdigest()[:32]


def _links(here: RulesHere, rules: Rules, version: Version) -> tuple[Link, ...]:
    """To what would change: in words and dates, and on past cases."""
    speak = say()
    links = []
    compare = version_line(here, rules, version).compare
    if compare is not None:
        links.append(Link(speak("What would change: %(compare)s", compare=compare.text.lower()), compare.url))
    if may_open(SIMULATOR) and version is not rules.in_force:
        links.append(Link(speak("Try it on past cases"), url_for(SIMULATOR, rules=f"{rules.key}/{version.name}")))
    return tuple(links)


def _barred(here: RulesHere, rules: Rules, version: Version) -> str:
    """Why there is nothing to do: it applies already, or will without an end."""
    last = here.council.register.adopted(PROCEDURE, rules.key)[-1:]
    if not last or last[0].hash != version.hash:
        return ""
    speak, when = say(), from_minute(last[0].from_, say())
    if last[0].from_ > here.now:
        return speak("It is adopted from %(when)s. Another version from that very minute takes its place.", when=when)
    return speak("It has been in force since %(when)s, and no other version is adopted to follow it.", when=when)


def _coming(here: RulesHere, rules: Rules, version: Version) -> str:
    """What was adopted, has not begun, and would be put aside by this from the same minute."""
    last = here.council.register.adopted(PROCEDURE, rules.key)[-1:]
    if not last or last[0].from_ <= here.now or last[0].hash == version.hash:
        return ""
    return say()(
        "%(version)s is adopted from %(when)s. What you adopt here from that very minute takes its place, so that it "
        "never begins; what you adopt from a later minute comes after it.",
        version=last[0].version, when=from_minute(last[0].from_, say()),
    )  # fmt: skip
