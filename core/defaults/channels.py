"""Ways in and out that every council has."""

from __future__ import annotations

from collections.abc import Iterable

from core.api import AuthorityProfile, InboundChannel, OutboundChannel, Text, hookimpl

INBOUND = (
    InboundChannel("web", Text("Online form"), by_person=True),
    InboundChannel("email", Text("E-mail")),
    InboundChannel("phone", Text("Phone")),
    InboundChannel("in_person", Text("In person")),
    InboundChannel("post", Text("Post")),
)

OUTBOUND = (
    OutboundChannel("email", Text("E-mail"), needs="email"),
    OutboundChannel("post", Text("Post"), needs="post"),
    # What was said on the phone is followed by a short written note (LGSCO guide for complaint handlers, part 13).
    OutboundChannel("phone", Text("Phone"), needs="phone", written=False),
)


@hookimpl
def upheld_inbound_channels(authority: AuthorityProfile) -> Iterable[InboundChannel]:
    return INBOUND


@hookimpl
def upheld_outbound_channels(authority: AuthorityProfile) -> Iterable[OutboundChannel]:
    return OUTBOUND
