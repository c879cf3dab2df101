"""2010 Rotherham's own: both texts, its roles, its enquiries from councillors, and its look."""

from collections.abc import Iterable

from core.api import AuthorityProfile, Branding, FeedbackType, Procedure, Role, Text, hookimpl
from tenants.rotherham_2010.current import CURRENT_2008
from tenants.rotherham_2010.proposed import PROPOSED_2008

ANSWERS = ("case.answer", "case.triage", "letter.send")


@hookimpl
def upheld_procedures(authority: AuthorityProfile) -> Iterable[Procedure]:
    return (CURRENT_2008, PROPOSED_2008)


@hookimpl
def upheld_roles(authority: AuthorityProfile) -> Iterable[Role]:
    return (
        Role("manager", Text("Manager of a service"), ANSWERS),
        Role("assistant_director", Text("Assistant Director"), (*ANSWERS, "report.view")),
        Role("director", Text("Director"), (*ANSWERS, "report.view")),
    )


@hookimpl
def upheld_feedback_types(authority: AuthorityProfile) -> Iterable[FeedbackType]:
    title, meaning = Text("Councillor or surgery enquiry"), Text("A councillor asks, for a tenant or after a surgery.")
    return (FeedbackType("councillor_enquiry", title, meaning, public=False),)


@hookimpl
def upheld_branding(authority: AuthorityProfile) -> Branding:
    return Branding(
        wordmark="2010 Rotherham Ltd",
        signatory="Complaints team, 2010 Rotherham Ltd",
        footer="2010 Rotherham Ltd, Sample Court, 6 Example Place, Rotherham, ZZ26 6ZZ",
        brand="#9a3412",
        header_bg="#6b240c",
        link="#8f3010",
        link_hover="#4a1707",
        button_bg="#9a3412",
        surface="#fbf3ee",
    )
