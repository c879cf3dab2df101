"""The questions a resident is asked, one at a time: which come next depends on the answers so far.

Pure: the answers are a mapping of text by question, kept as a draft on the server until they are sent. A question that
no longer applies keeps its answer in the draft and leaves it out of what is sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.api.feedback import FeedbackType

Answers = Mapping[str, str]

KIND, BEFORE, CHOICE = "kind", "told-before", "request-or-complaint"
SERVICE, STORY, EFFECT = "service", "what-happened", "effect"
WHO, ANONYMOUS, CONTACT, HELP, CHECK = "who", "no-name", "contact", "help", "check"

REQUEST, COMPLAINT = "service_request", "complaint"
YES, NO = "yes", "no"
NOT_SURE = "not-sure"
LONGER_AGO = "longer"


@dataclass(frozen=True, slots=True)
class Question:
    """One page: `fields` are the answers it asks for, of which `needed` must be given before the next page."""

    key: str
    fields: tuple[str, ...]
    needed: tuple[str, ...] = ()


_QUESTIONS = {
    question.key: question
    for question in (
        Question(KIND, ("kind",), ("kind",)),
        Question(BEFORE, ("before",), ("before",)),
        Question(CHOICE, ("choice",), ("choice",)),
        Question(SERVICE, ("service",), ("service",)),
        Question(STORY, ("story", "when", "when_about", "late_reason"), ("story",)),
        Question(EFFECT, ("impact", "wanted", "effect_seen"), ("effect_seen",)),
        Question(WHO, ("named",), ("named",)),
        Question(ANONYMOUS, ("stay_anonymous",), ("stay_anonymous",)),
        Question(
            CONTACT,
            ("name", "email", "phone", "address", "postcode", "prefers", "contact_notes"),
            ("name", "prefers"),
        ),
        Question(HELP, ("adjustments", "adjustments_other", "help_seen"), ("help_seen",)),
    )
}


def question(key: str) -> Question:
    """The question with that key. Raises KeyError."""
    return _QUESTIONS[key]


def feedback_type(answers: Answers) -> str:
    """What the answers amount to: a problem told before is a complaint, a first report what the person says it is."""
    kind = answers.get("kind", "")
    if kind != REQUEST:
        return kind
    if answers.get("before") == YES:
        return COMPLAINT
    return answers.get("choice") or REQUEST


def path(answers: Answers, types: Mapping[str, FeedbackType]) -> tuple[str, ...]:
    """The keys of the questions that these answers lead through, in order; the check of answers is not among them."""
    return tuple(_path(answers, types))


def _path(answers: Answers, types: Mapping[str, FeedbackType]) -> Iterator[str]:
    yield KIND
    if answers.get("kind") == REQUEST:
        yield BEFORE
        if answers.get("before") == NO:
            yield CHOICE
    yield SERVICE
    yield STORY
    kind = types.get(feedback_type(answers))
    if kind is not None and kind.wants_outcome:
        yield EFFECT
    yield WHO
    if answers.get("named") == NO:
        yield ANONYMOUS
        return
    yield CONTACT
    yield HELP


def next_open(answers: Answers, types: Mapping[str, FeedbackType]) -> str:
    """The first question that still needs an answer, or the check of all of them."""
    for key in path(answers, types):
        if any(not answers.get(name) for name in _QUESTIONS[key].needed):
            return key
    return CHECK


def step_after(key: str, answers: Answers, types: Mapping[str, FeedbackType]) -> str:
    """Where to go when `key` has been answered: the next question, or the check."""
    steps = (*path(answers, types), CHECK)
    return steps[steps.index(key) + 1] if key in steps[:-1] else next_open(answers, types)


def step_before(key: str, answers: Answers, types: Mapping[str, FeedbackType]) -> str:
    """The question before `key`; an empty string at the first."""
    steps = (*path(answers, types), CHECK)
    at = steps.index(key) if key in steps else 0
    return steps[at - 1] if at else ""


def may_show(key: str, answers: Answers, types: Mapping[str, FeedbackType]) -> bool:
    """Whether the page of `key` makes sense yet: it is on the path, and everything before it has been answered."""
    steps = (*path(answers, types), CHECK)
    return key in steps and steps.index(key) <= steps.index(next_open(answers, types))
