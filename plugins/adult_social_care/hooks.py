"""What the plugin gives: the text of the regulations, its kind of feedback, and a hint where one may be such."""

from collections.abc import Iterable

from core.api import AuthorityProfile, Case, FeedbackType, Procedure, Signpost, Text, hookimpl
from plugins.adult_social_care.rules import ADULT_2009

TYPE, SERVICE = "adult_social_care_complaint", "adult_social_care"


@hookimpl
def upheld_procedures(authority: AuthorityProfile) -> Iterable[Procedure]:
    return (ADULT_2009,)


@hookimpl
def upheld_feedback_types(authority: AuthorityProfile) -> Iterable[FeedbackType]:
    meaning = Text("You are unhappy with care that the council gives or arranges for an adult.")
    return (
        FeedbackType(TYPE, Text("Complaint about adult social care"), meaning, ADULT_2009.key, wants_outcome=True),
    )


@hookimpl
def upheld_signposts(case: Case) -> Iterable[Signpost]:
    """The law's procedure overrides the council's own; whether it applies is for a person to decide."""
    if case.service == SERVICE and case.type != TYPE and all(track.procedure != SERVICE for track in case.tracks):
        words = Text("If it is about care of an adult, it follows the regulations of 2009 and not our own procedure.")
        yield Signpost(Text("A statutory complaint?"), words)
