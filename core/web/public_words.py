"""The resident's own answers, told back to them; and a case in a resident's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from markupsafe import Markup

from core.host import AuthorityRuntime
from core.services import journey
from core.web.forms.journey import ADJUSTMENTS
from core.words.direction import closed
from core.words.say import inside


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list; with `href` it can be changed."""

    key: str
    value: str
    href: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """Answers that belong together, under a heading."""

    title: str
    rows: tuple[Row, ...]


def answer_label(name: str) -> str:
    """What an answer is called where it stands beside the others."""
    return {
        "kind": gettext("Kind of feedback"),
        "before": gettext("Told us before"),
        "choice": gettext("What you would like us to do"),
        "service": gettext("Service"),
        "story": gettext("What happened"),
        "when": gettext("When you found out"),
        "when_about": gettext("When it was, roughly"),
        "late_reason": gettext("What made it hard to come sooner"),
        "impact": gettext("How it affected you"),
        "wanted": gettext("What would put it right"),
        "name": gettext("Name"),
        "email": gettext("E-mail"),
        "phone": gettext("Phone"),
        "address": gettext("Address"),
        "postcode": gettext("Postcode"),
        "prefers": gettext("How we answer"),
        "contact_notes": gettext("Not to be used"),
        "adjustments": gettext("What would help"),
        "adjustments_other": gettext("Anything else that would help"),
    }.get(name, name)


def answer_groups(answers: journey.Answers, runtime: AuthorityRuntime, language: str) -> tuple[AnswerGroup, ...]:
    """All answers on the path, by theme, each with the way back to its question. Nobody's words are shortened."""
    path = journey.path(answers, runtime.feedback_types)
    about = (journey.KIND, journey.BEFORE, journey.CHOICE, journey.SERVICE, journey.STORY, journey.EFFECT)
    groups = [AnswerGroup(gettext("What you are telling us"), _rows(answers, runtime, language, path, about))]
    if journey.ANONYMOUS in path:
        row = Row(gettext("Name"), gettext("You want to stay anonymous"), _change(journey.WHO), gettext("your name"))
        groups.append(AnswerGroup(gettext("About you"), (row,)))
    else:
        you = (journey.CONTACT, journey.HELP)
        groups.append(AnswerGroup(gettext("About you"), _rows(answers, runtime, language, path, you)))
    return tuple(groups)


def reply_words(prefers: str) -> str:
    """How somebody wants to be answered."""
    return {
        "email": gettext("By e-mail"),
        "post": gettext("By letter"),
        "phone": gettext("By phone, then in writing"),
    }.get(prefers, gettext("You did not say"))


def _rows(
    answers: journey.Answers, runtime: AuthorityRuntime, language: str, path: tuple[str, ...], steps: tuple[str, ...]
) -> tuple[Row, ...]:
    return tuple(row for step in steps if step in path for row in _of_step(answers, runtime, language, step))


def _of_step(answers: journey.Answers, runtime: AuthorityRuntime, language: str, step: str) -> Iterator[Row]:
    """Every answer that the page asks for: one that was left out can still be given, so it is shown too."""
    for name in journey.question(step).fields:
        value = _told(name, answers.get(name, ""), runtime, language)
        if name in ("effect_seen", "help_seen") or (not value and not _asked(name, answers)):
            continue
        label = answer_label(name)
        words = Markup('<span class="up-words" dir="auto">{}</span>').format(closed(value)) if value else _left_out()
        yield Row(label, words, _change(step), inside(label))


def _asked(name: str, answers: journey.Answers) -> bool:
    """Only a complaint is asked when it was, and only what is older than a year why it comes now."""
    if name == "late_reason":
        return answers.get("when") == journey.LONGER_AGO
    return name not in ("when", "when_about") or journey.feedback_type(answers) == journey.COMPLAINT


def _left_out() -> Markup:
    return Markup('<span class="up-left-out">{}</span>').format(gettext("Not given"))


def _told(name: str, value: str, runtime: AuthorityRuntime, language: str) -> str:
    """An answer as people read it; a choice in the words it was offered with."""
    if name == "kind" and value in runtime.feedback_types:
        return runtime.feedback_types[value].title.in_language(language)
    if name == "service" and value in runtime.services:
        return runtime.services[value].title.in_language(language)
    if name == "adjustments":
        words = {key: str(text) for key, text in ADJUSTMENTS}
        return ", ".join(words.get(one, one) for one in value.splitlines())
    if name == "prefers":
        return reply_words(value)
    choices = {
        ("before", journey.YES): gettext("Yes, and it is still not right"),
        ("before", journey.NO): gettext("No, this is the first time"),
        ("choice", journey.REQUEST): gettext("Ask the service to put it right"),
        ("choice", journey.COMPLAINT): gettext("Make a complaint about it"),
        ("service", journey.NOT_SURE): gettext("Not sure, or something else"),
        ("when", "year"): gettext("In the last 12 months"),
        ("when", journey.LONGER_AGO): gettext("More than 12 months ago"),
        ("when", journey.NOT_SURE): gettext("Not sure"),
    }
    return choices.get((name, value), value)


def _change(step: str) -> str:
    return url_for("feedback.question", step=step, back=journey.CHECK)
