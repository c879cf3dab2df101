"""Who may handle a stage, in words: the rules that keep people apart, and who has had a part already."""

from __future__ import annotations

from core.domain.case import Track
from core.web.casework.view import CaseView, service_title
from core.web.language import language, say


def independence_notes(view: CaseView, track: Track) -> list[str]:
    """What the rules ask of whoever handles the present stage, with names where there are any."""
    speak = say()
    procedure, stage = view.procedure(track), view.stage(track)
    apart = dict.fromkeys((*stage.not_by, *(other.key for other in procedure.stages if stage.key in other.not_by)))
    notes = []
    for key in apart:
        title = procedure.stage(key).title.in_language(language()).lower()
        who = view.name(track.answerers.get(key, "") or track.handlers.get(key, ""))
        if who:
            said = "%(name)s dealt with %(stage)s, so somebody else must take this."
            notes.append(speak(said, name=who, stage=title))
        elif key in stage.not_by:
            notes.append(speak("It must be somebody who has no part in %(stage)s.", stage=title))
    if stage.outside_service:
        services = {i.service for i in view.case.issues if i.track == track.no and i.service} or {view.case.service}
        names = [service_title(view.runtime, key) for key in sorted(services) if key]
        if names:
            notes.append(speak("It must be somebody who does not work in %(services)s.", services=speak.listed(names)))
    return notes
