"""Drafts of letters: kept as typed, one per author and step, guarded against a second tab or a second browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.domain.actor import Actor
from core.domain.errors import DomainError, Problem
from core.persistence.repositories import letters as store
from core.persistence.repositories.letters import DraftPlace, LetterDraft
from core.persistence.transaction import reading
from core.services.letter_acts import Act, draft_key
from core.services.unit_of_work import Work, perform

Typed = Mapping[str, Sequence[str]]


class DraftChanged(DomainError):
    """Somebody saved the draft meanwhile; `theirs` is what stands there now (None when it was sent or dropped)."""

    def __init__(self, theirs: LetterDraft | None) -> None:
        super().__init__(Problem("draft_changed_meanwhile" if theirs else "draft_gone"))
        self.theirs = theirs


def draft_of(authority: str, actor: Actor, case_id: str, act: Act) -> LetterDraft | None:
    """The actor's own draft for the act on a case that they have opened."""
    with reading(authority):
        return store.draft(case_id, act.track, draft_key(act), actor.key)


def drafts_on(authority: str, actor: Actor, case_id: str) -> tuple[DraftPlace, ...]:
    """The actor's own drafts on a case that they have opened, the latest first."""
    with reading(authority):
        return store.drafts_on(case_id, actor.key)


def save_draft(
    authority: str, actor: Actor, reference: str, act: Act, typed: Typed, *, version: int = 0, seen: int = 0
) -> int:
    """Keep what was typed; the draft's new version. `version` is the one that was read, 0 for a new draft.

    Raises DraftChanged, with what stands there, when another tab was quicker.
    """

    def action(work: Work) -> int:
        work.needs("case.work")
        case = work.case_of(reference)
        kept = store.put_draft(
            case.id, act.track, draft_key(act), actor.key, typed, version, seen or case.seq, work.now
        )
        if not kept:
            raise DraftChanged(store.draft(case.id, act.track, draft_key(act), actor.key))
        return kept

    return perform(authority, actor, action)


def drop_draft(authority: str, actor: Actor, reference: str, act: Act) -> bool:
    """Throw the draft away; False when there was none."""

    def action(work: Work) -> bool:
        case = work.case_of(reference)
        return store.drop_draft(case.id, act.track, draft_key(act), actor.key)

    return perform(authority, actor, action)
