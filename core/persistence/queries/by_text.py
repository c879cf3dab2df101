"""Which cases follow which text of the rules, and how many: a case counts once under each text that a track follows.

A track that was put aside when the case was called something else follows nothing until it is taken up again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, select

from core.domain.case import TrackStatus
from core.persistence import models as m
from core.persistence.direct import ours, read_rows
from core.persistence.queries.visible import Viewer, visible_to


@dataclass(frozen=True, slots=True)
class Counted:
    """Cases under one text."""

    open: int = 0
    closed: int = 0


def cases_under(texts: Iterable[str]) -> Select[tuple[str]]:
    """The ids of cases with a track under one of these texts, told by their hash; part of a query for `read_rows`."""
    row = m.TrackRow
    followed = row.status != TrackStatus.PARKED.value
    return select(row.case_id).where(ours(row), row.procedure_hash.in_(sorted(set(texts))), followed)


def count_by_text(viewer: Viewer) -> dict[str, Counted]:
    """How many open and closed cases there are for the viewer under each text, by its hash: one query."""
    row, file = m.TrackRow, m.CaseFile
    query = (
        select(row.procedure_hash, file.status, func.count(row.case_id.distinct()))
        .join(file, and_(file.authority_id == row.authority_id, file.id == row.case_id))
        .where(ours(row, file), visible_to(viewer), row.status != TrackStatus.PARKED.value)
        .group_by(row.procedure_hash, file.status)
    )
    found: dict[str, dict[str, int]] = {}
    for hash_, status, number in read_rows(query):
        found.setdefault(hash_, {})[status] = number
    return {hash_: Counted(by.get("open", 0), by.get("closed", 0)) for hash_, by in found.items()}
