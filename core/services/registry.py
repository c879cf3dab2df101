"""Which council a host name is for, and the runtime it is configured with."""

from __future__ import annotations

from dataclasses import replace

from core.domain.errors import Problem, UnknownName
from core.host import AuthorityRuntime
from core.persistence.db import read_only
from core.persistence.repositories import registry
from core.persistence.repositories.registry import Registered
from core.services.council import host

__all__ = ["Registered", "hosts_of", "known_council", "runtime_of"]


def known_council(code: str) -> Registered:
    """The council of that code. Raises UnknownName when the registry has none."""
    with read_only():
        found = registry.authority(code)
    if found is None:
        raise UnknownName(Problem("unknown_authority", "authority", (("authority", code),)))
    return found


def hosts_of(code: str) -> tuple[str, ...]:
    """The host names of a council, the first of which its mails and links name."""
    with read_only():
        return registry.hosts_of(code)


def runtime_of(council: Registered) -> AuthorityRuntime:
    """The council's runtime as its row says now; built once for each version of its configuration."""
    profile = replace(host().profiles()[council.code], name=council.name, prefix=council.prefix)
    return host().runtime(profile, council.plugins, str(council.config_version))
