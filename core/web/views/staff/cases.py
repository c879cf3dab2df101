"""The page of a case."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, g, request, url_for
from werkzeug.wrappers import Response

from core.persistence.verify import VerifyReport, verify_case
from core.web.access import may, needs
from core.web.casework import case_page as parts
from core.web.casework.case_page import CaseBody, CasePage, Row
from core.web.casework.clocks import dates_of
from core.web.casework.correspondence import drafts_of, letters_of
from core.web.casework.handing import handing_of
from core.web.casework.panels import boxes_of
from core.web.casework.steps import steps_of
from core.web.casework.timeline import Teller, erased_letters, known_of, timeline_page
from core.web.casework.view import CaseView, opened
from core.web.language import say
from core.web.pages import Link, Page, page

blueprint = Blueprint("cases", __name__, url_prefix="/staff/cases")


@dataclass(frozen=True, slots=True)
class RecordBody:
    reference: str
    whole: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class RecordPage(Page):
    page: RecordBody


@blueprint.get("/<reference>")
@needs("case.view")
def show(reference: str) -> Response:
    """Who, what is due, by when, whose job, what to press; opening it is written down."""
    before = request.args.get("before", type=int) or 0
    view = opened(reference, noted=True)
    return page("staff/case.html", CasePage(title=f"{view.reference} {view.what()}", page=_body(view, before)))


@blueprint.get("/<reference>/record")
@needs("case.view")
def record(reference: str) -> Response:
    """Whether the record of the case is whole: checked now, link by link."""
    view = opened(reference)
    report = verify_case(g.authority.code, view.case.id)
    speak = say()
    rows = [
        Row(speak("Events"), str(report.events)),
        Row(speak("Chain"), _verdict(report, "chain")),
        Row(speak("Replayed and compared with what pages show"), _verdict(report, "replay", "projection", "search")),
        Row(speak("Words as they were written"), _verdict(report, "words", "person")),
        Row(speak("Letters as they were sent"), _verdict(report, "letter")),
        Row(speak("Last event"), parts.last_changed(view)),
    ]
    title = speak("The record is whole") if report.whole else speak("The record is not whole")
    back = Link(speak("Back to the case"), url_for("cases.show", reference=reference))
    body = RecordBody(reference, report.whole, tuple(rows))
    return page("staff/record.html", RecordPage(title=title, back=back, page=body))


def _verdict(report: VerifyReport, *checks: str) -> str:
    found = [fault for fault in report.faults if fault.check in checks]
    if not found:
        return say()("Whole")
    return say()("Event %(seq)s: %(why)s", seq=str(found[0].seq), why=found[0].why.replace("_", " "))


def _body(view: CaseView, before: int) -> CaseBody:
    teller = Teller(view.case, known_of(view), view.words, view.names, erased_letters(view.entries))
    told = timeline_page(teller, view.entries, before)
    return CaseBody(
        reference=view.reference,
        what=view.what(),
        facts=parts.facts_of(view),
        handing=handing_of(view),
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
        panels=boxes_of(view),
        timeline=told.entries,
        newer_url=_at(view, told.newer),
        older_url=_at(view, told.older),
        verified=parts.last_changed(view),
        record_url=url_for("cases.record", reference=view.reference),
    )


def _at(view: CaseView, before: int) -> str:
    if not before:
        return ""
    where = {"before": before} if before > 0 else {}
    return url_for("cases.show", reference=view.reference, **where, _anchor="timeline")
