"""What a plugin may ask for: narrow doors, each opened for one plugin at one council."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.api.tables import PluginStore
from core.domain.case import Case


class CaseReader(Protocol):
    """Reads cases of the present council as frozen snapshots."""

    def case(self, reference: str) -> Case | None:
        """The case with that reference, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Ports:
    """What a job is given. `now` is an aware UTC instant, asked once for the whole run."""

    now: datetime
    cases: CaseReader
    store: PluginStore
