"""For whoever watches the processes: is it alive, is it ready. Answers on any host, and gives no detail away."""

from __future__ import annotations

from flask import Blueprint, Response

from core.services.health import database_answers
from core.web.access import public

blueprint = Blueprint("health", __name__, url_prefix="/health")


@blueprint.get("/live")
@public
def live() -> Response:
    """The process answers."""
    return Response("alive\n", mimetype="text/plain")


@blueprint.get("/ready")
@public
def ready() -> Response:
    """The process can serve pages: its database answers."""
    if database_answers():
        return Response("ready\n", mimetype="text/plain")
    return Response("not ready\n", 503, mimetype="text/plain")
