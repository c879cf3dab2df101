"""Looking over cases: the queue, one's own work, a search. That somebody searched is noted in the log of reads."""

from __future__ import annotations

from datetime import date

from core.clock import utc_now
from core.domain.actor import Actor, ActorKind
from core.domain.calendar import london_day
from core.persistence.queries import my_work as mine
from core.persistence.queries.find import MOST, Found, find
from core.persistence.queries.my_work import MyWork, my_work
from core.persistence.queries.visible import Viewer
from core.persistence.queries.worklist import PAGE, Filters, Worklist, worklist
from core.persistence.repositories.reads import note_read
from core.persistence.transaction import in_one_transaction, reading
from core.services.council import open_council


def viewer_of(authority: str, actor: Actor) -> Viewer:
    """The actor as one who looks, by what their roles give at the council in scope."""
    if actor.kind is not ActorKind.STAFF:
        return Viewer(actor)
    return Viewer(actor, "case.view" in open_council(authority).runtime.granted(actor.roles))


def see_queue(
    authority: str, actor: Actor, filters: Filters, *, after: str = "", before: str = "", size: int = PAGE
) -> Worklist:
    """A page of the queue. Raises BadCursor."""
    with reading(authority):
        viewer = viewer_of(authority, actor)
        return worklist(viewer, filters, _today(), after=after, before=before, size=size)


def see_my_work(authority: str, actor: Actor) -> MyWork:
    """What the member of staff has to do."""
    with reading(authority):
        return my_work(viewer_of(authority, actor), _today())


def next_of_mine(authority: str, actor: Actor, but: str) -> str:
    """The reference of the case of theirs that is due next, other than `but`; "" for none."""
    with reading(authority):
        return mine.next_of_mine(viewer_of(authority, actor), but)


def search(authority: str, actor: Actor, typed: str, most: int = MOST) -> Found:
    """Cases by reference, name or words. That somebody searched is noted, what they typed is not."""
    with reading(authority):
        found = find(viewer_of(authority, actor), typed, most)
    in_one_transaction(authority, lambda: note_read("", actor.key, "search", "", utc_now()))
    return found


def _today() -> date:
    return london_day(utc_now())
