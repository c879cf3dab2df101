"""The search box: a reference, a name, or words, over the cases that exist for who looks.

A case must have every token typed; the last one may be the beginning of a word, unless very many cases have just that
word. The tokens lead: the one that fewest cases have is walked, the others are looked up, so that common words cost no
more than rare ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from core.domain.reference import read_reference
from core.persistence import models as m
from core.persistence.direct import ours, read_rows
from core.persistence.queries.lines import CaseLine, lines_query, make_lines
from core.persistence.queries.visible import Viewer, visible_to
from core.persistence.tokens import tokens

MOST = 50
_TOKENS_READ = 8
_COUNTED = 2_000
_WALKED = 250
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Found:
    """Cases found, the latest received first. `more`: there are others, so more words would help."""

    lines: tuple[CaseLine, ...]
    more: bool = False


def find(viewer: Viewer, typed: str, most: int = MOST) -> Found:
    """The cases that have all that was typed: at most four queries.

    Where very many have it, the latest received of some hundred that were made last.
    """
    reference = read_reference(typed)
    if reference is not None:
        found = _lines(m.CaseFile.reference == reference, viewer, most)
        if found.lines:
            return found
    wanted = list(dict.fromkeys(tokens(typed)))[:_TOKENS_READ]
    if not wanted:
        return Found(())
    return _lines(m.CaseFile.id.in_(_walk(_rarest_first(wanted))), viewer, most)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A range of tokens: one token, or all that begin alike."""

    first: str
    end: str

    def on(self, token: object) -> ColumnElement[bool]:
        column: ColumnElement[str] = token  # type: ignore[assignment]
        if self.first == self.end:
            return column == self.first
        return and_(column >= self.first, column < self.end)


def _is(token: str) -> _Wanted:
    return _Wanted(token, token)


def _begins(token: str) -> _Wanted:
    return _Wanted(token, token + _LAST)


def _rarest_first(typed: list[str]) -> list[_Wanted]:
    """In order of how many rows each has, counted up to a bound, by one query.

    Words that begin like the last one do not matter where that word itself has more cases than anybody looks through:
    a single word comes in the order of its cases, many words would have to be sorted.
    """
    wanted = [*map(_is, typed), _begins(typed[-1])]
    counted = list(zip(read_rows(select(*map(_count, wanted)))[0], wanted, strict=True))
    *others, last, beginnings = counted
    chosen = [*others, last if last[0] >= _COUNTED else beginnings]
    return [each for _, each in sorted(chosen, key=lambda pair: pair[0])]


def _count(wanted: _Wanted) -> ColumnElement[int]:
    token = m.SearchToken
    some = select(token.case_id).where(ours(token), wanted.on(token.token)).limit(_COUNTED).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _walk(wanted: list[_Wanted]) -> Select[str]:
    """The cases that have all of them, the latest made first: ids are made in order of time."""
    rarest, *others = wanted
    token = m.SearchToken
    query: Select[str] = select(token.case_id).where(ours(token), rarest.on(token.token))
    for other in others:
        also = aliased(token)
        same = select(also.case_id).where(ours(also), also.case_id == token.case_id)
        query = query.where(same.where(other.on(also.token)).exists())
    if rarest.first != rarest.end:
        query = query.distinct()
    return query.order_by(token.case_id.desc()).limit(_WALKED)


def _lines(which: ColumnElement[bool], viewer: Viewer, most: int) -> Found:
    """The latest received of these; only for them are names and words looked up."""
    newest = select(m.CaseFile.id).where(ours(m.CaseFile), which, visible_to(viewer))
    newest = newest.order_by(m.CaseFile.received_at.desc(), m.CaseFile.id.desc()).limit(most + 1)
    query = lines_query().where(m.CaseFile.id.in_(newest))
    rows = read_rows(query.order_by(m.CaseFile.received_at.desc(), m.CaseFile.id.desc()))
    return Found(tuple(make_lines(rows[:most])), len(rows) > most)
