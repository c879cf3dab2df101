"""What the plugin gives: the text of the regulations, its kind of feedback, the role that adjudicates, and a hint."""

from collections.abc import Iterable

from core.api import AuthorityProfile, Case, FeedbackType, Procedure, Role, Signpost, Text, hookimpl
from plugins.childrens_social_care.rules import ADJUDICATOR, CHILDRENS_2006

TYPE, SERVICE = "childrens_social_care_complaint", "childrens_social_care"


@hookimpl
def upheld_procedures(authority: AuthorityProfile) -> Iterable[Procedure]:
    return (CHILDRENS_2006,)


@hookimpl
def upheld_feedback_types(authority: AuthorityProfile) -> Iterable[FeedbackType]:
    meaning = Text("You are unhappy with what the council does for a child in need, in care or leaving care.")
    return (
        FeedbackType(
            TYPE, Text("Complaint about children's social care"), meaning, CHILDRENS_2006.key, wants_outcome=True
        ),
    )


@hookimpl
def upheld_roles(authority: AuthorityProfile) -> Iterable[Role]:
    """A senior manager, who decides on the investigators' reports and answers for the authority."""
    return (Role(ADJUDICATOR[0], Text("Adjudicating officer"), ("case.answer", "letter.send")),)


@hookimpl
def upheld_signposts(case: Case) -> Iterable[Signpost]:
    """The law's procedure overrides the council's own; whether it applies is for a person to decide."""
    if case.service == SERVICE and case.type != TYPE and all(track.procedure != SERVICE for track in case.tracks):
        words = Text("If it is about what we do for a child, it follows the regulations of 2006 and not our own rules.")
        yield Signpost(Text("A statutory complaint?"), words)
