"""Central Bedfordshire's own: its procedure and its look."""

from collections.abc import Iterable

from core.api import AuthorityProfile, Branding, Procedure, hookimpl
from tenants.central_bedfordshire.rules import CENTRAL_BEDFORDSHIRE_2009


@hookimpl
def upheld_procedures(authority: AuthorityProfile) -> Iterable[Procedure]:
    return (CENTRAL_BEDFORDSHIRE_2009,)


@hookimpl
def upheld_branding(authority: AuthorityProfile) -> Branding:
    return Branding(
        wordmark="Central Bedfordshire Council",
        signatory="Customer Relations, Central Bedfordshire Council",
        footer="Central Bedfordshire Council, Sample Place, 5 Example Avenue, Chicksands, ZZ25 5ZZ",
        brand="#5b3a86",
        header_bg="#3d2461",
        link="#54327f",
        link_hover="#2a1746",
        button_bg="#5b3a86",
        surface="#f5f1fa",
    )
