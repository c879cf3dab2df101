"""Who may handle and answer a stage: not who did so at an earlier one, and where the text says so not its service."""

from __future__ import annotations

from collections.abc import Iterable

from core.domain.case import IssueStatus, Track
from core.domain.deciding.desk import Desk
from core.domain.errors import Problem
from core.domain.procedure import Procedure, Stage


def conflicts(
    desk: Desk, track: Track, procedure: Procedure, stage: Stage, member: str, services: Iterable[str], field: str
) -> list[Problem]:
    """Why staff member `member`, who works in `services`, may not handle or answer `stage`; empty when they may."""
    problems = []
    for other in _kept_apart(procedure, stage):
        if member and member in (track.handlers.get(other), track.answerers.get(other)):
            problems.append(Problem("handled_other_stage", field, (("stage", other),)))
    if stage.outside_service:
        shared = sorted(complained_about(desk, track).intersection(services))
        if shared:
            problems.append(Problem("in_service_complained_about", field, (("services", ", ".join(shared)),)))
    return problems


def complained_about(desk: Desk, track: Track) -> frozenset[str]:
    """The services that the issues of `track` are about; the case's own where no issue names one."""
    counted = (i for i in desk.issues(track) if i.status is not IssueStatus.REFUSED)
    named = frozenset(issue.service for issue in counted if issue.service)
    return named or frozenset({desk.case.service} - {""})


def _kept_apart(procedure: Procedure, stage: Stage) -> Iterable[str]:
    """The stages whose people may not handle `stage`, whichever of the two was assigned first."""
    yield from stage.not_by
    for other in procedure.stages:
        if stage.key in other.not_by:
            yield other.key
