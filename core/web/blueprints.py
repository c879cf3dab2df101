"""Every route of the application: the core's, found in `core.web.views`, and the plugins', each behind its switch.

A module of views has a `blueprint`, and `NAVIGATION` when some of its pages belong in a menu. `DEMO_ONLY = True` keeps
it out of everything but demo, test and development.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from flask import Blueprint, Flask

from core.config import Config
from core.host import Host
from core.host.errors import Fault, HostError
from core.web import views
from core.web.navigation import Entry


def register_blueprints(app: Flask, config: Config) -> None:
    """Register the core's views and then the plugins'."""
    entries: list[Entry] = []
    for module in _modules():
        if getattr(module, "DEMO_ONLY", False) and config.is_production:
            continue
        app.register_blueprint(module.blueprint)
        entries += getattr(module, "NAVIGATION", ())
    app.extensions["upheld_navigation"] = tuple(sorted(entries, key=lambda entry: entry.order))
    host: Host = app.extensions["upheld_host"]
    owners: dict[str, str] = {}
    for key, blueprint in host.setup.blueprints:
        _refuse_foreign_names(key, blueprint)
        try:
            app.register_blueprint(blueprint)
        except Exception as error:
            raise HostError(Fault(key, f"the pages of {blueprint.name!r} cannot be added: {error}")) from error
        owners[blueprint.name] = key
    app.extensions["upheld_plugin_endpoints"] = owners


def _modules() -> Iterator[ModuleType]:
    names = sorted(found.name for found in pkgutil.walk_packages(views.__path__, f"{views.__name__}."))
    modules = (importlib.import_module(name) for name in names)
    return (module for module in modules if isinstance(getattr(module, "blueprint", None), Blueprint))


def _refuse_foreign_names(key: str, blueprint: Blueprint) -> None:
    """A plugin's pages live under its own name, so that no plugin can stand in front of another's or the core's."""
    address = (blueprint.url_prefix or "").strip("/").split("/")
    at_home = key in address[:2] or key.replace("_", "-") in address[:2]
    if blueprint.name != key and not blueprint.name.startswith(f"{key}_"):
        raise HostError(Fault(key, f"the blueprint {blueprint.name!r} must be named after the plugin"))
    if not at_home:
        raise HostError(Fault(key, f"the pages of {blueprint.name!r} must be under /{key} or /staff/{key}"))
