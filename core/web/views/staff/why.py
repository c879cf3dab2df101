"""Why a date is what it is: the whole tree of reasons, on a page and as JSON at the same address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, jsonify, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from core.domain.case import Due, Track
from core.domain.errors import UnknownName
from core.domain.explain import explain
from core.domain.procedure import Clock
from core.domain.reasons import to_data
from core.domain.reckon import Reckoned, find_clock
from core.domain.register import PROCEDURE
from core.web.access import needs
from core.web.casework.case_page import Row
from core.web.casework.view import CaseView, opened, track_of
from core.web.language import language, say
from core.web.pages import Link, Page, page
from core.words.clocks import Badge, badge, staff_label
from core.words.dates import day, moment
from core.words.reasons import Sentence, for_staff

blueprint = Blueprint("why", __name__, url_prefix="/staff/cases/<reference>/why")


@dataclass(frozen=True, slots=True)
class WhyBody:
    reference: str
    badge: Badge
    tree: Sentence
    sources: tuple[Row, ...]
    json_url: str


@dataclass(frozen=True, kw_only=True)
class WhyPage(Page):
    page: WhyBody


@dataclass(frozen=True, slots=True)
class _Found:
    """A clock of a track, and how its date was reached."""

    view: CaseView
    track: Track
    due: Due
    clock: Clock
    reckoned: Reckoned


def _find(reference: str, track: int, clock: str) -> _Found:
    view = opened(reference)
    at = track_of(view, track)
    due = at.dues.get(clock) or abort(404)
    try:
        _stage, text = find_clock(view.procedure(at), clock)
        return _Found(view, at, due, text, explain(at, clock, view.register))
    except UnknownName:
        abort(404)


@blueprint.get("/<clock>")
@needs("case.view")
def find(reference: str, clock: str) -> Response:
    """From a list, which does not say which track the date belongs to."""
    view = opened(reference)
    track = next((t for t in view.open_tracks if clock in t.dues), None) or abort(404)
    return redirect(url_for("why.show", reference=reference, track=track.no, clock=clock))


@blueprint.get("/<int:track>/<clock>")
@needs("case.view")
def show(reference: str, track: int, clock: str) -> Response:
    """Anchor, each day counted, each day skipped and why, which branch won, the paragraph."""
    found = _find(reference, track, clock)
    speak = say()
    calendar = found.view.register.calendar_by_hash(found.track.calendar)
    label = staff_label(clock, speak)
    title = f"{label}: {day(found.due.on, speak)}" if found.due.on else speak("%(clock)s: no date yet", clock=label)
    body = WhyBody(
        reference,
        badge(found.due, found.view.today, calendar, speak),
        for_staff(clock, found.reckoned.reason, speak),
        tuple(_sources(found)),
        url_for("why.data", reference=reference, track=track, clock=clock),
    )
    back = Link(gettext("Back to the case"), url_for("cases.show", reference=reference))
    return page("staff/why.html", WhyPage(title=title, back=back, page=body))


def _sources(found: _Found) -> list[Row]:
    """Which text, which paragraph, which calendar, and what an extension did."""
    speak, view = say(), found.view
    procedure = view.procedure(found.track)
    adopted = view.register.adopted(PROCEDURE, procedure.key)
    since = next((a.from_ for a in adopted if a.hash == found.track.procedure_hash), None)
    calendar = view.register.calendar_by_hash(found.track.calendar)
    rows = [
        Row(speak("Rules"), f"{procedure.title.in_language(language())}: {procedure.version}"),
        Row(speak("In force from"), moment(since, speak) if since else speak("not known")),
        Row(speak("Source"), procedure.source),
    ]
    rows += [Row(speak("Paragraph"), found.clock.cite)] if found.clock.cite else []
    rows += [Row(speak("Assumed"), found.clock.assumed.in_language(language()))] if found.clock.assumed else []
    rows.append(Row(speak("Calendar"), f"{calendar.key}: {calendar.version}"))
    rows.append(Row(speak("Extended"), _extended(found)))
    rows.append(Row(speak("Name"), found.due.clock))
    return rows


def _extended(found: _Found) -> str:
    speak = say()
    key = found.clock.extends or found.due.clock
    told = found.track.facts.get(f"extended:{key}")
    if told is None:
        return speak("No")
    original = found.track.dues.get(key)
    was = day(original.on, speak) if original and original.on else ""
    return speak("Yes, from %(was)s to %(until)s", was=was, until=day(told.on, speak))


@blueprint.get("/<int:track>/<clock>.json")
@needs("case.view")
def data(reference: str, track: int, clock: str) -> Response:
    """The same tree for programs."""
    found = _find(reference, track, clock)
    procedure = found.view.procedure(found.track)
    calendar = found.view.register.calendar_by_hash(found.track.calendar)
    return jsonify(
        case=reference,
        track=track,
        clock=clock,
        due=_iso(found.due.on),
        firm=found.due.firm,
        state=found.due.state.value,
        met=_iso(found.due.met),
        procedure={"key": procedure.key, "version": procedure.version, "hash": found.track.procedure_hash},
        calendar={"key": calendar.key, "version": calendar.version, "hash": found.track.calendar},
        cite=found.clock.cite,
        assumed=found.clock.assumed.en if found.clock.assumed else None,
        reasons=to_data(found.reckoned.reason),
    )


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None
