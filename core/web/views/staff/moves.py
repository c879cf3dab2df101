"""Steps of any procedure, and more time: filled in, looked at once more, sent. The pages come from what is declared."""

from __future__ import annotations

from flask import Blueprint, abort
from flask_login import current_user
from werkzeug.wrappers import Response

from core.domain.moves import moves
from core.web.access import may, needs
from core.web.casework.move_pages import filled_in
from core.web.casework.moving import Target
from core.web.casework.preview_pages import looked_at
from core.web.casework.steps import permission_for
from core.web.casework.view import opened, track_of
from core.web.language import say
from core.words.moves import why_not

blueprint = Blueprint("moves", __name__, url_prefix="/staff/cases/<reference>/moves/<int:track>/<move>")


def _target(reference: str, track: int, move: str) -> Target:
    """The step, or a refusal: 404 for what the stage does not have, 403 for whom it is not."""
    view = opened(reference)
    at = track_of(view, track)
    found = moves(view.case, track, view.register, view.now, current_user.actor)
    legal = next((one for one in found.legal if one.move.key == move), None)
    if legal is None:
        barred = next((one for one in found.barred if one.move.key == move), None) or abort(404)
        return Target(view, at, barred=tuple(why_not(barred, say())), barred_move=barred.move)
    if not may(permission_for(legal.move.meaning)):
        abort(403)
    return Target(view, at, legal)


@blueprint.route("", methods=["GET", "POST"])
@needs("case.work")
def show(reference: str, track: int, move: str) -> Response:
    """What the step needs, and the letter that tells of it."""
    return filled_in(_target(reference, track, move))


@blueprint.route("/preview", methods=["GET", "POST"])
@needs("case.work")
def preview(reference: str, track: int, move: str) -> Response:
    """The last look, and the step itself."""
    return looked_at(_target(reference, track, move))
