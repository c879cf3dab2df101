"""Log lines as one JSON object each, so that nothing typed by a person can forge a second one.

Names, addresses, words of complaints, tokens and passwords never go into a log; ids and codes do.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

_security = logging.getLogger("upheld.security")
# What the current request or task adds to each line: authority, where it came from.
context: ContextVar[dict[str, str] | None] = ContextVar("upheld_log_context", default=None)


class JsonLines(logging.Formatter):
    """One event, one line of JSON: UTC time, level, logger, message, and the fields given with it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **(context.get() or {}),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["trace"] = trace_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=True, default=str)


_QUOTES_ROWS = frozenset({"sqlalchemy", "psycopg", "sqlite3"})


def trace_of(error: BaseException) -> str:
    """Where an exception and its causes came from. What a database says of its fault is left out: it quotes the row."""
    told = ""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        told = trace_of(cause) + "\nthen\n"
    kind = type(error)
    said = "" if kind.__module__.split(".")[0] in _QUOTES_ROWS else f": {error}"
    return f"{told}{''.join(traceback.format_tb(error.__traceback__))}{kind.__module__}.{kind.__qualname__}{said}"


def configure_logging(level: int = logging.INFO) -> None:
    """Send the project's loggers to standard error as JSON lines; harmless when called twice."""
    logger = logging.getLogger("upheld")
    if not any(isinstance(handler.formatter, JsonLines) for handler in logger.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        logger.addHandler(handler)
    logger.setLevel(level)


def security_event(name: str, *, outcome: str = "refused", **fields: str) -> None:
    """Record something that a security officer would look for: who signed in, who was refused and why.

    `fields` are ids and codes only (`actor`, `object`, `reason`); authority and origin come from the context.
    """
    level = logging.INFO if outcome == "done" else logging.WARNING
    _security.log(level, "%s", name, extra={"fields": {"event": name, "outcome": outcome, **fields}})
