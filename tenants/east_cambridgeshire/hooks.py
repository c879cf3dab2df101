"""East Cambridgeshire's own: its procedure and its look."""

from collections.abc import Iterable

from core.api import AuthorityProfile, Branding, Procedure, hookimpl
from tenants.east_cambridgeshire.rules import EAST_CAMBRIDGESHIRE_2016


@hookimpl
def upheld_procedures(authority: AuthorityProfile) -> Iterable[Procedure]:
    return (EAST_CAMBRIDGESHIRE_2016,)


@hookimpl
def upheld_branding(authority: AuthorityProfile) -> Branding:
    return Branding(
        wordmark="East Cambridgeshire District Council",
        signatory="Customer Services, East Cambridgeshire District Council",
        footer="East Cambridgeshire District Council, Sample Grange, 7 Example Lane, Ely, ZZ27 7ZZ",
        brand="#7a5a00",
        header_bg="#4d3900",
        link="#6b4f00",
        link_hover="#332600",
        button_bg="#7a5a00",
        surface="#faf6ea",
    )
