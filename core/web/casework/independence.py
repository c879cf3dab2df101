"""Who may handle a stage, in words: the rules that keep people apart, and whom they keep from it."""

from __future__ import annotations

from core.domain.case import Track
from core.web.casework.handing import Unable
from core.web.casework.view import CaseView, service_title
from core.web.language import language, say


def independence_notes(view: CaseView, track: Track, unable: list[Unable]) -> list[str]:
    """What the rules ask of whoever handles the present stage, and who is not offered for it."""
    speak = say()
    procedure, stage = view.procedure(track), view.stage(track)
    notes = []
    # A later stage matters once somebody has it already; an earlier one always.
    later = (s.key for s in procedure.stages if stage.key in s.not_by and {s.key} & {*track.handlers, *track.answerers})
    for key in dict.fromkeys((*stage.not_by, *later)):
        title = procedure.stage(key).title.in_language(language()).lower()
        notes.append(speak("It must be somebody who has no part in %(stage)s.", stage=title))
    if stage.outside_service:
        services = {i.service for i in view.case.issues if i.track == track.no and i.service} or {view.case.service}
        names = [service_title(view.runtime, key) for key in sorted(services) if key]
        if names:
            notes.append(speak("It must be somebody who does not work in %(services)s.", services=speak.listed(names)))
    notes += [speak("Not offered: %(name)s, who %(why)s.", name=one.name, why=one.why) for one in unable]
    return notes
