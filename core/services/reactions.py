"""Plugins react to what is committed, each by itself: one that fails is tried again alone and holds up nobody."""

from __future__ import annotations

from core.api import Happened
from core.clock import utc_now
from core.host import ask
from core.persistence import record
from core.persistence.plugin_tables import PluginRows
from core.persistence.repositories.tasks import add_task
from core.persistence.transaction import in_one_transaction
from core.services.council import open_council

REACT_TASK = "react"


class ReactionFailed(Exception):
    """A plugin failed at an event; the events before it in the same task are undone with it and come again."""


def fan_out(authority: str, case: str, first: int, last: int) -> int:
    """Ask for one task for each plugin that reacts at the council to events `first` to `last` of a case; how many."""

    def action() -> int:
        now = utc_now()
        plugins = ask.reacting(open_council(authority).runtime)
        for plugin in plugins:
            places = {"case": case, "first": str(first), "last": str(last), "plugin": plugin}
            add_task(REACT_TASK, authority, f"{REACT_TASK}:{authority}:{case}:{last}:{plugin}", now, now, places)
        return len(plugins)

    return in_one_transaction(authority, action)


def react(authority: str, case: str, first: int, last: int, plugin: str) -> None:
    """Let one plugin react to events `first` to `last` of a case, in order. Raises ReactionFailed."""

    def action() -> None:
        runtime = open_council(authority).runtime
        stream = record.load_case(case)
        if stream is None or plugin not in ask.reacting(runtime):
            return  # moved away, or switched off since
        for entry in stream.entries:
            if first <= entry.seq <= last:
                happened = Happened(case, entry.seq, entry.at, entry.event)
                if ask.react(runtime, happened, PluginRows, only=plugin):
                    raise ReactionFailed(plugin)

    in_one_transaction(authority, action)
