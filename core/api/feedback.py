"""Kinds of feedback and channels: how it comes in, what it follows, how the council answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.domain.text import Text


@dataclass(frozen=True, slots=True)
class FeedbackType:
    """A kind of feedback. `procedure` is the key of what it follows, "" for nothing with stages and dates.

    `answered`: a reply is owed. `public`: offered on the public form. `wants_outcome`: the form asks what the person
    would like to happen.
    """

    key: str
    title: Text
    meaning: Text
    procedure: str = ""
    answered: bool = True
    public: bool = True
    wants_outcome: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """What arrived, before it is a case: enough to choose what it follows. `received_at` is an aware instant."""

    type: str
    channel: str
    received_at: datetime
    service: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class ProcedureChoice:
    """The procedure a case follows ("" for none) and why, in words shown on the case."""

    procedure: str
    reason: Text


@dataclass(frozen=True, slots=True)
class InboundChannel:
    """A way to reach the council. `by_person`: people use it themselves; otherwise staff enter what came by it."""

    key: str
    title: Text
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class OutboundChannel:
    """A way to answer. `needs` is what must be known of the person: "email", "post", "phone" or "" for nothing.

    `written`: it leaves a letter; what was said on the phone is followed by one.
    """

    key: str
    title: Text
    needs: str = ""
    written: bool = True
