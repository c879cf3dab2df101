"""What can be done with a case now: one main step, the others with the dates they move, and why some cannot be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from flask import url_for

from core.domain import commands as c
from core.domain.case import CaseStatus, Issue, IssueStatus, Track, TrackStatus
from core.domain.decide import decide
from core.domain.errors import DomainError
from core.domain.letters import Purpose
from core.domain.moves import LegalMove, extendable, moves
from core.domain.procedure import Meaning
from core.services.letter_acts import QUESTION
from core.services.progress import DECIDES
from core.web.access import may
from core.web.casework.moving import writing_title, writings
from core.web.casework.version_page import move_url
from core.web.casework.view import CaseView
from core.web.language import language, say
from core.words import clocks
from core.words import moves as told
from core.words.dates import day
from core.words.outcomes import remedy_kind, remedy_state
from core.words.problems import sentence

FORWARD = (Meaning.ACKNOWLEDGE, Meaning.STEP, Meaning.ANSWER)
"""Meanings that may be the main step; asking, refusing and settling wait for somebody to want them."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to press. `effect` says which dates it moves; `rules` names the rules that it is a step of where the
    case follows several."""

    text: str
    url: str
    effect: str = ""
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Barred:
    text: str
    reasons: tuple[str, ...]
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs to the same rules; no title where the case follows one procedure."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """`main` names its rules in its own words, since it stands alone."""

    main: Step | None = None
    others: tuple[Step, ...] = ()
    barred: tuple[Barred, ...] = ()
    tools: tuple[Step, ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """The other steps by the rules they belong to, in the order of the case; what is about the whole case last."""
        titles = list(dict.fromkeys(step.rules for step in self.others if step.rules))
        whole = say()("The whole case") if titles else ""
        found = [(title, tuple(s for s in self.others if s.rules == title)) for title in titles]
        found.append((whole, tuple(s for s in self.others if not s.rules)))
        return tuple(Group(title, steps) for title, steps in found if steps)


def steps_of(view: CaseView) -> Steps:
    """All that the reader may do with the case now."""
    forward: list[Step] = []
    others: list[Step] = []
    barred: list[Barred] = []
    for track in view.open_tracks:
        _of_track(view, track, forward, others, barred)
    _closing(view, forward, others, barred)
    main = replace(forward[0], text=_named(forward[0].text, forward[0].rules)) if forward else None
    place = {view.beside(track): track.no for track in view.open_tracks}
    ordered = sorted((*forward[1:], *others), key=lambda step: place.get(step.rules, len(view.case.tracks) + 1))
    return Steps(main, tuple(ordered), tuple(barred), _tools(view))


def needs_triage(view: CaseView, track: Track) -> bool:
    """Whether issues are to be written down or decided before the track can go on."""
    issues = [issue for issue in view.case.issues if issue.track == track.no]
    answered = track.state in view.stage(track).rests
    return not answered and (not issues or any(issue.status is IssueStatus.UNDECIDED for issue in issues))


def nothing_taken_on(view: CaseView, track: Track) -> bool:
    """Whether every issue of the track was refused, so that the next thing is to tell the person so."""
    issues = [issue for issue in view.case.issues if issue.track == track.no]
    return bool(issues) and all(issue.status is IssueStatus.REFUSED for issue in issues)


def _of_track(view: CaseView, track: Track, forward: list[Step], others: list[Step], barred: list[Barred]) -> None:
    speak, reference, rules = say(), view.reference, view.beside(track)
    found = moves(view.case, track.no, view.register, view.now, view.actor)
    if view.case.status is CaseStatus.OPEN and track.status is TrackStatus.OPEN and may("case.triage"):
        url = url_for("triage.show", reference=reference, track=track.no)
        if needs_triage(view, track):
            forward.append(Step(speak("Decide what to take on"), url, rules=rules))
        elif track.state not in view.stage(track).rests:
            others.append(Step(speak("Add or change issues"), url, rules=rules))
    for legal in found.legal:
        if not may(permission_for(legal.move.meaning)):
            continue
        step = _step(view, track, legal)
        refuses = legal.move.meaning is Meaning.REFUSE and nothing_taken_on(view, track)
        if refuses:
            forward.insert(0, step)
            continue
        onward = legal.move.meaning in FORWARD and legal.move.target
        (forward if onward else others).append(step)
    if may("case.work"):
        others.extend(_extensions(view, track))
    if may("case.work"):
        barred.extend(
            Barred(told.title(b.move, speak), tuple(told.why_not(b, speak)), rules) for b in found.barred
        )


def permission_for(meaning: Meaning) -> str:
    """What a member of staff needs to take a step of that meaning."""
    return "case.answer" if meaning in DECIDES else "case.work"


def _step(view: CaseView, track: Track, legal: LegalMove) -> Step:
    speak = say()
    url = url_for("moves.show", reference=view.reference, track=track.no, move=legal.move.key)
    effect = "; ".join(told.effects(legal.effect, speak))
    return Step(told.title(legal.move, speak), url, effect, view.beside(track))


def _named(text: str, rules: str) -> str:
    """What to press, with the rules it belongs to where the case follows several."""
    return say()("%(step)s (%(rules)s)", step=text, rules=rules) if rules else text


def _extensions(view: CaseView, track: Track) -> list[Step]:
    speak = say()
    if view.case.status is not CaseStatus.OPEN:
        return []
    found = []
    for one in extendable(view.case, track.no, view.register):
        url = url_for("extend.show", reference=view.reference, track=track.no, clock=one.clock)
        name = clocks.staff_label(one.clock, speak)
        until = day(one.until or one.original, speak)
        text = speak("Take more time: %(clock)s", clock=name.lower())
        found.append(Step(text, url, speak("Due %(day)s now", day=until), view.beside(track)))
    return found


def _closing(view: CaseView, forward: list[Step], others: list[Step], barred: list[Barred]) -> None:
    speak, reference = say(), view.reference
    if not may("case.work"):
        return
    if view.case.status is CaseStatus.CLOSED:
        others.append(Step(speak("Reopen the case"), url_for("actions.reopen", reference=reference)))
        return
    if not forward:
        forward += [*_promised(view), *_reply(view)]
    problems = close_problems(view)
    step = Step(speak("Close the case"), url_for("actions.close", reference=reference))
    if problems:
        barred.append(Barred(step.text, tuple(problems)))
    elif forward:
        others.append(step)
    else:
        forward.append(step)


def _reply(view: CaseView) -> list[Step]:
    """A reply that is owed where no procedure asks for one: a letter in the officer's own words, until one went."""
    kind = view.runtime.feedback_types.get(view.case.type)
    if view.case.tracks or view.letters or not view.case.person or kind is None or not kind.answered:
        return []
    letters = view.runtime.letter_templates
    key = next((k for k in writings(view) if k in letters and letters[k].purpose is Purpose.GENERAL), "")
    return [Step(say()("Reply to them"), url_for("write.show", reference=view.reference, kind=key))] if key else []


def _promised(view: CaseView) -> list[Step]:
    """What was promised and is not done yet, the earliest first."""
    speak = say()
    waiting = [(r.by or date.max, i.no, r) for i in view.case.issues for r in i.remedies if r.done is None]
    found = []
    for _by, issue, remedy in sorted(waiting, key=lambda one: one[:2]):
        url = url_for("actions.finish", reference=view.reference, issue=issue, remedy=remedy.id)
        kind = remedy_kind(remedy.kind, speak).lower()
        found.append(Step(speak("Record as done: %(what)s", what=kind), url, remedy_state(remedy, speak)))
    return found


def close_problems(view: CaseView) -> list[str]:
    """Why the case cannot be closed now; empty when it can."""
    return _refused(view, c.Close())


def rewording_problems(view: CaseView, issue: Issue) -> list[str]:
    """Why the words of an issue cannot be corrected now; empty when they can."""
    return _refused(view, c.RewordIssue(issue.no, issue.words, issue.words))


def _refused(view: CaseView, command: c.Command) -> list[str]:
    """What the rules say against a command, without its being given."""
    try:
        decide(view.case, command, view.register, view.now, view.actor, view.case.authority)
    except DomainError as error:
        return [sentence(problem, say()) for problem in error.problems]
    return []


def _tools(view: CaseView) -> tuple[Step, ...]:
    """Smaller things that keep a case in order."""
    speak, reference = say(), view.reference
    open_ = view.case.status is CaseStatus.OPEN
    wanted = (
        ("case.work", True, speak("Add a note for staff"), "actions.note"),
        ("case.log", True, speak("Add something they told us"), "actions.information"),
        ("case.work", open_ and bool(view.open_tracks), speak("Put a wrong day right"), "actions.correct"),
        ("case.retype", open_, speak("Change what kind of feedback it is"), "actions.retype"),
        ("case.triage", open_ and bool(view.open_tracks), speak("Follow other rules too"), "other_rules.choose"),
        ("case.work", True, speak("Link with another case"), "actions.link"),
        ("case.log", view.case.type != "complaint", speak("Raise a complaint about this"), "actions.raise_complaint"),
    )
    found = [
        Step(text, url_for(endpoint, reference=reference))
        for permission, shown, text, endpoint in wanted
        if shown and may(permission)
    ]
    found += _other_versions(view)
    if view.case.person and may("case.work"):
        kinds = [kind for kind in writings(view) if open_ or kind != QUESTION]
        found += [Step(writing_title(view, k), url_for("write.show", reference=reference, kind=k)) for k in kinds]
    return tuple(found)


def _other_versions(view: CaseView) -> list[Step]:
    """Moving a track to another version of its rules, named where the case follows several."""
    speak, several = say(), len(view.open_tracks) > 1
    found = []
    for track in view.open_tracks:
        url = move_url(view, track)
        if url and several:
            title = view.procedure(track).title.in_language(language())
            found.append(Step(speak("Move to another version of the rules: %(title)s", title=title), url))
        elif url:
            found.append(Step(speak("Move to another version of the rules"), url))
    return found
