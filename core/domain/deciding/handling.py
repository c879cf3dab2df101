"""Giving a stage to a member of staff, kept apart from who handled the other and from the service complained about."""

from __future__ import annotations

from core.domain import commands as c
from core.domain import events as e
from core.domain.deciding.desk import Desk, find_stage, require
from core.domain.deciding.independence import conflicts
from core.domain.errors import refuse_if


def assign(desk: Desk, command: c.Assign) -> tuple[e.Event, ...]:
    """Nothing happens when the stage is theirs already."""
    track = desk.track(command.track)
    procedure = desk.procedure(track)
    stage = find_stage(procedure, command.stage)
    problems = desk.not_open(track) + require(command.handler, "handler_missing", "handler")
    problems += conflicts(desk, track, procedure, stage, command.handler, command.services, "handler")
    refuse_if(problems)
    if track.handlers.get(stage.key) == command.handler:
        return ()
    return (e.Assigned(track.no, stage.key, command.handler),)
