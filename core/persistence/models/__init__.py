"""Every table of the core as a mapped class. Importing this module is what makes the metadata complete."""

from core.persistence.models.cases import (
    ActionRow,
    CaseFile,
    ClockRow,
    FactRow,
    IssueRow,
    SearchToken,
    TrackRow,
)
from core.persistence.models.columns import Scoped
from core.persistence.models.letters import Letter, LetterDraft, Outbox
from core.persistence.models.people import JourneyDraft, Person, Submission
from core.persistence.models.record import AdoptedText, Adoption, DailyHead, Event, ReadLog, Words
from core.persistence.models.sessions import FollowLink, PublicSession, StaffSession
from core.persistence.models.shared import (
    Authority,
    AuthorityHost,
    BackupCode,
    Identity,
    Invite,
    Membership,
    Task,
    Throttle,
)

__all__ = [
    "ActionRow",
    "AdoptedText",
    "Adoption",
    "Authority",
    "AuthorityHost",
    "BackupCode",
    "CaseFile",
    "ClockRow",
    "DailyHead",
    "Event",
    "FactRow",
    "FollowLink",
    "Identity",
    "Invite",
    "IssueRow",
    "JourneyDraft",
    "Letter",
    "LetterDraft",
    "Membership",
    "Outbox",
    "Person",
    "PublicSession",
    "ReadLog",
    "Scoped",
    "SearchToken",
    "StaffSession",
    "Submission",
    "Task",
    "Throttle",
    "TrackRow",
    "Words",
]
