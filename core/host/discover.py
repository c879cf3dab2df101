"""Finds plugins and tenants by folder and by entry point, and refuses what is declared wrongly.

The core imports none of them by name: the packages to look in are given as text, and each module says what it is by
`PLUGIN`, `AUTHORITY` or `PARTNERSHIP`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from types import ModuleType

from core.api import API_VERSION, AuthorityProfile, PartnershipProfile, PluginInfo
from core.host.checks import hook_faults
from core.host.errors import Fault, HostError

GROUP = "upheld.plugins"


@dataclass(frozen=True, slots=True)
class Installed:
    """A plugin that may be switched on, and the module that holds its hooks."""

    info: PluginInfo
    module: ModuleType
    hooks: ModuleType


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found. `hooks` holds the hook modules of tenants and partnerships that have any, by code.

    `ignored` are entry points that the operator has not listed: reported, never loaded.
    """

    plugins: dict[str, Installed]
    authorities: dict[str, AuthorityProfile]
    partnerships: dict[str, PartnershipProfile]
    hooks: dict[str, ModuleType]
    ignored: tuple[str, ...] = ()


def discover(
    plugin_packages: Collection[str], tenant_packages: Collection[str], listed: Collection[str] = ()
) -> Found:
    """Everything in these packages, and the entry points whose names are `listed`. Raises HostError with all faults."""
    faults: list[Fault] = []
    found = Found({}, {}, {}, {}, tuple(sorted(e.name for e in entry_points(group=GROUP) if e.name not in listed)))
    for package in plugin_packages:
        for module in _modules(package, faults):
            _add_plugin(found, module, faults)
    for name in listed:
        _add_entry_point(found, name, faults)
    for package in tenant_packages:
        for module in _modules(package, faults):
            _add_tenant(found, module, faults)
    faults += _mismatches(found)
    if faults:
        raise HostError(*faults)
    return found


def listed_plugins(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The entry points that the operator lists in UPHELD_PLUGINS, separated by commas. Commands need them before any
    other setting is read."""
    names = (name.strip() for name in environment.get("UPHELD_PLUGINS", "").split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def _modules(package: str, faults: list[Fault]) -> Iterator[ModuleType]:
    parent = importlib.import_module(package)
    for item in pkgutil.iter_modules(parent.__path__):
        if item.ispkg:
            yield from _imported(f"{package}.{item.name}", item.name, faults)


def _imported(path: str, name: str, faults: list[Fault]) -> Iterator[ModuleType]:
    try:
        yield importlib.import_module(path)
    except Exception as error:
        faults.append(Fault(name, f"cannot be imported: {type(error).__name__}: {error}"))


def _hooks_of(module: ModuleType) -> str:
    """The path of the module's `hooks` submodule, or of the module itself where it has none."""
    inner = f"{module.__name__}.hooks"
    return inner if hasattr(module, "__path__") and find_spec(inner) else module.__name__


def _add_entry_point(found: Found, name: str, faults: list[Fault]) -> None:
    matching = list(entry_points(group=GROUP, name=name))
    if not matching:
        faults.append(Fault(name, "is listed, but no installed package offers it"))
    for entry in matching:
        for module in _imported(entry.value, name, faults):
            _add_plugin(found, module, faults)


def _add_plugin(found: Found, module: ModuleType, faults: list[Fault]) -> None:
    name = module.__name__.rpartition(".")[2]
    info = getattr(module, "PLUGIN", None)
    if not isinstance(info, PluginInfo):
        faults.append(Fault(name, "declares no PLUGIN (core.api.PluginInfo)"))
        return
    if info.key in found.plugins:
        other = found.plugins[info.key].module.__name__
        faults.append(Fault(info.key, f"the key is used twice, by {other} and by {module.__name__}"))
        return
    if info.api != API_VERSION:
        faults.append(Fault(info.key, f"is written for plugin API {info.api!r}; this is {API_VERSION!r}"))
        return
    for hooks in _imported(_hooks_of(module), info.key, faults):
        faults += hook_faults(info.key, hooks)
        found.plugins[info.key] = Installed(info, module, hooks)


def _add_tenant(found: Found, module: ModuleType, faults: list[Fault]) -> None:
    name = module.__name__.rpartition(".")[2]
    profile, partnership = getattr(module, "AUTHORITY", None), getattr(module, "PARTNERSHIP", None)
    if isinstance(profile, AuthorityProfile):
        code = profile.code
        found.authorities[code] = profile
    elif isinstance(partnership, PartnershipProfile):
        code = partnership.code
        found.partnerships[code] = partnership
    else:
        faults.append(Fault(name, "declares neither AUTHORITY nor PARTNERSHIP (core.api)"))
        return
    if code != name:
        faults.append(Fault(name, f"is a folder called {name!r} and declares the code {code!r}", code))
    for hooks in _imported(_hooks_of(module), code, faults):
        faults += hook_faults(code, hooks)
        found.hooks[code] = hooks


def _mismatches(found: Found) -> Iterator[Fault]:
    for info in (plugin.info for plugin in found.plugins.values()):
        for missing in sorted(set(info.needs) - set(found.plugins)):
            yield Fault(info.key, f"needs the plugin {missing}, which is not installed")
    prefixes: dict[str, str] = {}
    for code, profile in found.authorities.items():
        yield from profile_faults(profile, found)
        if prefixes.setdefault(profile.prefix, code) != code:
            yield Fault(code, f"the prefix {profile.prefix} is also that of {prefixes[profile.prefix]}", code)
        if code in found.plugins or code in found.partnerships:
            yield Fault(code, "the code is also that of a plugin or a partnership", code)


def profile_faults(profile: AuthorityProfile, found: Found) -> Iterator[Fault]:
    """What does not fit between a council's profile and what is installed."""
    on = profile.plugins
    for key in on:
        if key not in found.plugins:
            yield Fault(key, "is on, but it is not installed", profile.code)
            continue
        for missing in sorted(set(found.plugins[key].info.needs) - set(on)):
            yield Fault(key, f"needs the plugin {missing}, which is not on", profile.code)
    for twice in sorted({key for key in on if on.count(key) > 1}):
        yield Fault(twice, "is listed twice", profile.code)
    if profile.partnership and profile.partnership not in found.partnerships:
        yield Fault(profile.partnership, "is named as partnership, but it is not installed", profile.code)
    for entry in profile.history:
        try:
            _ = entry.moment
        except ValueError as error:
            yield Fault(profile.code, f"history of {entry.key} {entry.version}: {error}", profile.code)
