"""All that describes one council, asked once and frozen: pages and rules read attributes, not hooks."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from core.api import (
    AuthorityProfile,
    Branding,
    FeedbackType,
    InboundChannel,
    LetterTemplate,
    OutboundChannel,
    Permission,
    Procedure,
    Role,
    Service,
    SettingSpec,
    Text,
    WorkingCalendar,
)
from core.host.calls import Caller
from core.host.failures import Failures
from core.host.managers import Hooks


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A text that is suggested as in force from the minute `from_` (UTC): for a demo, or for a council in shadow.

    `kind` is "procedure" or "calendar". `assumed` says what the sources do not state.
    """

    kind: str
    key: str
    version: str
    from_: datetime
    note: Text
    assumed: Text | None = None


@dataclass(frozen=True, slots=True)
class Offers:
    """Texts that the council may adopt, and the history its module suggests. Nothing here is in force by itself."""

    procedures: tuple[Procedure, ...]
    calendars: tuple[WorkingCalendar, ...]
    history: tuple[HistoryEntry, ...]

    def suggested(self) -> tuple[Procedure, ...]:
        """One text of each procedure: the last of the suggested history, or the last offered where there is none."""
        last = {text.key: text for text in self.procedures}
        named = (entry for entry in self.history if entry.kind == "procedure")
        for entry in sorted(named, key=lambda e: e.from_):
            last |= {t.key: t for t in self.procedures if (t.key, t.version) == (entry.key, entry.version)}
        return tuple(last.values())

    def text(self, kind: str, key: str, version: str) -> Procedure | WorkingCalendar:
        """The offered text; KeyError when there is none."""
        texts: tuple[Procedure | WorkingCalendar, ...] = self.procedures if kind == "procedure" else self.calendars
        for text in texts:
            if (text.key, text.version) == (key, version):
                return text
        raise KeyError((kind, key, version))


@dataclass(frozen=True, slots=True, eq=False)
class AuthorityRuntime:
    """One council as configured now. Keyed things are mappings by key, in the order a page shows them.

    `offered_by` tells which plugin gave what: ("procedure", "corporate/2024") → "code_two_stage".
    """

    profile: AuthorityProfile
    plugins: tuple[str, ...]
    offers: Offers
    permissions: Mapping[str, Permission]
    roles: Mapping[str, Role]
    feedback_types: Mapping[str, FeedbackType]
    inbound_channels: Mapping[str, InboundChannel]
    outbound_channels: Mapping[str, OutboundChannel]
    services: Mapping[str, Service]
    settings: Mapping[str, SettingSpec]
    letter_templates: Mapping[str, LetterTemplate]
    branding: Branding
    offered_by: Mapping[tuple[str, str], str]
    hooks: Hooks
    failures: Failures

    @property
    def code(self) -> str:
        return self.profile.code

    def ask(self, hook: str) -> Caller:
        """A caller of the hook called `hook` (`core.host.ask` has a typed function for each)."""
        return Caller(getattr(self.hooks.hook, hook), self.profile.code, self.failures)

    def granted(self, roles: Set[str]) -> frozenset[str]:
        """The permissions that these roles give here, implied ones included. Unknown roles give none."""
        waiting = [key for role in roles if role in self.roles for key in self.roles[role].permissions]
        found: set[str] = set()
        while waiting:
            key = waiting.pop()
            if key in self.permissions and key not in found:
                found.add(key)
                waiting += self.permissions[key].implies
        return frozenset(found)
