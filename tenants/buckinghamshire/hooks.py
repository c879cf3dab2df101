"""Buckinghamshire's own: its procedure and its look."""

from collections.abc import Iterable

from core.api import AuthorityProfile, Branding, Procedure, hookimpl
from tenants.buckinghamshire.rules import BUCKINGHAMSHIRE_2020


@hookimpl
def upheld_procedures(authority: AuthorityProfile) -> Iterable[Procedure]:
    return (BUCKINGHAMSHIRE_2020,)


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
