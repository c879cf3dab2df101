"""Taking the step: sent with its letter where it has one, recorded where it has none, and said so afterwards."""

from __future__ import annotations

from flask import abort, g, redirect, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from core.domain.case import Case
from core.services import letter_drafts, letters, opening, progress
from core.services.steps import MoreTime, Step
from core.services.unit_of_work import NotPermitted
from core.web.casework.moving import Filled, Target
from core.web.language import say, speaker
from core.web.mailed_links import mailed_url
from core.web.notice import tell
from core.words.clocks import staff_label
from core.words.dates import day, time


def send_it(target: Target, made: Filled, seen: int, once: str) -> Response:
    """Carry the act out and go back to the case. Raises DomainError with every problem."""
    authority, actor, reference = g.authority.code, current_user.actor, target.view.reference
    try:
        if made.letter is not None:
            sent = letters.send(
                authority, actor, reference, made.act, made.own, seen=seen, command_id=once,
                follow_url=mailed_url("follow.start"), speaker=speaker, shown=made.letter,
            )  # fmt: skip
            how = gettext("It leaves by e-mail now.") if sent.outbox else gettext("Print the letter and post it today.")
        else:
            _record(target, made, seen, once)
            how = ""
    except NotPermitted:
        abort(403)
    now = opening.case_now(authority, actor, reference) or abort(404)
    tell(_done(target, made, now), " ".join(filter(None, (how, _left(now)))))
    return redirect(url_for("cases.show", reference=reference))


def _record(target: Target, made: Filled, seen: int, once: str) -> None:
    authority, actor, reference, act = g.authority.code, current_user.actor, target.view.reference, made.act
    if isinstance(act, MoreTime):
        progress.extend(authority, actor, reference, act, seen=seen, command_id=once)
    elif isinstance(act, Step):
        progress.take(authority, actor, reference, act, seen=seen, command_id=once)
    letter_drafts.drop_draft(authority, actor, reference, act)


def _done(target: Target, made: Filled, case: Case) -> str:
    """What has been done, when, and the date that came of it."""
    speak = say()
    at = time(target.view.now, speak)
    if isinstance(made.act, MoreTime):
        track = case.track(target.on.no)
        running = [d.on for d in track.dues.values() if d.on and d.state == "running" and "extended" in d.clock]
        if running:
            clock = staff_label(target.clock, speak).lower()
            return speak("Time extended to %(day)s: %(clock)s", day=day(max(running), speak), clock=clock)
    said = "%(what)s: sent at %(time)s" if made.letter is not None else "%(what)s: recorded at %(time)s"
    return speak(said, what=target.title, time=at)


def _left(case: Case) -> str:
    """What keeps the case open."""
    waiting = len(case.open_actions)
    if not waiting:
        return ""
    return say().count("The case stays open for %(n)s action.", "The case stays open for %(n)s actions.", waiting)
