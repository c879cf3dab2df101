"""Triage: a case is split into points, each taken on or not by itself, and given to somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.actor import Actor
from core.domain.case import Case, IssueStatus
from core.domain.commands import (
    AcceptIssue,
    Assign,
    OpenTrack,
    RefuseIssue,
    RestoreIssue,
    Retype,
    RewordIssue,
    SplitIssues,
)
from core.domain.errors import DomainError, Problem, refuse_if
from core.domain.letter_checks import even
from core.domain.procedure import OWN_REASON
from core.persistence.repositories.identities import member
from core.services.on_case import on_case
from core.services.results import Done, done
from core.services.unit_of_work import Work, perform

TAKE, REFUSE, LATER = "take", "refuse", "later"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a point is not taken on, and where it goes instead."""

    ground: str
    reason: str
    goes_to: str
    ombudsman_told: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a case: `issue` is its number, 0 for a new one. `decision` is take, refuse or later."""

    words: str = ""
    service: str = ""
    issue: int = 0
    decision: str = LATER
    refusal: Refusal | None = None


def triage(
    authority: str,
    actor: Actor,
    reference: str,
    points: Sequence[Point],
    *,
    track: int = 1,
    handler: str = "",
    seen: int = 0,
    command_id: str = "",
) -> Done:
    """Record new points, decide on all that are decided and give the stage to `handler` ("" leaves that as it is):
    together or not at all.

    Raises DomainError with every problem; fields are `points.<place>.<field of the command>` and `handler`.
    """
    return perform(
        authority, actor, lambda w: triage_in(w, reference, points, track, seen, handler), command_id=command_id
    )


def triage_in(
    work: Work, reference: str, points: Sequence[Point], track: int = 1, seen: int = 0, handler: str = ""
) -> Done:
    """The same inside a unit of work, for a preview."""
    work.needs("case.triage")
    case = work.case_of(reference)
    problems: list[Problem] = []
    for place, point in enumerate(points):
        try:
            case = _decide(work, case, point, track, seen)
        except DomainError as error:
            problems += [_at(place, problem) for problem in error.problems]
    if handler:
        try:
            case = _give(work, case, handler, track, "", seen)
        except DomainError as error:
            problems += error.problems
    refuse_if(problems)
    return done(case)


def _decide(work: Work, case: Case, point: Point, track: int, seen: int) -> Case:
    number = point.issue
    if not number:
        if not point.words.strip():
            raise DomainError(Problem("issue_needs_words", "words"))
        words = work.seal(case.id, "issue", point.words.strip())
        case = work.handle(case, SplitIssues(track, ((words, point.service),)))
        number = case.issues[-1].no
    if point.decision == TAKE and case.issue(number).status is not IssueStatus.ACCEPTED:
        return work.handle(case, AcceptIssue(number), seen=seen if point.issue else 0)
    if point.decision == REFUSE:
        refusal = point.refusal or Refusal("", "", "")
        return work.handle(case, _refusing(work, case, number, refusal), seen=seen if point.issue else 0)
    return case


def _refusing(work: Work, case: Case, issue: int, refusal: Refusal) -> RefuseIssue:
    goes_to = "" if _names_no_place(work, case, issue, refusal) else refusal.goes_to
    return RefuseIssue(
        issue,
        refusal.ground,
        work.seal_if(case.id, "refusal_reason", refusal.reason),
        work.seal_if(case.id, "refusal_goes_to", goes_to),
        refusal.ombudsman_told,
    )


def _names_no_place(work: Work, case: Case, issue: int, refusal: Refusal) -> bool:
    """Whether it gives as the place only what the ground says that leaves the place to whoever refuses."""
    track = case.track(case.issue(issue).track)
    ground = work.register.procedure_by_hash(track.procedure_hash).ground(OWN_REASON)
    if refusal.ground != OWN_REASON or ground is None:
        return False
    return even(refusal.goes_to).rstrip(".") == even(ground.goes_to.en).rstrip(".")


def _at(place: int, problem: Problem) -> Problem:
    return Problem(problem.code, f"points.{place}.{problem.field}".rstrip("."), problem.params)


def reword_issue(
    authority: str,
    actor: Actor,
    reference: str,
    issue: int,
    words: str,
    reason: str,
    *,
    seen: int = 0,
    command_id: str = "",
) -> Done:
    """Put the words of an issue right, with a reason, until it is answered. Raises DomainError, also where no word is
    changed."""

    def do(work: Work, case: Case) -> Case:
        held = next((one.words for one in case.issues if one.no == issue), None)
        if not work.repeated and words.strip() and work.read(held) == words.strip():
            raise DomainError(Problem("words_unchanged", "words"))
        better = work.seal_if(case.id, "issue", words)
        why = work.seal_if(case.id, "rewording_reason", reason)
        return work.handle(case, RewordIssue(issue, better, why), seen=seen)

    return on_case(authority, actor, reference, "case.triage", do, command_id=command_id)


def restore_issue(
    authority: str, actor: Actor, reference: str, issue: int, reason: str, *, seen: int = 0, command_id: str = ""
) -> Done:
    """Undo the decision on an issue, with a reason."""

    def do(work: Work, case: Case) -> Case:
        why = work.seal_if(case.id, "restore_reason", reason)
        return work.handle(case, RestoreIssue(issue, why), seen=seen)

    return on_case(authority, actor, reference, "case.triage", do, command_id=command_id)


def assign(
    authority: str,
    actor: Actor,
    reference: str,
    handler: str,
    *,
    track: int = 1,
    stage: str = "",
    seen: int = 0,
    command_id: str = "",
) -> Done:
    """Give a stage (the present one by default) to the membership `handler`. Who works cases may take for themselves
    what nobody has; to give it to anybody else takes more. Raises DomainError, also where the rules keep this person
    from the stage, and NotPermitted."""

    return perform(
        authority,
        actor,
        lambda work: done(_give(work, work.case_of(reference), handler, track, stage, seen)),
        command_id=command_id,
    )


def _give(work: Work, case: Case, handler: str, track: int, stage: str, seen: int) -> Case:
    on = next((t for t in case.tracks if t.no == track), None)
    at = stage or (on.stage if on else "")
    theirs = on is not None and on.handlers.get(at, "") in ("", work.actor.id)
    work.needs("case.work" if theirs and handler == work.actor.id else "case.assign")
    who = member(work.authority, handler)
    if who is None or (who.ends is not None and who.ends <= work.now):
        raise DomainError(Problem("unknown_handler", "handler"))
    if "case.work" not in work.runtime.granted(frozenset(who.roles)):
        raise DomainError(Problem("handler_may_not_work", "handler"))
    return work.handle(case, Assign(track, at, handler, frozenset(who.services)), seen=seen)


def retype(
    authority: str,
    actor: Actor,
    reference: str,
    type_: str,
    reason: str,
    *,
    procedure: str | None = None,
    seen: int = 0,
    command_id: str = "",
) -> Done:
    """Call the case something else; it follows that type's procedure unless `procedure` names another ("" for none)."""

    def do(work: Work, case: Case) -> Case:
        kind = work.runtime.feedback_types.get(type_)
        if kind is None:
            raise DomainError(Problem("unknown_type", "type", (("type", type_),)))
        follows = kind.procedure if procedure is None else procedure
        why = work.seal_if(case.id, "retype_reason", reason)
        return work.handle(case, Retype(type_, follows, why), seen=seen)

    return on_case(authority, actor, reference, "case.retype", do, command_id=command_id)


def open_track(
    authority: str,
    actor: Actor,
    reference: str,
    procedure: str,
    issues: Sequence[int] = (),
    *,
    seen: int = 0,
    command_id: str = "",
) -> Done:
    """Follow another procedure too, for these issues, from the day the case was received."""

    def do(work: Work, case: Case) -> Case:
        return work.handle(case, OpenTrack(procedure, tuple(issues)), seen=seen)

    return on_case(authority, actor, reference, "case.triage", do, command_id=command_id)
