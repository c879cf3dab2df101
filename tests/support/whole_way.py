"""Takes a case the whole way of any procedure, by commands alone: whatever a move needs is given, a stage at a time."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.domain import commands as c
from core.domain.actor import Actor, ActorKind
from core.domain.calendar import london_day
from core.domain.case import Case, Finding, Sealed, Track
from core.domain.decide import preview
from core.domain.procedure import PERSON, STAY, Meaning, Move, Need, Procedure, Stage
from core.domain.register import Register

WORDS = Sealed("row-1", "0" * 64)
PAT = Actor(ActorKind.PERSON, "pat")
ENDS = (Meaning.REFUSE, Meaning.SETTLE)


class WholeWay:
    """One case. Each stage is handled by somebody of its own, who has every role that the stage asks for."""

    def __init__(self, register: Register, procedure: Procedure, received: datetime, type_: str = "complaint") -> None:
        self.register, self.procedure, self.now = register, procedure, received
        self._case: Case | None = None
        self.taken: list[tuple[str, str]] = []
        self.do(c.Receive("case-1", "TST-1", type_, "web", received, WORDS, procedure=procedure.key), PAT)
        if any(stage.findings for stage in procedure.stages):
            self.do(c.SplitIssues(1, ((WORDS, "waste"),)), self.staff())
            self.do(c.AcceptIssue(1), self.staff())

    @property
    def case(self) -> Case:
        assert self._case is not None
        return self._case

    @property
    def track(self) -> Track:
        return self.case.tracks[0]

    @property
    def stage(self) -> Stage:
        return self.procedure.stage(self.track.stage)

    def staff(self) -> Actor:
        roles = frozenset(role for move in self.stage.moves for role in move.by) if self._case else frozenset()
        return Actor(ActorKind.STAFF, f"officer of {self.track.stage}" if self._case else "officer", roles)

    def do(self, command: c.Command, actor: Actor) -> None:
        self.now += timedelta(hours=1)
        _, self._case = preview(self._case, command, self.register, self.now, actor, "testshire")

    def take(self, key: str) -> None:
        """Take the move with that key, giving all that it needs."""
        move = next(move for move in self.procedure.moves_in(self.stage) if move.key == key)
        by_person = move.meaning is Meaning.ASK
        self.taken.append((self.track.stage, key))
        command = c.Take(1, key, tuple(self._given(need) for need in move.needs), findings=self.findings(move))
        self.do(command, PAT if by_person else self.staff())

    def answer_this_stage(self) -> None:
        """The shortest way to the answer of this stage."""
        for key in self._way():
            self.take(key)

    def go_the_whole_way(self) -> None:
        """Every stage is answered, and the next one asked for as long as there is one."""
        while True:
            self.answer_this_stage()
            asking = [m.key for m in self.stage.moves if m.meaning is Meaning.ASK and "answered" in m.source]
            if not asking:
                return
            self.take(asking[0])

    def _way(self) -> list[str]:
        ahead: list[tuple[str, list[str]]] = [(self.track.state, [])]
        seen = {self.track.state}
        for state, way in ahead:
            for move in self.stage.moves:
                if state not in move.source or move.meaning in ENDS or move.target == STAY or PERSON in move.by:
                    continue
                if move.meaning is Meaning.ANSWER:
                    return [*way, move.key]
                if move.target not in seen:
                    seen.add(move.target)
                    ahead.append((move.target, [*way, move.key]))
        raise AssertionError(f"{self.track.stage} has no way from {self.track.state} to an answer")

    def _given(self, need: Need) -> c.Given:
        if need.kind == "date":
            return c.Given(need.key, on=london_day(self.now))
        if need.kind == "tick":
            return c.Given(need.key, ticked=True)
        if need.kind == "choice":
            return c.Given(need.key, choice=need.choices[0][0] if need.choices else self.procedure.grounds[0].key)
        return c.Given(need.key, choice="somebody") if need.kind == "person" else c.Given(need.key, WORDS)

    def findings(self, move: Move) -> tuple[c.IssueFinding, ...]:
        if move.meaning is not Meaning.ANSWER or not self.stage.findings:
            return ()
        return tuple(c.IssueFinding(issue.no, Finding.NOT_UPHELD, WORDS) for issue in self.case.issues)
