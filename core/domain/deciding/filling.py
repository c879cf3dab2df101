"""Whether a move was given all that it needs: its own needs, a finding on every accepted issue, sound remedies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.domain import commands as c
from core.domain import events as e
from core.domain.case import Issue, IssueStatus, Sealed, Track
from core.domain.deciding.desk import Desk
from core.domain.errors import Problem
from core.domain.outcome import FAULT, WITHOUT_REASONS, RemedyKind
from core.domain.procedure import Meaning, Move, Need, Procedure, Stage

POUNDS = re.compile(r"\d{1,7}(\.\d{2})?")
KINDS = frozenset(RemedyKind)


@dataclass(frozen=True, slots=True)
class Filled:
    """What the needs were given, sorted by how the event keeps it."""

    words: tuple[tuple[str, Sealed], ...]
    stated: tuple[tuple[str, date], ...]
    choices: tuple[tuple[str, str], ...]


def fill(procedure: Procedure, move: Move, given: tuple[c.Given, ...], happened: date) -> tuple[Filled, list[Problem]]:
    """The needs of `move` as given, and every problem with them. Fields are the needs' keys."""
    answers = {g.need: g for g in given}
    known = {need.key for need in move.needs}
    problems = [Problem("need_not_asked", key, (("move", move.key),)) for key in answers if key not in known]
    words: list[tuple[str, Sealed]] = []
    stated: list[tuple[str, date]] = []
    choices: list[tuple[str, str]] = []
    for need in move.needs:
        answer = answers.get(need.key, c.Given(need.key))
        problem = _problem(procedure, need, answer)
        if problem:
            problems.append(Problem(problem, need.key, (("move", move.key),)))
        elif need.kind == "text" and answer.words is not None:
            words.append((need.key, answer.words))
        elif need.kind == "date" and answer.on is not None:
            stated.append((need.key, answer.on))
        elif need.kind == "tick" and answer.ticked:
            choices.append((need.key, "yes"))
        elif need.kind in ("choice", "person") and answer.choice:
            choices.append((need.key, answer.choice))
    if any(key == "answer_by" and on < happened for key, on in stated):
        problems.append(Problem("date_before_move", "answer_by"))
    return Filled(tuple(words), tuple(stated), tuple(choices)), problems


def _problem(procedure: Procedure, need: Need, answer: c.Given) -> str:
    held = {"text": answer.words, "date": answer.on, "tick": answer.ticked}.get(need.kind, answer.choice)
    if not held:
        return "" if need.optional else "need_missing"
    if need.kind == "choice" and answer.choice not in _choices(procedure, need):
        return "need_not_a_choice"
    return ""


def _choices(procedure: Procedure, need: Need) -> frozenset[str]:
    if need.key == "ground" and not need.choices:
        return frozenset(ground.key for ground in procedure.grounds)
    return frozenset(key for key, _ in need.choices)


def finding_problems(desk: Desk, track: Track, stage: Stage, move: Move, command: c.Take) -> list[Problem]:
    """Every problem with the findings given; fields are `findings.<issue>` and `findings.<issue>.remedies.<place>`."""
    answers = move.meaning is Meaning.ANSWER and stage.findings
    if not answers and move.meaning is not Meaning.SETTLE:
        return [Problem("findings_not_here", "findings")] if command.findings else []
    accepted = {issue.no: issue for issue in desk.issues(track) if issue.status is IssueStatus.ACCEPTED}
    problems = []
    found: set[int] = set()
    taken = {r.id for issue in desk.case.issues for r in issue.remedies}
    for finding in command.findings:
        field = f"findings.{finding.issue}"
        if finding.issue not in accepted:
            problems.append(Problem("finding_on_unaccepted_issue", field, (("issue", str(finding.issue)),)))
        if finding.issue in found:
            problems.append(Problem("two_findings_on_one_issue", field, (("issue", str(finding.issue)),)))
        if finding.reasons is None and finding.finding not in WITHOUT_REASONS:
            problems.append(Problem("finding_needs_reasons", f"{field}.reasons", (("issue", str(finding.issue)),)))
        found.add(finding.issue)
        problems += _remedy_problems(finding, field, taken, desk.today)
    if answers:
        missing = (no for no in accepted if no not in found)
        problems += [Problem("issue_needs_finding", f"findings.{no}", (("issue", str(no)),)) for no in missing]
    return problems


def _remedy_problems(finding: c.IssueFinding, field: str, taken: set[str], today: date) -> list[Problem]:
    problems = []
    for place, (id_, kind, words, by, pounds) in enumerate(finding.remedies):
        at = f"{field}.remedies.{place}"
        if not id_ or id_ in taken:
            problems.append(Problem("remedy_id_taken", at))
        taken.add(id_)
        if kind not in KINDS:
            problems.append(Problem("unknown_remedy_kind", f"{at}.kind", (("kind", kind),)))
        if words is None and kind != RemedyKind.APOLOGY:
            problems.append(Problem("remedy_needs_words", f"{at}.words"))
        if by is not None and by < today:
            problems.append(Problem("remedy_date_passed", f"{at}.by"))
        if kind == RemedyKind.PAYMENT and not pounds:
            problems.append(Problem("payment_needs_amount", f"{at}.pounds"))
        if pounds and not POUNDS.fullmatch(pounds):
            problems.append(Problem("amount_not_pounds", f"{at}.pounds"))
    return problems


def finding_events(track: Track, command: c.Take, day: date) -> tuple[e.FindingMade, ...]:
    return tuple(
        e.FindingMade(f.issue, track.stage, f.finding, day, f.reasons, f.remedies) for f in command.findings
    )


def lacks_apology(issues: Mapping[int, Issue], findings: tuple[c.IssueFinding, ...]) -> bool:
    """Whether an issue is found at fault and nobody has said sorry for it, now or at an earlier stage."""
    for finding in findings:
        said = {r[1] for r in finding.remedies} | {r.kind for r in issues[finding.issue].remedies}
        if finding.finding in FAULT and RemedyKind.APOLOGY not in said:
            return True
    return False
