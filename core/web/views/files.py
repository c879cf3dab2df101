"""Styles, scripts and pictures, the same for every council; and each council's own style sheet."""

from __future__ import annotations

from flask import Blueprint, Response, abort, g, request

from core.web.access import public
from core.web.brand import style_name, style_sheet
from core.web.files import KEEP, KEEP_BRIEFLY, contents, version

blueprint = Blueprint("files", __name__)


@blueprint.get("/static/<of_version>/<path:name>")
@public
def file(of_version: str, name: str) -> Response:
    """A file. Asked for under an older version, while a new one is rolled out, it is the present one for a minute."""
    found = contents(name)
    if found is None:
        abort(404)
    compressed = found.compressed if request.accept_encodings["gzip"] else None
    response = Response(compressed or found.plain, mimetype=found.mimetype)
    if compressed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
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
