"""The page of a case."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from core.web.access import may, needs
from core.web.casework import case_page as parts
from core.web.casework.case_page import CaseBody, CasePage
from core.web.casework.clocks import dates_of
from core.web.casework.correspondence import drafts_of, letters_of
from core.web.casework.steps import steps_of
from core.web.casework.timeline import Teller, timeline_page
from core.web.casework.view import CaseView, opened
from core.web.pages import page

blueprint = Blueprint("cases", __name__, url_prefix="/staff/cases")


@blueprint.get("/<reference>")
@needs("case.view")
def show(reference: str) -> Response:
    """Who, what is due, by when, whose job, what to press; opening it is written down."""
    before = request.args.get("before", type=int) or 0
    view = opened(reference, noted=True)
    return page("staff/case.html", CasePage(title=f"{view.reference} {view.what()}", page=_body(view, before)))


def _body(view: CaseView, before: int) -> CaseBody:
    teller = Teller(view.case, view.register, view.words, view.names, view.references)
    told = timeline_page(teller, view.entries, before)
    return CaseBody(
        reference=view.reference,
        what=view.what(),
        facts=parts.facts_of(view),
        alerts=parts.alerts_of(view),
        steps=steps_of(view),
        dates=dates_of(view.case, view.register, view.today),
        issues=parts.issues_of(view, may_finish=may("case.work"), may_decide=may("case.triage")),
        no_issues=parts.no_issues(view.case),
        summary=view.read(view.case.summary),
        arrived=parts.arrived(view),
        wanted=view.read(view.case.wanted),
        person=parts.person_rows(view),
        rules=parts.rules_of(view),
        letters=letters_of(view),
        drafts=drafts_of(view),
        linked=parts.linked_of(view, parts.link_kinds()),
        timeline=told.entries,
        newer_url=_at(view, told.newer),
        older_url=_at(view, told.older),
        verified=parts.last_changed(view),
    )


def _at(view: CaseView, before: int) -> str:
    if not before:
        return ""
    where = {"before": before} if before > 0 else {}
    return url_for("cases.show", reference=view.reference, **where, _anchor="timeline")
