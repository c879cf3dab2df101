"""Scheduled work of a plugin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.api.authority import AuthorityProfile
from core.api.ports import Ports


@dataclass(frozen=True, slots=True)
class JobSpec:
    """Work run for each council where the plugin is on, once a day at `at` ("HH:MM", London) or every `minutes`.

    It may be run twice and must not mind. `run` gets the council and its ports, inside that council's scope.
    """

    key: str
    title: str
    run: Callable[[AuthorityProfile, Ports], None]
    at: str = ""
    minutes: int = 0
