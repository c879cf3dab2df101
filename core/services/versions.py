"""The council's rules by version: which are in force, were, will be or are only offered, and which cases follow which.

Reading writes nothing. A text is told by the name of its version; where two texts share one (a setting made another
text of it), by that name and the beginning of its hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.clock import utc_now
from core.domain.actor import SYSTEM, Actor, ActorKind
from core.domain.calendar import WorkingCalendar
from core.domain.canonical import digest, to_bytes
from core.domain.errors import NoRulesKnown
from core.domain.procedure import Procedure
from core.domain.register import PROCEDURE, Adoption, Register
from core.domain.text import Text
from core.host import AuthorityRuntime
from core.persistence.queries.by_text import Counted, count_by_text
from core.persistence.queries.names import staff_names, staff_of
from core.persistence.queries.visible import Viewer
from core.persistence.transaction import reading
from core.services.council import Council, open_council

SHORT = 8
OPERATOR_KEY = Actor(ActorKind.OPERATOR).key


class Standing(StrEnum):
    """Where a text stands now."""

    IN_FORCE = "in_force"
    COMING = "coming"
    EARLIER = "earlier"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True)
class Adopted:
    """One adoption of a text: from and until when (None: no end yet) it applied, by whom, on what authority.

    `by` is the name of whoever entered it, "" where no member of staff did; `approved_by` who decided it, "" where
    that is not told apart. `assumed` is what no paper states of it. `replaced`: another took its very minute, so that
    it never began.
    """

    since: datetime
    until: datetime | None
    by: str
    authority: str
    loaded: bool
    assumed: Text | None = None
    approved_by: str = ""
    remark: str = ""
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One text. `name` tells it apart in addresses; `adoptions` are the latest first; `plugin` offers it."""

    text: Procedure
    hash: str
    name: str
    standing: Standing
    adoptions: tuple[Adopted, ...]
    cases: Counted
    plugin: str = ""

    @property
    def adopted(self) -> bool:
        return self.standing is not Standing.OFFERED


@dataclass(frozen=True, slots=True)
class Rules:
    """All versions of one procedure, the one in force first, those that are only offered last."""

    key: str
    versions: tuple[Version, ...]

    @property
    def in_force(self) -> Version | None:
        return next((v for v in self.versions if v.standing is Standing.IN_FORCE), None)

    @property
    def title(self) -> Text:
        return self.versions[0].text.title

    def version(self, name: str) -> Version | None:
        return next((v for v in self.versions if v.name == name), None)


@dataclass(frozen=True, slots=True)
class RulesHere:
    """Every procedure of the council. `sees_cases`: the reader may know how many cases follow each text."""

    procedures: tuple[Rules, ...]
    council: Council
    now: datetime
    sees_cases: bool

    def rules(self, key: str) -> Rules | None:
        return next((one for one in self.procedures if one.key == key), None)

    def calendar(self, text: Procedure) -> WorkingCalendar | None:
        """The calendar by which the text would count today; None where the council has none yet."""
        try:
            return self.council.register.calendar(text.calendar, self.now)
        except NoRulesKnown:
            return None


def rules_here(authority: str, actor: Actor, *, counting: bool = True) -> RulesHere:
    """The council's rules, by a fixed number of queries; `counting` asks how many cases follow each text too."""
    now = utc_now()
    with reading(authority):
        council = open_council(authority)
        sees = "case.view" in council.runtime.granted(actor.roles)
        counts = count_by_text(Viewer(actor, sees)) if counting and sees else {}
        by = staff_of(a.by for a in council.register.adoptions)
        names = staff_names(by)
    return RulesHere(_procedures(council, counts, names, now), council, now, sees)


def _procedures(
    council: Council, counts: Mapping[str, Counted], names: Mapping[str, str], now: datetime
) -> tuple[Rules, ...]:
    register, runtime = council.register, council.runtime
    texts = texts_of(register, runtime)
    named = names_of(texts)
    found: dict[str, list[Version]] = {}
    for hash_, text in texts.items():
        adoptions = _adoptions(register, runtime, text, hash_, names)
        version = Version(
            text, hash_, named[hash_], _standing(register, text, hash_, now), adoptions, counts.get(hash_, Counted()),
            runtime.offered_by.get((PROCEDURE, f"{text.key}/{text.version}"), ""),
        )  # fmt: skip
        found.setdefault(text.key, []).append(version)
    followed = [kind.procedure for kind in runtime.feedback_types.values()]
    order = {key: place for place, key in enumerate(dict.fromkeys(followed))}
    own = (runtime.code, runtime.profile.partnership)
    rules = (Rules(key, tuple(sorted(versions, key=lambda v: _rank(v, own)))) for key, versions in found.items())
    return tuple(sorted(rules, key=lambda one: (one.in_force is None, order.get(one.key, len(order)), one.key)))


def _rank(version: Version, own: tuple[str, ...]) -> tuple[int, float, bool, str]:
    """In force, coming, earlier ones the latest first, offered: those of the council's own modules before others."""
    since = version.adoptions[0].since.timestamp() if version.adoptions else 0
    return list(Standing).index(version.standing), -since, version.plugin not in own, version.name


def texts_of(register: Register, runtime: AuthorityRuntime | None = None) -> dict[str, Procedure]:
    """The adopted texts by their hash, those that are only offered behind them."""
    adopted = {a.hash for a in register.adoptions if a.kind == PROCEDURE}
    texts = {hash_: text for hash_, text in register.texts.items() if hash_ in adopted and isinstance(text, Procedure)}
    for text in runtime.offers.procedures if runtime else ():
        texts.setdefault(digest(to_bytes(text)), text)
    return texts


def names_of(texts: Mapping[str, Procedure]) -> dict[str, str]:
    """A name for each text: its version's, with the beginning of its hash where that is not enough."""
    several = [(text.key, text.version) for text in texts.values()]
    return {
        hash_: text.version if several.count((text.key, text.version)) == 1 else f"{text.version}.{hash_[:SHORT]}"
        for hash_, text in texts.items()
    }


def _standing(register: Register, text: Procedure, hash_: str, now: datetime) -> Standing:
    try:
        if register.procedure_hash(text.key, now) == hash_:
            return Standing.IN_FORCE
    except NoRulesKnown:
        pass
    mine = [a for a in register.adopted(PROCEDURE, text.key) if a.hash == hash_]
    if not mine:
        return Standing.OFFERED
    return Standing.COMING if all(a.from_ > now for a in mine) else Standing.EARLIER


def _adoptions(
    register: Register, runtime: AuthorityRuntime, text: Procedure, hash_: str, names: Mapping[str, str]
) -> tuple[Adopted, ...]:
    every = register.adopted(PROCEDURE, text.key)
    told = [(a, _until(every, place), False) for place, a in enumerate(every) if a.hash == hash_]
    mine = (a for a in register.adoptions if (a.kind, a.key, a.hash) == (PROCEDURE, text.key, hash_))
    told += [(a, None, True) for a in mine if all(a is not one for one in every)]
    told.sort(key=lambda one: (one[2], -one[0].from_.timestamp()))
    return tuple(
        Adopted(
            a.from_, until, _name(a, names), a.note, a.loaded, _assumed(runtime, a), a.approved_by, a.remark, replaced
        )
        for a, until, replaced in told
    )


def _until(every: tuple[Adoption, ...], place: int) -> datetime | None:
    """The minute at which another text took over."""
    return next((a.from_ for a in every[place + 1 :] if a.hash != every[place].hash), None)


def _name(adoption: Adoption, names: Mapping[str, str]) -> str:
    if adoption.by in ("", SYSTEM.key, OPERATOR_KEY):
        return ""
    member = adoption.by.rpartition(":")[2]
    return names.get(member, adoption.by)


def _assumed(runtime: AuthorityRuntime, adoption: Adoption) -> Text | None:
    """What the council's module says is not stated of this beginning."""
    same = (adoption.kind, adoption.key, adoption.version, adoption.from_)
    return next((e.assumed for e in runtime.offers.history if (e.kind, e.key, e.version, e.from_) == same), None)


def others(register: Register, procedure: str, hash_: str) -> dict[str, Procedure]:
    """The other adopted texts of a procedure, by hash: those a case that follows `hash_` could be moved to."""
    known = {adoption.hash for adoption in register.adopted(PROCEDURE, procedure)}
    return {h: text for h, text in texts_of(register).items() if h in known and h != hash_}


def hashes_named(register: Register, rules: str) -> tuple[str, ...]:
    """The adopted texts that "corporate/2024" stands for, by hash; none for a name that nobody has."""
    key, _, name = rules.partition("/")
    texts = texts_of(register)
    named = names_of(texts)
    return tuple(h for h, text in texts.items() if text.key == key and name in (named[h], text.version))


def rules_names(register: Register) -> Iterable[tuple[str, Procedure, str]]:
    """What adopted texts are called in addresses: ("corporate/2024", the text, "2024")."""
    texts = texts_of(register)
    named = names_of(texts)
    return ((f"{text.key}/{named[h]}", text, named[h]) for h, text in texts.items())
