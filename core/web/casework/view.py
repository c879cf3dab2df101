"""A case as pages tell it: its words, its stage and its standing in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, fields

from flask import abort, g
from flask_login import current_user

from core.domain.case import Sealed, Track
from core.host import AuthorityRuntime
from core.services import opening
from core.services.opening import OpenedCase
from core.web.language import language, say
from core.words import status as statuses


@dataclass(frozen=True)
class CaseView(OpenedCase):
    """An opened case with the words that a page needs for it."""

    def read(self, sealed: Sealed | None) -> str:
        """The words behind a seal; says so where they were erased."""
        if sealed is None:
            return ""
        return self.text(sealed) or say()("[Erased under a retention rule]")

    def stage_title(self, track: Track) -> str:
        """ "Stage 1"."""
        return self.stage(track).title.in_language(language())

    def stage_name(self, track: Track, fact: str) -> str:
        """The title of the stage that a fact belongs to; empty for a fact of the whole case."""
        key = fact.partition(".")[0]
        stages = {stage.key: stage.title.in_language(language()) for stage in self.procedure(track).stages}
        return stages.get(key, "")

    def what(self) -> str:
        """ "Complaint, stage 1. Looking into it": type, stage and status."""
        speak = say()
        kind = type_title(self.runtime, self.case.type)
        status = statuses.for_staff(statuses.status_of(self.case), speak)
        stages = [self.stage_title(track).lower() for track in self.open_tracks]
        told = f"{kind}, {speak.listed(list(dict.fromkeys(stages)))}" if stages else kind
        if len(stages) > 1:
            told = speak("%(told)s, under %(number)s procedures", told=told, number=str(len(stages)))
        return f"{told}. {status}"

    def beside(self, track: Track) -> str:
        """The name of a track's procedure where the case follows several, to tell them apart; otherwise ""."""
        return self.procedure(track).title.in_language(language()) if len(self.open_tracks) > 1 else ""


def opened(reference: str, *, noted: bool = False) -> CaseView:
    """The case with that reference, for whoever is signed in; a 404 where there is none or it is not theirs.

    `noted`: it is being opened, which is written down; other pages of the case only look.
    """
    open_it = opening.open_case if noted else opening.look_at
    found = open_it(g.authority.code, current_user.actor, reference) or abort(404)
    return CaseView(**{field.name: getattr(found, field.name) for field in fields(found)})


def track_of(view: CaseView, no: int) -> Track:
    """The track with that number; a 404 where the case has none."""
    return view.track(no) or abort(404)


def type_title(runtime: AuthorityRuntime, key: str) -> str:
    """What the council calls a kind of feedback."""
    found = runtime.feedback_types.get(key)
    return found.title.in_language(language()) if found else key.replace("_", " ").capitalize()


def service_title(runtime: AuthorityRuntime, key: str) -> str:
    """What the council calls a service; "" for none."""
    found = runtime.services.get(key)
    return found.title.in_language(language()) if found else key.replace("_", " ").capitalize()


def channel_title(runtime: AuthorityRuntime, key: str) -> str:
    """What a way in is called."""
    found = runtime.inbound_channels.get(key)
    return found.title.in_language(language()) if found else key.replace("_", " ").capitalize()


def type_choices(runtime: AuthorityRuntime) -> list[tuple[str, str]]:
    return [(key, kind.title.in_language(language())) for key, kind in runtime.feedback_types.items()]


def service_choices(runtime: AuthorityRuntime) -> list[tuple[str, str]]:
    return [(key, service.title.in_language(language())) for key, service in runtime.services.items()]


def channel_choices(runtime: AuthorityRuntime, *, by_staff: bool = True) -> list[tuple[str, str]]:
    """Ways in; those that people use by themselves are left out where staff write something down."""
    return [
        (key, channel.title.in_language(language()))
        for key, channel in runtime.inbound_channels.items()
        if not (by_staff and channel.by_person)
    ]
