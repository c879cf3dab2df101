"""Who a council is among others: whose place it took, whose body it is, with whom it shares its work."""

from __future__ import annotations

from collections.abc import Sequence

from core.words.say import ENGLISH, Say


def who_we_are(
    predecessors: Sequence[str], parent: str, partners: Sequence[str], say: Say = ENGLISH
) -> tuple[str, ...]:
    """A sentence for each that there is; empty for a council by itself."""
    lines = []
    if predecessors:
        lines.append(say("We took the place of %(names)s.", names=say.listed(list(predecessors))))
    if parent:
        lines.append(say("We are a body of %(name)s.", name=parent))
    if partners:
        names = say.listed(list(partners))
        lines.append(say("We work in partnership with %(names)s. Each decides on its own cases.", names=names))
    return tuple(lines)
