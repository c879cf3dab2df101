"""What the person has been told of the decisions on their points: nobody reads a refusal before the letter says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.domain import events as e
from core.domain.procedure import Meaning

TELLING = frozenset({Meaning.ACKNOWLEDGE, Meaning.ANSWER, Meaning.REFUSE})
"""The steps whose letters say which points were taken on and which were not."""


@dataclass(frozen=True, slots=True)
class Told:
    """`issues` are the points of whose present decision the person knows. `held` are the numbers of the events that
    they do not know of: decisions that no letter told, and words put right before any letter had them.
    """

    issues: frozenset[int]
    held: frozenset[int]


def told_of_points(events: Iterable[tuple[int, e.Event]]) -> Told:
    """From the events of a case with their numbers, in order.

    A decision is told by the next step of its procedure that goes with such a letter. To take a point on after the
    acknowledgement is told at once: no further letter comes before the answer.
    """
    state = _Telling()
    for seq, event in events:
        state.take(seq, event)
    return Told(frozenset(state.known), frozenset(state.held))


class _Telling:
    """Reads the events one by one."""

    def __init__(self) -> None:
        self.track: dict[int, int] = {}
        self.waiting: dict[int, int] = {}
        self.written: set[int] = set()
        self.spoken: set[int] = set()
        self.known: set[int] = set()
        self.held: set[int] = set()

    def take(self, seq: int, event: e.Event) -> None:
        match event:
            case e.IssueAdded(issue=issue, track=track):
                self.track[issue] = track
            case e.TrackOpened(track=track, issues=issues):
                self.track.update(dict.fromkeys(issues, track))
            case e.IssueAccepted(issue) | e.IssueRefused(issue=issue):
                self._decided(seq, issue, isinstance(event, e.IssueRefused))
            case e.IssueRestored(issue=issue):
                self.waiting.pop(issue, None)
                self.known.discard(issue)
            case e.IssueReworded(issue=issue) if issue not in self.written:
                self.held.add(seq)
            case e.MoveMade(track=track, meaning=meaning) if meaning in TELLING:
                self._tell(track)

    def _decided(self, seq: int, issue: int, refused: bool) -> None:
        self.known.discard(issue)
        if not refused and self.track.get(issue) in self.spoken:
            self.known.add(issue)
            self.written.add(issue)
            return
        self.waiting[issue] = seq
        self.held.add(seq)

    def _tell(self, track: int) -> None:
        """A letter of this procedure went: it told the decisions on its points as they stood."""
        self.spoken.add(track)
        for issue in [issue for issue in self.waiting if self.track.get(issue) == track]:
            self.held.discard(self.waiting.pop(issue))
            self.known.add(issue)
            self.written.add(issue)
