"""What plugins put beside a case: boxes of their own on its page, each with its own rows at hand."""

from __future__ import annotations

from core.api import Panel
from core.host import ask
from core.persistence.plugin_tables import PluginRows
from core.persistence.transaction import reading
from core.services.opening import OpenedCase


def panels_of(authority: str, opened: OpenedCase) -> tuple[tuple[str, Panel], ...]:
    """(plugin, box) in order, of those that the reader may see. A plugin that fails costs its own boxes only."""
    with reading(authority):
        return ask.case_panels(opened.runtime, opened.case, opened.actor, PluginRows)
