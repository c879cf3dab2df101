"""More time for a date that we owe: told to the person before it passes, with the reason and the ombudsman."""

from __future__ import annotations

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from core.domain.case import DueState
from core.domain.errors import Problem
from core.domain.moves import extendable
from core.web.access import needs
from core.web.casework.move_pages import filled_in
from core.web.casework.moving import Target
from core.web.casework.preview_pages import looked_at
from core.web.casework.view import opened, track_of
from core.web.language import say
from core.words.problems import sentence

blueprint = Blueprint("extend", __name__, url_prefix="/staff/cases/<reference>/extend/<int:track>/<clock>")


def _target(reference: str, track: int, clock: str) -> Target:
    """The clock, with the reason where it cannot be extended now; a 404 where there is none."""
    view = opened(reference)
    at = track_of(view, track)
    found = next((one for one in extendable(view.case, track, view.register) if one.clock == clock), None)
    if found is not None:
        return Target(view, at, extendable=found)
    due = at.dues.get(clock) or abort(404)
    met = due.state is DueState.MET
    code = "clock_already_met" if met else "clock_cannot_be_extended"
    return Target(view, at, barred=(sentence(Problem(code, "clock", (("clock", clock),)), say()),), barred_clock=clock)


@blueprint.route("", methods=["GET", "POST"])
@needs("case.work")
def show(reference: str, track: int, clock: str) -> Response:
    """How many days, why, and the letter."""
    return filled_in(_target(reference, track, clock))


@blueprint.route("/preview", methods=["GET", "POST"])
@needs("case.work")
def preview(reference: str, track: int, clock: str) -> Response:
    """The new date and the letter; then it is told."""
    return looked_at(_target(reference, track, clock))
