"""What went wrong in plugins of one council, shown to its administrators; a plugin that keeps failing is left out.

Kept per process and per built runtime: saving the council's plugins again gives a plugin another chance.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from threading import Lock

ENOUGH = 5
"""So many failures in a row switch a plugin's optional parts off."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One failure or slow answer: `what` is the error's type, or how many seconds it took."""

    plugin: str
    hook: str
    what: str


class Failures:
    """Counts failures in a row for each plugin and remembers the last ones."""

    def __init__(self) -> None:
        self._in_a_row: dict[str, int] = {}
        self._recent: deque[Trouble] = deque(maxlen=50)
        self._lock = Lock()

    def failed(self, plugin: str, hook: str, what: str) -> None:
        with self._lock:
            self._in_a_row[plugin] = self._in_a_row.get(plugin, 0) + 1
            self._recent.append(Trouble(plugin, hook, what))

    def slow(self, plugin: str, hook: str, seconds: float) -> None:
        with self._lock:
            self._recent.append(Trouble(plugin, hook, f"{seconds:.1f} seconds"))

    def finished(self, plugin: str) -> None:
        """The plugin answered: what failed before is no longer in a row."""
        if self._in_a_row:
            with self._lock:
                self._in_a_row.pop(plugin, None)

    def is_off(self, plugin: str) -> bool:
        """Whether the plugin has failed so often that its optional parts are left out."""
        return self._in_a_row.get(plugin, 0) >= ENOUGH

    def recent(self) -> tuple[Trouble, ...]:
        """The last fifty troubles, oldest first."""
        return tuple(self._recent)
