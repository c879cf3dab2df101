"""What plugins may say about a case: reasons against a move, grounds, other routes, things that happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.domain.events import Event
from core.domain.text import Text


@dataclass(frozen=True, slots=True)
class Blocker:
    """A reason why a move may not happen now. `code` is stable; `words` are for the screen."""

    code: str
    words: Text
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A ground of the procedure that may fit an issue, and why it was thought of. Never applied by itself."""

    ground: str
    why: Text
    issue: int = 0
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Signpost:
    """Another route worth mentioning to the person."""

    title: Text
    words: Text
    web: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """An event that is committed: where it stands in the record and what it says. May be delivered twice."""

    case: str
    seq: int
    at: datetime
    event: Event


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that must appear in a letter as they stand, and which rule asks for them."""

    text: Text
    source: str
