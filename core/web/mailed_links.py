"""Addresses that leave by mail: of the council's host as the registry knows it, at the port that the settings name.

Never at the port that a request claimed: it reaches somebody's mailbox, and a reader would trust it.
"""

from __future__ import annotations

from flask import current_app, request, url_for

from core.config import Config
from core.services.addresses import address


def mailed_url(endpoint: str, **values: str) -> str:
    """The whole address of a page of the council in scope."""
    return host_url(request.environ["upheld.host"], url_for(endpoint, **values))


def host_url(host: str, path: str) -> str:
    """The whole address of a page at any council's host."""
    config: Config = current_app.extensions["upheld_config"]
    return address(config, host, path)
