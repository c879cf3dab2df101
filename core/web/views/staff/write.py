"""Writing to the person outside the steps of a procedure: a question, thanks, a reply."""

from __future__ import annotations

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from core.web.access import needs
from core.web.casework.move_pages import filled_in
from core.web.casework.moving import Target, writings
from core.web.casework.preview_pages import looked_at
from core.web.casework.view import opened

blueprint = Blueprint("write", __name__, url_prefix="/staff/cases/<reference>/write/<kind>")


def _target(reference: str, kind: str) -> Target:
    """The letter; a 404 for a kind that the council does not have."""
    view = opened(reference)
    if kind not in writings(view):
        abort(404)
    return Target(view, next(iter(view.open_tracks), None), writing=kind)


@blueprint.route("", methods=["GET", "POST"])
@needs("case.work")
def show(reference: str, kind: str) -> Response:
    """The letter, offered from the case."""
    return filled_in(_target(reference, kind))


@blueprint.route("/preview", methods=["GET", "POST"])
@needs("case.work")
def preview(reference: str, kind: str) -> Response:
    """The last look, and off it goes."""
    return looked_at(_target(reference, kind))
