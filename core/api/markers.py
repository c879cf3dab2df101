"""Marks for hook declarations (`hookspec`, the core's own) and hook implementations (`hookimpl`, everybody's)."""

from __future__ import annotations

import pluggy

PROJECT = "upheld"
PREFIX = "upheld_"
API_VERSION = "1"
"""What a plugin states as `PluginInfo.api`; it changes when a hook loses a parameter or a type a field."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
