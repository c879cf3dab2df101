"""Following other rules too: a point of a case may belong under another procedure, with its dates and ombudsman."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, g
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from core.domain.case import TrackStatus
from core.domain.errors import NoRulesKnown
from core.domain.procedure import Procedure
from core.services import opening, triage
from core.web.access import needs
from core.web.casework.acting import Act, act, start_values
from core.web.casework.view import CaseView, opened
from core.web.forms.cases import OtherRulesForm
from core.web.forms.once import command_id
from core.web.language import language

blueprint = Blueprint("other_rules", __name__, url_prefix="/staff/cases/<reference>/rules")
NO_POINT = "0"


@blueprint.route("", methods=["GET", "POST"])
@needs("case.triage")
def choose(reference: str) -> Response:
    """Choose the rules and the point; what speaks for them is said, and a person decides."""
    view = opened(reference)
    offered = tuple(offered_rules(view))
    form = OtherRulesForm(start_values(view))
    form.offer([(text.key, _named(text)) for text in offered], _points(view))
    about = Act(
        gettext("Follow other rules too"), gettext("Follow them too"), gettext("The case follows them too now"),
        (
            gettext("The case keeps its number and its own rules. The point you choose gets dates of its own."),
            gettext("They count from the day we got the case, and their last answer names their own ombudsman."),
            *_said(view),
        ),
        reasons=() if offered else (gettext("There are no other rules in force that the case does not follow."),),
    )  # fmt: skip

    def do(f: OtherRulesForm) -> object:
        point = int(f.point.data)
        return triage.open_track(
            g.authority.code, current_user.actor, reference, f.procedure.data, (point,) if point else (),
            seen=f.seen_version or 0, command_id=command_id(),
        )  # fmt: skip

    return act(view, form, about, do)


def offered_rules(view: CaseView) -> Iterator[Procedure]:
    """The texts in force when the case was received that it does not follow yet."""
    followed = {track.procedure for track in view.case.tracks if track.status is not TrackStatus.PARKED}
    for key in view.register.keys():  # noqa: SIM118 - a register's keys, not a mapping's
        if key not in followed:
            try:
                yield view.register.procedure(key, view.case.received_at)
            except NoRulesKnown:
                continue


def _named(text: Procedure) -> str:
    return f"{text.title.in_language(language())} ({text.ombudsman.name.in_language(language())})"


def _points(view: CaseView) -> list[tuple[str, str]]:
    """The points that no answer was given on yet; none of them is a choice too, as one can be added afterwards."""
    open_points = [issue for issue in view.case.issues if not issue.findings]
    return [
        (NO_POINT, gettext("None of these yet: I write it down next")),
        *((str(issue.no), f"{issue.no}. {view.read(issue.words)[:120]}") for issue in open_points),
    ]


def _said(view: CaseView) -> Iterator[str]:
    """What the council's plugins say about other routes."""
    for signpost in opening.signposts_of(view):
        yield f"{signpost.title.in_language(language())} {signpost.words.in_language(language())}"
