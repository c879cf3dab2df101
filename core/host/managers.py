"""Two kinds of pluggy manager: one for the whole installation, and one per distinct list of plugins.

A plugin that a council has not switched on is not in its manager, so its code cannot run there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import ModuleType

import pluggy

from core.api.hookspecs import AUTHORITY_HOOKS, AUTHORITY_TOPICS, SETUP_HOOKS, SETUP_TOPICS
from core.api.markers import PROJECT


class Hooks(pluggy.PluginManager):
    """A manager that looks at `wanted` names only, so that nothing else of a module is touched."""

    def __init__(self, topics: Iterable[ModuleType], wanted: frozenset[str]) -> None:
        super().__init__(PROJECT)
        self._wanted = wanted
        for topic in topics:
            self.add_hookspecs(topic)

    def parse_hookimpl_opts(self, plugin: object, name: str) -> pluggy.HookimplOpts | None:
        """The marks of `name`, or None when this manager has no business with it."""
        return super().parse_hookimpl_opts(plugin, name) if name in self._wanted else None


class Managers:
    """Builds managers from the installed modules by name and keeps them: one per distinct list."""

    def __init__(self, modules: Mapping[str, ModuleType]) -> None:
        self._modules = modules
        self.for_names = cache(self._build)

    def _build(self, names: tuple[str, ...]) -> Hooks:
        return _filled(Hooks(AUTHORITY_TOPICS, AUTHORITY_HOOKS), names, self._modules)

    def setup(self, names: tuple[str, ...]) -> Hooks:
        """The manager that answers what is asked once per process."""
        return _filled(Hooks(SETUP_TOPICS, SETUP_HOOKS), names, self._modules)


def _filled(hooks: Hooks, names: tuple[str, ...], modules: Mapping[str, ModuleType]) -> Hooks:
    for name in names:  # the last registered is asked first by deciding hooks
        hooks.register(modules[name], name)
    hooks.check_pending()
    return hooks
