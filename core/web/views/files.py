"""Styles, scripts and pictures, the same for every council; and each council's own style sheet."""

from __future__ import annotations

from flask import Blueprint, Response, abort, g, send_file

from core.web.access import public
from core.web.brand import style_name, style_sheet
from core.web.files import KEEP, KEEP_BRIEFLY, TYPES, served, version

blueprint = Blueprint("files", __name__)


@blueprint.get("/static/<of_version>/<path:name>")
@public
def file(of_version: str, name: str) -> Response:
    """A file. Asked for under an older version, while a new one is rolled out, it is the present one for a minute."""
    path = served().get(name)
    if path is None:
        abort(404)
    response = send_file(path, mimetype=TYPES[path.suffix], conditional=True)
    response.headers["Cache-Control"] = KEEP if of_version == version() else KEEP_BRIEFLY
    return response


@blueprint.get("/brand/<name>.css")
@public
def brand(name: str) -> Response:
    """The present council's style sheet, and no other's."""
    if name != style_name(g.runtime.branding):
        abort(404)
    response = Response(style_sheet(g.runtime.branding), mimetype="text/css")
    response.headers["Cache-Control"] = KEEP
    return response
