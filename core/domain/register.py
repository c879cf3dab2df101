"""The register: which texts of rules and calendars a council has adopted, and from when.

A text is offered by code and adopted by the council from a minute on; processes read the register, never the code.
Before the first known text the answer is "no rules known", never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from core.domain.calendar import LONDON, WorkingCalendar, require_aware
from core.domain.canonical import digest, to_bytes
from core.domain.errors import DomainError, NoRulesKnown, Problem, UnknownName
from core.domain.procedure import Procedure

AdoptedText = Procedure | WorkingCalendar
PROCEDURE, CALENDAR = "procedure", "calendar"


@dataclass(frozen=True, slots=True)
class Adoption:
    """`from_` is the minute (UTC) from which the text applies. `loaded`: entered as history, before going live.

    `by` entered it (an actor's key), `approved_by` is who decided, in words, and `note` on what authority; `remark` is
    anything else worth keeping.
    """

    kind: str
    key: str
    version: str
    hash: str
    from_: datetime
    by: str = ""
    note: str = ""
    loaded: bool = False
    approved_by: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """Adoptions in order of their minute (of the same minute, the last entered wins), and the texts by hash."""

    adoptions: tuple[Adoption, ...]
    texts: Mapping[str, AdoptedText]

    def procedure(self, key: str, at: datetime) -> Procedure:
        """The text of procedure `key` in force at `at`. Raises NoRulesKnown."""
        return _as_procedure(self.text(self.procedure_hash(key, at)))

    def procedure_hash(self, key: str, at: datetime) -> str:
        """The hash of the text of procedure `key` in force at `at`. Raises NoRulesKnown."""
        return self._in_force(PROCEDURE, key, at).hash

    def procedure_by_hash(self, hash_: str) -> Procedure:
        """The text a track has pinned. Raises UnknownName when it was never stored."""
        return _as_procedure(self.text(hash_))

    def procedure_version(self, key: str, version: str) -> Procedure:
        """The version `version` of procedure `key`, whether in force or not. Raises UnknownName."""
        for text in self.texts.values():
            if isinstance(text, Procedure) and text.key == key and text.version == version:
                return text
        raise UnknownName(Problem("unknown_version", "version", (("procedure", key), ("version", version))))

    def calendar(self, key: str, at: datetime) -> WorkingCalendar:
        """The calendar `key` ("authority" or "statutory") in force at `at`. Raises NoRulesKnown."""
        return self.calendar_by_hash(self.calendar_hash(key, at))

    def calendar_hash(self, key: str, at: datetime) -> str:
        """The hash of the calendar `key` in force at `at`. Raises NoRulesKnown."""
        return self._in_force(CALENDAR, key, at).hash

    def calendar_by_hash(self, hash_: str) -> WorkingCalendar:
        """The calendar a track was reckoned by. Raises UnknownName when it was never stored."""
        found = self.text(hash_)
        if not isinstance(found, WorkingCalendar):
            raise UnknownName(Problem("unknown_text", params=(("hash", hash_),)))
        return found

    def text(self, hash_: str) -> AdoptedText:
        """The text with that hash. Raises UnknownName."""
        try:
            return self.texts[hash_]
        except KeyError:
            raise UnknownName(Problem("unknown_text", params=(("hash", hash_),))) from None

    def keys(self) -> tuple[str, ...]:
        """The keys of procedures that were ever adopted."""
        return tuple(sorted({a.key for a in self.adoptions if a.kind == PROCEDURE}))

    def adopted(self, kind: str, key: str) -> tuple[Adoption, ...]:
        """The adoptions of `key` that took effect or will, in order: one replaced in its own minute never does."""
        mine = [a for a in self.adoptions if (a.kind, a.key) == (kind, key)]
        last = {a.from_: a for a in mine}
        return tuple(last.values())

    def since(self, key: str, at: datetime) -> datetime:
        """The minute from which the text of procedure `key` in force at `at` has applied without a break. Raises
        NoRulesKnown."""
        hash_ = self.procedure_hash(key, at)
        known = [a for a in self.adopted(PROCEDURE, key) if a.from_ <= at]
        others = [place for place, a in enumerate(known) if a.hash != hash_]
        return known[others[-1] + 1 if others else 0].from_

    def _in_force(self, kind: str, key: str, at: datetime) -> Adoption:
        require_aware(at)
        known = [a for a in self.adoptions if a.kind == kind and a.key == key and a.from_ <= at]
        if not known:
            params = (("kind", kind), ("key", key), ("at", at.astimezone(LONDON).isoformat(timespec="minutes")))
            raise NoRulesKnown(Problem("no_rules_known", kind, params))
        return known[-1]


def _as_procedure(text: AdoptedText) -> Procedure:
    if not isinstance(text, Procedure):
        raise UnknownName(Problem("unknown_text", params=(("hash", text.key),)))
    return text


EMPTY = Register((), {})


def adopt(
    register: Register,
    text: AdoptedText,
    from_: datetime,
    now: datetime,
    *,
    by: str,
    note: str = "",
    history: bool = False,
    approved_by: str = "",
    remark: str = "",
) -> Register:
    """The register with `text` adopted from the London minute `from_`.

    The minute may not be in the past, save as `history`, which only a council in shadow or a demo may load. A minute
    inside the hour that the October night repeats names two instants and is refused. Raises DomainError.
    """
    moment = require_aware(from_).astimezone(UTC).replace(second=0, microsecond=0)
    problems = []
    if is_repeated_hour(moment):
        problems.append(Problem("adoption_in_repeated_hour", "from"))
    if not history and moment < now.astimezone(UTC).replace(second=0, microsecond=0):
        problems.append(Problem("adoption_in_past", "from"))
    if problems:
        raise DomainError(*problems)
    data = to_bytes(text)
    kind = PROCEDURE if isinstance(text, Procedure) else CALENDAR
    adoption = Adoption(kind, text.key, text.version, digest(data), moment, by, note, history, approved_by, remark)
    return replace(
        register,
        adoptions=tuple(sorted((*register.adoptions, adoption), key=lambda a: a.from_)),
        texts={**register.texts, adoption.hash: text},
    )


def is_repeated_hour(moment: datetime) -> bool:
    """Whether the London wall-clock time of `moment` happens twice (the night the clocks go back)."""
    wall = moment.astimezone(LONDON).replace(tzinfo=None)
    around = (moment + timedelta(hours=1), moment - timedelta(hours=1))
    return any(other.astimezone(LONDON).replace(tzinfo=None) == wall for other in around)


def london_minute(wall: datetime) -> datetime:
    """The instant (UTC) that a London wall-clock minute names.

    Raises DomainError for the hour that the October night repeats, and for the hour that the March night leaves out.
    """
    moment = wall.replace(tzinfo=LONDON, fold=0).astimezone(UTC)
    if moment.astimezone(LONDON).replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise DomainError(Problem("no_such_minute", "from", (("value", wall.isoformat()),)))
    if is_repeated_hour(moment):
        raise DomainError(Problem("adoption_in_repeated_hour", "from", (("value", wall.isoformat()),)))
    return moment
