"""What the partnership gives to each of its members."""

from collections.abc import Iterable

from core.api import AuthorityProfile, Procedure, hookimpl
from tenants.selcp.rules import SELCP_2024


@hookimpl
def upheld_procedures(authority: AuthorityProfile) -> Iterable[Procedure]:
    return (SELCP_2024,)
