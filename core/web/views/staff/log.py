"""Log a contact of any kind on one page, then read it back."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Blueprint, g, redirect, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from core.clock import utc_now
from core.domain.errors import DomainError
from core.ids import new_id
from core.persistence.repositories.people import PersonDetails
from core.services import intake
from core.services.intake import Feedback
from core.services.people_like import Acquaintance, Asked, open_cases_of, people_like
from core.web.access import may, needs
from core.web.casework.clocks import ClockLine, dates_of
from core.web.casework.lists import short
from core.web.casework.steps import steps_of
from core.web.casework.view import CaseView, channel_choices, opened, service_choices, type_choices, type_title
from core.web.forms.log import NEW_PERSON, LogForm
from core.web.forms.once import command_id
from core.web.language import language, say
from core.web.mailed_links import mailed_url
from core.web.navigation import Entry
from core.web.pages import Link, Page, page
from core.words.adjustments import in_words
from core.words.clocks import resident_sentence
from core.words.dates import short_day_year
from core.words.direction import apart
from core.words.say import inside

blueprint = Blueprint("log", __name__, url_prefix="/staff/log")
NAVIGATION = (Entry("staff", _l("Log a contact"), "log.new", order=30),)


@dataclass(frozen=True, slots=True)
class LogBody:
    """`looked`: somebody was looked up; `people` may be empty all the same."""

    action: str
    type_hints: dict[str, str]
    looked: bool = False
    people: tuple[Acquaintance, ...] = ()
    people_hints: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LogPage(Page):
    page: LogBody


@dataclass(frozen=True, slots=True)
class Alike:
    reference: str
    url: str
    about: str
    when: str


@dataclass(frozen=True, slots=True)
class ReadBackBody:
    """What to say aloud. `spoken` is the reference in groups; `case_url` "" where `next` is the case itself."""

    spoken: str
    sentences: tuple[str, ...]
    dates: tuple[ClockLine, ...]
    alike: tuple[Alike, ...]
    next: Link
    case_url: str
    another_url: str


@dataclass(frozen=True, kw_only=True)
class ReadBackPage(Page):
    page: ReadBackBody


@blueprint.route("", methods=["GET", "POST"])
@needs("case.log")
def new() -> Response:
    """The form; Enter saves, "See if we know them" comes back with those who may be meant."""
    form = LogForm({"once": new_id(), "channel": "phone"})
    asked = request.form.get("do", "save") if request.method == "POST" else ""
    people = _people(form) if asked else ()
    channels = channel_choices(g.runtime, by_staff=False)
    form.offer(
        type_choices(g.runtime), service_choices(g.runtime), channels, [(one.id, _known(one)) for one in people]
    )
    if asked == "save" and form.validate():
        try:
            made = intake.receive(
                g.authority.code,
                current_user.actor,
                _feedback(form),
                key=f"log:{command_id() or new_id()}",
                follow_url=mailed_url("follow.start"),
            )
        except DomainError as error:
            form.add(error)
        else:
            return redirect(url_for("log.read_back", reference=made.reference))
    hints = {one.id: _hint(one) for one in people if _hint(one)}
    meanings = {key: kind.meaning.in_language(language()) for key, kind in g.runtime.feedback_types.items()}
    body = LogBody(url_for("log.new"), meanings, asked == "find" or bool(people), people, hints)
    return page("staff/log.html", LogPage(title=gettext("Log a contact"), form=form, page=body))


def _people(form: LogForm) -> tuple[Acquaintance, ...]:
    asked = Asked(form.name.data or "", form.phone.data or "", form.email.data or "", form.postcode.data or "")
    return people_like(g.authority.code, current_user.actor, asked)


def _known(one: Acquaintance) -> str:
    """Enough to tell two people of one name apart."""
    return ", ".join(apart(part) for part in (one.name, one.postcode, one.phone or one.email) if part)


def _hint(one: Acquaintance) -> str:
    speak = say()
    last = speak("Last in touch %(day)s", day=short_day_year(one.last, speak)) if one.last else ""
    return ". ".join(apart(part) for part in (last, one.contact_notes, in_words(one.adjustments, speak)) if part)


def _feedback(form: LogForm) -> Feedback:
    """What was filled in. Somebody who gives neither a name nor a way to reach them stays unknown."""
    details = PersonDetails(
        name=form.name.data or "",
        email=form.email.data or "",
        phone=form.phone.data or "",
        postcode=form.postcode.data or "",
        address=form.address.data or "",
        contact_notes=form.contact_notes.data or "",
        adjustments=form.adjustments.data or "",
    )
    known = form.person.data if form.person.data != NEW_PERSON else ""
    given = any((details.name, details.email, details.phone, details.address))
    return Feedback(
        type=form.type.data,
        channel=form.channel.data,
        summary=form.words.data,
        wanted=form.wanted.data or "",
        service=form.service.data or "",
        person=details if given and not known else None,
        person_id=known or "",
        received_at=form.happened_at(utc_now()) if form.earlier else None,
    )


@blueprint.get("/<reference>")
@needs("case.log")
def read_back(reference: str) -> Response:
    """Sentences to say aloud, the number in groups, the dates, and what may be the same matter."""
    view = opened(reference)
    alike = open_cases_of(g.authority.code, current_user.actor, view.case.person, but=reference)
    steps = steps_of(view)
    case_url = url_for("cases.show", reference=reference)
    onward = steps.main if steps.main and may("case.work") else None
    body = ReadBackBody(
        reference.replace("-", " "),
        _sentences(view),
        dates_of(view.case, view.register, view.today),
        tuple(
            Alike(one.reference, url_for("cases.show", reference=one.reference), short(one.summary),
                  short_day_year(one.received_on, say()))
            for one in alike
        ),
        Link(onward.text, onward.url) if onward else Link(gettext("Open the case"), case_url),
        case_url if onward else "",
        url_for("log.new"),
    )  # fmt: skip
    return page("staff/read_back.html", ReadBackPage(title=gettext("Saved"), page=body))


def _sentences(view: CaseView) -> tuple[str, ...]:
    speak = say()
    kind = inside(type_title(view.runtime, view.case.type))
    found = [speak("I have written this down as a %(kind)s: %(words)s", kind=kind, words=view.read(view.case.summary))]
    if view.case.wanted:
        found.append(speak("What would put it right: %(words)s", words=view.read(view.case.wanted)))
    for track in view.open_tracks:
        told = [resident_sentence(due, speak) for due in track.dues.values() if due.state == "running" and due.on]
        found += [sentence for sentence in dict.fromkeys(told) if sentence][:2]
    if view.person and view.person.email:
        found.append(speak("We send your number to %(email)s.", email=view.person.email))
    return tuple(found)
