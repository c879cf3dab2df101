"""What can be wrong with a plugin or a council's module: said at start, with names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a plugin, at a council where it matters ("" for every council)."""

    plugin: str
    words: str
    authority: str = ""

    def __str__(self) -> str:
        at = f" at {self.authority}" if self.authority else ""
        return f"plugin {self.plugin}{at}: {self.words}"


class HostError(Exception):
    """Plugins or councils cannot be run as declared; `faults` tells every reason."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class HookFailed(HostError):
    """A hook whose answer matters failed, so what was asked for cannot be done."""
