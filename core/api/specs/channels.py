"""Hooks about ways in and out."""

# Declarations have no body, since pluggy never calls them.
# mypy: disable-error-code=empty-body

from __future__ import annotations

from collections.abc import Iterable

from core.api.authority import AuthorityProfile
from core.api.feedback import InboundChannel, OutboundChannel
from core.api.markers import hookspec


@hookspec
def upheld_inbound_channels(authority: AuthorityProfile) -> Iterable[InboundChannel]:
    """Return ways in which feedback reaches the council; a later one replaces an earlier one of the same key.

    Asked once when the council's runtime is built. Since 1.
    """


@hookspec
def upheld_outbound_channels(authority: AuthorityProfile) -> Iterable[OutboundChannel]:
    """Return ways in which the council can answer; a later one replaces an earlier one of the same key.

    Asked once when the council's runtime is built. Since 1.
    """
