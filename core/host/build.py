"""Builds a council's runtime from what its plugins answer, and refuses what does not fit together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from importlib.metadata import version
from types import MappingProxyType
from typing import Any

from core.api import (
    LONDON,
    PERSON,
    AuthorityProfile,
    Branding,
    ClosedDay,
    FeedbackType,
    Permission,
    Procedure,
    SettingSpec,
    Text,
    WorkingCalendar,
    branding_problems,
)
from core.host.calls import Caller
from core.host.errors import Fault, HostError
from core.host.failures import Failures
from core.host.managers import Hooks
from core.host.runtime import AuthorityRuntime, HistoryEntry, Offers
from core.host.text_settings import text_settings

FIRST_YEAR, LAST_YEAR = 2008, 2035
"""The years that calendars answer for."""


class _Builder:
    """One build; `faults` gathers everything wrong, so that it is all said at once."""

    def __init__(self, profile: AuthorityProfile, hooks: Hooks) -> None:
        self.profile, self.hooks = profile, hooks
        self.faults: list[Fault] = []
        self.offered_by: dict[tuple[str, str], str] = {}

    def answers(self, hook: str, **more: object) -> tuple[tuple[str, Any], ...]:
        """(plugin, item) of a collect hook; a failure is a fault of the build."""
        try:
            return Caller(getattr(self.hooks.hook, hook), self.profile.code).collect(
                {"authority": self.profile, **more}, strict=True
            )
        except HostError as error:
            self.faults += error.faults
            return ()

    def keyed(self, hook: str, kind: str) -> Mapping[str, Any]:
        """Items by key; the one given last replaces the others. The same plugin giving a key twice is a fault."""
        found: dict[str, Any] = {}
        for plugin, item in self.answers(hook):
            if self.offered_by.get((kind, item.key)) == plugin:
                self.fault(plugin, f"gives the {kind} {item.key} twice")
            found[item.key] = item
            self.offered_by[kind, item.key] = plugin
        return MappingProxyType(found)

    def feedback_types(self) -> Mapping[str, FeedbackType]:
        """The kinds that are offered, or of them those that the council says it takes."""
        found: Mapping[str, FeedbackType] = self.keyed("upheld_feedback_types", "feedback type")
        takes = self.profile.takes
        for key in takes:
            if key not in found:
                self.fault(self.profile.code, f"takes {key}, which is no feedback type here")
        return MappingProxyType({key: found[key] for key in takes if key in found}) if takes else found

    def fault(self, plugin: str, words: str) -> None:
        self.faults.append(Fault(plugin, words, self.profile.code))

    def procedures(self) -> tuple[Procedure, ...]:
        found: dict[tuple[str, str], Procedure] = {}
        for plugin, text in self.answers("upheld_procedures"):
            name = (text.key, text.version)
            if name in found and found[name] != text:
                other = self.offered_by["procedure", "/".join(name)]
                self.fault(plugin, f"offers {text.key} {text.version}, which {other} offers with another text")
            found.setdefault(name, text)
            self.offered_by.setdefault(("procedure", "/".join(name)), plugin)
        return tuple(found.values())

    def calendars(self) -> tuple[WorkingCalendar, ...]:
        closed: dict[date, ClosedDay] = {}
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            for plugin, day in self.answers("upheld_closed_days", year=year):
                if day.on.year != year:
                    self.fault(plugin, f"closes {day.on} when asked about {year}")
                closed.setdefault(day.on, day)
        days = tuple(closed[on] for on in sorted(closed))
        statutory = tuple(day for day in days if day.kind != "closure")
        return self._calendar("authority", days), self._calendar("statutory", statutory)

    def _calendar(self, key: str, days: tuple[ClosedDay, ...]) -> WorkingCalendar:
        nation, first, last = self.profile.nation, date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
        name = f"{nation.value}-{FIRST_YEAR}-{LAST_YEAR}-holidays-{version('holidays')}"
        closures = ",".join(day.on.isoformat() for day in days if day.kind != "bank_holiday")
        if closures:
            name += "-closed-" + hashlib.sha256(closures.encode()).hexdigest()[:8]
        return WorkingCalendar(key, name, nation, first, last, days)

    def history(self, calendars: Iterable[WorkingCalendar]) -> Iterator[HistoryEntry]:
        begin = datetime(FIRST_YEAR, 1, 1, tzinfo=LONDON).astimezone(UTC)
        for calendar in calendars:
            yield HistoryEntry("calendar", calendar.key, calendar.version, begin, Text("Bank holidays as published"))
        for entry in self.profile.history:
            yield HistoryEntry("procedure", entry.key, entry.version, entry.moment, entry.note, entry.assumed)

    def settings(self, offers: Offers) -> Mapping[str, SettingSpec]:
        """Declared settings, and those that the texts suggested last let a council set."""
        found = dict(self.keyed("upheld_settings_schema", "setting"))
        for text in offers.suggested():
            name = f"{text.key}/{text.version}"
            for spec in text_settings(text):
                found[spec.key] = spec
                self.offered_by["setting", spec.key] = self.offered_by["procedure", name]
        return MappingProxyType(found)

    def branding(self) -> Branding:
        found = None
        try:
            found = Caller(self.hooks.hook.upheld_branding, self.profile.code).decide({"authority": self.profile})
        except HostError as error:
            self.faults += error.faults
        plugin, branding = found or ("core.look", Branding(self.profile.name, ""))
        for problem in branding_problems(branding):
            told = ", ".join(f"{name} {value}" for name, value in problem.params)
            self.fault(plugin, f"branding {problem.field}: {problem.code} ({told})")
        return branding


def build(
    profile: AuthorityProfile, plugins: tuple[str, ...], hooks: Hooks, permissions: Iterable[Permission]
) -> AuthorityRuntime:
    """The runtime of one council. Raises HostError with everything that is wrong, plugin and council named."""
    builder = _Builder(profile, hooks)
    calendars = builder.calendars()
    offers = Offers(builder.procedures(), calendars, tuple(builder.history(calendars)))
    runtime = AuthorityRuntime(
        profile=profile,
        plugins=plugins,
        offers=offers,
        permissions=MappingProxyType({p.key: p for p in permissions}),
        roles=builder.keyed("upheld_roles", "role"),
        feedback_types=builder.feedback_types(),
        inbound_channels=builder.keyed("upheld_inbound_channels", "inbound channel"),
        outbound_channels=builder.keyed("upheld_outbound_channels", "outbound channel"),
        services=MappingProxyType({s.key: s for s in profile.services}),
        settings=builder.settings(offers),
        letter_templates=builder.keyed("upheld_letter_templates", "letter"),
        branding=builder.branding(),
        offered_by=MappingProxyType(builder.offered_by),
        hooks=hooks,
        failures=Failures(),
    )
    faults = (*builder.faults, *_misfits(runtime))
    if faults:
        raise HostError(*faults)
    return runtime


def _misfits(runtime: AuthorityRuntime) -> Iterator[Fault]:
    """What the parts say about each other that is not so."""

    def fault(kind: str, key: str, words: str) -> Fault:
        return Fault(runtime.offered_by.get((kind, key), runtime.code), words, runtime.code)

    offered = {text.key for text in runtime.offers.procedures}
    for kind in runtime.feedback_types.values():
        if kind.procedure and kind.procedure not in offered:
            yield fault("feedback type", kind.key, f"{kind.key} follows {kind.procedure}, which nobody offers")
    for role in runtime.roles.values():
        for unknown in sorted(set(role.permissions) - set(runtime.permissions)):
            yield fault("role", role.key, f"the role {role.key} gives {unknown}, which is no permission here")
        if role.aggregate_only and any(key.startswith(("case.", "letter.")) for key in runtime.granted({role.key})):
            yield fault("role", role.key, f"the role {role.key} sees figures only, yet it opens cases")
    for setting in runtime.settings.values():
        for problem in setting.problems(setting.default):
            yield fault("setting", setting.key, f"the default of {setting.key} is refused: {problem.code}")
    for text in runtime.offers.procedures:
        name = f"{text.key}/{text.version}"
        moves = [move for stage in text.stages for move in stage.moves] + list(text.anytime)
        for unknown in sorted({role for move in moves for role in move.by} - {PERSON, *runtime.roles}):
            yield fault("procedure", name, f"{name} has a move by {unknown}, which is no role here")
        for unknown in sorted({move.letter for move in moves if move.letter} - set(runtime.letter_templates)):
            yield fault("procedure", name, f"{name} sends {unknown}, which is no letter here")
    for entry in runtime.offers.history:
        try:
            runtime.offers.text(entry.kind, entry.key, entry.version)
        except KeyError:
            yield Fault(runtime.code, f"history names {entry.key} {entry.version}, which nobody offers", runtime.code)
