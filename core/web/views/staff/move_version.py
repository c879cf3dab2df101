"""Moving a case to another version of its rules: what would change is looked at first, then a person decides."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from core.domain.case import Track
from core.domain.errors import DomainError
from core.services import progress
from core.services.unit_of_work import NoSuchCase, NotPermitted
from core.services.version_moves import name_now
from core.web.access import needs
from core.web.casework.acting import start_values
from core.web.casework.version_page import (
    MoveBody,
    MovePage,
    VersionChoice,
    back_to,
    choices_of,
    now_of,
    then_of,
)
from core.web.casework.view import CaseView, opened, track_of
from core.web.forms.once import command_id
from core.web.forms.rules import MoveVersionForm
from core.web.notice import tell
from core.web.pages import page

blueprint = Blueprint("move_version", __name__, url_prefix="/staff/cases/<reference>/version")
LOOK, MOVE, CHANGE = "look", "move", "change"


@blueprint.route("/<int:track>", methods=["GET", "POST"])
@needs("case.rules")
def show(reference: str, track: int) -> Response:
    """Choose a version and say why; look at each date before and after; then move it."""
    view = opened(reference)
    at = track_of(view, track)
    choices = choices_of(view, at)
    possible = [one for one in choices if not one.problems]
    form = MoveVersionForm(start_values(view))
    done = name_now(view, at)  # pressing twice finds the case moved already
    doing = request.form.get("do", "")
    form.offer([(one.name, one.name) for one in possible] + ([(done, done)] if doing == MOVE else []))
    if request.method != "POST" or doing == CHANGE or not (possible or doing == MOVE) or not form.validate():
        return _page(view, at, choices, form)
    chosen = next((one for one in possible if one.name == form.to.data), None)
    if doing != MOVE and chosen is not None:
        return _page(view, at, choices, form, chosen)
    if chosen is not None and form.shown.data != chosen.shown:
        return _page(view, at, choices, form, chosen, again=True)
    return _move(view, at, choices, form, chosen)


def _move(
    view: CaseView, at: Track, choices: tuple[VersionChoice, ...], form: MoveVersionForm, chosen: VersionChoice | None
) -> Response:
    hash_, seen = (chosen.hash if chosen else at.procedure_hash), form.seen_version or 0
    try:
        progress.move_version(
            g.authority.code, current_user.actor, view.reference, hash_, form.reason.data or "", track=at.no,
            seen=seen, command_id=command_id(),
        )  # fmt: skip
    except NoSuchCase:
        abort(404)
    except NotPermitted:
        abort(403)
    except DomainError as error:
        form.add(error)
        return _page(view, at, choices, form)
    told = chosen.told if chosen else ""
    tell(gettext("The case follows %(version)s now", version=form.to.data), told)
    return redirect(url_for("cases.show", reference=view.reference))


def _page(
    view: CaseView,
    at: Track,
    choices: tuple[VersionChoice, ...],
    form: MoveVersionForm,
    chosen: VersionChoice | None = None,
    *,
    again: bool = False,
) -> Response:
    now, now_url, since = now_of(view, at)
    possible = tuple(one for one in choices if not one.problems)
    body = MoveBody(
        reference=view.reference,
        action=request.path,
        case_url=url_for("cases.show", reference=view.reference),
        now=now,
        now_url=now_url,
        since=since,
        then=then_of(view, at),
        reasons=_reasons(choices, possible),
        choices=possible,
        barred=tuple(one for one in choices if one.problems),
        chosen=chosen,
        again=again,
    )
    title = gettext("Move to another version of the rules")
    if chosen is not None:
        title = gettext("Move to %(version)s: before and after", version=chosen.name)
    context = MovePage(title=title, form=form, back=back_to(view), page=body)
    return page("staff/move_version.html", context)


def _reasons(choices: tuple[VersionChoice, ...], possible: tuple[VersionChoice, ...]) -> tuple[str, ...]:
    """Why no version can be chosen; empty where one can."""
    if possible:
        return ()
    if not choices:
        return (gettext("The council has adopted no other version of these rules."),)
    return (gettext("The case cannot follow any of the other versions as it stands."),)
