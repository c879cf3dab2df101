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
    """`from_` is the minute (UTC) from which the text applies. `loaded`: entered as history, before going live."""

    kind: str
    key: str
    version: str
    hash: str
    from_: datetime
    by: str = ""
    note: str = ""
    loaded: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """Adoptions in order of their minute, and the texts themselves by hash."""

    adoptions: tuple[Adoption, ...]
    texts: Mapping[str, AdoptedText]

    def procedure(self, key: str, at: datetime) -> Procedure:
        """The text of procedure `key` in force at `at`. Raises NoRulesKnown."""
        found = self.text(self._in_force(PROCEDURE, key, at).hash)
        assert isinstance(found, Procedure)
        return found

    def procedure_hash(self, key: str, at: datetime) -> str:
        """The hash of the text of procedure `key` in force at `at`. Raises NoRulesKnown."""
        return self._in_force(PROCEDURE, key, at).hash

    def procedure_by_hash(self, hash_: str) -> Procedure:
        """The text a track has pinned. Raises UnknownName when it was never stored."""
        found = self.text(hash_)
        assert isinstance(found, Procedure)
        return found

    def procedure_version(self, key: str, version: str) -> Procedure:
        """The version `version` of procedure `key`, whether in force or not. Raises UnknownName."""
        for text in self.texts.values():
            if isinstance(text, Procedure) and text.key == key and text.version == version:
                return text
        raise UnknownName(Problem("unknown_version", "version", (("procedure", key), ("version", version))))

    def calendar(self, key: str, at: datetime) -> WorkingCalendar:
        """The calendar `key` ("authority" or "statutory") in force at `at`. Raises NoRulesKnown."""
        found = self.text(self._in_force(CALENDAR, key, at).hash)
        assert isinstance(found, WorkingCalendar)
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

    def _in_force(self, kind: str, key: str, at: datetime) -> Adoption:
        require_aware(at)
        known = [a for a in self.adoptions if a.kind == kind and a.key == key and a.from_ <= at]
        if not known:
            params = (("kind", kind), ("key", key), ("at", at.astimezone(LONDON).isoformat(timespec="minutes")))
            raise NoRulesKnown(Problem("no_rules_known", kind, params))
        return max(known, key=lambda a: a.from_)


EMPTY = Register((), {})


def adopt(
    register: Register, text: AdoptedText, from_: datetime, now: datetime, *, by: str, note: str = "", history: bool = False
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
    adoption = Adoption(kind, text.key, text.version, digest(data), moment, by, note, history)
    return replace(
        register,
        adoptions=tuple(sorted((*register.adoptions, adoption), key=lambda a: (a.from_, a.kind, a.key))),
        texts={**register.texts, adoption.hash: text},
    )


def is_repeated_hour(moment: datetime) -> bool:
    """Whether the London wall-clock time of `moment` happens twice (the night the clocks go back)."""
    wall = moment.astimezone(LONDON).replace(tzinfo=None)
    return any(
        (moment + shift).astimezone(LONDON).replace(tzinfo=None) == wall for shift in (timedelta(hours=1), timedelta(hours=-1))
    )
