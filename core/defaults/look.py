"""A plain look for a council that brings none."""

from __future__ import annotations

from core.api import AuthorityProfile, Branding, hookimpl


@hookimpl
def upheld_branding(authority: AuthorityProfile) -> Branding:
    return Branding(wordmark=authority.name, signatory="Complaints team", footer=authority.name)
