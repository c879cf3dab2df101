"""What the plugin gives: the landlord's text, its kind of feedback, and a reminder that residents choose."""

from collections.abc import Iterable

from core.api import AuthorityProfile, Case, FeedbackType, Procedure, Signpost, Text, hookimpl
from plugins.housing.rules import HOUSING_2024

SERVICE = "housing"


@hookimpl
def upheld_procedures(authority: AuthorityProfile) -> Iterable[Procedure]:
    return (HOUSING_2024,)


@hookimpl
def upheld_feedback_types(authority: AuthorityProfile) -> Iterable[FeedbackType]:
    meaning = Text("You rent or lease your home from us and are unhappy with us as your landlord.")
    return (
        FeedbackType(
            "housing_complaint", Text("Complaint about your landlord"), meaning, "housing", wants_outcome=True
        ),
    )


@hookimpl
def upheld_signposts(case: Case) -> Iterable[Signpost]:
    """A resident who is dissatisfied must be given the choice to complain, whatever they asked for first."""
    if case.service != SERVICE or case.type == "housing_complaint":
        return
    if case.type == "complaint":
        words = Text("If we are their landlord, it follows the landlord's procedure and has another ombudsman.")
        yield Signpost(Text("A complaint about a landlord?"), words, HOUSING_2024.ombudsman.web)
    else:
        words = Text("A resident who is dissatisfied must be asked whether they want to complain; it is their choice.")
        yield Signpost(Text("Offer the choice to complain"), words, HOUSING_2024.ombudsman.web)
