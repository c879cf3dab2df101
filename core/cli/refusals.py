"""What a program refuses to run with, as one line: for commands, and for a WSGI server that loads the application."""

from __future__ import annotations

from core.config import ConfigError


def refusal(error: Exception) -> str | None:
    """One line for whoever runs the program: a setting, the database or a plugin is not as it must be. None for an
    error that is a fault of the program itself."""
    from core.host import HostError
    from core.persistence.start import NotReady

    if isinstance(error, ConfigError | HostError | NotReady):
        return "; ".join(str(error).splitlines())
    return None
