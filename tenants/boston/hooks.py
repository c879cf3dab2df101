"""Boston's own: its earlier rule and its look."""

from collections.abc import Iterable

from core.api import AuthorityProfile, Branding, Procedure, hookimpl
from tenants.boston.rules import BOSTON_EARLIER


@hookimpl
def upheld_procedures(authority: AuthorityProfile) -> Iterable[Procedure]:
    return (BOSTON_EARLIER,)


@hookimpl
def upheld_branding(authority: AuthorityProfile) -> Branding:
    return Branding(
        wordmark="Boston Borough Council",
        signatory="Customer Feedback Team, Boston Borough Council",
        footer="Boston Borough Council, Sample House, 1 Example Quay, Boston, ZZ21 1ZZ",
        brand="#0b5d5e",
        header_bg="#0a4344",
        link="#0b5d5e",
        link_hover="#062c2d",
        button_bg="#0b5d5e",
        surface="#eff6f6",
    )
