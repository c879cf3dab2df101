"""South Holland's own: its look."""

from core.api import AuthorityProfile, Branding, hookimpl


@hookimpl
def upheld_branding(authority: AuthorityProfile) -> Branding:
    return Branding(
        wordmark="South Holland District Council",
        signatory="Customer Feedback Team, South Holland District Council",
        footer="South Holland District Council, Sample Court, 3 Example Road, Spalding, ZZ23 3ZZ",
        brand="#8a2b4f",
        header_bg="#5f1d37",
        link="#8a2b4f",
        link_hover="#47142a",
        button_bg="#8a2b4f",
        surface="#faf1f4",
    )
