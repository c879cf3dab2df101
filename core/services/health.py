"""Whether this process can do its work."""

from __future__ import annotations

import logging

from core.persistence.db import read_only
from core.persistence.repositories import registry

_log = logging.getLogger("upheld.health")


def database_answers() -> bool:
    """Whether the database can be read now. The reason for a no goes to the log, never to who asked."""
    try:
        with read_only():
            registry.authority("")
    except Exception as error:
        _log.error("the database does not answer: %s", type(error).__name__)
        return False
    return True
