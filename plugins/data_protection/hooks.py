"""What the plugin gives: the text of the statutory process and its kind of feedback."""

from collections.abc import Iterable

from core.api import AuthorityProfile, FeedbackType, Procedure, Text, hookimpl
from plugins.data_protection.rules import DATA_PROTECTION_2026


@hookimpl
def upheld_procedures(authority: AuthorityProfile) -> Iterable[Procedure]:
    return (DATA_PROTECTION_2026,)


@hookimpl
def upheld_feedback_types(authority: AuthorityProfile) -> Iterable[FeedbackType]:
    meaning = Text("You are unhappy with how we keep or use information about you, or about somebody you act for.")
    return (
        FeedbackType(
            "data_protection_complaint",
            Text("Data protection complaint"),
            meaning,
            "data_protection",
            wants_outcome=True,
        ),
    )
