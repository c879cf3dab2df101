"""Buckinghamshire's own: its procedures, its kinds of feedback, its deputy, and its look."""

from collections.abc import Iterable
from datetime import date

from core.api import (
    AuthorityProfile,
    Branding,
    Case,
    Exclusion,
    FeedbackType,
    Procedure,
    Role,
    Text,
    hookimpl,
)
from tenants.buckinghamshire.enquiries import ENQUIRY, INFORMATION_REQUEST, SUBJECT_ACCESS, TYPES
from tenants.buckinghamshire.rules import BUCKINGHAMSHIRE_2020, DEPUTY


@hookimpl
def upheld_procedures(authority: AuthorityProfile) -> Iterable[Procedure]:
    return BUCKINGHAMSHIRE_2020, INFORMATION_REQUEST, SUBJECT_ACCESS, ENQUIRY


@hookimpl
def upheld_feedback_types(authority: AuthorityProfile) -> Iterable[FeedbackType]:
    return TYPES


@hookimpl
def upheld_roles(authority: AuthorityProfile) -> Iterable[Role]:
    may = ("case.answer", "case.triage", "case.assign", "letter.send", "report.view")
    return (Role(DEPUTY[0], Text("Deputy Monitoring Officer"), may),)


@hookimpl
def upheld_exclusions(case: Case, today: date) -> Iterable[Exclusion]:
    """A hint only: a wider concern that can be dealt with without knowing who complains is taken on (item 18)."""
    if case.type == "complaint" and not case.person:
        why = Text("Nobody has given a name. Does it raise a wider concern, and can it be dealt with without one?")
        yield Exclusion("anonymous", why, cite="Policy 2019, appendix 1, item 18")


@hookimpl
def upheld_branding(authority: AuthorityProfile) -> Branding:
    return Branding(
        wordmark="Buckinghamshire Council",
        signatory="Customer Relations Team, Buckinghamshire Council",
        footer="Buckinghamshire Council, Sample Gateway, 4 Example Street, Aylesbury, ZZ24 4ZZ",
        brand="#2c5e2e",
        header_bg="#1e4020",
        link="#24602a",
        link_hover="#123216",
        button_bg="#2c5e2e",
        surface="#f1f6f1",
    )
