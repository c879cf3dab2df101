"""The plugin host: one object per process, made at start. It knows what is installed and builds councils' runtimes."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any

from core import defaults
from core.api import AuthorityProfile, PartnershipProfile
from core.host.build import build
from core.host.calls import Caller
from core.host.discover import Found, Installed, discover, listed_plugins, profile_faults
from core.host.errors import HostError
from core.host.managers import Managers
from core.host.runtime import AuthorityRuntime
from core.host.setup import Setup, setup_faults

DEFAULT_NAMES = tuple(defaults.MODULES)


class Host:
    """What is installed. `ignored` are entry points that were found and not loaded, since nobody listed them."""

    def __init__(self, found: Found) -> None:
        self.found = found
        modules: dict[str, ModuleType] = {**defaults.MODULES, **found.hooks}
        modules |= {key: plugin.hooks for key, plugin in found.plugins.items()}
        self._managers = Managers(modules)
        self._runtime: Callable[[AuthorityProfile, tuple[str, ...], str], AuthorityRuntime] = cache(self._build)
        self.setup = self._ask_setup()
        faults = tuple(setup_faults(self.setup, modules))
        if faults:
            raise HostError(*faults)

    @classmethod
    def discover(
        cls,
        plugins: Collection[str] = ("plugins",),
        tenants: Collection[str] = ("tenants",),
        entry_points: Collection[str] | None = None,
    ) -> Host:
        """Everything in the packages `plugins` and `tenants`, and the entry points of the group `upheld.plugins` that
        the operator lists (in UPHELD_PLUGINS, unless they are given). Raises HostError with every fault."""
        listed = listed_plugins(os.environ) if entry_points is None else entry_points
        return cls(discover(plugins, tenants, listed))

    @property
    def ignored(self) -> tuple[str, ...]:
        return self.found.ignored

    def plugins(self) -> Mapping[str, Installed]:
        """The plugins that may be switched on, by key."""
        return MappingProxyType(self.found.plugins)

    def profiles(self) -> Mapping[str, AuthorityProfile]:
        """The councils that tenant modules offer, by code."""
        return MappingProxyType(self.found.authorities)

    def partnerships(self) -> Mapping[str, PartnershipProfile]:
        return MappingProxyType(self.found.partnerships)

    def runtime(
        self, authority: AuthorityProfile | str, plugins: tuple[str, ...] | None = None, config_version: str = ""
    ) -> AuthorityRuntime:
        """The council's runtime, built once for a profile, a list of plugins and a version of its configuration.

        `authority` is a code of a tenant module, or the profile that the registry's row gives. Raises KeyError for an
        unknown code and HostError when plugins and council do not fit.
        """
        profile = self.found.authorities[authority] if isinstance(authority, str) else authority
        return self._runtime(profile, profile.plugins if plugins is None else plugins, config_version)

    def _build(self, profile: AuthorityProfile, plugins: tuple[str, ...], config_version: str) -> AuthorityRuntime:
        wanted = _with_plugins(profile, plugins)
        faults = tuple(profile_faults(wanted, self.found))
        if faults:
            raise HostError(*faults)
        own = [code for code in (profile.partnership, profile.code) if code in self.found.hooks]
        hooks = self._managers.for_names((*DEFAULT_NAMES, *plugins, *own))
        here = {*DEFAULT_NAMES, *plugins, *own}
        return build(wanted, plugins, hooks, (p for plugin, p in self.setup.permissions if plugin in here))

    def _ask_setup(self) -> Setup:
        hooks = self._managers.setup((*DEFAULT_NAMES, *self.found.plugins, *self.found.hooks)).hook

        def ask(name: str) -> tuple[tuple[str, Any], ...]:
            return Caller(getattr(hooks, f"upheld_{name}")).collect({}, strict=True)

        return Setup(
            blueprints=ask("blueprints"),
            template_folders=ask("template_folders"),
            cli_commands=ask("cli_commands"),
            jobs=ask("jobs"),
            permissions=ask("permissions"),
            tables=ask("tables"),
            migrations=ask("migrations"),
        )


def _with_plugins(profile: AuthorityProfile, plugins: tuple[str, ...]) -> AuthorityProfile:
    return profile if profile.plugins == plugins else replace(profile, plugins=plugins)
