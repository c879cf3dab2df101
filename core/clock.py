"""The one place that asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_set_to: ContextVar[datetime | None] = ContextVar("upheld_clock", default=None)


def utc_now() -> datetime:
    """This instant, aware and in UTC; what `clock_at` says while it is open."""
    return _set_to.get() or datetime.now(UTC)


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Let `utc_now` answer `moment` (aware) in this thread of work: for demo cases and tests."""
    if moment.tzinfo is None:
        raise ValueError("the clock is set to an aware instant")
    token = _set_to.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)
