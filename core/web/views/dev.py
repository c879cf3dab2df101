"""Every component in each of its states, for those who write pages. Not in production."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

from flask import Blueprint, Response
from flask_babel import gettext
from wtforms import (
    BooleanField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from core.web.access import public
from core.web.forms.base import BaseForm
from core.web.forms.fields import DateField
from core.web.notice import Notice
from core.web.pages import Fact, Link, Page, page
from core.words.clocks import Badge, BadgeState
from core.words.reasons import DayLine, PlainReasons, Sentence

blueprint = Blueprint("dev", __name__, url_prefix="/dev")
DEMO_ONLY = True

_CHOICES = (("one", "Bins and recycling"), ("two", "Council tax"), ("three", "A service with a rather longer name"))


class SampleForm(BaseForm):
    """One field of each kind."""

    text = StringField("Reference", description="It starts with three letters.")
    password = PasswordField("Password")
    story = TextAreaField("What happened, and when?", description="Rough dates are fine.")
    service = SelectField("Service", choices=_CHOICES)
    kind = RadioField("What is it about?", choices=_CHOICES)
    needs = SelectMultipleField("What would make this easier?", choices=_CHOICES)
    agreed = BooleanField("You may ring me", description="Between 9am and 5pm.")
    when = DateField("The day it happened", description="For example, 27 3 2025.")


@dataclass(frozen=True, kw_only=True)
class SamplesPage(Page):
    """`form` has no errors, `wrong` has one at every field."""

    wrong: SampleForm
    notices: tuple[Notice, ...]
    badges: tuple[Badge, ...]
    plain: PlainReasons
    tree: Sentence
    facts: tuple[Fact, ...]
    entries: tuple[SimpleNamespace, ...]
    tasks: tuple[SimpleNamespace, ...]
    stages: tuple[SimpleNamespace, ...]
    links: tuple[SimpleNamespace, ...]


@blueprint.get("/ui")
@public
def ui() -> Response:
    """The page of samples."""
    wrong = SampleForm({"text": "BOS"}, posted=False)
    for field in wrong:
        field.id = f"wrong-{field.id}"
    for name in ("text", "password", "story", "service", "kind", "needs", "agreed", "when"):
        wrong.add_error(name, gettext("Say what to do here"))
    right = SampleForm({"story": "They missed my bin.", "kind": "two", "when": date(2025, 3, 27)}, posted=False)
    return page(
        "dev/ui.html",
        SamplesPage(
            title=gettext("Components"),
            form=right,
            wrong=wrong,
            notices=(
                Notice("Answer sent at 2:05pm", "The case stays open for 2 actions."),
                Notice("The rules change on Monday", "Open cases keep theirs.", "information"),
            ),
            badges=tuple(_badges()),
            plain=_plain(),
            tree=_tree(),
            facts=(Fact("Name", "A. Resident", "#", "your name"), Fact("Reply by", "E-mail", "#")),
            entries=_entries(),
            tasks=_tasks(),
            stages=_stages(),
            links=_links(),
        ),
    )


def _badges() -> list[Badge]:
    return [
        Badge(BadgeState.EXPECTED, "Expected Thu 23 Jan", "13 working days left"),
        Badge(BadgeState.DUE, "Due Thu 9 Jan", "3 working days left"),
        Badge(BadgeState.SOON, "Due Wed 8 Jan", "2 working days left"),
        Badge(BadgeState.TODAY, "Due today"),
        Badge(BadgeState.LATE, "2 working days late", "was due Thu 2 Jan"),
        Badge(BadgeState.MET, "Met Mon 23 Dec", "due Mon 30 Dec"),
        Badge(BadgeState.MET_LATE, "Met late, Tue 31 Dec", "1 working day after Mon 30 Dec"),
        Badge(BadgeState.NONE, "No date yet"),
    ]


def _plain() -> PlainReasons:
    days = (
        DayLine(date(2024, 12, 24), "Tuesday 24 December 2024", 1),
        DayLine(date(2024, 12, 25), "Wednesday 25 December 2024", 0, "Christmas Day"),
        DayLine(date(2024, 12, 27), "Friday 27 December 2024", 2),
    )
    told = ("We confirmed your complaint on Monday 23 December 2024.", "We have 10 working days from then.")
    return PlainReasons("We will answer by Thursday 9 January 2025", told, days)


def _tree() -> Sentence:
    fact = Sentence("Acknowledged on Mon 23 Dec 2024 (day 0)", ("Monday 23 December 2024 at 2:05pm",))
    received = Sentence("Received on Thu 19 Dec 2024 (day 0)")
    chosen = Sentence(
        "Chosen: 10 working days after acknowledged: Thu 9 Jan 2025",
        ("1 Tue 24 Dec, 2 Fri 27 Dec, 3 Mon 30 Dec … 10 Thu 9 Jan", "7 days skipped: 25 December (Christmas Day) …"),
        (fact,),
    )
    other = Sentence("Not chosen: 15 working days after received: Tue 14 Jan 2025", (), (received,))
    return Sentence("Answer stage 1: Thu 9 Jan 2025", (), (Sentence("The earliest of 2 dates", (), (chosen, other)),))


def _entries() -> tuple[SimpleNamespace, ...]:
    link = Link("The letter as sent", "#")
    at = "2024-12-23T14:05:00+00:00"
    return (
        SimpleNamespace(
            title="Acknowledged", when="Monday 23 December 2024 at 2:05pm", iso=at, who="J. Officer", words="",
            links=(link,),
        ),
        SimpleNamespace(
            title="Received", when="Thursday 19 December 2024 at 4:40pm", iso="2024-12-19T16:40:00+00:00", who="",
            words="They missed my bin.\n\nThree times.", links=(),
        ),
    )  # fmt: skip


def _tasks() -> tuple[SimpleNamespace, ...]:
    return (
        SimpleNamespace(text="Write the answer", url="#", hint="Issue by issue", status="To do", done=False),
        SimpleNamespace(text="Acknowledge", url="", hint="", status="Done", done=True),
    )


def _stages() -> tuple[SimpleNamespace, ...]:
    return (
        SimpleNamespace(text="We have it", detail="Thursday 19 December 2024", state="done"),
        SimpleNamespace(text="We are looking into it", detail="", state="now"),
        SimpleNamespace(text="Answer", detail="By Thursday 9 January 2025", state="later"),
    )


def _links() -> tuple[SimpleNamespace, ...]:
    return (
        SimpleNamespace(text="Overview", url="#", current=True, count=None),
        SimpleNamespace(text="Issues", url="#", current=False, count=2),
        SimpleNamespace(text="Letters", url="#", current=False, count=3),
    )
