"""Whose the present stage is, who may have it, and who may not and why: for taking it and for handing it over."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from core.domain import commands as c
from core.domain.case import CaseStatus, Track, TrackStatus
from core.domain.decide import decide
from core.domain.errors import DomainError, Problem
from core.domain.procedure import PERSON, Meaning
from core.persistence.repositories.identities import Member
from core.web.access import may
from core.web.casework.view import CaseView, service_title
from core.web.language import language, say
from core.words.problems import sentence

WORKS = "case.work"
"""What whoever has a stage must be allowed."""


@dataclass(frozen=True, slots=True)
class Handing:
    """What the reader may do about whose a stage is. `barred` says why they cannot take it, where rules keep them off.

    Empty addresses and words: not offered.
    """

    take_text: str = ""
    take_url: str = ""
    give_text: str = ""
    give_url: str = ""
    barred: str = ""


def handing_of(view: CaseView) -> Handing:
    """Of the stage that `actions.take` and `actions.assign` are about: the present one of the first open track."""
    track = next(iter(view.open_tracks), None)
    if track is None or view.case.status is not CaseStatus.OPEN or track.status is not TrackStatus.OPEN:
        return Handing()
    speak, stage = say(), view.stage_title(track).lower()
    held = track.handlers.get(track.stage, "")
    take_url = give_url = give_text = barred = ""
    # Where all is answered there is nothing to take; what was promised can still be given to somebody.
    answered = track.state in view.stage(track).rests
    if not held and not answered and may(WORKS):
        why = reasons_against(view, track, view.actor.id, view.actor.services)
        barred = speak("You cannot take %(stage)s: you %(why)s.", stage=stage, why=speak.listed(why)) if why else ""
        take_url = "" if why else url_for("actions.take", reference=view.reference)
    if may("case.assign"):
        give_url = url_for("actions.assign", reference=view.reference)
        give_text = speak("Hand it over") if held else speak("Give it to somebody")
    return Handing(speak("Take %(stage)s", stage=stage), take_url, give_text, give_url, barred)


@dataclass(frozen=True, slots=True)
class Unable:
    """Somebody whom the rules keep from a stage; `why` follows "who"."""

    name: str
    why: str


def candidates(
    view: CaseView, track: Track, members: tuple[Member, ...]
) -> tuple[list[tuple[str, str]], list[Unable]]:
    """Who of the staff may have the present stage, as (id, name), and who may not.

    Staff whose roles do not let them work cases are in neither: nobody expects them there.
    """
    speak = say()
    able: list[tuple[str, str]] = []
    unable: list[Unable] = []
    answers = _who_answers(view, track)
    for member in members:
        if WORKS not in view.runtime.granted(frozenset(member.roles)):
            continue
        why = reasons_against(view, track, member.id, frozenset(member.services), third=True)
        if why:
            unable.append(Unable(member.name, speak.listed(why)))
            continue
        answering = not answers or answers & set(member.roles)
        name = member.name if answering else speak("%(name)s (cannot answer it)", name=member.name)
        able.append((member.id, name))
    return able, unable


def reasons_against(
    view: CaseView, track: Track, member: str, services: frozenset[str], *, third: bool = False
) -> list[str]:
    """What the rules have against a member of staff for the present stage, after "you" or (`third`) after a name."""
    asked = c.Assign(track.no, track.stage, member, services)
    try:
        decide(view.case, asked, view.register, view.now, view.actor, view.case.authority)
    except DomainError as error:
        return [_why(view, track, problem, third) for problem in error.problems]
    return []


def _why(view: CaseView, track: Track, problem: Problem, third: bool) -> str:
    speak = say()
    if problem.code == "handled_other_stage":
        stage = view.procedure(track).stage(str(problem.param("stage"))).title.in_language(language()).lower()
        return speak("dealt with %(stage)s", stage=stage)
    if problem.code == "in_service_complained_about":
        keys = str(problem.param("services")).split(", ")
        services = speak.listed([service_title(view.runtime, key) for key in keys])
        said = "works in %(services)s, which this is about" if third else "work in %(services)s, which this is about"
        return speak(said, services=services)
    return sentence(problem, speak)


def _who_answers(view: CaseView, track: Track) -> frozenset[str]:
    """The roles that may answer the present stage; empty where any may."""
    moves = (move for move in view.stage(track).moves if move.meaning is Meaning.ANSWER)
    found = [frozenset(move.by) - {PERSON} for move in moves]
    return frozenset().union(*found) if found and all(found) else frozenset()
