"""More time for a date that we owe: told to the person before it passes, with the reason and the ombudsman."""

from __future__ import annotations

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from core.domain.moves import extendable
from core.web.access import needs
from core.web.casework.move_pages import filled_in
from core.web.casework.moving import Target
from core.web.casework.preview_pages import looked_at
from core.web.casework.view import opened, track_of

blueprint = Blueprint("extend", __name__, url_prefix="/staff/cases/<reference>/extend/<int:track>/<clock>")


def _target(reference: str, track: int, clock: str) -> Target:
    """The clock; a 404 where it cannot be extended now."""
    view = opened(reference)
    at = track_of(view, track)
    found = next((one for one in extendable(view.case, track, view.register) if one.clock == clock), None)
    return Target(view, at, extendable=found or abort(404))


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
