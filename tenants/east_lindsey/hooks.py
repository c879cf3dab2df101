"""East Lindsey's own: its look."""

from core.api import AuthorityProfile, Branding, hookimpl


@hookimpl
def upheld_branding(authority: AuthorityProfile) -> Branding:
    return Branding(
        wordmark="East Lindsey District Council",
        signatory="Customer Feedback Team, East Lindsey District Council",
        footer="East Lindsey District Council, Sample Hall, 2 Example Way, Horncastle, ZZ22 2ZZ",
        brand="#1f4e8c",
        header_bg="#173a68",
        link="#1f4e8c",
        link_hover="#0f2747",
        button_bg="#1f4e8c",
        surface="#f0f4fa",
    )
