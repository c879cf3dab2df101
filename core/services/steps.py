"""A step of a procedure as somebody filled it in, made into the command that the domain decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from core.domain.case import Case, Finding
from core.domain.commands import Extend, Given, IssueFinding, Take
from core.domain.errors import Problem, refuse_if
from core.domain.procedure import Need
from core.ids import new_id
from core.services.unit_of_work import Work

Answer = str | date | bool
"""What a need was answered with: text, a choice or a person's id; a day; a tick."""


@dataclass(frozen=True, slots=True)
class RemedyGiven:
    """What puts an issue right: a kind of the closed list. Without `by` it is done in this answer."""

    kind: str
    words: str = ""
    by: date | None = None
    pounds: str = ""


@dataclass(frozen=True, slots=True)
class FindingGiven:
    """The finding on one issue, with its reasons and remedies."""

    issue: int
    finding: str
    reasons: str = ""
    remedies: tuple[RemedyGiven, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A move to take. `answers` are by the need's key; `happened_at` None is now; `letter` is the id of the letter."""

    move: str
    track: int = 1
    answers: Mapping[str, Answer] = field(default_factory=dict)
    happened_at: datetime | None = None
    findings: tuple[FindingGiven, ...] = ()
    letter: str = ""


@dataclass(frozen=True, slots=True)
class MoreTime:
    """An extension of `clock` by `days` working days in all from its original date."""

    clock: str
    days: int
    reason: str
    ombudsman_told: bool
    good_reason: str = ""
    track: int = 1
    letter: str = ""


def to_take(work: Work, case: Case, step: Step) -> Take:
    """The command for `step`, its words put away. Raises DomainError for a finding that is none of the list."""
    needs = {need.key: need for need in _needs(work, case, step)}
    given = tuple(
        _given(work, case, key, needs.get(key), answer) for key, answer in step.answers.items() if _said(answer)
    )
    refuse_if([*_finding_problems(step)])
    findings = tuple(_finding(work, case, finding) for finding in step.findings)
    return Take(step.track, step.move, given, step.happened_at, findings, step.letter)


def to_extend(work: Work, case: Case, more: MoreTime) -> Extend:
    """The command for more time, its words put away."""
    return Extend(
        more.track,
        more.clock,
        more.days,
        work.seal_if(case.id, "extension_reason", more.reason),
        more.ombudsman_told,
        work.seal_if(case.id, "extension_good_reason", more.good_reason),
        more.letter,
    )


def _needs(work: Work, case: Case, step: Step) -> tuple[Need, ...]:
    """What the move asks for, by the track's own text; nothing where the domain will refuse the step anyway."""
    track = next((t for t in case.tracks if t.no == step.track), None)
    if track is None:
        return ()
    procedure = work.register.procedure_by_hash(track.procedure_hash)
    moves = procedure.moves_in(procedure.stage(track.stage))
    return next((move.needs for move in moves if move.key == step.move), ())


def _said(answer: Answer) -> bool:
    return bool(answer.strip()) if isinstance(answer, str) else answer is not False


def _given(work: Work, case: Case, key: str, need: Need | None, answer: Answer) -> Given:
    if isinstance(answer, bool):
        return Given(key, ticked=answer)
    if isinstance(answer, date):
        return Given(key, on=answer)
    if need is not None and need.kind in ("choice", "person"):
        return Given(key, choice=answer.strip())
    return Given(key, words=work.seal(case.id, key, answer.strip()))


def _finding_problems(step: Step) -> Iterator[Problem]:
    known = {finding.value for finding in Finding}
    for given in step.findings:
        if given.finding not in known:
            yield Problem("finding_missing", f"findings.{given.issue}.finding", (("issue", str(given.issue)),))


def _finding(work: Work, case: Case, given: FindingGiven) -> IssueFinding:
    remedies = tuple(
        (new_id(), r.kind, work.seal_if(case.id, "remedy", r.words), r.by, r.pounds) for r in given.remedies
    )
    reasons = work.seal_if(case.id, "finding_reasons", given.reasons)
    return IssueFinding(given.issue, Finding(given.finding), reasons, remedies)
