"""Letters on a case page: those that went and what became of them, and those that somebody is still writing."""

from __future__ import annotations

from collections.abc import Mapping

from flask import g, url_for

from core.persistence.queries.case_view import LetterLine as Sent
from core.persistence.repositories.letters import DraftPlace
from core.services import letter_drafts
from core.services.letter_acts import QUESTION
from core.web.casework.case_page import DraftLine, LetterLine
from core.web.casework.moving import writing_title, writings
from core.web.casework.view import CaseView
from core.web.language import language, say
from core.web.pages import Link
from core.words.clocks import staff_label
from core.words.dates import moment

TAGS: Mapping[str, str] = {
    "queued": "govuk-tag--blue",
    "sending": "govuk-tag--blue",
    "sent": "govuk-tag--green",
    "parked": "govuk-tag--red",
    "": "govuk-tag--yellow",
}


def delivery_words(state: str) -> str:
    """What became of a letter's message; a letter without one is for the post."""
    speak = say()
    return {
        "queued": speak("Waiting to leave"),
        "sending": speak("Leaving now"),
        "sent": speak("Sent"),
        "parked": speak("Not sent: needs you"),
        "": speak("To print and post"),
    }.get(state, state)


def letters_of(view: CaseView) -> tuple[LetterLine, ...]:
    """The letters of the case, the latest first."""
    return tuple(_line(view, letter) for letter in view.letters)


def _line(view: CaseView, letter: Sent) -> LetterLine:
    rules = _rules(view, letter.track)
    return LetterLine(
        letter.subject,
        url_for("letters.show", reference=view.reference, letter=letter.id),
        moment(letter.sent_at, say()),
        delivery_words(letter.state),
        TAGS.get(letter.state, ""),
        # Letters of late name their rules in the subject already.
        "" if rules in letter.subject else rules,
    )


def _rules(view: CaseView, no: int) -> str:
    """Which rules a letter or draft is about, where the case follows several."""
    track = view.track(no)
    return view.beside(track) if track is not None else ""


def drafts_of(view: CaseView) -> tuple[DraftLine, ...]:
    """The reader's own unfinished letters."""
    speak = say()
    lines = []
    for draft in letter_drafts.drafts_on(g.authority.code, view.actor, view.case.id):
        link = _resume(view, draft)
        if link is not None:
            saved = speak("saved %(when)s", when=moment(draft.updated_at, speak))
            lines.append(DraftLine(link.text, link.url, saved, _rules(view, draft.track)))
    return tuple(lines)


def _resume(view: CaseView, draft: DraftPlace) -> Link | None:
    """Where the writing goes on; None for a draft of a step that this stage does not have."""
    kind, _, rest = draft.move.partition(".")
    if draft.move == QUESTION or kind == "write":
        wanted = rest or QUESTION
        url = url_for("write.show", reference=view.reference, kind=wanted)
        return Link(writing_title(view, wanted), url) if wanted in writings(view) else None
    track = view.track(draft.track)
    if track is None:
        return None
    if kind == "extend" and rest in track.dues:
        speak = say()
        url = url_for("extend.show", reference=view.reference, track=draft.track, clock=rest)
        return Link(speak("Take more time: %(clock)s", clock=staff_label(rest, speak).lower()), url)
    stage = view.procedure(track).moves_in(view.stage(track))
    title = next((move.title.in_language(language()) for move in stage if move.key == draft.move), "")
    url = url_for("moves.show", reference=view.reference, track=draft.track, move=draft.move)
    return Link(title, url) if title else None
