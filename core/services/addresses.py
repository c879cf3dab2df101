"""Links that leave by mail or terminal: made from the registry and the settings, never from what a request claimed."""

from __future__ import annotations

from core.config import Config


def address(config: Config, host: str, path: str) -> str:
    """The whole address of a page at a council's host. The port shows only where there is no TLS in front."""
    if config.https:
        return f"https://{host}{path}"
    return f"http://{host}:{config.port}{path}"


def set_up_path(token: str) -> str:
    """The page that an invitation's link opens."""
    return f"/staff/set-up/{token}"
