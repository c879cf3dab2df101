"""Calling hooks: one plugin at a time, arguments compared with the declaration, answers with its types.

`collect` and `react` keep a failing plugin's trouble to itself unless told to be strict; `decide` always fails loudly.
"""

from __future__ import annotations

import logging
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from time import perf_counter
from typing import Any

import pluggy

from core.host.checks import SPECS, parameters
from core.host.errors import Fault, HookFailed
from core.host.failures import Failures

log = logging.getLogger(__name__)
SLOW = 1.0
"""Seconds after which a hook that pages wait for is reported as slow."""


@dataclass(frozen=True, slots=True)
class PerPlugin:
    """An argument made for each plugin, from its key: its own store."""

    make: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Caller:
    """Calls one hook of one council's manager. Without `failures` every trouble is raised."""

    hook: pluggy.HookCaller
    authority: str = ""
    failures: Failures | None = None

    def collect(self, given: dict[str, object], *, strict: bool = False) -> tuple[tuple[str, Any], ...]:
        """(plugin, item) of every answer, the first registered first."""
        self._check_arguments(given)
        wanted = item_type(self.hook)
        found: list[tuple[str, Any]] = []
        for impl in self.hook.get_hookimpls():
            plugin = impl.plugin_name
            try:
                found += [(plugin, item) for item in self._items(impl, given, wanted)]
            except Exception as error:
                self._failed(plugin, error, strict=strict)
        return tuple(found)

    def decide(self, given: dict[str, object]) -> tuple[str, Any] | None:
        """(plugin, answer) of the last registered with an opinion, or None."""
        self._check_arguments(given)
        wanted = item_type(self.hook)
        for impl in reversed(self.hook.get_hookimpls()):
            try:
                answer = self._run(impl, given)
                if answer is not None:
                    _check_type(answer, wanted)
                    return impl.plugin_name, answer
            except Exception as error:
                self._failed(impl.plugin_name, error, strict=True)
        return None

    def react(self, given: dict[str, object], *, only: str = "") -> tuple[Fault, ...]:
        """Let every plugin react, or the one called `only`; what failed, so that it can be tried again."""
        self._check_arguments(given)
        faults = []
        for impl in self.hook.get_hookimpls():
            if only and impl.plugin_name != only:
                continue
            try:
                self._run(impl, given)
            except Exception as error:
                self._failed(impl.plugin_name, error, strict=False)
                faults.append(self._fault(impl.plugin_name, error))
        return tuple(faults)

    def _items(self, impl: pluggy.HookImpl, given: dict[str, object], wanted: type) -> list[object]:
        if self.failures is not None and self.failures.is_off(impl.plugin_name):
            return []
        answer = self._run(impl, given)
        if answer is None:
            return []
        if isinstance(answer, str) or not isinstance(answer, Iterable):
            raise TypeError(f"answered {type(answer).__name__} where a list of {wanted.__name__} was asked for")
        items = list(answer)
        for item in items:
            _check_type(item, wanted)
        return items

    def _run(self, impl: pluggy.HookImpl, given: dict[str, object]) -> object:
        begun = perf_counter()
        arguments = (given[name] for name in impl.argnames)
        answer = impl.function(
            *(held.make(impl.plugin_name) if isinstance(held, PerPlugin) else held for held in arguments)
        )
        took = perf_counter() - begun
        if self.failures is not None:
            self.failures.finished(impl.plugin_name)
            if took > SLOW:
                self.failures.slow(impl.plugin_name, self.hook.name, took)
        return answer

    def _check_arguments(self, given: dict[str, object]) -> None:
        wanted = parameters(self.hook.name)
        if set(given) != set(wanted):
            raise TypeError(f"{self.hook.name} takes {', '.join(wanted)}, not {', '.join(sorted(given))}")

    def _fault(self, plugin: str, error: Exception) -> Fault:
        return Fault(plugin, f"{self.hook.name} failed: {type(error).__name__}: {error}", self.authority)

    def _failed(self, plugin: str, error: Exception, *, strict: bool) -> None:
        fault = self._fault(plugin, error)
        if strict or self.failures is None:
            raise HookFailed(fault) from error
        # The type only: an error's own text may quote what a person wrote.
        log.error("plugin %s failed in %s at %s: %s", plugin, self.hook.name, self.authority, type(error).__name__)
        self.failures.failed(plugin, self.hook.name, type(error).__name__)


@cache
def _item_type(function: Callable[..., object]) -> type:
    answer = typing.get_type_hints(function).get("return", type(None))
    arguments = [kind for kind in typing.get_args(answer) if kind is not type(None)]
    found: type = arguments[0] if arguments else answer
    return found


def item_type(hook: pluggy.HookCaller) -> type:
    """The type of one answer, from the declaration: `Role` for `-> Iterable[Role]` and for `-> Role | None`."""
    return _item_type(SPECS[hook.name])


def _check_type(answer: object, wanted: type) -> None:
    if not isinstance(answer, wanted):
        raise TypeError(f"answered {type(answer).__name__} where {wanted.__name__} was asked for")
