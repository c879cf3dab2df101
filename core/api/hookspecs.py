"""Every hook there is, gathered for the managers: SETUP ones are asked once per process, the others per council."""

from __future__ import annotations

from types import ModuleType

from core.api.markers import PREFIX
from core.api.specs import access, channels, letters, lifecycle, procedures, setup, triage, web

SETUP_TOPICS: tuple[ModuleType, ...] = (setup,)
AUTHORITY_TOPICS: tuple[ModuleType, ...] = (procedures, triage, channels, letters, access, web, lifecycle)


def _names(topics: tuple[ModuleType, ...]) -> frozenset[str]:
    return frozenset(name for topic in topics for name in vars(topic) if name.startswith(PREFIX))


SETUP_HOOKS = _names(SETUP_TOPICS)
AUTHORITY_HOOKS = _names(AUTHORITY_TOPICS)
