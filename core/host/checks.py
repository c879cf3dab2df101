"""Looks at a module's hooks before any of them runs: names, marks and parameters."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from types import ModuleType

from core.api.hookspecs import AUTHORITY_TOPICS, SETUP_TOPICS
from core.api.markers import PREFIX, PROJECT
from core.host.errors import Fault

SPECS: dict[str, Callable[..., object]] = {
    name: function
    for topic in (*SETUP_TOPICS, *AUTHORITY_TOPICS)
    for name, function in vars(topic).items()
    if name.startswith(PREFIX)
}


@cache
def parameters(name: str) -> tuple[str, ...]:
    """The parameters of the hook called `name`, in order."""
    return tuple(inspect.signature(SPECS[name]).parameters)


def hook_faults(plugin: str, module: ModuleType) -> Iterator[Fault]:
    """Misspelt hooks, hooks without their mark, and hooks with parameters that nobody will give them."""
    for name, held in vars(module).items():
        if not name.startswith(PREFIX) or not callable(held):
            continue
        if name not in SPECS:
            close = get_close_matches(name, SPECS, 1)
            yield Fault(plugin, f"has a hook {name} that does not exist" + (f"; is {close[0]} meant?" if close else ""))
        elif not hasattr(held, f"{PROJECT}_impl"):
            yield Fault(plugin, f"{name} is not marked with @hookimpl, so it would never be asked")
        elif getattr(held, f"{PROJECT}_impl")["wrapper"] or getattr(held, f"{PROJECT}_impl")["hookwrapper"]:
            yield Fault(plugin, f"{name} is a wrapper; hooks answer, they do not wrap each other")
        else:
            yield from _parameter_faults(plugin, name, held)


def _parameter_faults(plugin: str, name: str, held: Callable[..., object]) -> Iterator[Fault]:
    for parameter in inspect.signature(held).parameters.values():
        if parameter.name not in parameters(name):
            yield Fault(plugin, f"{name} has a parameter {parameter.name}; there are {', '.join(parameters(name))}")
        elif parameter.default is not parameter.empty:
            yield Fault(plugin, f"{name} gives {parameter.name} a default, which would always win")
