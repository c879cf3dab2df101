"""Hooks about what happened, and about people's data that a plugin holds."""

# Declarations have no body, since pluggy never calls them.
# mypy: disable-error-code=empty-body

from __future__ import annotations

from collections.abc import Iterable

from core.api.authority import AuthorityProfile
from core.api.casework import Happened
from core.api.markers import hookspec
from core.api.people import DataExtract, ErasureReport
from core.api.tables import PluginStore


@hookspec
def upheld_on_event(authority: AuthorityProfile, happened: Happened, store: PluginStore) -> None:
    """React to an event that is committed. The answer is ignored.

    Run by the worker, one plugin at a time, at least once: the same event may come twice (same case and seq). Since 1.
    """


@hookspec
def upheld_personal_data(authority: AuthorityProfile, person: str, store: PluginStore) -> Iterable[DataExtract]:
    """Return everything the plugin holds on the person with that id.

    Asked after an erasure, which is undone where anything is still held. A plugin with a column marked personal must
    answer it. Since 1.
    """


@hookspec
def upheld_erase(
    authority: AuthorityProfile, person: str, rule: str, dry_run: bool, store: PluginStore
) -> Iterable[ErasureReport]:
    """Return what was destroyed of the person's data under `rule`, or would be on a dry run.

    Run when a person's details are erased. A plugin that fails here stops the erasure, loudly. Since 1.
    """
