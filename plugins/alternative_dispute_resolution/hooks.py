"""Keeps the order: nothing is accepted or declined that was not offered, and nothing ends that was not accepted."""

from collections.abc import Iterable

from core.api import Blocker, Case, Move, Text, hookimpl
from plugins.alternative_dispute_resolution.rules import ACCEPTED, DECLINED, ENDED, OFFERED

BEFORE = {ACCEPTED: OFFERED, DECLINED: OFFERED, ENDED: ACCEPTED}
WORDS = {
    OFFERED: Text("Nothing has been offered at this stage yet."),
    ACCEPTED: Text("The person has not accepted the offer at this stage."),
}


@hookimpl
def upheld_transition_blockers(case: Case, move: Move) -> Iterable[Blocker]:
    before = BEFORE.get(move.records)
    if before is None:
        return
    stages = [track for track in case.tracks if f"{track.stage}.{before}" in track.facts]
    if not stages:
        yield Blocker(f"not_{before}", WORDS[before], move.cite)
