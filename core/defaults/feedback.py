"""Kinds of feedback that every council starts with.

The definitions follow section 1 of the LGSCO Complaint Handling Code 2024, in our words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.api import AuthorityProfile, FeedbackType, ProcedureChoice, Submission, Text, hookimpl

CORPORATE = "corporate"

TYPES = (
    FeedbackType(
        "complaint",
        Text("Complaint"),
        Text("You are unhappy with something we, or somebody working for us, did or did not do."),
        procedure=CORPORATE,
        wants_outcome=True,
    ),
    FeedbackType(
        "service_request",
        Text("Request for a service"),
        Text("You ask us to do something, put something right or think again, and it is the first time you ask."),
        wants_outcome=True,
    ),
    FeedbackType("enquiry", Text("Enquiry"), Text("You want to know something.")),
    FeedbackType("suggestion", Text("Suggestion"), Text("You have an idea for how we could do better.")),
    FeedbackType("comment", Text("Comment"), Text("You tell us what you think of a service."), answered=False),
    FeedbackType("compliment", Text("Compliment"), Text("Somebody here did well and you say so."), answered=False),
)


@hookimpl
def upheld_feedback_types(authority: AuthorityProfile) -> Iterable[FeedbackType]:
    return TYPES


@hookimpl
def upheld_choose_procedure(submission: Submission, types: Sequence[FeedbackType]) -> ProcedureChoice:
    """What the kind of feedback follows; an opinion always, so that the question never stays open."""
    kind = next((t for t in types if t.key == submission.type), None)
    if kind is None or not kind.procedure:
        return ProcedureChoice("", Text("This kind of feedback follows no procedure with stages."))
    return ProcedureChoice(kind.procedure, Text(f"A {kind.title.en.lower()} follows this procedure."))
